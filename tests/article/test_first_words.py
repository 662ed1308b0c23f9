"""Lines are found by the first letters of their first word, and none that begins so is passed over."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dateline.article import first_words, related
from dateline.article.first_words import keys_of, lines_beginning
from dateline.article.headline import words_of
from dateline.article.markup import Markup, cleaned
from dateline.article.tree import Tree

_LETTERS = st.text("abßſIıİ\u212aKk&;\u00ad\u200b\u0345\u0307 -Ω\u1f80中\U0001f600\U00020000_9", min_size=1, max_size=6)


def markup_of(lines: list[str]) -> Markup:
    escaped = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines]
    return Markup(Tree("".join(f"<p>{line}</p>" for line in escaped)))


@given(st.lists(_LETTERS, max_size=8), _LETTERS, st.integers(0, 4), st.integers(0, 8))
def test_lines_that_begin_with_a_word_are_found(lines: list[str], word: str, least: int, most: int) -> None:
    markup = markup_of([*lines, word])
    wanted = words_of(word)[:1]
    found = [line.start for line in lines_beginning(markup, keys_of(wanted), least, most)]
    assert found == sorted(found)
    for line in markup.lines:
        text = markup.tree.text[line.start : line.end]
        begins = wanted and wanted[0] in (*words_of(text)[:1], *words_of(cleaned(text))[:1])
        if begins and least <= len(text) <= most:
            assert line.start in found


@given(st.from_regex(related._HEADING, fullmatch=True))
def test_headings_of_related_lists_are_found(heading: str) -> None:
    markup = markup_of([heading])
    found = lines_beginning(markup, related._opening_headings(), 0, 10_000)
    assert [line for line in markup.lines if related._HEADING.fullmatch(markup.words(line)) and line not in found] == []


def test_other_lines_are_passed_over() -> None:
    markup = markup_of(["Related stories", "The harbour is shut", "«Relatives» came", "1 related"])
    found = lines_beginning(markup, keys_of(["related"]), 0, 100)
    assert [markup.words(line) for line in found] == ["Related stories", "«Relatives» came"]


def test_letters_that_regular_expressions_take_for_one_another_are_told_alike() -> None:
    plane = "".join(map(chr, range(first_words._PLANE)))
    folds = first_words._folds()
    for letter in set("".join(related._OPENINGS.split())):
        same = {int(folds[ord(one)]) for one in re.findall(letter, plane, re.IGNORECASE)}
        assert same <= {ord(letter), first_words._VEILED}, letter
