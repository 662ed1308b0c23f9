"""Direct quotations with their source in languages that the model does not read: the cases of docs/languages.md."""

from __future__ import annotations

import pytest
from quoted_languages import CASES, CODES, Case, works

from dateline.limits import STATEMENT_LANGUAGES
from dateline.model import Article
from dateline.statements import find_statements

KNOWN = [(language, case) for language, cases in CASES.items() for case in cases
         if CODES[language] in STATEMENT_LANGUAGES]
OTHERS = [(language, case) for language, cases in CASES.items() for case in cases
          if CODES[language] not in STATEMENT_LANGUAGES]


class TestDirectQuotations:
    @pytest.mark.parametrize("language, case", KNOWN, ids=lambda value: getattr(value, "form", value))
    def test_source_and_words_are_found(self, language: str, case: Case) -> None:
        assert works(language, case)

    @pytest.mark.parametrize("language, case", OTHERS, ids=lambda value: getattr(value, "form", value))
    def test_languages_without_a_list_give_nothing_wrong(self, language: str, case: Case) -> None:
        found = find_statements(Article(id="a", text=case.text, language=CODES[language]))
        assert not found or works(language, case)

    def test_each_language_with_a_list_has_cases(self) -> None:
        assert set(STATEMENT_LANGUAGES) - {"en"} <= set(CODES.values())


def speaker_of(language: str, text: str) -> tuple[str, bool]:
    """Return the name of the only speaker of the only statement of a text, and whether it is a proper name."""
    (statement,) = find_statements(Article(id="a", text=text, language=language))
    (speaker,) = statement.speakers
    return speaker.name, speaker.named


class TestNameBehindADescription:
    """A comma sets off the name of somebody described; a body or a place in the description does not speak."""

    @pytest.mark.parametrize("language, text, name", [
        ("de", "„Die Lage ist sehr ernst“, sagte der Präsident des Brand-Instituts, Jens Ohl, am Montag.", "Jens Ohl"),
        ("de", "„Wir brauchen mehr Geld“, sagte die Vorsitzende des Bundes für Wasser und Wald, Karin von Holt.",
         "Karin von Holt"),
        ("fr", "« Nous devons agir vite », a déclaré le président de la région, Marc Vidal, mardi.", "Marc Vidal"),
        ("fr", "« C’est une honte », a dit la maire de Lyon, Anne Vidal.", "Anne Vidal"),
        ("es", "«Es falso», aseguró la ministra de Salud, María Vidal Ruiz, ayer.", "María Vidal Ruiz"),
    ])
    def test_the_name_speaks(self, language: str, text: str, name: str) -> None:
        assert speaker_of(language, text) == (name, True)

    @pytest.mark.parametrize("text, name", [
        ("„Das ist ein Fehler gewesen“, sagte ein Sprecher des Ministeriums für Wirtschaft.", "ein Sprecher"),
        ("„Ich bin müde von alledem“, sagte die Sprecherin der Stadt, Berlin müsse warten.", "die Sprecherin"),
    ])
    def test_a_body_in_a_description_does_not(self, text: str, name: str) -> None:
        assert speaker_of("de", text) == (name, False)


class TestLabels:
    @pytest.mark.parametrize("text, source", [
        ("Dennoch gesteht Ohl ein: „Wir haben dafür leider kein Geld mehr.“", "Ohl"),
        ("Er räumt jedoch ein: „Wir haben dafür leider kein Geld mehr.“", "Er"),
    ])
    def test_a_clause_before_a_colon_is_no_source(self, text: str, source: str) -> None:
        (found,) = find_statements(Article(id="a", text=text, language="de"))
        assert [text[slice(*span)] for span in found.source] == [source]

    def test_lines_of_a_page_are_no_speakers(self) -> None:
        lines = ["Tel: 040 30 30 und auch 040 30 31 am Abend", "PS: Das war nicht so gemeint, wie es da stand."] * 2
        assert not find_statements(Article(id="a", text="\n\n".join(lines), language="de"))
