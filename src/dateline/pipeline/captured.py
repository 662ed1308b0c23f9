"""The words of a statement as its page has them, before any repair."""

from __future__ import annotations

from bisect import bisect_right

from dateline.archive import Archive, bytes
from dateline.archive.values import Said, Stored
from dateline.article import page_text
from dateline.errors import ArchiveError, PageError
from dateline.intake import read_place
from dateline.model import Article, Span


def as_captured(archive: Archive, stored: Stored, said: Said) -> str | None:
    """Return the content as the page has it where a repair touched it, pieces joined by " … "; None where none did,
    or where the page can no longer be read."""
    if said.statement.where != "text" or not stored.article.repairs:
        return None
    places = [_in_page(stored.article, span) for span in said.statement.content]
    touched = [span for repair in stored.article.repairs for span in repair.spans]
    if not any(place and start < place[1] and end > place[0] for place in places for start, end in touched):
        return None
    capture = next((one.id for one in stored.captures if one.edition == stored.edition), None)
    if capture is None:
        return None
    try:
        text = page_text(bytes.page(archive, capture, read_place))
    except (ArchiveError, PageError):
        return None
    return " … ".join(text[place[0]:place[1]] for place in places if place)


def _in_page(article: Article, span: Span) -> Span | None:
    """Return where words of the text stand in page text; None where they come from no place in it."""
    starts = [run.text_start for run in article.runs]
    ends = []
    for at in (span[0], span[1] - 1):
        number = bisect_right(starts, at) - 1
        if number < 0 or at >= article.runs[number].text_start + article.runs[number].length:
            return None
        ends.append(article.runs[number].page_start + at - article.runs[number].text_start)
    return ends[0], ends[1] + 1
