"""The look at all lines of a page turns away none in which a date, or a month with its year, is found."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article.dated_lines import LOOKED_AT, dated_lines
from dateline.article.letters import codes_of
from dateline.article.markup import LineRows
from dateline.article.printed_dates import find_dates, find_months, month_names, month_number

_PIECES = [
    "2021", "21", "1", "12", "03", "1999", "2564", "123", "20210304", "٢٠٢١", "٤", "𝟏", "𝟐𝟎𝟐𝟏", "²", " ", "  ", "\n",
    "\xa0", "\u2009", ".", ",", "-", "/", "·", "|", "'", "’", ":", "st", "TH", "rd", "ſt", "º", " of ", " de ", " del ",
    "DE ", "d'", "di ", "do ", "gada ", "m.", "г.", "年", "月", "日", "년 ", "월 ", "일", "at 10:30", "By John", "x",
    "ß", "İ", "K", "é", "\ud800", "🙂", *sorted(month_names())[::9], "May", "MAI", "Août", "Ağustos", "İyun", "Ιούνιος",
    "ΜΆΡΤΙΟΣ", "März", "MÄRZ", "Mar", "ﬁn", "เดือนกุมภาพันธ์"]
_TEXTS = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3) | st.sampled_from(sorted(month_names())), max_size=14
                  ).map("".join)


def _looked_at(*pieces: str, linked: int = 0) -> list[tuple[int, int]]:
    """Return what the look says of lines of one text node each."""
    ends = np.cumsum([len(one) for one in pieces], dtype=np.int64)
    starts = np.append(0, ends[:-1])
    count = np.arange(len(pieces))
    rows = np.stack((count * 0 - 1, starts, ends, count * 0 + linked, count, count + 1), 1)
    return dated_lines(codes_of("".join(pieces)), LineRows(rows, np.stack((starts, ends), 1)))


@settings(deadline=None)  # the first loads the names of months
@given(st.lists(_TEXTS, min_size=1, max_size=4), st.sampled_from(["", "en", "pt-BR"]))
def test_no_date_is_turned_away(lines: list[str], language: str) -> None:
    told = dict(_looked_at(*lines))
    for number, line in enumerate(lines):
        if list(find_dates(line, language)):
            assert told.get(number) == 2
        elif list(find_months(line, language)):
            assert number in told


@given(_TEXTS, _TEXTS)
def test_nor_is_one_in_a_text_node_of_a_line(one: str, other: str) -> None:
    nodes = np.array([[0, len(one)], [len(one), len(one + other)]])
    rows = np.array([[-1, 0, len(one + other), 0, 0, 2]])
    told = dated_lines(codes_of(one + other), LineRows(rows, nodes))
    may = dict(told).get(0, 0)
    for text, bit in ((one, 4), (other, 8), (one + other, 2)):
        if len(one + other) <= LOOKED_AT and list(find_dates(text)):
            assert may & bit


@pytest.mark.parametrize("name", sorted(month_names()))
def test_every_month_is_known(name: str) -> None:
    for month in filter(month_number, (name, name.upper(), name.title())):  # the Turkish ı is not I
        assert _looked_at(f"4. {month} 2021") == [(0, 2)]
        assert _looked_at(f"{month}. 4, 2021") == [(0, 2)]
        assert _looked_at(f"2021 {month} 4") == [(0, 2)]
        assert _looked_at(f"in {month}, del 2021")


@pytest.mark.parametrize("text", [
    "", "no digit", "2021", "in 2021", "4 or 5 or 6", "12 apples of 2021", "room 12 of 300", "call 030 2020 1212",
    "1.2", "May you", "5 May", "4 May 10:30", "99999-01-01", "1 " + 34 * "x" + " May 20", 401 * "x" + "4 May 2021"])
def test_most_of_what_is_no_date_is(text: str) -> None:
    assert _looked_at(text) == []


def test_of_lines_in_links_some_are_looked_at() -> None:
    lines = 20 * ["4 May 2021", "5 times", "none"]
    assert [place for place, _ in _looked_at(*lines, linked=1)] == list(range(0, 45, 3))
    assert [place for place, _ in _looked_at(*lines)] == list(range(0, 60, 3))
