"""The kind of a statement (how much of it is quoted) and its act (what its cue does)."""

from __future__ import annotations

import pytest

from dateline.model import Article
from dateline.statements import find_statements
from dateline.statements.kinds import act_of, kind_of
from dateline.statements.quotes import find_quotations, paragraphs


class TestKindOf:
    """Direct: every letter in quotation marks; indirect: none; mixed: some."""

    @pytest.mark.parametrize("content, kind", [
        ("“It is late.”", "direct"), ("that it is late", "indirect"), ("that it is “late”", "mixed"),
        ("“It is,” “late.”", "direct"), ("‘It is late.’", "direct"), ("„Es ist spät.“", "direct"),
        ("“It is late. It is dark", "direct"), ("the dog's dinner", "indirect"),
    ])
    def test_of_a_content(self, content: str, kind: str) -> None:
        quotations = find_quotations(content, paragraphs(content))
        assert kind_of(content, ((0, len(content)),), quotations) == kind


class TestActOf:
    """A small documented set: data/en/acts.txt."""

    @pytest.mark.parametrize("cue, act", [
        ("said", "said"), ("has said", "said"), ("told", "said"), ("asked", "asked"), ("denied", "denied"),
        ("announced", "announced"), ("believes", "believes"), ("plans", "plans"), ("showed", "shows"),
        ("warned", "warned"), ("promised", "promised"), ("accused", "accused"), ("confirmed", "confirmed"),
        ("ordered", "ordered"), ("refused to say", "refused"), ("has expressed confidence", "believes"),
        ("criticized", "criticized"), ("praised", "praised"), ("supports", "supports"), ("opposed", "opposes"),
        ("predicted", "predicted"), ("wants", "wants"), ("urged", "urged"), ("replied", "answered"), (":", "said"),
    ])
    def test_of_a_cue(self, cue: str, act: str) -> None:
        assert act_of(cue.split()) == act

    def test_is_given_with_the_statement(self) -> None:
        statements = find_statements(Article(id="a", text="The union warned that it would strike.", language="en"))
        assert [s.act for s in statements] == ["warned"]
