"""Dates as pages print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.printed_dates import find_dates, read_stamp


@pytest.mark.parametrize("text, language, value", [
    ("Wed Nov 9, 2016 16:51:35", "en", "2016-11-09T16:51:35"),
    ("13. März 2020, 12.30 Uhr", "de", "2020-03-13T12:30"),
    ("9 de noviembre de 2016", "es", "2016-11-09"),
    ("le 9 novembre 2016 à 14h05", "fr", "2016-11-09T14:05"),
    ("9 ноября 2016 г., 16:51", "ru", "2016-11-09T16:51"),
    ("18 listopada 2020", "pl", "2020-11-18"),
    ("18 listopada 2020", "hr", "2020-10-18"),
    ("2020. november 9.", "hu", "2020-11-09"),
    ("2016年11月9日 16:51", "ja", "2016-11-09T16:51"),
    ("2016년 11월 9일", "ko", "2016-11-09"),
    ("٩ نوفمبر ٢٠١٦", "ar", "2016-11-09"),
    ("9 นฤศจิกายน 2559 9 พฤศจิกายน 2559", "th", "2016-11-09"),
    ("Jan. 5, 2021, 5:00 AM UTC", "en", "2021-01-05T05:00Z"),
    ("Nov 4, 2020 at 4:51 pm EST", "en", "2020-11-04T16:51-05:00"),
    ("By JohnNov 9, 2016", "en", "2016-11-09"),
    ("10.05.2021", "de", "2021-05-10"),
    ("10/05/2021", "en-GB", "2021-05-10"),
    ("10/05/2021", "en-US", "2021-10-05"),
])
def test_printed_date(text: str, language: str, value: str) -> None:
    assert [reading.value for reading in find_dates(text, language)] == [value]


@pytest.mark.parametrize("text", ["10/05/2021", "05/10/2021"])
def test_day_and_month_that_nothing_settles_are_marked(text: str) -> None:
    (reading,) = find_dates(text, "en")
    assert reading.ambiguous
    assert {reading.value, reading.swapped} == {"2021-05-10", "2021-10-05"}


@pytest.mark.parametrize("text", ["31.02.2020", "99999-01-01", "room 12 of 300", "1.2.3", "call 030 2020 1212",
    "May you"])
def test_what_is_no_date(text: str) -> None:
    assert list(find_dates(text)) == []


@pytest.mark.parametrize("stamp, value", [
    ("2020-01-27T10:00:00+01:00", "2020-01-27T10:00:00+01:00"), ("2020-01-27T10:00:00.000Z", "2020-01-27T10:00:00Z"),
    ("20200127", "2020-01-27"), ("Mon, 27 Jan 2020 10:00:00 GMT", "2020-01-27T10:00:00Z"),
    ("1580119200", "2020-01-27T10:00:00Z"), ("2020-01-27 10:00", "2020-01-27T10:00"),
])
def test_stamp(stamp: str, value: str) -> None:
    reading = read_stamp(stamp)
    assert reading is not None
    assert reading.value == value


@given(st.text(alphabet="0123456789./-: T+Z,NovMay年月日٩²٢", max_size=60))
def test_never_raises_and_spans_lie_in_the_text(text: str) -> None:
    read_stamp(text)
    assert all(0 <= reading.start < reading.end <= len(text) for reading in find_dates(text))
