"""What a container file yields to a Flow: the data of its members, where each begins, and where data are damaged.

Behind damage the next member is looked for whose data begin as a WARC record does, so that one bad member costs
only itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from dateline import limits
from dateline.intake.compressed import GZIP_MAGIC, ZSTD_MAGIC, Bomb, Coding, Damaged, Member, coding_of, undo
from dateline.intake.flow import Edge, Event, Gap

_FEED = 16 * 1024
_WINDOW = 1024 * 1024
_PROBE = {"gzip": 4 * 1024, "zstd": 192 * 1024}  # a zstd block of up to 128 KiB shows nothing before it is whole
_PROBE_COST = 32 * 1024  # what setting up a decompressor is worth
_REREAD = 1024 * limits.MIB  # decompressed bytes that searching behind damage may cost in one file
_DICTIONARY_MAGIC = b"\x5d\x2a\x4d\x18"
_DICTIONARY_BYTES = 16 * limits.MIB


def plain(stream: BinaryIO) -> Iterator[Event]:
    """Yield the pieces of an uncompressed container from where `stream` stands."""
    while piece := stream.read(_WINDOW):
        yield piece


def dictionary_of(stream: BinaryIO) -> bytes:
    """Return the dictionary that a .warc.zst file begins with, b"" without one. Raises Bomb, Damaged."""
    stream.seek(0)
    head = stream.read(8)
    if not head.startswith(_DICTIONARY_MAGIC):
        return b""
    dictionary = stream.read(min(int.from_bytes(head[4:], "little"), _DICTIONARY_BYTES))
    return undo(dictionary, "zstd", _DICTIONARY_BYTES)[0] if dictionary.startswith(ZSTD_MAGIC) else dictionary


def packed(stream: BinaryIO, coding: Coding, dictionary: bytes | None = None) -> Iterator[Event]:
    """Yield the members of a compressed container from where `stream` stands, which must be seekable.

    dictionary: of zstd frames; None: look at the beginning of `stream`. Raises Bomb, Damaged for a broken one.
    """
    if dictionary is None:
        start = stream.tell()
        dictionary = dictionary_of(stream) if coding == "zstd" else b""
        stream.seek(start)
    return _Members(stream, coding, dictionary).events()


class _Members:
    def __init__(self, stream: BinaryIO, coding: Coding, dictionary: bytes) -> None:
        self._stream, self._coding, self._dictionary = stream, coding, dictionary
        self._magic = GZIP_MAGIC if coding == "gzip" else ZSTD_MAGIC
        self._offset = stream.tell()  # in the file, of the first byte of _data
        self._data = b""
        self._budget = _REREAD
        self._given = 0  # decompressed bytes

    def events(self) -> Iterator[Event]:
        while self._more(18):
            yield Edge(self._offset)
            if self._data.startswith(self._magic):
                yield from self._member()
            elif coding_of(self._data) == "zstd" and self._coding == "zstd":
                self._jump(self._offset + 8 + int.from_bytes(self._data[4:8], "little"))
            elif not self._data.strip(b"\0"):
                self._offset, self._data = self._offset + len(self._data), b""
            else:
                yield Gap(self._offset, "damaged compressed data")
                self._search(self._offset + 1)
        yield Edge(self._offset)

    def _more(self, count: int) -> bool:
        if len(self._data) < count:
            self._data += self._stream.read(_FEED)
        return bool(self._data)

    def _jump(self, offset: int) -> None:
        self._stream.seek(offset)
        self._offset, self._data = offset, b""

    def _member(self) -> Iterator[Event]:
        start, end, out = self._offset, self._offset, 0
        member = Member(self._coding, self._data, self._dictionary)
        try:
            while not member.ended:
                if not self._more(1):
                    yield Gap(start, "the file ends within it")
                    self._budget -= out
                    self._search(start + 1)
                    return
                data, self._data = self._data, b""
                end += len(data)
                for piece in member.feed(data):
                    out += len(piece)
                    self._given += len(piece)
                    if limits.is_bomb(end, self._given):
                        yield Gap(start, "zip bomb")
                        self._jump_to_end()
                        return
                    yield piece
        except (Bomb, Damaged) as error:
            yield Gap(start, str(error))
            self._budget -= out
            self._search(start + 1)
            return
        self._data = bytes(member.rest)
        self._offset = end - len(self._data)

    def _search(self, offset: int) -> None:
        """Go to the next member that begins as a record does, or to the end of the file."""
        overlap = len(self._magic) - 1
        while self._budget > 0:
            self._stream.seek(offset)
            window = self._stream.read(_WINDOW)
            at = window.find(self._magic)
            while at >= 0:
                if self._begins_record(offset + at):
                    self._jump(offset + at)
                    return
                at = window.find(self._magic, at + 1) if self._budget > 0 else -1
            if len(window) < _WINDOW:
                break
            offset += len(window) - overlap
        self._jump_to_end()

    def _jump_to_end(self) -> None:
        self._stream.seek(0, 2)
        self._jump(self._stream.tell())

    def _begins_record(self, offset: int) -> bool:
        self._stream.seek(offset)
        self._budget -= _PROBE_COST
        try:
            member = Member(self._coding, dictionary=self._dictionary)
            out = b""
            for _ in range(0, _PROBE[self._coding], 1024):
                data = self._stream.read(1024)
                self._budget -= 1024
                for piece in member.feed(data):
                    self._budget -= len(piece)
                    out += piece
                    if len(out) >= 5:
                        return out.startswith(b"WARC/")
                if not data or member.ended:
                    return False
        except (Bomb, Damaged):
            pass
        return False
