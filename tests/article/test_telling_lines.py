"""One look at all lines of a page turns none away that names somebody."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import credited_lines, printed_names
from dateline.article.credited_lines import found_in_lines
from dateline.article.letters import Codes
from dateline.article.looks import PLANE
from dateline.article.markup import LineRows, Markup
from dateline.article.name_places import NamePlaces, PeopleAround
from dateline.article.telling_lines import NEAR, NODE_NAMED, UNDER, _tables, telling_lines
from dateline.article.tree import Tree
from dateline.model import Span

_WORDS = st.sampled_from([
    "By", "BY", "by", "Von", "Text", "Written by", "Text und Fotos von", "वह", "लेखक", "글쓴이", "Κ", "\u212airjoittaja",
    "D\u0130", "\u0130rta", "di", "ﬁ", "autor(s)", "Author:in", "Ana", "Ruiz", "Ana Ruiz", "is", "ist", "has", "è", "a",
    "reporter", "of", "de", "X.", "12", "O'Hara", "—", "|", "•", "(", ")", "*", ":", ",", "&amp;", "&amp;amp;",
    "&amp;#66;y", "&amp;nbsp;", "\u00ad", "B\u00ady", "\u200b", "\ufeffBy", "🙂", "🙂By", "𝐁𝐲", "𠀀", "é", "ſ", "ß",
    "_by", "by_", "von", "dr.", "ing-", "Dr", "prof", "(von", "Lee/", "ana-Lee", "²", "4,", "2:30pm", "And", "Ün",
     "x" * 130, "y " * 20, "\r", "\x1c", "\x85", "\u2028", "&amp;copyAna"])
_GLUE = st.sampled_from(["", " ", " ", "  ", "\t", "\n", "<b>", "</b>", "<i>", "</i>", "<p>", "<p>", "<br>", "<hr>"])
_PAGES = st.lists(st.tuples(_WORDS, _GLUE), max_size=40).map(lambda pieces: "".join(a + b for a, b in pieces))


def all_lines(_: Codes, lines: LineRows, windows: list[Span], most: int) -> tuple[list[tuple[int, int]], bool]:
    """Let every line through, as one that may be anything."""
    told = []
    for place, (_, start, end, _, first, past) in enumerate(lines.rows[:most].tolist()):
        near = end - start <= 250 and any(one <= start <= other for one, other in windows)
        long = place > 0 and lines.rows[place - 1, 2] - lines.rows[place - 1, 1] >= 120
        unlikely = NEAR * (not near) | UNDER * (not long) | NODE_NAMED * (past - first < 2)
        told.append((place, 1023 & ~unlikely))
    return told, True


def places_of(html: str, headline: Span | None) -> NamePlaces:
    return NamePlaces(Markup(Tree(html)), PeopleAround(headlines=(headline,) if headline else ()))


@given(_PAGES, st.none() | st.tuples(st.integers(0, 1_500), st.integers(0, 300)))
def test_what_the_look_lets_through_names_as_many_as_all_lines(html: str, headline: Span | None) -> None:
    found = list(found_in_lines(places_of(html, headline)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(credited_lines, "telling_lines", all_lines)
        assert found == list(found_in_lines(places_of(html, headline)))


def test_a_page_without_lines_has_none_to_look_at() -> None:
    markup = Markup(Tree(""))
    assert telling_lines(markup.tree.codes, markup.line_rows, [], 9) == ([], False)


def test_no_more_lines_are_looked_at_than_asked_for() -> None:
    markup = Markup(Tree("<p>By Ana Ruiz" * 9))
    assert [place for place, _ in telling_lines(markup.tree.codes, markup.line_rows, [], 5)[0]] == [0, 1, 2, 3, 4]


def test_tables_that_a_thread_makes_once_more_are_those_that_are_read() -> None:
    markup = Markup(Tree("<h1>On</h1><p>By Ana Ruiz<p>Ana Ruiz is a reporter<p>and nobody else"))
    before = telling_lines(markup.tree.codes, markup.line_rows, [(0, 99)], 9)
    _tables.cache_clear()  # nothing keeps the old ones
    others = [np.full(PLANE, 255, np.uint8) for _ in range(9)]  # which may lie where those did
    assert telling_lines(markup.tree.codes, markup.line_rows, [(0, 99)], 9) == before
    assert len(others) == 9


def spelt(expression: str) -> tuple[list[str], str]:
    """Return all that an expression of letters, groups and "?" may match, and what stands behind its group's end."""
    found, words = [], [""]
    while expression and expression[0] != ")":
        if expression[0] == "|":
            found, words, expression = found + words, [""], expression[1:]
            continue
        if expression.startswith("(?:"):
            part, expression = spelt(expression[3:])
        elif expression[0] == "[":
            inside, expression = expression[1:].split("]", 1)
            part = list(inside)
        else:
            first = 2 if expression[0] == "\\" else 1
            part, expression = [expression[first - 1]], expression[first:]
        if expression[:1] == "?":
            part, expression = ["", *part], expression[1:]
        words = [one + other for one in words for other in part]
    return found + words, expression[1:]


def test_the_first_words_of_labels_are_all_known() -> None:
    labels = spelt(re.sub(r"\\s\+?", " ", printed_names._BY))[0]
    assert {"autor(s)", "text und bilder von", "από την", "written by", "글쓴이"} <= set(labels)
    assert {re.findall(r"\w+", label)[0] for label in labels} == {
        re.findall(r"\w+", word)[0] for word in printed_names.LABEL_WORDS}
