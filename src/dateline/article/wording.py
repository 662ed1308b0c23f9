"""From page text to the words of a block: white space folded, broken characters mended, every change recorded.

What is changed is listed edit by edit, so that each character of Article.text that was not changed keeps its place
in page text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from html.entities import html5

from msgspec import Struct

from dateline.model import Run, Span

EDITS = 100_000  # of one page: more makes no text
_MOJIBAKE = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u2122]")
_SPACE = re.compile(r"(?P<space>\s(?:(?<! )\s*|\s+))")  # all that a single space stands for
_CHANGED = (
    rf"{_SPACE.pattern}"
    r"|(?P<soft>\u00ad+)"
    r"|(?P<zero>[\u200b\u2060\ufeff]+)"
    r"|(?P<joiner>[\u200c\u200d])"
    r"|(?P<direction>[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    r"|(?P<control>[\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]+)"
    r"|(?P<entity>&(?:amp;)?(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});)"
    r"|(?P<mojibake>[\u00c2-\u00df][\u0080-\u00bf]|[\u00e0-\u00ef][\u0080-\u00bf\u0152-\u2122]{2}"
    r"|\u00f0[\u0080-\u00bf\u0152-\u2122]{3})")
_FIRST = (r"\s\u00ad\u200b-\u200f\u2060\ufeff\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f"
          r"\ud800-\udfff\ufffe\uffff&\u00c2-\u00f0")  # the characters with which all that begins
_EDIT = re.compile(f"(?=[{_FIRST}])(?:{_CHANGED})")
_REASONS = {
    "soft": ("soft hyphen", "a hyphenation hint, not a character of the word"),
    "zero": ("zero-width character", "it prints nothing"),
    "joiner": ("zero-width character", "a joiner where nothing joins"),
    "direction": ("direction mark", "a direction mark in text of one direction"),
    "control": ("control character", "it is no character of a text"),
    "entity": ("entity escaped twice", "the page escaped it once too often"),
    "mojibake": ("mojibake", "UTF-8 that was read as Windows-1252"),
}
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_JOINING = re.compile("[\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ua840-\ua87f\ufb50-\ufdff"
                      "\ufe70-\ufefc]")


class Edit(Struct, frozen=True, gc=False):
    """Page text at `span` that reads `after` in the article."""

    span: Span
    after: str
    kind: str
    reason: str
    before: str


class Wording(Struct, frozen=True):
    """The words of some spans: text, where its characters stand in page text, and what was changed."""

    text: str
    runs: tuple[Run, ...]
    edits: tuple[Edit, ...]


def wording(page: str, spans: Sequence[Span], *, code: bool = False, at: int = 0, most: int = EDITS) -> Wording:
    """Return the words of page text at `spans`, in order.

    code: leave entities as they stand, since the article shows markup. at: where the runs count the words from. most:
    so many characters are mended; behind them white space is folded and all else stays.
    """
    if len(spans) == 1:
        start, end = spans[0]
        piece = page[start:end]
        words = piece.strip()
        if _ordinary(words):
            start += piece.find(words)
            return Wording(words, (Run(at, start, len(words)),) if words else (), ())
    pieces: list[str] = []
    runs: list[Run] = []
    edits: list[Edit] = []
    length, blank = 0, True  # of the text so far; whether a space would be one too many behind it
    text_start = page_start = page_end = run_end = 0  # of the last run
    for start, end in spans:
        for begin, stop, after in _stretches(page, start, end, code, edits, most):
            if blank and begin < stop and page[begin] == " ":
                begin += 1
            if begin < stop:
                if begin != page_end or length != run_end:
                    if run_end > text_start:
                        runs.append(Run(at + text_start, page_start, run_end - text_start))
                    text_start, page_start = length, begin
                pieces.append(page[begin:stop])
                length += stop - begin
                page_end, run_end, blank = stop, length, page[stop - 1] == " "
            if after and not (blank and after == " "):
                pieces.append(after)
                length += len(after)
                blank = after == " "
    text = "".join(pieces).rstrip(" ")
    if text_start < min(run_end, len(text)):
        runs.append(Run(at + text_start, page_start, min(run_end, len(text)) - text_start))
    return Wording(text, tuple(runs), tuple(edits))


def _ordinary(words: str) -> bool:
    """Return whether words print as they stand: no white space but single spaces, nothing that may be mended.

    Everything that is folded or taken out, entities and mojibake apart, is what Unicode calls not printable.
    """
    return (words.isprintable() and "  " not in words and "&" not in words
            and (words.isascii() or _MOJIBAKE.search(words) is None))


def _stretches(page: str, start: int, end: int, code: bool, edits: list[Edit],
               most: int) -> Iterator[tuple[int, int, str]]:
    """Yield stretches of page text that stay as they are, each with what is put behind it; add to `edits`."""
    if _ordinary(page[start:end]):
        yield start, end, ""
        return
    at = start
    right_to_left: bool | None = None
    only_space = _MOJIBAKE.search(page, start, end) is None and _ordinary(" ".join(page[start:end].split()))
    for match in (_SPACE if only_space else _EDIT).finditer(page, start, end):
        if len(edits) >= most:
            break
        group = match.lastgroup or ""
        span = match.span()
        if group == "space":
            yield at, span[0], " "
            at = span[1]
            continue
        before = match[0]
        after: str | None = ""
        if group == "entity":
            after = None if code else _character(before)
        elif group == "mojibake":
            after = _mended(before)
        elif group == "joiner":
            after = None if _joins(page, *span) else ""
        elif group == "direction":
            if right_to_left is None:
                right_to_left = _RIGHT_TO_LEFT.search(page, start, end) is not None
            after = None if right_to_left else ""
        if after is not None:
            edits.append(Edit(span, after, *_REASONS[group], before))
            yield at, span[0], after
            at = span[1]
    for match in _SPACE.finditer(page, at, end) if len(edits) >= most else ():
        yield at, match.start(), " "
        at = match.end()
    yield at, end, ""


@lru_cache(maxsize=4_096)
def _character(entity: str) -> str | None:
    """Return the character that an escaped entity means; None where it may be meant as printed."""
    name = entity[1:]
    if name.startswith("amp;") and len(name) > 4:
        name = name[4:]
    if not name.startswith("#") and name not in html5:
        return None
    character = html.unescape("&" + name)
    if character in ("<", ">") or len(character) != 1 or unicodedata.category(character) in ("Cc", "Cs", "Cn"):
        return None
    return " " if character.isspace() else "" if character == "\u00ad" else character


@lru_cache(maxsize=4_096)
def _mended(broken: str) -> str | None:
    """Return the character whose UTF-8 bytes were read as Windows-1252; None where that is not certain."""
    try:
        data = b"".join(one.encode("latin-1") if one < "\u0100" else one.encode("cp1252") for one in broken)
        character = data.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None
    if len(character) != 1 or character in "\u00ad\ufeff":
        return None
    if character.isspace():
        return " "
    # Two Latin letters may stand together by chance only where both are letters of words.
    return None if broken[1].isalpha() and len(broken) == 2 else character


def _joins(page: str, start: int, end: int) -> bool:
    before, after = page[start - 1] if start else "", page[end : end + 1]
    if before < "\u0600" and after < "\u0600":
        return False
    if _JOINING.match(before) or _JOINING.match(after):
        return True
    return bool(before) and (ord(before) >= 0x2190 and bool(after) and ord(after) >= 0x2190)
