"""Lines of JSON as commands take them: FILE or -, one object a line, never more than one in memory."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import BinaryIO, TypeVar

import msgspec

from dateline.errors import UsageError
from dateline.limits import LINE_BYTES

T = TypeVar("T")


def objects(path: str, kind: type[T]) -> Iterator[tuple[int, T | str]]:
    """Yield (line number, object) of every line that is not blank; a text in its place says what is wrong with it.

    Raises UsageError when the file cannot be opened.
    """
    decoder = msgspec.json.Decoder(kind, strict=False)
    with _stream(path) as stream:
        for number, line in _numbered(stream):
            if line is None:
                yield number, f"longer than {LINE_BYTES} bytes"
                continue
            try:
                yield number, decoder.decode(line.decode("utf-8", "replace").encode())
            except (msgspec.DecodeError, RecursionError) as error:
                yield number, str(error)


def _stream(path: str) -> BinaryIO:
    if path == "-":
        return sys.stdin.buffer
    try:
        return open(path, "rb")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error


def _numbered(stream: BinaryIO) -> Iterator[tuple[int, bytes | None]]:
    number = 0
    while line := stream.readline(LINE_BYTES):
        number += 1
        if not line.endswith(b"\n") and len(line) == LINE_BYTES:
            while (rest := stream.readline(LINE_BYTES)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line
