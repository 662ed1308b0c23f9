"""Text captures: decoded text without markup, as people and old crawlers keep it."""

from __future__ import annotations

import re

from dateline.article.body import Decision
from dateline.article.letters import codes_of
from dateline.article.phrase_marks import phrase_marks
from dateline.article.segments import Segment

_PARAGRAPH = re.compile(r"[^\n]+(?:\n|$)")
_WRAPPED = 0.7  # share of lines near the longest length from which a text counts as wrapped by hand
_WRAP_WIDTHS = (55, 100)


def segments_of_text(text: str, most: int) -> list[Segment]:
    """Return the paragraphs of a text: its lines; in text that was wrapped at a width, what blank lines part.

    most: of paragraphs; one more holds all the rest.
    """
    wrapped = _is_wrapped(text)
    segments: list[Segment] = []
    blank = True
    for match in _PARAGRAPH.finditer(text):
        line = match[0]
        if not line.strip():
            blank = True
            continue
        if segments and wrapped and not blank and text[segments[-1].end : match.start()].strip("\n") == "":
            segments[-1].end = match.end()
        else:
            segments.append(Segment(match.start(), match.end(), -1, "\n\n", ""))
            if len(segments) > most:
                break
        blank = False
    return _tiled(segments, text)


def _is_wrapped(text: str) -> bool:
    lines = [line for line in text.split("\n")[:400] if line.strip()]
    longest = max(map(len, lines), default=0)
    if len(lines) < 8 or not _WRAP_WIDTHS[0] <= longest <= _WRAP_WIDTHS[1]:
        return False
    return sum(len(line) > 0.75 * longest for line in lines) > _WRAPPED * len(lines)


def _tiled(segments: list[Segment], text: str) -> list[Segment]:
    for position, segment in enumerate(segments):
        segment.end = segments[position + 1].start if position + 1 < len(segments) else len(text)
        segment.text = " ".join(text[segment.start : segment.end].split())
    lines = codes_of("\n".join([one.text for one in segments]))
    for segment, may in zip(segments, phrase_marks(lines, len(segments)), strict=True):
        segment.may = may
    if segments:
        segments[0].start = 0
    return segments


def decide_text(segments: list[Segment], most: int) -> list[Decision]:
    """Return decisions that keep the first paragraphs of a text; what is a field or was leaked into it is cut later."""
    kept = [Decision(segment, True, "text of the capture") for segment in segments[:most]]
    return kept + [Decision(segment, False, f"after the first {most} paragraphs of the text")
                   for segment in segments[most:]]
