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
