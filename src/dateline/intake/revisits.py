"""Revisit records: captures whose payload lies in another record, of the same or any other file of the run.

Where originals lie is noted in a temporary file of small fixed-size rows, and the latest of them in memory; so a
revisit of something recent is resolved at once, and all others at the end of the run, in bounded memory.
"""

from __future__ import annotations

import hashlib
import json
import struct
import tempfile
from collections.abc import Iterator
from typing import IO, Any, NamedTuple

from msgspec.structs import replace

from dateline.intake.payload import charset_of, response_of
from dateline.intake.records import Damage, Record
from dateline.intake.warc import Container, address_of, date_of, left_for, page_of, records_of
from dateline.model import Left, Page

_RECENT = 65_536  # originals remembered in memory
_BATCH = 20_000  # revisits resolved in one pass over the noted originals
_ROW = struct.Struct(">16sIQQ")
_ROWS_AT_ONCE = 4096


class _Where(NamedTuple):
    container: int
    offset: int
    inner: int


class Revisits:
    """The originals and the unresolved revisits of one run."""

    def __init__(self) -> None:
        self._containers: list[Container] = []
        self._recent: dict[bytes, _Where] = {}
        self._noted: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed by close)
        self._waiting: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        self._reread = _Reread(self._containers)

    def note(self, container: Container, record: Record) -> None:
        """Remember where a record with a payload of its own lies."""
        if not self._containers or self._containers[-1] is not container:
            self._containers.append(container)
        where = _Where(len(self._containers) - 1, record.spot.offset, record.spot.inner)
        for key in _keys_of_original(record.headers):
            self._noted.write(_ROW.pack(key, *where))
            self._recent[key] = where
            if len(self._recent) > _RECENT:
                del self._recent[next(iter(self._recent))]

    def look(self, record: Record, *, id: str, source: str) -> Iterator[Page | Left]:
        """Yield the page of a revisit, or why it is none; nothing where its original may still come."""
        response = response_of(record.block)
        content_type = response.headers.get("content-type", "") if response else ""
        reason = left_for(response.status if response and response.status != 304 else 200, content_type)
        if reason:
            yield Left(source=source, reason=reason)
            return
        waiting: dict[str, Any] = {
            "id": id, "source": source, "url": address_of(record.headers), "captured": date_of(record.headers),
            "charset": charset_of(content_type), "keys": [key.hex() for key in _keys_of_revisit(record.headers)]}
        known = next((self._recent[key] for key in map(bytes.fromhex, waiting["keys"]) if key in self._recent), None)
        if known and not known.inner:
            yield self._resolved(waiting, known)
        else:
            self._waiting.write(json.dumps(waiting).encode() + b"\n")

    def finish(self) -> Iterator[Page | Left]:
        """Yield what has waited for its original, now that every original is known."""
        self._waiting.seek(0)
        while batch := [json.loads(line) for line, _ in zip(self._waiting, range(_BATCH), strict=False)]:
            found = self._find({key for waiting in batch for key in waiting["keys"]})
            order: list[tuple[_Where | None, int]] = []
            for index, waiting in enumerate(batch):
                order.append((next((found[key] for key in waiting["keys"] if key in found), None), index))
            for where, index in sorted(order, key=lambda pair: (pair[0] is None, pair)):
                if where is None:
                    yield Left(source=batch[index]["source"], reason="revisit without its original", rejected=True)
                else:
                    yield self._resolved(batch[index], where)

    def close(self) -> None:
        """Drop the temporary files."""
        self._noted.close()
        self._waiting.close()

    def _find(self, wanted: set[str]) -> dict[str, _Where]:
        found: dict[str, _Where] = {}
        self._noted.seek(0)
        while rows := self._noted.read(_ROW.size * _ROWS_AT_ONCE):
            for key, *where in _ROW.iter_unpack(rows):
                name = key.hex()
                if name in wanted:
                    found.setdefault(name, _Where(*where))
        self._noted.seek(0, 2)
        return found

    def _resolved(self, waiting: dict[str, Any], where: _Where) -> Page | Left:
        source = waiting["source"]
        original = self._reread.record(where)
        if original is None:
            return Left(source=source, reason="revisit without its original", rejected=True)
        page = page_of(original, id=waiting["id"], source=source,
                       place=self._containers[where.container].place_of(original))
        if isinstance(page, Left):
            return page
        url, captured = waiting["url"], waiting["captured"]
        return replace(page, url=url, url_from="warc" if url else None, captured=captured,
                       captured_from="warc" if captured else None, charset=waiting["charset"] or page.charset)


class _Reread:
    """Reads noted records again; going forward within one compressed member it reads on instead of anew."""

    def __init__(self, containers: list[Container]) -> None:
        self._containers = containers
        self._at: _Where | None = None
        self._record: Record | None = None
        self._records: Iterator[Record | Damage] = iter(())

    def record(self, where: _Where) -> Record | None:
        if where == self._at:
            return self._record
        ahead = self._at is not None and self._at[:2] == where[:2] and self._at.inner < where.inner
        if not ahead:
            self._records = records_of(self._containers[where.container], where.offset)
        self._at, self._record = where, None
        try:
            for found in self._records:
                if isinstance(found, Record) and (found.spot.offset, found.spot.inner) == where[1:]:
                    self._record = found
                    break
                if isinstance(found, Record) and found.spot.offset > where.offset:
                    break
        except OSError:
            self._at = None  # the file has gone since
        return self._record


def _key(kind: str, name: str) -> bytes:
    return hashlib.blake2b(f"{kind} {name}".encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _keys_of_original(headers: dict[str, str]) -> list[bytes]:
    keys = []
    if digest := headers.get("warc-payload-digest"):
        keys.append(_key("digest", digest.strip().lower()))
    if (address := address_of(headers)) and (date := headers.get("warc-date")):
        keys.append(_key("capture", f"{date.strip()} {address}"))
    return keys


def _keys_of_revisit(headers: dict[str, str]) -> list[bytes]:
    keys = []
    if digest := headers.get("warc-payload-digest"):
        keys.append(_key("digest", digest.strip().lower()))
    address = headers.get("warc-refers-to-target-uri", "").strip().removeprefix("<").removesuffix(">")
    if address and (date := headers.get("warc-refers-to-date")):
        keys.append(_key("capture", f"{date.strip()} {address}"))
    return keys
