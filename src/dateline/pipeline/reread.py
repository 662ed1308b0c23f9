"""Reading everything again from the kept bytes, with today's version: what would change, and changing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from msgspec import Struct

from dateline.archive import Archive, bytes, find, readings
from dateline.archive.ids import article_id, text_of, words_at
from dateline.archive.values import Reading
from dateline.errors import ArchiveError, PageError
from dateline.intake import read_place
from dateline.model import Page
from dateline.pipeline.pool import default_jobs, through_workers
from dateline.pipeline.regroup import regroup
from dateline.pipeline.work import Read, as_reading, payload_hash


class Change(Struct, frozen=True, kw_only=True):
    """What reading an article again changes; lists hold the words as read before and now."""

    article: str
    what: str  # "headline", "text", "published", "authors", "status", "statements", "speakers", "cannot be read"
    before: str
    after: str


def reread(archive: Archive, *, apply: bool = False, jobs: int | None = None,
           seen: Callable[[int], None] | None = None) -> Iterator[Change]:
    """Yield what reading every capture again would change; with `apply` change it, an article a transaction.

    seen: called with the number of articles done. Ids that change lead to what replaced them. Corrections stay,
    and are laid over the new reading; what they mean is found again by id or words, or listed as lost.
    """
    captures = readings.captures_by_article(archive)
    read = through_workers("reading", _pages(archive, captures), jobs=jobs or default_jobs(),
                           work_of=lambda item: item[1] if isinstance(item[1], Page) else None,
                           place_of=lambda item: str(item[0]))
    for number, (article, group) in enumerate(groupby(read, key=lambda pair: pair[0][0]), 1):
        results = list(group)
        fresh = [as_reading(page, payload_hash(page), result) for (_, page), result in results
                 if isinstance(page, Page) and isinstance(result, Read)]
        failures = [page if isinstance(page, str) else result.reason for (_, page), result in results
                    if not isinstance(result, Read)]
        yield from _changes(archive, article, fresh, failures)
        if apply and not failures:
            with archive.transaction():
                readings.replace_readings(archive, article, fresh)
        if seen:
            seen(number)
    if apply:
        regroup(archive)


def _pages(archive: Archive, captures: Iterator[tuple[str, str]]) -> Iterator[tuple[str, Page | str]]:
    for article, capture in captures:
        try:
            yield article, bytes.page(archive, capture, read_place)
        except (ArchiveError, PageError) as error:
            yield article, str(error)


def _changes(archive: Archive, article: str, fresh: list[Reading], failures: list[str]) -> Iterator[Change]:
    """Compare the shown edition as read before with today's reading of the same capture."""
    for reason in failures:
        yield Change(article=article, what="cannot be read", before="", after=reason)
    shown = find.show(archive, article)
    capture = readings.first_capture(archive, shown.edition)
    now = next((r for r in fresh if readings.capture_of(r) == capture), None)
    if now is None:
        return
    new_id = article_id(now.key)
    if new_id != article:
        yield Change(article=article, what="id", before=article, after=new_id)
    was = {"headline": shown.headline_as_read or "", "published": shown.published_as_read or "",
           "status": shown.status_as_read, "authors": ", ".join(shown.article.authors), "text": shown.article.text}
    new = {"headline": now.article.headline or "", "published": now.article.published or "",
           "status": now.article.status, "authors": ", ".join(now.article.authors), "text": now.article.text}
    for what, before in was.items():
        if before != new[what]:
            yield Change(article=article, what=what, before=before, after=new[what])
    before_lines, after_lines = readings.statement_lines(archive, shown.edition), _lines(now)
    for line in sorted(before_lines - after_lines):
        yield Change(article=article, what="statement", before=line, after="")
    for line in sorted(after_lines - before_lines):
        yield Change(article=article, what="statement", before="", after=line)


def _lines(reading: Reading) -> set[str]:
    return {readings.statement_line(words_at(text_of(reading.article, s), s.source),
                                 words_at(text_of(reading.article, s), s.content),
                                 [speaker.name for speaker in s.speakers], s.kind, s.act, s.modality)
            for s in reading.statements}

