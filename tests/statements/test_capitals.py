"""What has a capital and is no name, and what a name is without the words before it."""

from __future__ import annotations

import pytest
from test_speakers import read_marks

from dateline.model import Article, Speaker
from dateline.statements import find_statements
from dateline.statements.nouns import dateline_end
from dateline.statements.passage import read_passage
from dateline.statements.speakers import resolve


def speakers(marked: str, language: str = "en") -> list[Speaker]:
    """Return the only speaker of each statement."""
    return [answer.speakers[0] for answer in resolve(*read_marks(marked), language=language)]


def named(marked: str, language: str = "en") -> list[str | None]:
    return [one.name if one.named else None for one in speakers(marked, language)]


class TestGerman:
    """Every noun has a capital: nouns before a name are its role, one noun behind a determiner is nobody's name."""

    @pytest.mark.parametrize(("source", "name", "role"), [
        ("der Philosoph Rainer David Pracht", "Rainer David Pracht", "Philosoph"),
        ("Bürgermeisterin Hanne Petersen", "Hanne Petersen", "Bürgermeisterin"),
        ("Ihr Kollege Gerd Maaßen", "Gerd Maaßen", "Kollege"),
        ("die Linken-Bürgerschaftsabgeordnete Marta Dolzer", "Marta Dolzer", "Linken-Bürgerschaftsabgeordnete"),
        ("Kenias Vizepräsident Willem Rutto", "Willem Rutto", "Kenias Vizepräsident"),
        ("ein Abgeordneter Jonas Ohl", "Jonas Ohl", "Abgeordneter"),
        ("Ursula von der Laien", "Ursula von der Laien", None),
    ])
    def test_the_noun_before_a_name_is_a_role(self, source: str, name: str, role: str | None) -> None:
        [one] = speakers(f"{{1 „Das ist so“}}, sagte [1 {source}] am Montag.", "de")
        assert (one.name, one.role, one.type) == (name, role, "person")

    @pytest.mark.parametrize("source", ["den Beschluss", "Das Problem", "der Sprecher", "die Verwaltung"])
    def test_a_noun_is_no_name(self, source: str) -> None:
        assert named(f"Am Montag nannte [1 {source}] {{1 „spät, aber richtig“}}.", "de") == [None]

    @pytest.mark.parametrize(("source", "name"), [("die SPD", "SPD"), ("Tromp", "Tromp"), ("der AStA", "AStA")])
    def test_letters_and_bare_names_are(self, source: str, name: str) -> None:
        text = f"{{1 „Das ist so“}}, sagte [1 {source}]. Wenn der AStA kommt, geht Tromp, und die SPD bleibt."
        assert named(text, "de") == [name]

    def test_what_stands_behind_a_name_is_no_part_of_it(self) -> None:
        text = "Gestern fand Willem Rutto das Lager leer. {1 „Das ist so“}, sagte [1 Rutto]."
        assert named(text, "de") == ["Willem Rutto"]


class TestPlaceOfFiling:
    """Where and by whom a text was filed is no source."""

    @pytest.mark.parametrize(("text", "place"), [
        ("PORT VALDOR (Orvane Press) - Rates stay", "PORT VALDOR (Orvane Press) - "),
        ("BERLIN, Nov 9 (Orvane) — It rained", "BERLIN, Nov 9 (Orvane) — "), ("ST. PAUL – It rained", "ST. PAUL – "),
        ("Rates stay put - for now", ""), ("OPEC said - again", ""), ("NATO and the EU met", ""), ("", ""),
    ])
    def test_it_is_found(self, text: str, place: str) -> None:
        assert text[:dateline_end(read_passage(text), 0)] == place

    def test_nobody_speaks_there(self) -> None:
        [one] = speakers("[1 PORT VALDOR (Orvane Press) - Valdora's central bank] said {1 that inflation falls}.")
        assert (one.name, one.named) == ("Valdora's central bank", False)

    def test_through_the_whole_way(self) -> None:
        text = ("PORT VALDOR (Orvane Press) - Valdora's central bank said on Monday that inflation would fall more "
                "slowly than it had hoped.")
        names = {speaker.name for one in find_statements(Article(id="a", text=text, language="en"))
                 for speaker in one.speakers}
        assert "PORT VALDOR" not in names


class TestBodies:
    @pytest.mark.parametrize("source", ["the Mayberry Clinic", "California ISO", "the Shelford Arms", "Radar Online",
                                        "Shelford Bar"])
    def test_a_body_is_no_person(self, source: str) -> None:
        [one] = speakers(f"There was a long wait at the door, and on Monday [1 {source}] said {{1 that it is over}}.")
        assert (one.type, one.name) == ("organisation", source.removeprefix("the "))

    def test_a_person_with_the_is_one(self) -> None:
        [one] = speakers("It rained when the Ana Ruiz campaign met [1 Ana Ruiz], who said {1 that it would}.")
        assert (one.type, one.name) == ("person", "Ana Ruiz")

    @pytest.mark.parametrize("source", ["Tory MPs", "MPs", "Environmentalists", "Vice-chancellors"])
    def test_several_people_are_nobody(self, source: str) -> None:
        text = f"It rained until noon. [1 {source}] said {{1 that it had}}, and [2 MP Neil Parry] said {{2 so}}."
        assert named(text) == [None, "Neil Parry"]

    def test_common_words_with_a_capital_are_no_person_for_being_cut_short(self) -> None:
        text = "It rained, and [1 Best Buy] said {1 so}. Best has nothing else to say, and on Monday Best closed."
        assert [one.type for one in speakers(text)] == ["organisation"]


def test_a_word_that_is_lower_elsewhere_names_nobody() -> None:
    text = ("[1 Sheep] want {1 to be let out}. All day the sheep stood there. [2 Environmentalists] fear {2 it all}; "
            "environmentalists do. [3 Vice-chancellors] deny {3 it}.")
    assert named(text)[:2] == [None, None]
    assert speakers(text)[2].type == "group"


def test_the_cells_of_a_table_are_apart() -> None:
    assert named("Chipping Barlow\tTheresa Villers\tyes\n\nIt rained, and [1 Theresa Villers] said {1 so}.") == [
        "Theresa Villers"]


class TestOfficeOfACountry:
    """"The Norwegian president" is nobody whom the text does not give that office."""

    @pytest.mark.parametrize("before", [
        "Norrby met Ana Ruiz on Tuesday. [1 Norrby] said {1 that the pier is new}.",
        "Lars Norrby, a fisherman, met Ana Ruiz. [1 Norrby] said {1 that the pier is new}.",
        "[1 Lars Norrby] said {1 that the pier is new}.",
    ])
    def test_not_whoever_spoke_last(self, before: str) -> None:
        assert named(f"{before} [2 The Norwegian president] said {{2 that there is no money}}.")[1] is None

    @pytest.mark.parametrize("before", [
        "Norwegian President Lars Berg met Bo Norrby. [1 Norrby] said {1 that the pier is new}.",
        "President Lars Berg met Bo Norrby. [1 Norrby] said {1 that the pier is new}.",
        "Lars Berg, the president, met Bo Norrby. [1 Norrby] said {1 that the pier is new}.",
    ])
    def test_whoever_holds_it(self, before: str) -> None:
        assert named(f"{before} [2 The Norwegian president] said {{2 that there is no money}}.")[1] == "Lars Berg"
