"""Compressed bytes, undone piece by piece and within bounds: a bomb is named, never unpacked.

A `Member` is one gzip member, zstd frame, deflate or brotli stream; `Inflating` is a whole file of them, to be read
like any other; `undo` is for payloads that are in memory already.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal, Protocol, TypeAlias

import brotli
import zstandard

from dateline import limits

Coding: TypeAlias = Literal["gzip", "zstd", "br", "deflate"]

GZIP_MAGIC = b"\x1f\x8b\x08"
ZSTD_MAGIC = b"\x28\xb5\x2f\xfd"
ZSTD_WINDOW = 128 * limits.MIB  # a frame that asks for more memory than this is refused
PIECE = 256 * 1024
_FEED = 64 * 1024
_ZSTD_FEED = 1024  # zstd bounds no output: a KiB of input can become at most 32 MiB


class Bomb(OSError):
    """What would come out is out of all proportion to what went in."""


class Damaged(OSError):
    """The compressed data do not decode."""


def coding_of(head: bytes) -> Coding | None:
    """Return the coding that the first bytes of a file name, None for plain data (brotli has no such mark)."""
    if head.startswith(GZIP_MAGIC):
        return "gzip"
    skippable = len(head) >= 4 and 0x50 <= head[0] <= 0x5F and head[1:4] == b"\x2a\x4d\x18"
    return "zstd" if head.startswith(ZSTD_MAGIC) or skippable else None


class _Engine(Protocol):
    """What the four libraries have in common once they are wrapped: bytes in, pieces out."""

    def feed(self, data: bytes) -> Iterator[bytes]: ...
    @property
    def ended(self) -> bool: ...
    @property
    def rest(self) -> bytes: ...


class _Zlib:
    def __init__(self, window_bits: int) -> None:
        self._inflater = zlib.decompressobj(window_bits)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while True:
            piece = self._inflater.decompress(data, PIECE)
            data = self._inflater.unconsumed_tail
            yield piece
            if self.ended or (not data and len(piece) < PIECE):
                return

    @property
    def ended(self) -> bool:
        return self._inflater.eof

    @property
    def rest(self) -> bytes:
        return self._inflater.unused_data


class _Zstd:
    def __init__(self, dictionary: bytes) -> None:
        extra: dict[str, Any] = {"dict_data": zstandard.ZstdCompressionDict(dictionary)} if dictionary else {}
        self._frame = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW, **extra).decompressobj()
        self.rest = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        for start in range(0, len(data), _ZSTD_FEED):
            yield self._frame.decompress(data[start:start + _ZSTD_FEED])
            if self._frame.eof:
                self.rest = self._frame.unused_data + data[start + _ZSTD_FEED:]
                return

    @property
    def ended(self) -> bool:
        return self._frame.eof


class _Brotli:
    rest = b""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._stream.process(data, output_buffer_limit=PIECE)
        while not self._stream.can_accept_more_data():
            yield self._stream.process(b"", output_buffer_limit=PIECE)

    @property
    def ended(self) -> bool:
        return bool(self._stream.is_finished())


def _engine(coding: Coding, first: bytes, dictionary: bytes) -> _Engine:
    if coding == "gzip":
        return _Zlib(31)
    if coding == "zstd":
        return _Zstd(dictionary)
    if coding == "br":
        return _Brotli()
    zlib_wrapped = len(first) > 1 and first[0] & 0x0F == 8 and (first[0] * 256 + first[1]) % 31 == 0
    return _Zlib(15 if zlib_wrapped else -15)


class Member:
    """One compressed stream, fed as it comes; counts what goes in and out, and refuses bombs."""

    def __init__(self, coding: Coding, first: bytes = b"", dictionary: bytes = b"") -> None:
        """first: the stream's first bytes, which tell the two kinds of deflate apart."""
        self._engine = _engine(coding, first, dictionary)
        self._in = self._out = 0

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what comes out of `data`, at most PIECE bytes at a time (zstd: 32 MiB). Raises Bomb, Damaged."""
        self._in += len(data)
        try:
            for piece in self._engine.feed(data):
                self._out += len(piece)
                if self._out > limits.MEMBER_FREE and self._out > limits.MEMBER_RATIO * self._in:
                    raise Bomb("zip bomb")
                if piece:
                    yield piece
        except (zlib.error, zstandard.ZstdError, brotli.error, MemoryError) as error:
            raise Damaged("damaged compressed data") from error

    @property
    def ended(self) -> bool:
        """Whether the stream is complete, its check sum right."""
        return self._engine.ended

    @property
    def rest(self) -> bytes:
        """The bytes that were fed past the stream's end."""
        return self._engine.rest


class Inflating(io.RawIOBase):
    """A compressed file as a readable one: all its members, one after the other.

    `cut` is true once the file has ended within a member. What follows the last member and is none is left unread.
    Reading raises Bomb and Damaged (both OSError).
    """

    def __init__(self, stream: BinaryIO, coding: Coding) -> None:
        self._stream, self._coding = stream, coding
        self.cut = False
        self._pieces = self._decoded()
        self._piece = memoryview(b"")
        self._taken = self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._given += len(piece)
            if limits.is_bomb(self._taken, self._given):
                raise Bomb("zip bomb")
            self._piece = memoryview(piece)
        count = min(len(buffer), len(self._piece))
        buffer[:count] = self._piece[:count]
        self._piece = self._piece[count:]
        return count

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()

    def _read(self) -> bytes:
        data = self._stream.read(_FEED)
        self._taken += len(data)
        return data

    def _decoded(self) -> Iterator[bytes]:
        data = self._read()
        while data and (self._coding == "br" or coding_of(data)):
            if self._coding == "zstd" and not data.startswith(ZSTD_MAGIC):
                data = self._past_skippable(data)
                continue
            member = Member(self._coding, data)
            yield from member.feed(data)
            while not member.ended:
                data = self._read()
                if not data:
                    self.cut = True
                    return
                yield from member.feed(data)
            data = member.rest or self._read()
            if len(data) < 4:
                data += self._read()
            if self._coding == "br":
                return

    def _past_skippable(self, data: bytes) -> bytes:
        data += self._read() if len(data) < 8 else b""
        length = 8 + int.from_bytes(data[4:8], "little")
        while len(data) < length:
            length -= len(data)
            data = self._read()
            if not data:
                return b""
        return data[length:] or self._read()


def undo(data: bytes, coding: Coding, limit: int) -> tuple[bytes, bool]:
    """Return what `data` decodes to, at most `limit` bytes of it, and whether the end is missing.

    Raises Bomb; Damaged when not one byte comes out, or damage is met after the first.
    """
    if not data:
        return b"", False
    member = Member(coding, data)
    out = bytearray()
    for start in range(0, len(data), _FEED):
        for piece in member.feed(data[start:start + _FEED]):
            out += piece
            if len(out) > limit:
                return bytes(out[:limit]), True
        if member.ended:
            break
    if not out and not member.ended:
        raise Damaged("damaged compressed data")
    return bytes(out), not member.ended
