"""The words, letters and signs of many lines found at once, against the plain way to find them line by line."""

from __future__ import annotations

import re
from zlib import crc32

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.article.letters import Lines, squashed
from dateline.article.lines import WIDTH, Stated, measures
from dateline.article.names import WORDS, word_ids

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"[0-9]+")
_PIECES = st.sampled_from(["a", "The", "ΟΔΟΣ", "Σ", "İz", "İ", "ß", "ǅ", "12", "3", "²", "٣", "_", "-", "'", ".", ",",
                           "|", "Ⓐ", "é", "e\u0301", "漢字", "😀", "𝐀", "𐐀", "\U00020000", "\U0010ffff", "\ud800",
                           "”", "»", "…", "?", ")", " ", " ", " ", "harbour", "Ⱥ"])
_SPACED = st.lists(_PIECES, min_size=1, max_size=60).map("".join) | st.text(min_size=1, max_size=150)
_LINE = _SPACED.map(lambda text: " ".join(text.split())).filter(bool)
_LINES = st.lists(_LINE, min_size=1, max_size=6)


def _words(line: str) -> list[str]:
    return [_DIGITS.sub("0", word) for word in _WORD.findall(line.lower())]


def _squashed(line: str) -> str:
    return "".join(_WORD.findall(line.lower()))


def _word_ids(line: str) -> list[int]:
    told = [("length", "x" * min(len(line).bit_length(), 12))]
    told += [(mark, "" if sign.isalnum() else sign) for mark, sign in (("first", line[0]), ("last", line[-1]))]
    words = _words(line[:80])
    told += [("", word) for word in words[:6]]
    told += [("two", " ".join(words[:2]))] if len(words) > 1 else []
    told += [("$", word) for word in (_words(line[-40:]) if len(line) > 80 else words[6:])[-3:]]
    told += [("=", " ".join(words))] if len(line) <= 80 and len(words) <= 5 else []
    return [1 + crc32(f"{mark} {word}".encode("utf-8", "replace")) % (WORDS - 1) for mark, word in told]


def _measures(line: str, links: int) -> list[float]:
    head, words, length = line[:200], line.count(" ") + 1, len(line)
    density = min(1.0, links / length)
    end = line if line[-1] not in "\"'”’») \t]" else line[-12:].rstrip("\"'”’») \t]")
    return [np.log1p(length), density, sum(one.isupper() and one <= "\uffff" for one in head) / len(head),
            sum(one in "0123456789" for one in head) / len(head), np.log1p(words), length / words / 10, density > 0.9,
            density * np.log1p(length), min(5, line.count(",")) / 5,
            min(3, sum(one in "|©®•»›→/#@…" for one in head)) / 3, end[-1:] in {*".!?…。！？।؟"}]


@given(_LINES)
@example(["İ" * 80])
@example(["x" * 79 + "ΟΔΟΣΑ" + "b" * 38 + "ΑΣΑ" + "c" * 37])
def test_ids_of_lines_are_those_of_each_line_alone(lines: list[str]) -> None:
    ids, starts = word_ids(Lines(lines))
    assert [one.tolist() for one in np.split(ids, starts[1:])] == list(map(_word_ids, lines))


@given(_SPACED)
def test_squashed_text_has_neither_signs_nor_white_space(text: str) -> None:
    assert squashed(text) == _squashed(text)


@given(_LINES, st.data())
def test_what_lines_show_is_what_each_shows_alone(lines: list[str], data: st.DataObject) -> None:
    links = [data.draw(st.integers(0, 2 * len(line))) for line in lines]
    told = measures(Lines(lines), np.array(links), Stated(("", "")))
    assert told[:11].T.tolist() == [_measures(line, one) for line, one in zip(lines, links, strict=True)]
    assert told.shape == (WIDTH, len(lines))
    assert not told[11:].any()


@given(_LINES, st.lists(_LINE, min_size=1, max_size=8))
def test_lines_are_looked_for_in_what_the_page_states(lines: list[str], others: list[str]) -> None:
    body, description = (_squashed(" ".join(one)) for one in (lines[::-2] + others, others + lines[:1]))
    told = measures(Lines(lines), np.zeros(len(lines), np.int64), Stated((body, description)))
    heads = [_squashed(line[:120]) for line in lines]
    for row, one in ((11, body), (13, description)):
        held = [len(head) >= 4 and head[:60] in one for head in heads]
        assert told[row].tolist() == held
        assert told[row + 1].tolist() == [bool(one) and not found for found in held]


def test_of_what_a_page_states_so_much_is_looked_at_as_it_has_few_lines() -> None:
    """What is compared stays under a bound: of 50,000 lines each is looked for in 2,000 characters."""
    lines = ["harbour", "shut"] * 25_000
    told = measures(Lines(lines), np.zeros(len(lines), np.int64), Stated(("é" * 1_996 + "shut" + "harbour", "")))
    assert told[11, :2].tolist() == [0, 1]


def test_a_line_of_few_words_is_told_whole_and_a_long_one_by_both_ends() -> None:
    """Three ids of its length and end marks; six of its first words, one of two together, three of its last."""
    long = "The harbour stays shut until the wind drops, the pilots said on Tuesday, and so do all four of its quays."
    assert [len(word_ids(Lines([line]))[0]) for line in ("Menu", "Read more", "One two three four five six", long)] == [
        5, 7, 10, 13]
