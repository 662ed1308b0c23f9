"""WARC files inside a WACZ, which is a zip archive."""

from __future__ import annotations

import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO

from dateline import limits
from dateline.intake.slices import opened
from dateline.intake.warc import Container
from dateline.model import Left

_WARC_SUFFIXES = (".warc", ".warc.gz", ".warc.zst")
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_PIECE = 1024 * 1024
_MEMBERS = 100_000


def containers(id: str, source: str, path: str, kept: ExitStack, *, temporary: bool) -> Iterator[Container | Left]:
    """Yield the WARC files of a WACZ in the order of their names, each with an id of its own.

    kept: takes the temporary copies of those that lie there compressed once more. Raises OSError.
    """
    try:
        with opened(path) as stream, zipfile.ZipFile(stream) as archive:
            length = stream.seek(0, 2)
            listed = archive.infolist()
            if len(listed) > _MEMBERS:
                yield Left(source=source, reason="zip bomb", rejected=True)
                return
            warcs = sorted((member for member in listed if member.filename.lower().endswith(_WARC_SUFFIXES)),
                           key=lambda member: member.filename)
            if not warcs:
                yield Left(source=source, reason="application/zip")
            copies = _Copies(kept)
            size = 0
            for number, member in enumerate(warcs, 1):
                size += member.file_size
                if limits.is_bomb(length, size):
                    yield Left(source=source, reason="zip bomb", rejected=True)
                    return
                name = _printable(member.filename)
                yield _container(archive, member, copies, Container(
                    id=id if len(warcs) == 1 else f"{id}#{number}", source=f"{source}#{name}", path=path,
                    temporary=temporary))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, struct.error) as error:
        yield Left(source=source, reason=f"broken zip file ({type(error).__name__})", rejected=True)


class _Copies:
    """Members that lie compressed in the zip archive, one after the other in one temporary file."""

    def __init__(self, kept: ExitStack) -> None:
        self._kept = kept
        self._file: IO[bytes] | None = None

    def add(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo, outer: Container) -> Container:
        """Return where a member lies now. Raises OverflowError for a bomb."""
        if self._file is None:
            self._file = self._kept.enter_context(tempfile.NamedTemporaryFile(prefix="dateline-"))  # noqa: SIM115
        base = self._file.seek(0, 2)
        _copy(archive, member, self._file)
        return Container(id=outer.id, source=outer.source, path=self._file.name, base=base,
                         length=self._file.tell() - base, temporary=True)


def _container(archive: zipfile.ZipFile, member: zipfile.ZipInfo, copies: _Copies,
               outer: Container) -> Container | Left:
    if member.compress_type == zipfile.ZIP_STORED and not member.flag_bits & 1:
        base = _data_offset(outer.path, member)
        if base is not None:
            return Container(id=outer.id, source=outer.source, path=outer.path, base=base, length=member.file_size,
                             temporary=outer.temporary or member.filename.lower().endswith(".zst"))
    try:
        return copies.add(archive, member, outer)
    except OverflowError:
        return Left(source=outer.source, reason="zip bomb", rejected=True)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError, ValueError):
        return Left(source=outer.source, reason="damaged compressed data", rejected=True)


def _data_offset(path: str, member: zipfile.ZipInfo) -> int | None:
    with opened(path, member.header_offset, _LOCAL_HEADER.size) as stream:
        header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        return None
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    return int(member.header_offset + _LOCAL_HEADER.size + name_length + extra_length)


def _copy(archive: zipfile.ZipFile, member: zipfile.ZipInfo, copy: IO[bytes]) -> None:
    """Unpack a member. Raises OverflowError for a bomb."""
    size = 0
    with archive.open(member) as stream:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > limits.MEMBER_FREE and size > limits.MEMBER_RATIO * max(1, member.compress_size):
                raise OverflowError
            copy.write(piece)
    copy.flush()


def _printable(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
