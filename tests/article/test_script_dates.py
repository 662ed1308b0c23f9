"""Dates that scripts tell, as the native core finds them and as one expression over the page would."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import script_dates as module
from dateline.article.script_dates import script_dates

_QUOTE = rb'(?:\\?"|&quot;)'
_NAME = re.compile(_QUOTE + rb"(" + module._TELLING.pattern + rb")" + _QUOTE + rb"\s{0,3}\Z")
_VALUE = re.compile(rb":\s{0,3}" + _QUOTE + rb"?([0-9][0-9T:.+\-Z ]{7,30})")
_PIECES = [
    b"publishedAt", b"datePublished", b"pub_date", b"pubDate", b"created", b"postDate", b"displaydate", b"updated",
    b"publication", b"Publish", b"create", b"ublish", b"x", b"_", b"aaaaaaaaaaaaaaaa", b'"', b'\\"', b"&quot;", b":",
    b": ", b" : ", b"   ", b"\n", b"\x0b", b"2021-03-04", b"20210304", b"1614834367", b"T05:06:07Z", b"2021", b"+",
    b"\xff", b"\x00", b"{", b",", b'"publishedAt":"2021-03-04"', b'"created":20210304']


def _by_expressions(data: bytes) -> list[tuple[str, str]]:
    told: list[list[tuple[str, str]]] = [[] for _ in module._STEMS]
    for colon in re.finditer(b":", data[: module._BYTES]):
        value = _VALUE.match(data, colon.start())
        before = data[max(0, colon.start() - 60) : colon.start()]
        name = _NAME.search(before) if value else None
        for stem, those in zip(module._STEMS, told, strict=True):
            if value and name and before.rfind(stem) >= name.start(1):
                those.append((name[1].decode(), value[1].decode()))
    return [one for those in told for one in those]


@given(st.lists(st.sampled_from(_PIECES) | st.binary(max_size=3), max_size=30).map(b"".join))
def test_the_core_finds_what_expressions_find(data: bytes) -> None:
    assert script_dates(data) == _by_expressions(data)


@given(st.integers(0, 130), st.integers(0, 70), st.integers(0, 70))
def test_however_far_apart_and_many_they_are(many: int, before: int, behind: int) -> None:
    data = before * b" " + many * (b'"createdAt": "2021-03-04", ' + behind * b":")
    assert script_dates(data) == _by_expressions(data)


@pytest.mark.parametrize(("script", "dates"), [
    ('{"publishedAt": "2021-03-04T05:06:07Z"}', [("publishedAt", "2021-03-04T05:06:07Z")]),
    (r'{\"created\":\"2021-03-04\"}', [("created", "2021-03-04")]),
    ("&quot;postPublishDate&quot; : &quot;20210304&quot;", [("postPublishDate", "20210304")]),
    ('{"created":1614834367,"datePublished":1614834368}', [("datePublished", "1614834368"), ("created", "1614834367")]),
    ('"pub_date":"2021-03-04","xPubDate":"2021-03-05"', [("pub_date", "2021-03-04"), ("xPubDate", "2021-03-05")]),
    ('{"publishedAt": {"x": "2021-03-04"}, "created": "yesterday", "modified": "2021-03-04"}', []),
    (":", []), ("", [])])
def test_scripts_tell_dates_under_telling_names(script: str, dates: list[tuple[str, str]]) -> None:
    assert script_dates(script.encode()) == dates


def test_of_a_name_that_fills_a_script_the_first_places_are_looked_at() -> None:
    script = "".join(f'"created":"{1700 + year}-01-01"' for year in range(300))
    assert script_dates(script.encode())[-1] == ("created", "1899-01-01")
