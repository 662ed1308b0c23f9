"""Pages into the archive: read by many workers, written by one, killed at any moment without harm."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from dateline.archive import Archive, open_archive, runs, store
from dateline.archive.values import Reading
from dateline.intake import Options, pages
from dateline.model import Left, Page
from dateline.pipeline.account import Account
from dateline.pipeline.pool import default_jobs, through_workers
from dateline.pipeline.regroup import regroup
from dateline.pipeline.work import VERSION, Failed, as_reading, payload_hash

_BATCH = 128  # readings a transaction
_BATCH_BYTES = 16 * 1024 * 1024
_BATCH_SECONDS = 2.0  # what a kill costs at most; how the writing is cut into transactions changes no row

Seen = Callable[[Page | Left, Account], None]


class _Item:
    """An input with its bytes' hash, and whether it needs reading."""

    __slots__ = ("known", "payload", "thing")

    def __init__(self, thing: Page | Left, payload: str, known: bool) -> None:
        self.thing, self.payload, self.known = thing, payload, known

    @property
    def source(self) -> str:
        return self.thing.source


def add(path: Path, inputs: Sequence[str], options: Options | None = None, *, jobs: int | None = None,
        by_reference: bool = False, command: str = "add", seen: Seen | None = None, root: str | None = None) -> Account:
    """Read everything that `inputs` hold into the archive at `path`, which is made where there is none.

    jobs: worker processes (None: one a core). by_reference: keep no bytes that lie in a WARC. seen: called for
    every input once it is in the account. root: a folder that is not named where the inputs are said to come from,
    since it holds them for this run only. Raises UsageError (an input does not exist), ArchiveError.
    """
    found = pages(inputs, options)  # complains about paths before an archive is made
    if root is not None:
        found = (replace(thing, source=thing.source.removeprefix(f"{root}/")) for thing in found)
    account = Account()
    with open_archive(path, write=True, create=True, purpose=f"dateline {command}") as archive:
        run = runs.begin(archive, command, VERSION, _now())
        items = _items(archive, found)
        read = through_workers("reading", items, jobs=jobs or default_jobs(),
                               work_of=lambda item: None if item.known else item.thing)
        for batch in _batches(read):
            with archive.transaction():
                for item, result in batch:
                    _write(archive, item, result, account, by_reference=by_reference)
            if seen:
                for item, _ in batch:
                    seen(item.thing, account)
        regroup(archive)
        runs.end(archive, run, _now(), account.as_dict())
    return account


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _items(archive: Archive, found: Iterable[Page | Left]) -> Iterator[_Item]:
    for thing in found:
        if isinstance(thing, Left):
            yield _Item(thing, "", True)
        else:
            payload = payload_hash(thing)
            known = store.knows(archive, thing, payload) or store.is_removed(archive, payload)
            yield _Item(thing, payload, known)


def _batches(read: Iterable[tuple[_Item, Any]]) -> Iterator[list[tuple[_Item, Any]]]:
    batch: list[tuple[_Item, Any]] = []
    size, began = 0, time.monotonic()
    for item, result in read:
        batch.append((item, result))
        size += len(item.thing.data) if isinstance(item.thing, Page) else 0
        if len(batch) >= _BATCH or size >= _BATCH_BYTES or time.monotonic() - began > _BATCH_SECONDS:
            yield batch
            batch, size, began = [], 0, time.monotonic()
    if batch:
        yield batch


def _write(archive: Archive, item: _Item, result: Any, account: Account, *, by_reference: bool) -> None:
    thing = item.thing
    if isinstance(thing, Left):
        if thing.rejected:
            store.write_rejected(archive, thing)
            account.reject(thing.source, thing.reason)
        else:
            account.skipped[thing.reason] += 1
    elif isinstance(result, Failed):
        store.write_rejected(archive, Left(source=thing.source, reason=result.reason, rejected=True), item.payload)
        account.reject(thing.source, result.reason)
    elif result is None:
        if store.is_removed(archive, item.payload):
            account.skipped["removed before"] += 1
        else:
            store.note_origin(archive, thing, item.payload)
            account.unchanged += 1
    else:
        reading = as_reading(thing, item.payload, result)
        _count(account, store.write_reading(archive, reading, by_reference=by_reference), reading)


def _count(account: Account, outcome: store.Outcome, reading: Reading) -> None:
    if outcome == "added":
        account.added[reading.article.status] += 1
        account.statements += len(reading.statements)
    elif outcome == "new edition":
        account.new_editions += 1
    elif outcome == "removed":
        account.skipped["removed before"] += 1
    else:
        account.unchanged += 1


