"""White space folds, broken characters are mended, what the article says stays as printed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import wording as words
from dateline.article.wording import Wording, wording


def worded(text: str, **values: bool) -> Wording:
    return wording(text, [(0, len(text))], **values)


class TestMended:
    @pytest.mark.parametrize(
        "printed, text",
        [
            ("  two \n\t words\u00a0here ", "two words here"),
            ("har\u00adbour", "harbour"),
            ("ze\u200bro\ufeff wi\u2060dth", "zero width"),
            ("plain\u200djoin", "plainjoin"),
            ("AT&amp;T", "AT&T"),
            ("caf&eacute; &#8220;so&#8221;", "café “so”"),
            ("don&amp;rsquo;t", "don’t"),
            ("itâ€™s", "it’s"),
            ("CafÃ© â€“ no", "Café – no"),
            ("left\u200eto right", "leftto right"),
            ("nul\x00 and \x07bell", "nul and bell"),
        ],
    )
    def test_what_is_broken(self, printed: str, text: str) -> None:
        assert worded(printed).text == text

    @pytest.mark.parametrize(
        "text",
        [
            "می\u200cخواهم",
            "क्\u200dष",
            "👩\u200d👩\u200d👧",
            "שלום\u200f, עולם",
            "“so” „so“ «so» 'so'",
            "a < b & c > d",
            "São Paulo, ÜBER, Ãgua",
            "&lt;b&gt; stays",
            "R&D; done",
            "naïve façade",
        ],
    )
    def test_what_is_meant_stays(self, text: str) -> None:
        assert worded(text).text == text
        assert worded(text).edits == ()

    def test_markup_shown_as_code_stays(self) -> None:
        assert worded("write &amp; for an ampersand", code=True).text == "write &amp; for an ampersand"

    def test_each_repair_says_what_stood_where(self) -> None:
        edit = worded("itâ€™s").edits[0]
        assert (edit.kind, edit.span, edit.before, edit.after) == ("mojibake", (2, 5), "â€™", "’")

    def test_a_broken_space_is_mended_and_folded(self) -> None:
        found = worded("1.\u00c2\xa0 Salt")
        assert found.text == "1. Salt"
        assert [edit.kind for edit in found.edits] == ["mojibake"]

    def test_runs_lead_back(self) -> None:
        text = " a  har\u00adbour "
        words = worded(text)
        assert [text[run.page_start :][: run.length] for run in words.runs] == ["a", "har", "bour"]
        assert [words.text[run.text_start :][: run.length] for run in words.runs] == ["a", "har", "bour"]

    def test_behind_so_many_edits_only_white_space_is_folded(self) -> None:
        text = "har\u00adbour  har\u00adbour \t har\u00adbour"
        words = wording(text, [(0, len(text))], most=1)
        assert words.text == "harbour har\u00adbour har\u00adbour"
        assert len(words.edits) == 1
        assert "".join(text[run.page_start :][: run.length] for run in words.runs) == words.text.replace(" ", "")


@given(st.text(st.characters() | st.sampled_from(" \t\u00a0\u00ad\u200b\u200c\u200e\x07\ufffe\u2028&;aÃ©â€™ð\ud800")))
def test_first_characters_turn_no_edit_away(text: str) -> None:
    """Nor does a search for them find others."""
    found = [[(match.span(), match.lastgroup) for match in expression.finditer(text)]
             for expression in (words._EDIT, re.compile(words._CHANGED))]
    assert found[0] == found[1]
