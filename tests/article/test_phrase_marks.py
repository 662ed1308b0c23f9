"""What lines may have a phrase of: the native core's look turns no line away that has one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.letters import codes_of
from dateline.article.openings import openings
from dateline.article.phrase_marks import BITS, HELD, OPENING, phrase_marks
from dateline.article.phrases import any_of, phrases, speaks_of, stems

SIGNS = st.sampled_from(["", "»", "• ", "(", "\U0001f600 ", "—\u2009", "_", "a", "\u0130", "\ud800"])
ODD = str.maketrans({"s": "ſ", "k": "\u212a", "i": "İ"})
CASES = st.sampled_from([str, str.upper, str.title, str.swapcase, lambda text: text.translate(ODD)])


def marks(lines: list[str]) -> list[int]:
    return phrase_marks(codes_of("\n".join(lines)), len(lines))


@st.composite
def phrased(draw: st.DrawFn) -> str:
    """Return a line that may have a phrase of some list."""
    name = draw(st.sampled_from((*OPENING, *HELD)))
    line = draw(st.sampled_from(phrases(name)))
    found = draw(st.from_regex(line.rpartition("\t")[2], fullmatch=True))
    return draw(SIGNS) + draw(SIGNS) + draw(CASES)(found) + draw(SIGNS) + draw(st.text(max_size=3))


@given(st.lists(phrased() | st.text(), min_size=1, max_size=4))
def test_no_line_is_turned_away(lines: list[str]) -> None:
    lines = [re.sub(r"\s+", " ", line).strip() for line in lines]
    for line, mark in zip(lines, marks(lines), strict=True):
        for name in OPENING:
            begins = re.match(rf"\W{{0,4}}(?:{any_of(name).pattern})", line, re.IGNORECASE)
            assert not begins or mark & BITS[name]
        for name in HELD:
            assert not speaks_of(name, line) or mark & BITS[name]


def test_other_lines_are() -> None:
    lines = ["The council agreed.", "", "Gulls, again", "Read more", "It reads: read more", "He spoke of cookies"]
    assert marks(lines) == [0, 0, 0, BITS["pointers"] | BITS["buttons"] | BITS["other_stories"], 0, BITS["consent"]]


def test_stems_are_looked_for_in_the_first_thousand_characters() -> None:
    assert marks(["a" * 994 + "cookie", "a" * 995 + "cookie"]) == [BITS["consent"], 0]


@given(st.data())
def test_matches_begin_so(data: st.DataObject) -> None:
    line = data.draw(st.sampled_from([line for name in OPENING for line in phrases(name)]))
    found = data.draw(st.from_regex(line, fullmatch=True))
    assert any(found.startswith(head) for head in openings(line, 5))


@pytest.mark.parametrize("expression, heads", [
    ("read (?:more|me)", {"read "}), ("a?b{2}c", {"ab", "b"}), ("le[ea] x", {"lee x", "lea x"}),
    (r"x\?y|\wz", {"x?y", ""}), ("(?:ab|c)+d", {"ab", "c"}), ("(?:ab)*c", {"ab", "c"}), ("must[- ]read", {"must"}),
    ("aa+b", {"aa"}),
])
def test_how_an_expression_begins(expression: str, heads: set[str]) -> None:
    assert openings(expression, 5) == heads


@pytest.mark.parametrize("expression", ["(a)", "(?!a)b"])
def test_what_is_no_expression_of_phrases(expression: str) -> None:
    with pytest.raises(ValueError, match="phrases"):
        openings(expression, 5)


def test_every_stem_is_lower_case() -> None:
    assert all(stem == stem.lower() and stem for name in HELD for stem, _ in stems(name))
