"""One identity per person or body over the whole archive, as far as one mention tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Identity, Speaker, SpeakerType
from dateline.speakers import identify


def person(name: str) -> Identity | None:
    return identify(Speaker(name=name, type="person"))


def body(name: str) -> Identity | None:
    return identify(Speaker(name=name, type="organisation"))


class TestSamePerson:
    """Case, accents, dots, titles, offices and possessives are folded."""

    @pytest.mark.parametrize(("one", "other"), [
        ("Ana Ruiz", "ANA RUIZ"),
        ("Ana Ruiz", "Ana Ruíz"),
        ("Ana Ruiz", "Ana  Ruiz's"),
        ("Ana Ruiz", "Sen. Ana Ruiz"),
        ("Ana Ruiz", "Senator Ana Ruiz (D-N.M.)"),
        ("Ana Ruiz", "former House speaker Ana Ruiz"),
        ("Ana Ruiz", "Secretary of State Ana Ruiz"),
        ("Ana Ruiz", "Budget Director Ana Ruiz, 55,"),
        ("J. K. Marsh", "J.K. Marsh"),
        ("Ana O’Hara", "Ana O'Hara"),
        ("Tom Lund Jr.", "Tom Lund, Jr."),
        ("Eva Lund", "Bundeskanzlerin Eva Lund"),
        ("Hanne Lund", "Bürgermeisterin Hanne Lund"),
        ("Gerd Lund", "Ihr Kollege Gerd Lund"),
    ])
    def test_two_spellings_are_one(self, one: str, other: str) -> None:
        found, also = person(one), person(other)
        assert found is not None
        assert also is not None
        assert found.id == also.id


class TestOtherPerson:
    """Nothing else joins two names: that takes evidence that one mention doesn't hold."""

    @pytest.mark.parametrize(("one", "other"), [
        ("Ana Ruiz", "Ruiz"),
        ("Ana Ruiz", "Ana M. Ruiz"),
        ("George W. Marsh", "George H. W. Marsh"),
        ("Tom Lund", "Tom Lund Jr."),
        ("Pope Leo", "Leo"),
    ])
    def test_two_names_are_two(self, one: str, other: str) -> None:
        found, also = person(one), person(other)
        assert found is not None
        assert also is not None
        assert found.id != also.id

    def test_a_person_is_no_body(self) -> None:
        one, other = person("Lund"), body("Lund")
        assert one is not None
        assert other is not None
        assert one.id != other.id


class TestBody:
    """Of organisations the article in front, dots and the legal form are folded."""

    @pytest.mark.parametrize(("one", "other"), [
        ("Harrow Steel", "Harrow Steel Inc."),
        ("Harrow Steel", "The Harrow Steel Corp"),
        ("Marsh & Lund", "Marsh & Lund, LLC"),
        ("Harrow Stahl", "Harrow Stahl GmbH & Co. KG"),
        ("The U.S. Board of Maps", "U.S. Board of Maps"),
    ])
    def test_two_spellings_are_one(self, one: str, other: str) -> None:
        found, also = body(one), body(other)
        assert found is not None
        assert also is not None
        assert found.id == also.id

    @pytest.mark.parametrize("name", ["State Department", "Republican National Committee"])
    def test_titles_are_part_of_its_name(self, name: str) -> None:
        found = body(name)
        assert found is not None
        assert found.name == name


class TestNobody:
    """Pronouns, bare titles, groups and the unnamed have no identity."""

    @pytest.mark.parametrize("name", [
        "he", "She", "the president", "The Prime Minister", "Mr. President", "", "—", "\udc80",
    ])
    def test_no_name(self, name: str) -> None:
        assert person(name) is None

    def test_an_unnamed_source(self) -> None:
        assert identify(Speaker(name="a senior official", named=False)) is None

    def test_a_group(self) -> None:
        assert identify(Speaker(name="Democrats", type="group")) is None

    def test_a_title_borne_as_a_name_is_one(self) -> None:
        found = person("Mr. Prince")
        assert found is not None
        assert found.name == "Prince"


class TestName:
    """The name shown is the printed form without titles."""

    @pytest.mark.parametrize(("printed", "name"), [
        ("Mr. Ruiz", "Ruiz"),
        ("President Ana Ruiz's", "Ana Ruiz"),
        ("Pope Leo", "Pope Leo"),
        ("King Leo III", "Leo III"),
        ("Frau von der Marsch", "von der Marsch"),
        ("李克强", "李克强"),
    ])
    def test_of_a_person(self, printed: str, name: str) -> None:
        found = person(printed)
        assert found is not None
        assert found.name == name


class TestAnyInput:
    @given(st.text(max_size=60), st.sampled_from(["person", "organisation", "group", "text"]))
    def test_an_identity_is_named_and_repeatable(self, name: str, kind: SpeakerType) -> None:
        found = identify(Speaker(name=name, type=kind))
        assert found == identify(Speaker(name=name, type=kind))
        assert found is None or (found.name and found.type == kind)

    def test_a_long_name_costs_no_more(self) -> None:
        assert person("Ana " * 1_000_000) is not None
