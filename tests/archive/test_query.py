"""The one search box."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.query import Query, dates, full_text, understand


@pytest.mark.parametrize(("text", "query"), [
    ("rain flood", Query(words=("rain", "flood"))),
    ('"heavy rain" harrow', Query(words=("heavy rain", "harrow"))),
    ('speaker:"Jane Doe" housing', Query(words=("housing",), speaker="Jane Doe")),
    ("outlet:Courier kind:direct act:denied", Query(outlet="Courier", kind="direct", act="denied")),
    ("date:2016-11..2016-12", Query(since="2016-11-01", until="2016-12-31")),
    ("date:2024-02", Query(since="2024-02-01", until="2024-02-29")),
    ("date:soon", Query(words=("date:soon",))),
    ("“heavy rain”", Query(words=("heavy rain",))),
    ("", Query()),
])
def test_what_people_type_is_understood(text: str, query: Query) -> None:
    assert understand(text) == query


@pytest.mark.parametrize("text", ["2016-13", "99999", "2016-02-30", "..", "2016..x"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert dates(text) is None


@given(st.text())
def test_no_word_is_an_operator_of_the_index(text: str) -> None:
    import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5 (text)")
    asked = full_text(understand(text).words)
    if asked:
        db.execute("SELECT * FROM words WHERE words MATCH ?", (asked,)).fetchall()
