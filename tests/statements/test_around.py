"""Through whom a statement came, to whom and on what occasion it was said."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from dateline.model import Article, Party
from dateline.statements import find_statements


def texts(parties: tuple[Party, ...]) -> list[str]:
    return [party.text for party in parties]


VIA = [
    ("“It is late,” President Okoro said, speaking at a dinner in Lagos; RT reported.", "RT"),
    ("Ana Ruiz said the tax would fall, Reuters reported on Monday.", "Reuters"),
    ("The leader noted that he hopes to address “burning issues,” RIA Novosti reported.", "RIA Novosti"),
    ("“It is over,” the minister said, according to the Tass news agency.", "the Tass news agency"),
    ("The minister said the talks were over, according to Reuters.", "Reuters"),
    ("“It is over,” the minister said in remarks carried by state television.", "state television"),
    ("“It is over,” the minister said in a statement published by Interfax.", "Interfax"),
    ("Ana Ruiz said that the bridge was safe, the Lagos Times reports.", "the Lagos Times"),
]
NO_VIA = [
    "“It is late,” RT reported.", "According to the report, two bridges may fall.",
    "The mayor said that Reuters reported the news first.", "Ben Okoro told Reuters that he was ill.",
    "The minister said the talks were over.",
]
ADDRESSEE = [
    ("Putin told Trump in a phone call that he was ready.", "Trump"),
    ("“We are ready,” Ben Okoro told the BBC in an interview on Friday.", "the BBC"),
    ("In a letter to Ana Ruiz, the minister wrote that the plan was dead.", "Ana Ruiz"),
    ("In a message to Ana Ruiz the prime minister said that the talks would go on.", "Ana Ruiz"),
    ("Speaking to reporters after the meeting, she said the talks had failed.", "reporters"),
    ("The president told the crowd at a rally in Lagos that he would win.", "the crowd"),
    ("She told him that the house was sold.", "him"),
    ("In an interview with the Lagos Times, the mayor said that she would stay.", "the Lagos Times"),
]
NO_ADDRESSEE = [
    "The mayor said that she wrote a letter to Ana Ruiz.", "The minister said the talks were over.",
    "“It is late,” Ana Ruiz said on Monday.", "The union said it had told nobody.",
]
OCCASION = [
    ("The mayor said at a rally in Ohio on Monday that the tax would fall.", "a rally in Ohio"),
    ("“It is late,” Okoro said, speaking at the opening ceremony of the new bridge in Lagos.",
     "the opening ceremony of the new bridge in Lagos"),
    ("Putin told Trump in a phone call that he was ready.", "a phone call"),
    ("During a news conference, the mayor said that she would stay.", "a news conference"),
    ("“It is late,” Ana Ruiz said at a hearing on Tuesday.", "a hearing"),
    ("At a dinner in Lagos, the minister said that the talks were over.", "a dinner in Lagos"),
]
NO_OCCASION = [
    "The mayor said that she spoke at a rally in Ohio.", "The minister said the talks were over.",
    "In a statement, the union said it would strike.", "“It is late,” Ana Ruiz said at home.",
]


sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "bench"))
around = importlib.import_module("around")


class TestWritten:
    """Sentences written for it (tests/statements/around); `python bench/around.py` prints these figures.

    The rules were written with an eye on `built_on`; nobody mended anything for `held_back`.
    """

    @pytest.mark.parametrize("part, kind, precision, recall", [
        ("built_on", "via", 0.95, 0.85), ("built_on", "addressee", 0.95, 0.9), ("built_on", "occasion", 0.95, 0.9),
        ("held_back", "via", 0.9, 0.6), ("held_back", "addressee", 0.9, 0.7), ("held_back", "occasion", 0.9, 0.8)])
    def test_precision_and_recall(self, part: str, kind: str, precision: float, recall: float) -> None:
        found = around.score(part, kind, wrong=True)
        assert found.right >= precision * found.found, found
        assert found.right >= recall * found.wanted, found

    @pytest.mark.parametrize("kind", around.KINDS)
    def test_sixty_of_each_kind_and_more_than_ten_without(self, kind: str) -> None:
        every = [case for part in ("built_on", "held_back") for case in around.cases(part, kind)]
        assert len({case.text for case in every}) >= 60
        assert sum(not case.wanted for case in every) > 10


@pytest.mark.usefixtures("spans_by_rules")
class TestAround:
    """The first statement of each sentence."""

    @pytest.mark.parametrize("text, expected", [*((t, [v]) for t, v in VIA), *((t, []) for t in NO_VIA)])
    def test_via(self, text: str, expected: list[str]) -> None:
        assert texts(find_statements(Article(id="a", text=text, language="en"))[0].via) == expected

    @pytest.mark.parametrize("text, expected", [*((t, [v]) for t, v in ADDRESSEE), *((t, []) for t in NO_ADDRESSEE)])
    def test_addressee(self, text: str, expected: list[str]) -> None:
        assert texts(find_statements(Article(id="a", text=text, language="en"))[0].addressee) == expected

    @pytest.mark.parametrize("text, expected", [*((t, [v]) for t, v in OCCASION), *((t, []) for t in NO_OCCASION)])
    def test_occasion(self, text: str, expected: list[str]) -> None:
        assert texts(find_statements(Article(id="a", text=text, language="en"))[0].occasion) == expected

    def test_the_outermost_outlet_stands_last(self) -> None:
        text = "“It is over,” Ben Okoro said, RT reported on Monday, citing the Interfax news agency."
        assert texts(find_statements(Article(id="a", text=text, language="en"))[0].via) == [
            "the Interfax news agency", "RT"]

    def test_a_name_is_given_without_its_article(self) -> None:
        text = "“We are ready,” Ben Okoro told the BBC on Friday."
        party, = find_statements(Article(id="a", text=text, language="en"))[0].addressee
        assert (party.name, [text[s:e] for s, e in party.spans]) == ("BBC", ["the BBC"])

    def test_whoever_is_not_named_has_no_name(self) -> None:
        text = "Ben Okoro told reporters that he was ready."
        party, = find_statements(Article(id="a", text=text, language="en"))[0].addressee
        assert party.name is None
