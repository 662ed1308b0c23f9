"""The text of lines, folded at once, is what Python folds of one after the other; what stands so needs no mending."""

from __future__ import annotations

import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.folding import folded
from dateline.article.letters import codes_of
from dateline.article.wording import wording
from dateline.model import Run

SPACES = [chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()]
PIECES = st.sampled_from([*SPACES, " ", " ", " ", "a", "Ã", "©", "Â", "â", "€", "™", "&amp;", "&", "\u00ad", "\u200b",
                          "\u200d", "\u0130", "\ud800", "\U0001f600", "\U00020000", "\U000e0020", "ß", "語"])
LINES = st.lists(st.lists(PIECES | st.characters(), max_size=12).map("".join), min_size=1)


@given(LINES)
def test_of_any_lines(lines: list[str]) -> None:
    """A line break parts the code points of two lines."""
    starts = np.cumsum([0, *map(len, lines)])[:-1]
    found, _, codes = folded(codes_of("".join(lines)), starts)
    assert found == [" ".join(line.split()) for line in lines]
    assert codes.tolist() == codes_of("\n".join(found)).tolist()


@given(LINES)
def test_what_stands_needs_no_mending(lines: list[str]) -> None:
    page = "".join(lines)
    starts = np.cumsum([0, *map(len, lines)])[:-1]
    texts, stands, _ = folded(codes_of(page), starts)
    for start, line, text, place in zip(starts.tolist(), lines, texts, stands, strict=True):
        words = wording(line, [(0, len(line))])
        if place >= 0:
            assert page[place : place + len(text)] == text == words.text
            assert not words.edits
            assert words.runs == ((Run(0, place - start, len(text)),) if text else ())
        else:
            assert not (text.isalnum() and len(text.split()) == 1 and text.isascii())
