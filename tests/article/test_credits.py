"""Credits, datelines and the names in bylines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import credits, dateline
from dateline.article.credits import body_credits
from dateline.article.dateline import body_dateline
from dateline.article.printed_names import names_in, reads_as_prose


@pytest.mark.parametrize("text, names", [
    ("He left the city in the morning; RT reported.", ["RT"]),
    ("“It is over,” RIA Novosti reported.", ["RIA Novosti"]),
    ("Two people were hurt (Reuters).", ["Reuters"]),
    ("Das Haus ist leer. (dpa/AFP)", ["dpa", "AFP"]),
    ("Prices rose, according to the Associated Press.", ["Associated Press"]),
    ("По данным ТАСС, цены выросли; по данным РИА Новости, нет.", ["TASS", "RIA Novosti"]),
    ("The vote was close.\n\n© 2019 Associated Press. All rights reserved.", ["Associated Press"]),
    ("Er fuhr heim.\n\n© dpa-infocom, dpa:220124-99-1/5", ["dpa"]),
    ("Copyright is what the two sides fight for, Reuters Plus or not.", []),
    ("NATO said it would stay.", []),
    ("Mr Brown said no.", []),
])
def test_body_credits(text: str, names: list[str]) -> None:
    found = body_credits(text)
    assert [credit.name for credit in found] == names
    assert all(text[start:end] for credit in found for start, end in credit.spans)


@pytest.mark.parametrize("text, place, time, agency", [
    ("MOSCOW, Nov 9 (RIA) - The president said.", "MOSCOW", "Nov 9", "RIA Novosti"),
    ("WASHINGTON (AP) — The senate voted.", "WASHINGTON", None, "Associated Press"),
    ("Berlin (dpa) - Der Kanzler reist.", "Berlin", None, "dpa"),
    ("Berlin (dpa/AFP) - Der Kanzler reist.", "Berlin", None, "dpa/AFP"),
    ("BOISE, Idaho -- Snow fell.", "BOISE, Idaho", None, None),
])
def test_dateline(text: str, place: str, time: str | None, agency: str | None) -> None:
    found = body_dateline(text)
    assert found is not None
    assert (found.place, found.time, found.agency) == (place, time, agency)
    assert found.span is not None
    assert text[slice(*found.span)] == found.printed


@given(st.lists(st.sampled_from([
    "MOSCOW", "Berlin", "St. Gallen", "New York", "Öl", "Nov 9", "9. Nov", "2019", "(RIA)", "(AP/AFP)", "/dpa/", "-",
    "--", "—", ":", ",", ", ", " ", "  ", ".", "\n", "/", "(", "said", "’s", "“", "I a b c d", "Idaho"]),
    max_size=14).map("".join))
def test_each_dateline_looks_like_one(text: str) -> None:
    head = text[: dateline._LONGEST]
    if dateline._OPENING.match(head) or dateline._bracketed(head):
        assert dateline._LIKELY.match(head)


@pytest.mark.parametrize("text", ["Prices - and wages - rose.", "The man (28) left.", "",
    "Anna Klein (Berlin) sagte das."])
def test_sentence_that_is_no_dateline(text: str) -> None:
    assert body_dateline(text) is None


@pytest.mark.parametrize("text, names", [
    ("By Jane Doe and John Smith, Reuters", ["Jane Doe", "John Smith", "Reuters"]),
    ("Von Max Müller", ["Max Müller"]),
    ("By MARK LAND", ["MARK LAND"]),
    ("Text: Eva Klar", ["Eva Klar"]),
    ("Written by Ann Lee on Monday", ["Ann Lee"]),
])
def test_names_in_a_byline(text: str, names: list[str]) -> None:
    assert list(names_in(text)) == names


@pytest.mark.parametrize("words, prose", [
    ("The Russian", True), ("Der Tag", True), ("Harrow port officials", True), ("der Rat nun einig geworden", True),
    ("Ludwig van der Berg", False), ("Ana Ruiz", False), ("derpapierfreund", False), ("bell hooks", False),
])
def test_words_of_a_sentence_are_no_name(words: str, prose: bool) -> None:
    assert reads_as_prose(words) == prose


@given(st.lists(st.one_of(st.sampled_from([*sorted(credits._agencies()), "THE", "New", ".", "  ", "’", "'", "ß", "ſ"]),
                          st.text(max_size=2)), max_size=3).map("".join), st.integers(0, 6))
def test_an_agency_is_told_by_its_folded_name(printed: str, past: int) -> None:
    for name in (printed, printed[:past], printed.upper(), printed.title(), f" {printed}", f"{printed}."):
        assert credits.agency_name(name) == credits._agencies().get(credits._folded(name))
