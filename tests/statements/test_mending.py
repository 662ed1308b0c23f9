"""What no reader would call a statement is not kept, whoever found it."""

from __future__ import annotations

from dateline.model import Article
from dateline.statements import find_statements
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

    def test_the_outlets_verb_is_no_cue_of_a_speaker(self) -> None:
        text = "“No comment,” said the bank, RIA Novosti reported."
        assert mend(text, "the bank", "reported", "“No comment,” said") == [("the bank", "said")]

    def test_whom_a_message_went_to_does_not_speak(self) -> None:
        text = "In a message to Ana Ruiz the Danish Minister voiced hope that the tax would fall."
        assert mend(text, "Ana Ruiz the Danish Minister", "voiced", "hope that the tax would fall") == [
            ("the Danish Minister", "voiced")]

    def test_a_name_that_nothing_was_sent_to_is_kept_whole(self) -> None:
        text = "On Monday Ivan the Terrible said that the tax would fall."
        assert mend(text, "Ivan the Terrible", "said", "that the tax would fall") == [("Ivan the Terrible", "said")]


class TestLabelledLines:
    def test_a_headline_behind_a_label_of_the_page_says_nothing(self) -> None:
        line = "Read more: Mayor says that the bridge must go"
        text = f"The bridge fell.\n\n{line}\n\nThe mayor said on Monday that repairs would cost a million dollars."
        found = find_statements(Article(id="a", text=text, language="en"))
        assert [text[slice(*one.cue[0])] for one in found] == ["said"]

    def test_a_colon_behind_other_words_is_no_label(self) -> None:
        text = "The mayor said this: the bridge must go before the winter comes."
        assert find_statements(Article(id="a", text=text, language="en"))
