"""The proof: every span against its text, every text against its bytes, every id against what it names."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from msgspec import Struct

from dateline.archive import Archive, bytes, readings
from dateline.archive.ids import edition_id, text_of, words_at
from dateline.article import page_text
from dateline.errors import ArchiveError, PageError
from dateline.intake import read_place
from dateline.model import Article
from dateline.pipeline.work import VERSION


class Finding(Struct, frozen=True, kw_only=True):
    """Something that does not hold (wrong), or could only be checked by its hash (another version read it)."""

    place: str
    reason: str
    wrong: bool = True


def verify(archive: Archive, *, seen: Callable[[int], None] | None = None) -> Iterator[Finding]:
    """Yield what does not hold, capture by capture, in constant memory; seen: called with the captures done."""
    for place, reason in readings.faults_of_file(archive):
        yield Finding(place=place, reason=reason)
    for number, (article, capture) in enumerate(readings.captures_by_article(archive), 1):
        yield from _check_capture(archive, article, capture)
        if seen:
            seen(number)


def _check_capture(archive: Archive, article: str, capture: str) -> Iterator[Finding]:
    place = f"article {article}, capture {capture}"
    try:
        page = bytes.page(archive, capture, read_place)
        reading, edition, payload, version = bytes.reading(archive, capture)
    except (ArchiveError, PageError) as error:
        yield Finding(place=place, reason=str(error))
        return
    if hashlib.sha256(page.data).hexdigest() != payload:
        yield Finding(place=place, reason="the kept bytes are not those that were captured (their hash differs)")
        return
    if edition_id(article, reading) != edition:
        yield Finding(place=place, reason="headline, text, authors or times are not what its edition's id names")
    for statement in readings.statements_read(archive, edition):
        text = text_of(reading, statement.statement)
        for role in ("source", "cue", "content"):
            if words_at(text, getattr(statement.statement, role)) != getattr(statement, role):
                yield Finding(place=f"article {article}, statement {statement.id}",
                              reason=f"its {role} is not what stands at its spans")
    if version != VERSION:
        yield Finding(place=place, reason=f"read by dateline {version}: checked by hash only", wrong=False)
        return
    try:
        yield from _check_text(place, reading, page_text(page))
    except PageError as error:
        yield Finding(place=place, reason=f"its bytes cannot be read any more ({error.reason})")


def _check_text(place: str, article: Article, page: str) -> Iterator[Finding]:
    covered = 0
    for run in article.runs:
        here = article.text[run.text_start:run.text_start + run.length]
        if here != page[run.page_start:run.page_start + run.length] or len(here) != run.length:
            yield Finding(place=place, reason=f"text at {run.text_start} is not what its page has at {run.page_start}")
            return
        if article.text[covered:run.text_start].strip() and not article.repairs:
            yield Finding(place=place, reason=f"text at {covered} comes from no place in its page")
            return
        covered = run.text_start + run.length
    if article.text[covered:].strip() and not article.repairs:
        yield Finding(place=place, reason=f"text at {covered} comes from no place in its page")
    spans = sorted([span for block in article.blocks for span in block.spans]
                   + [span for dropped in article.dropped for span in dropped.spans])
    at = 0
    for start, end in spans:
        if start != at:
            yield Finding(place=place, reason=f"kept and dropped spans do not tile page text at {at}")
            return
        at = end
    if at != len(page):
        yield Finding(place=place, reason=f"page text from {at} on is neither kept nor dropped")
