"""Quotation marks of any kind, paired; what is unbalanced stays in its paragraph."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Block
from dateline.statements.quotes import find_quotations, paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start:q.end] for q in find_quotations(text, paragraphs(text))]


class TestFindQuotations:
    """The outermost quotations, with their marks."""

    @pytest.mark.parametrize("text, expected", [
        ("“Yes,” he said.", ["“Yes,”"]),
        ('"Yes," he said. "No."', ['"Yes,"', '"No."']),
        ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
        ("``Yes,'' he said.", ["``Yes,''"]),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("»Ja«, sagte er.", ["»Ja«"]),
        ("« Oui », dit-il.", ["« Oui »"]),
        ("«Да», — сказал он.", ["«Да»"]),
        ("『はい』と「いいえ」", ["『はい』", "「いいえ」"]),
        ("‘Yes,’ he said.", ["‘Yes,’"]),
        ("'Yes,' he said.", ["'Yes,'"]),
        ("‹Oui›, dit-il.", ["‹Oui›"]),
        ("„Ja”, zei hij.", ["„Ja”"]),
        ("”Nej”, sa han.", ["”Nej”"]),
    ])
    def test_pairs_marks_of_any_kind(self, text: str, expected: list[str]) -> None:
        assert quoted(text) == expected

    @pytest.mark.parametrize("text", [
        "It's the dogs' dinner.", "the '90s were loud", "rock ’n’ roll", "He is 6'2\" tall.", "Don’t. Won’t. Can’t.",
        "O'Brien's aunt", "ten o’clock", "a 12\" pipe",
    ])
    def test_apostrophes_and_inches_are_no_marks(self, text: str) -> None:
        assert [q for q in quoted(text) if len(q) > 3] == []

    def test_an_apostrophe_does_not_close_a_quotation(self) -> None:
        assert quoted("‘The workers’ rights matter,’ he said.") == ["‘The workers’ rights matter,’"]

    def test_a_quotation_holds_those_inside_it(self) -> None:
        assert quoted("“He said ‘no’ twice,” she said.") == ["“He said ‘no’ twice,”"]

    def test_an_unclosed_quotation_ends_with_its_paragraph(self) -> None:
        text = "“We go on.\n\n“And on,” he said.\n\n“Yes.”"
        assert quoted(text) == ["“We go on.", "“And on,”", "“Yes.”"]

    def test_an_unclosed_quotation_says_so(self) -> None:
        text = "“We go on.\n\n“And on,” he said."
        assert [q.closed for q in find_quotations(text, paragraphs(text))] == [False, True]

    def test_a_stray_mark_hurts_its_own_paragraph_only(self) -> None:
        text = 'A 5" or " mark.\n"We go," he said.'
        assert quoted(text)[-1] == '"We go,"'

    @given(st.text(alphabet="ab ,.\n\"'“”‘’„«»", max_size=80))
    def test_quotations_are_in_order_and_apart(self, text: str) -> None:
        found = find_quotations(text, paragraphs(text))
        ends = [0, *(q.end for q in found)]
        assert all(before <= q.start < q.end <= len(text) for before, q in zip(ends, found, strict=False))


class TestParagraphs:
    """Lines with something in them, never over the edge of a block."""

    def test_without_blocks_they_are_lines(self) -> None:
        assert paragraphs("one\n\n \ntwo") == [(0, 3), (7, 10)]

    def test_blocks_bound_them(self) -> None:
        blocks = (Block(kind="paragraph", start=0, end=3), Block(kind="paragraph", start=5, end=8))
        assert paragraphs("one\n\ntwo", blocks) == [(0, 3), (5, 8)]
