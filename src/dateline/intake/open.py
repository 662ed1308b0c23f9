"""Which kind of input a path is, and the pages in it."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, BinaryIO

from msgspec.structs import replace

from dateline.errors import UsageError
from dateline.intake import rows, sniff, wacz
from dateline.intake.feeds import as_json_feed, feed_pages, json_feed_pages, json_of, sitemap_addresses
from dateline.intake.files import Source, packing_of, page_in, unpacked, unpacked_head
from dateline.intake.folders import STANDARD_INPUT, expanded, files_in, is_address
from dateline.intake.mhtml import mhtml_page
from dateline.intake.naming import Names, shown
from dateline.intake.records import Damage, Record
from dateline.intake.revisits import Revisits
from dateline.intake.slices import opened
from dateline.intake.warc import NOT_COUNTED, Container, page_of, records_of
from dateline.model import Left, Page

if TYPE_CHECKING:
    from dateline.intake.fetch import Fetcher

_RAW_HEAD = 64 * 1024
_SINGLE = ("html", "text", "mhtml")


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a person says of the input.

    url, captured: of the one page that the paths hold (KnownFrom "person").
    columns: other names of row fields, as {"date": "published"}.
    """

    url: str | None = None
    captured: str | None = None
    columns: dict[str, str] = field(default_factory=dict)


def pages(paths: Sequence[str], options: Options | None = None) -> Iterator[Page | Left]:
    """Yield every page in `paths` and a Left for everything that is none, in a fixed order, one at a time.

    paths: files, folders, globs, "-" (standard input), http(s) addresses.
    Never raises for what is inside an input; raises UsageError when a path does not exist, before anything is read,
    and when `options` name the address or time of one page and the input turns out to hold several.
    """
    options = options or Options()
    found = _Run(options).pages(expanded(paths))
    return _as_stated(found, options) if options.url or options.captured else found


def _as_stated(found: Iterator[Page | Left], options: Options) -> Iterator[Page | Left]:
    """Yield the one page with what a person says of it; UsageError where there are several."""
    only: Page | None = None
    for thing in found:
        if isinstance(thing, Left):
            yield thing
            continue
        if only is not None:
            raise UsageError(f"--url and --captured name one page, and the input holds several: {only.source}, "
                             f"{thing.source}")
        only = thing
    if only is not None:
        if options.url:
            only = replace(only, url=options.url, url_from="person")
        if options.captured:
            only = replace(only, captured=options.captured, captured_from="person")
        yield only


class _Run:
    """One run over all its inputs: the names that it has given, the revisits that still wait."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._names = Names()
        self._revisits = Revisits()
        self._kept = ExitStack()  # temporary files that revisits may be resolved from
        self._fetcher: Fetcher | None = None

    def pages(self, inputs: Sequence[str]) -> Iterator[Page | Left]:
        with self._kept:
            self._kept.callback(self._revisits.close)
            for path in inputs:
                if path == STANDARD_INPUT:
                    yield from _guarded("-", self._of_standard_input())
                elif is_address(path):
                    yield from self._of_address(path)
                else:
                    yield from self._of_path(path)
            yield from self._revisits.finish()

    def _of_path(self, path: str) -> Iterator[Page | Left]:
        for found in files_in(path):
            if isinstance(found, Left):
                yield found
            else:
                yield from _guarded(shown(found), self._of_file(found))

    def _of_file(self, path: str) -> Iterator[Page | Left]:
        with opened(path) as stream:
            head = stream.read(_RAW_HEAD)
            stream.seek(0)
            yield from self._of_stream(path, path, stream, head)

    def _of_standard_input(self) -> Iterator[Page | Left]:
        stream = sys.stdin.buffer
        head = _peeked(stream)
        kind = sniff.kind_of("", unpacked_head(head, packing_of("", head)))
        if kind in ("warc", "zip"):
            copy = self._kept.enter_context(tempfile.NamedTemporaryFile(prefix="dateline-"))  # noqa: SIM115
            shutil.copyfileobj(stream, copy)
            copy.flush()
            yield from self._of_container(kind, "-", "-", copy.name, temporary=True)
        else:
            yield from self._of_stream("-", "", stream, head)

    def _of_stream(self, path: str, name: str, stream: BinaryIO, head: bytes) -> Iterator[Page | Left]:
        coding = packing_of(name, head)
        kind = sniff.kind_of(name, unpacked_head(head, coding))
        source = shown(path)
        if not head:
            yield Left(source=source, reason="empty", rejected=True)
        elif kind in ("warc", "zip"):
            yield from self._of_container(kind, self._names.of(path, container=True), source, path)
        elif kind in _READERS or kind in _SINGLE:
            opened_source = Source(id=self._names.of(path, container=kind not in _SINGLE), source=source,
                                   stream=unpacked(stream, coding))
            yield from self._read(kind, opened_source)
        else:
            yield Left(source=source, reason=kind)

    def _read(self, kind: str, source: Source) -> Iterator[Page | Left]:
        if kind == "html":
            yield page_in(source, "html")
        elif kind == "text":
            yield page_in(source, "text")
        elif kind == "mhtml":
            yield mhtml_page(source)
        else:
            yield from _READERS[kind](source, self._options)

    def _of_container(self, kind: str, id: str, source: str, path: str, *,
                      temporary: bool = False) -> Iterator[Page | Left]:
        if kind == "warc":
            yield from self._of_warc(Container(id=id, source=source, path=path, temporary=temporary))
            return
        for found in wacz.containers(id, source, path, self._kept, temporary=temporary):
            if isinstance(found, Left):
                yield found
            else:
                yield from _guarded(found.source, self._of_warc(found))

    def _of_warc(self, container: Container) -> Iterator[Page | Left]:
        for record in records_of(container):
            source = f"{container.source}#{record.number}"
            if isinstance(record, Damage):
                yield Left(source=f"{source} (byte {record.offset})", reason=record.reason, rejected=True)
            else:
                yield from self._of_record(container, record, source)

    def _of_record(self, container: Container, record: Record, source: str) -> Iterator[Page | Left]:
        kind = record.headers["warc-type"].strip().lower()
        id = f"{container.id}#{record.number}"
        if kind == "revisit":
            yield from self._revisits.look(record, id=id, source=source)
        elif kind not in NOT_COUNTED:
            self._revisits.note(container, record)
            yield page_of(record, id=id, source=source, place=container.place_of(record))

    def _of_address(self, address: str) -> Iterator[Page | Left]:
        from dateline.intake.fetch import Fetcher  # httpx takes longer to load than a saved page to read

        if self._fetcher is None:
            self._fetcher = Fetcher()
        yield from self._fetcher.pages(address)


def _json(source: Source, options: Options) -> Iterator[Page | Left]:
    try:
        found = json_of(source)
    except ValueError as error:
        yield Left(source=source.source, reason=str(error), rejected=True)
        return
    feed = as_json_feed(found)
    yield from json_feed_pages(source, feed) if feed else rows.json_rows(source, found, options.columns)


_READERS: dict[str, Callable[[Source, Options], Iterator[Page | Left]]] = {
    "json lines": lambda source, options: rows.json_lines(source, options.columns),
    "json": _json,
    "csv": lambda source, options: rows.csv_rows(source, options.columns),
    "feed": lambda source, _: feed_pages(source),
    "sitemap": lambda source, _: sitemap_addresses(source),
}


def _guarded(source: str, found: Iterator[Page | Left]) -> Iterator[Page | Left]:
    """Yield what is found; what cannot be read any further becomes a Left."""
    try:
        yield from found
    except OSError as error:
        yield Left(source=source, reason=error.strerror or str(error) or type(error).__name__, rejected=True)


def _peeked(stream: BinaryIO | IO[bytes]) -> bytes:
    peek = getattr(stream, "peek", None)
    return bytes(peek(_RAW_HEAD)[:_RAW_HEAD]) if peek else b""
