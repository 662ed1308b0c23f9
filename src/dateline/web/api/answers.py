"""How an answer leaves: with an ETag of its bytes, 304 where the asker has them; files are written whole first."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from typing import IO, Any, BinaryIO, TypeVar

import msgspec
from msgspec import Struct
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Row
from dateline.errors import UsageError
from dateline.export.feeds import Feed
from dateline.export.listing import FEED_ENTRIES, MEDIA, ListForm, write_list, write_rows
from dateline.export.lists import LISTS
from dateline.web import rendering
from dateline.web.packing import answer

T = TypeVar("T")
_IN_MEMORY = 1024 * 1024  # bytes of a file before it goes to a temporary one
_PIECE = 65_536
_NONE: Mapping[str, str] = {}


def json_answer(request: Request, value: Any, headers: Mapping[str, str] = _NONE, *,
                status: int = HTTPStatus.OK) -> Response:
    """Return a value as JSON."""
    body = msgspec.json.encode(value)
    tag = _tag(hashlib.sha256(body))
    if status == HTTPStatus.OK and _is_known(request, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    return Response(body, status, media_type="application/json", headers={"ETag": tag, **headers})


def page_answer(request: Request, page: Struct) -> Response:
    """Return the value of a page of the reader as JSON, packed or not: its ETag is a weak one, of what is unpacked."""
    body = rendering.json(page)
    tag = _tag(hashlib.sha256(body))
    if _is_known(request, tag):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": f"W/{tag}"})
    return answer(body, request, media="application/json", headers={"ETag": f"W/{tag}"})


def file_answer(request: Request, media: str, name: str, write: Callable[[BinaryIO], object],
                headers: Mapping[str, str] = _NONE) -> Response:
    """Return what `write` writes, in constant memory; name: of the file that it is saved as."""
    stream = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed once it is sent
    try:
        write(stream)  # type: ignore[arg-type]
        size = stream.tell()
        digest = hashlib.sha256()
        for piece in _pieces(stream):
            digest.update(piece)
    except BaseException:
        stream.close()
        raise
    tag = _tag(digest)
    if _is_known(request, tag):
        stream.close()
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"ETag": tag})
    return StreamingResponse(
        _pieces(stream), media_type=media, background=BackgroundTask(stream.close),
        headers={"ETag": tag, "Content-Length": str(size), "Content-Disposition": f'inline; filename="{name}"',
                 **headers})


def list_answer(request: Request, archive: Archive, form: ListForm, what: str, ids: Iterable[str], *, title: str,
                selection: Selection | None = None, most: int = FEED_ENTRIES,
                headers: Mapping[str, str] = _NONE) -> Response:
    """Return a list as a file. selection: that of which `ids` are all, the newest first, where they are."""
    def write(stream: BinaryIO) -> None:
        write_list(archive, form, what, ids, stream, feed=_feed(request, title), selection=selection or Selection(),
                   narrowed=selection is not None, most=most)

    return file_answer(request, MEDIA[form], f"{what}.{form}", write, headers)


def rows_answer(request: Request, form: ListForm, what: str, rows: Iterable[Row], *, title: str,
                most: int = FEED_ENTRIES) -> Response:
    """Return the rows of a list of `export.lists` as a file."""
    def write(stream: BinaryIO) -> None:
        write_rows(form, LISTS[what], rows, stream, feed=_feed(request, title), most=most)

    return file_answer(request, MEDIA[form], f"{what}.{form}", write)


def _feed(request: Request, title: str) -> Feed:
    page = request.url.path.rpartition(".")[0]
    return Feed(title=title, link=str(request.url.replace(path="/" if page == "/index" else page)),
                address=str(request.url))


def none_left_out(rows: Iterable[T], most: int) -> Iterator[T]:
    """Yield `rows`, or their ids. Raises UsageError, once they are written, where they are more than `most`."""
    for count, row in enumerate(rows):
        if count == most:
            raise UsageError(f"this list has more than {most:,} rows: narrow it down, ask for a limit (limit={most}), "
                             "or use `dateline export`, which has none")
        yield row


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    while piece := stream.read(_PIECE):
        yield piece


def _tag(digest: hashlib._Hash) -> str:
    return f'"{digest.hexdigest()[:32]}"'


def _is_known(request: Request, tag: str) -> bool:
    known = request.headers.get("if-none-match", "")
    return known == "*" or tag in (one.strip().removeprefix("W/") for one in known.split(","))
