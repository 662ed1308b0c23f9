"""The words, letters and signs of many lines found at once, against the plain way to find them line by line."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.letters import counted_kinds, split_words, squashed_lines
from dateline.article.names import NAMES, name_ids, word_ids

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_PIECES = st.sampled_from(["a", "The", "ΟΔΟΣ", "İz", "12", "3", "²", "_", "-", "'", ".", "|", "é", "漢字", "😀", "𝐀",
                           "\ud800", " ", " ", " ", "harbour"])
_LINE = st.lists(_PIECES, min_size=1, max_size=40).map(lambda pieces: " ".join("".join(pieces).split())).filter(bool)
_LINES = st.lists(_LINE, min_size=1, max_size=6)


def _words(line: str) -> list[str]:
    return [_DIGITS.sub("0", word) for word in _WORD.findall(line.lower())]


@given(_LINES)
def test_words_are_those_of_each_line_alone(lines: list[str]) -> None:
    words, bounds = split_words(lines)
    found = [[word.decode() for word in words[a:b]] for a, b in pairwise(bounds)]
    assert found == [_words(line) for line in lines]


@given(_LINES)
def test_squashed_lines_have_neither_signs_nor_white_space(lines: list[str]) -> None:
    assert squashed_lines(lines) == ["".join(_WORD.findall(line.lower())) for line in lines]


@given(_LINES)
def test_digits_capitals_and_signs_are_counted_in_the_head(lines: list[str]) -> None:
    heads = [line[:9] for line in lines]
    assert counted_kinds(lines, 9).tolist() == [
        [sum(one in "0123456789" for one in head) for head in heads],
        [sum(one.isupper() and one <= "\uffff" for one in head) for head in heads],
        [sum(one in "|©®•»›→/#@…" for one in head) for head in heads]]


@given(_LINES)
def test_ids_of_lines_are_those_of_each_line_alone(lines: list[str]) -> None:
    ids, starts = word_ids(lines)
    assert [one.tolist() for one in np.split(ids, starts[1:])] == [word_ids([line])[0].tolist() for line in lines]


def test_a_line_of_few_words_is_told_whole_and_a_long_one_by_both_ends() -> None:
    """Three ids of its length and end marks; six of its first words, one of two together, three of its last."""
    long = "The harbour stays shut until the wind drops, the pilots said on Tuesday, and so do all four of its quays."
    assert [len(word_ids([line])[0]) for line in ("Menu", "Read more", "One two three four five six", long)] == [
        5, 7, 10, 13]


def test_names_with_numbers_and_without_share_their_parts() -> None:
    """menu-item-7 and menu-item-8 are one name; menuItem and menu-item are not, but share both parts."""
    names = name_ids([("li", {"class": name}) for name in ("menu-item-7", "menu-item-8", "menuItem", "menu-item")])
    ids = [np.frombuffer(one, "<u2").tolist() for one in names]
    assert ids[0] == ids[1]
    assert ids[2][1] != ids[3][1]
    assert ids[2][2:] == ids[3][2:] == ids[0][2:]
    assert all(0 < one < NAMES for one in ids[0])
