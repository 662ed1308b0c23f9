"""What no reader would call a statement is not kept, whoever found it."""

from __future__ import annotations

from dateline.statements.attribution import Attribution
from dateline.statements.quotes import paragraphs
from dateline.statements.rules.mending import mended
from dateline.statements.rules.reading import read
from dateline.statements.rules.tails import find_tails
from dateline.statements.rules.weights import weights


def mend(text: str, source: str, cue: str, content: str) -> list[tuple[str, str]]:
    """Source and cue of what is left of one attribution of `text` that a model found."""
    def spans(words: str) -> tuple[tuple[int, int], ...]:
        start = text.index(words)
        return ((start, start + len(words)),) if words else ()

    found = Attribution(source=spans(source), cue=spans(cue), content=spans(content), confidence=0.9, method="model")
    reading = read(text, paragraphs(text), frozenset())
    return [(text[slice(*one.source[0])], text[slice(*one.cue[0])])
            for one in mended(reading, (), find_tails(reading, weights()), (found,))]


class TestMended:
    """Rules find again what a model took from a sentence's end or opening."""

    def test_the_outlet_at_the_end_is_no_source(self) -> None:
        text = "Ana Ruiz said that the tax would fall, RIA Novosti reported."
        assert mend(text, "RIA Novosti", "reported", "Ana Ruiz said that the tax would fall") == [("Ana Ruiz", "said")]

    def test_an_opener_is_no_cue(self) -> None:
        text = "Commenting on the vote, Ana Ruiz said that the tax would fall."
        assert mend(text, "", "Commenting on", "the vote") == [("Ana Ruiz", "said")]

    def test_others_are_kept(self) -> None:
        text = "Ana Ruiz said that the tax would fall."
        assert mend(text, "Ana Ruiz", "said", "that the tax would fall") == [("Ana Ruiz", "said")]
