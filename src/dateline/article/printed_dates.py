"""Dates as pages print them, in some sixty languages, and as machines write them; none of it knows what day it is.

A month's name is looked up in data/months.txt only beside digits, so that a line without digits costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib import resources
from itertools import islice
from typing import NamedTuple

from dateline.model import Precision, Span


class Reading(NamedTuple):
    """A date found in a text: text[start:end] is what was read."""

    value: str  # ISO 8601
    precision: Precision
    start: int
    end: int
    ambiguous: bool = False  # day and month could change places
    swapped: str = ""  # the value with day and month changed, where ambiguous


_WORD = r"[^\W\d_][^\s\d,.;:/()|\"<>]{1,14}"
_LIKE_A_DATE = re.compile(r"\d(?:\d{3}|\D{1,20}\d\d)")
_NUMBER = re.compile(r"\d+")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])")
_YEAR_FIRST = re.compile(r"(?<![\d./])(\d{4})\s?(?:[./]|年|년)\s?(\d{1,2})\s?(?:[./]|月|월)\s?(\d{1,2})(?!\d|[./]\d)"
                         r"(?:\s?[日일])?")
_NUMERIC = re.compile(r"(?<![\d.,/-])(\d{1,2})\s?([./·|-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/]|[.,-]\d)")
_DAY_WORD = re.compile(
    r"(?<![\d.,:/])(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|\.)?\s?-?(?:of\s|de\s|d'|di\s)?\s?(" + _WORD + r")\.?,?"
    r"[\s\-/]{0,3}(?:of\s|de\s|del\s|do\s)?(?:'|’)?(\d{4}|\d{2}(?![\d:.]))?(?!\d)", re.IGNORECASE)
_AFTER_WORD = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?(?:\s?[,.]\s?|\s{1,2})(\d{4})(?!\d)", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"(" + _WORD + r")\.?[\s-]{0,3}$")
_YEAR_WORD = re.compile(r"(?<!\d)(\d{4})[.,]?\s?(?:m\.|gada)?\s?(?:г\.)?\s?(" + _WORD + r")\.?\s(\d{1,2})(?!\d|:)")
_WORD_YEAR = re.compile(r"(" + _WORD + r")\.?,?\s(?:de\s|del\s)?(\d{4})(?!\d|[./-]\d)")
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?:[:h](?P<minute>\d{2})(?!\d)(?::(?P<second>\d{2})(?!\d)(?:[.,]\d{1,9})?)?"
    r"|\.(?P<minute2>\d{2})(?=\s?(?:uhr|h\b))|(?=\s?[ap]\.?m\b))"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?(?:\s?(?:uhr\b|h\b))?"
    r"(?:\s?\(?(?P<zone>z\b|(?:utc|gmt)?\s?[+-]\d{1,2}:?(?:\d{2})?(?!\d)|[a-z]{3,4}\b))?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"[.!?]\s")
_BETWEEN = re.compile(r"[^\d\n]{0,14}")
_TIME_BEFORE = re.compile(r"(?<!\d)(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?(?:uhr"
                          r"|[a-z]{3,4}))?)[\s,|·•-]{1,4}(?:on\s|"
                          + _WORD + r",?\s)?$", re.IGNORECASE)
_STAMP = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})(?:[T\s_]+(\d{1,2}):?(\d{2})(?::?(\d{2}))?(?:[.,:]\d{1,9})?)?"
    r"\s*(Z|UTC|GMT|[+-]\s?\d{1,2}:?(?:\d{2})?)?(?!\d)", re.IGNORECASE)
_SHIFT = re.compile(r"([+-])\s?(\d{1,2}):?(\d{2})?$")
_EPOCH = re.compile(r"\s*(\d{10})(?:\d{3})?(?:\.\d+)?\s*")

# Names that mean one offset wherever they are used; CST, IST and BST do not.
_ZONES = {"z": "Z", "utc": "Z", "gmt": "Z", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00",
          "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "cet": "+01:00", "cest": "+02:00", "mez": "+01:00",
          "mesz": "+02:00", "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00", "kst": "+09:00",
          "hkt": "+08:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00", "nzdt": "+13:00"}
_DAY_FIRST_ENGLISH = ("gb", "uk", "ie", "au", "nz", "in", "za", "ng", "ke", "gh", "pk", "sg", "my", "hk", "mt")
_ENGLISH_SHORT = frozenset({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"})
_YEARS = range(1700, 2200)
_LONGEST, _NUMBERS = 400, 60  # characters of one text that are looked at, and numbers in them


_Candidate = tuple[int, Reading]


@lru_cache(maxsize=1)
def _months() -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    general: dict[str, int] = {}
    special: dict[tuple[str, str], int] = {}
    lines = resources.files("dateline.article").joinpath("data/months.txt").read_text(encoding="utf-8")
    for line in lines.splitlines():
        if not line.startswith("#"):
            word, number, *languages = line.split("\t")
            if languages:
                special.update({(word, one): int(number) for one in languages[0].split()})
            else:
                general[word] = int(number)
    return general, special


def month_names() -> set[str]:
    """Return the names of months in all languages, with their short forms, as casefold() makes them."""
    general, special = _months()
    return {*general, *(name for name, _ in special)}


@lru_cache(maxsize=1_024)
def month_number(word: str, language: str = "") -> int | None:
    """Return 1 to 12 for a month's name or its short form in any language, else None."""
    general, special = _months()
    folded = word.casefold().strip(".-'’")
    if len(folded) <= 3 and language[:2] == "en" and folded not in _ENGLISH_SHORT:
        return None  # "9 out of 10" is no October, though it is one in Portuguese
    return special.get((folded, language[:2])) or general.get(folded)


@lru_cache(maxsize=256)  # a page states its time in several places
def read_stamp(value: str, language: str = "") -> Reading | None:
    """Return the time that a machine wrote into an attribute: ISO 8601 and its kin, else as a reader would print it."""
    value = value[:_LONGEST]
    found = _STAMP.match(value)
    if found:
        year, month, day, hour, minute, second, zone = found.groups()
        reading = _reading((int(year), int(month), int(day)), found.span())
        if reading is not None:
            return _timed(reading, found.end(), (hour, minute, second), _offset(zone or "")) if hour else reading
    epoch = _EPOCH.fullmatch(value)
    if epoch:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(epoch[1]))
        return Reading(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", 0, len(value))
    return next(find_dates(value, language), None)


def find_dates(text: str, language: str = "") -> Iterator[Reading]:
    """Yield the dates with a year that `text` prints, in order, with the time of day that stands beside them.

    language: of the page, "" where unknown; "en-US" and "en-GB" tell which number of 10/05/2021 is the day.
    """
    text = text[:_LONGEST]
    if not _LIKE_A_DATE.search(text):
        return
    done = 0
    for start, found in sorted(_candidates(text, language), key=lambda pair: (pair[0], -pair[1].end)):
        if start >= done:
            reading = _with_time(text, found)
            done = reading.end
            yield reading


def _candidates(text: str, language: str) -> list[_Candidate]:
    """Return (start, reading) for each number that opens a date: four digits are its year, one or two its day or month.

    What a form matched is not matched by it again, whether or not such a day exists.
    """
    candidates: list[_Candidate] = []
    behind: dict[str, int] = {}
    for number in islice(_NUMBER.finditer(text), _NUMBERS):
        start, end = number.span()
        for form, pattern, read in _FORMS.get(end - start, ()):
            found = pattern.match(text, start) if start >= behind.get(form, 0) else None
            if found is not None:
                behind[form] = found.end()
                candidate = read(found, language)
                if candidate is not None:
                    candidates.append(candidate)
    return candidates


def _numeric(found: re.Match[str], language: str) -> _Candidate | None:
    first, sign, second, year = found.groups()
    reading = _either((int(first), int(second), _year(year)), found, language) if (
        len(year) == 4 or language or (sign == "." and len(first) + len(second) == 4)) else None  # 1/2/20: a score
    return None if reading is None else (reading.start, reading)


def _year_first(found: re.Match[str], _: str) -> _Candidate | None:
    return _found(found, found[1], int(found[2]), found[3])


def _year_word(found: re.Match[str], language: str) -> _Candidate | None:
    month = month_number(found[2], language)
    return _found(found, found[1], month, found[3]) if month else None


def _day_word(found: re.Match[str], language: str) -> _Candidate | None:
    month = month_number(found[2], language) if found[3] else None
    return _found(found, found[3], month, found[1]) if month else None


def _word_day(found: re.Match[str], language: str) -> _Candidate | None:
    start, month = _month_before(found.string, found.start(), language)
    return _found(found, found[2], month, found[1], start) if month else None


_OF_YEAR = (("year first", _ISO, _year_first), ("year first", _YEAR_FIRST, _year_first),
            ("year, word", _YEAR_WORD, _year_word))
_OF_DAY = (("numeric", _NUMERIC, _numeric), ("day, word", _DAY_WORD, _day_word), ("word, day", _AFTER_WORD, _word_day))
_FORMS = {1: _OF_DAY, 2: _OF_DAY, 4: _OF_YEAR}  # of dates, by the digits of the number that they are sought at


def _month_before(text: str, end: int, language: str) -> tuple[int, int]:
    """Return where a month's name that ends at `end` begins, and its number; 0 where there is none."""
    before = _WORD_BEFORE.search(text, max(0, end - 20), end)
    if before is None:
        return 0, 0
    word = before[1]
    for cut in [0, *(place for place in range(1, len(word) - 2) if word[place].isupper())]:  # "JohnNov": elements touch
        number = month_number(word[cut:], language)
        if number:
            return before.start() + cut, number
    return 0, 0


def find_months(text: str, language: str = "") -> Iterator[Reading]:
    """Yield the months with a year ("March 2021") that `text` prints where it prints no day."""
    for found in _WORD_YEAR.finditer(text[:_LONGEST]):
        month = month_number(found[1], language)
        if month and int(found[2]) in _YEARS:
            yield Reading(f"{int(found[2]):04d}-{month:02d}", "month", found.start(), found.end())


def _found(found: re.Match[str], year: str, month: int, day: str, start: int | None = None) -> _Candidate | None:
    begin, end = found.span()
    reading = _reading((_year(year), month, int(day)), (begin if start is None else start, end))
    return None if reading is None else (reading.start, reading)


def _year(digits: str) -> int:
    if len(digits) == 2:
        return int(digits) + (2000 if int(digits) < 70 else 1900)
    return int(digits)


def _reading(day: tuple[int, int, int], span: Span) -> Reading | None:
    year, month, number = day
    if 2493 <= year < 2643:  # the Buddhist era, as Thai pages count
        year -= 543
    if year not in _YEARS:
        return None
    try:
        return Reading(date(year, month, number).isoformat(), "day", *span)
    except ValueError:
        return None


def _either(numbers: tuple[int, int, int], found: re.Match[str], language: str) -> Reading | None:
    """Return what two numbers and a year say: by the language, which of the two is the day."""
    first, second, year = numbers
    day_first = _reading((year, second, first), found.span())
    month_first = _reading((year, first, second), found.span())
    if day_first is None or month_first is None or first == second:
        return day_first or month_first
    code, _, region = language.lower().replace("_", "-").partition("-")
    american = code == "en" and found[2] != "." and not region.startswith(_DAY_FIRST_ENGLISH)
    settled = code not in ("", "en") or region.startswith(("us", *_DAY_FIRST_ENGLISH))
    best, other = (month_first, day_first) if american else (day_first, month_first)
    return best._replace(ambiguous=not settled, swapped="" if settled else other.value)


def _with_time(text: str, reading: Reading) -> Reading:
    """Return the reading with the time of day printed right after or right before the date."""
    gap = _BETWEEN.match(text, reading.end)
    at = _TIME.match(text, gap.end()) if gap else None
    if at and gap and not _SENTENCE_ENDS.search(gap[0]):
        timed = _clock(reading, at)
        if timed is not None:
            return timed._replace(end=at.end())
    first = max(0, reading.start - 40)
    before = _TIME_BEFORE.search(text, first, reading.start) if text.find(":", first, reading.start) >= 0 else None
    if before:
        at = _TIME.match(before[1])
        timed = _clock(reading, at) if at else None
        if timed is not None:
            return timed._replace(start=before.start(), end=reading.end)
    return reading


def _clock(reading: Reading, at: re.Match[str]) -> Reading | None:
    hour, half = int(at["hour"]), (at["half"] or "").lower()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute = at["minute"] or at["minute2"] or "0"
    zone = (at["zone"] or "").strip()
    offset = _offset(zone)
    end = at.end() if offset or not zone else at.start("zone")
    return _timed(reading, end, (str(hour), minute, at["second"]), offset)


def _timed(reading: Reading, end: int, clock: tuple[str, str, str | None], offset: str) -> Reading | None:
    """Return the reading with a time of day; as it is where that time does not exist."""
    hour, minute, second = int(clock[0]), int(clock[1]), int(clock[2] or 0)
    if hour > 23 or minute > 59 or second > 60:
        return reading
    precision: Precision = "second" if clock[2] else "minute"
    value = f"T{hour:02d}:{minute:02d}" + (f":{min(second, 59):02d}" if clock[2] else "") + offset
    swapped = reading.swapped + value if reading.swapped else ""
    return Reading(reading.value + value, precision, reading.start, end, reading.ambiguous, swapped)


@lru_cache(maxsize=256)
def _offset(zone: str) -> str:
    """Return "Z", "+02:00" or "" for what is printed behind a time."""
    if not zone:
        return ""
    named = zone.strip().lower()
    if named in _ZONES:
        return _ZONES[named]
    found = _SHIFT.search(named)
    if not found or int(found[2]) > 14:
        return ""
    return f"{found[1]}{int(found[2]):02d}:{found[3] or '00'}"
