"""Quotation marks paired into quotations, paragraph by paragraph: any marks, unbalanced ones too. Linear."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from dateline.model import Block, Span

MARK = re.compile(r"''|``|[“”„‟\"«»『』「」‘’‚‹›'＂]")
LINE = re.compile(r"[^\n\r\x85\u2028\u2029]+")
MIRROR = {"“": "”", "„": "“”‟", "‟": "”", "«": "»", "»": "«", "『": "』", "「": "」", "‹": "›", "›": "‹",
          "``": "''", "''": "''", '"': '"', "＂": "＂", "”": "”"}
SINGLE = frozenset("‘’‚'")
OPENS_AFTER = frozenset("([{—–-―/…¿¡:;,.>")  # a mark may open right after these
SPACED = frozenset("«»‹›")  # French sets a blank inside its marks


class Quotation(Struct, frozen=True):
    """A quotation with its marks; `closed` is False where its paragraph ends before its closing mark."""

    start: int
    end: int
    closed: bool = True
    single: bool = False  # set in ‘ ’ or ' '


def paragraphs(text: str, blocks: Sequence[Block] = ()) -> list[Span]:
    """Return the spans of `text` between line breaks, never over the edge of a block, without those of blanks alone."""
    edges = [(block.start, block.end) for block in blocks] or [(0, len(text))]
    return [match.span() for start, end in edges for match in LINE.finditer(text, start, end)
            if not match.group().isspace()]


def find_quotations(text: str, within: Sequence[Span]) -> list[Quotation]:
    """Return the outermost quotations of each paragraph `within` text, in order; marks never pair across them."""
    found: list[Quotation] = []
    for start, end in within:
        found.extend(_Paragraph(text, start, end).read())
    return found


class _Paragraph:
    """Pairs the marks of one paragraph, left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.marks = [(m.start(), m.end(), m.group()) for m in MARK.finditer(text, start, end)]

    def read(self) -> list[Quotation]:
        found: list[Quotation] = []
        opened: tuple[int, str] | None = None
        skip_to = self.start
        for number, (at, after, mark) in enumerate(self.marks):
            if at < skip_to:
                continue
            if opened is None:
                if mark in SINGLE:
                    close = self.single_close(number)
                    if close is not None:
                        found.append(Quotation(at, close, True, True))
                        skip_to = close
                elif self.may_open(at, after, mark):
                    opened = (at, MIRROR.get(mark, mark))
                elif mark == "”" and not found and not self.letter_between(self.start, at):
                    opened = (at, "”")
            elif self.closes(at, after, mark, opened[1]):
                found.append(Quotation(opened[0], after))
                opened = None
            elif mark == self.text[opened[0]:opened[0] + len(mark)] and self.starts_paragraph_again(at, after):
                found.append(Quotation(opened[0], at, False))
                opened = (at, opened[1])
        if opened is not None:
            found.append(Quotation(opened[0], self.end, False))
        return found

    def letter_between(self, start: int, end: int) -> bool:
        return any(c.isalnum() for c in self.text[start:min(end, start + 40)])

    def before(self, at: int) -> str:
        return self.text[at - 1] if at > self.start else " "

    def after(self, at: int) -> str:
        return self.text[at] if at < self.end else " "

    def may_open(self, at: int, after: int, mark: str) -> bool:
        """Whether a double mark, where none is open, opens a quotation."""
        left, right = self.before(at), self.after(after)
        if mark in ("“", "„", "『", "「", "``", "‟"):
            return True
        if mark in SPACED:
            return mark in "«‹" or not right.isspace()
        if mark in ('"', "＂", "''"):
            if left.isdigit() and not right.isalpha():
                return False  # inches, seconds of arc
            return not right.isspace() or (left.isspace() and after == self.end)
        return mark == "”" and left.isspace() and not right.isspace()

    def closes(self, at: int, after: int, mark: str, wanted: str) -> bool:
        if mark not in wanted and not (mark == '"' and wanted in ("”", "“”‟")) and not (mark == "”" and wanted == '"'):
            return False
        left, right = self.before(at), self.after(after)
        if mark in ('"', "''"):
            return not left.isspace() or right.isspace() or not right.isalnum()
        return True

    def starts_paragraph_again(self, at: int, after: int) -> bool:
        """Whether a second opening mark stands where a new quotation begins: the first was never closed."""
        return self.before(at).isspace() and not self.after(after).isspace()

    def single_close(self, number: int) -> int | None:
        """Return where the quotation that the single mark opens ends, or None where it is an apostrophe."""
        at, after, mark = self.marks[number]
        left, right = self.before(at), self.after(after)
        if mark == "’" or left.isalnum() or not (left.isspace() or left in OPENS_AFTER) or right.isspace():
            return None
        fallback = None
        for close, close_after, other in self.marks[number + 1:number + 40]:
            if other not in SINGLE or other == "‘":
                if other not in SINGLE:
                    break
                continue
            inner, outer = self.before(close), self.after(close_after)
            if inner.isspace() or outer.isalnum():
                continue
            if inner in ".,!?…;" or inner.lower() != "s":
                return close_after
            fallback = fallback if fallback is not None else close_after
        return fallback
