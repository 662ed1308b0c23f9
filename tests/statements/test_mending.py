"""What no reader would call a statement is not kept, whoever found it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.model import Article
from dateline.statements import find_statements
from dateline.statements.attribution import Attribution
from dateline.statements.quotes import paragraphs
from dateline.statements.rules.direct import find_signed
from dateline.statements.rules.mending import mended, with_signed
from dateline.statements.rules.reading import read
from dateline.statements.rules.tails import find_tails
from dateline.statements.rules.taken import Taken
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

    def test_a_verb_turned_before_whom_it_is_of_is_no_source(self) -> None:
        text = "Had the mayor said that the tax would fall, nobody would have paid."
        assert mend(text, "Had the mayor", "said", "that the tax would fall") == [("the mayor", "said")]

    def test_a_title_keeps_its_country(self) -> None:
        text = "On Monday Danish President Ana Ruiz said that the tax would fall."
        assert mend(text, "President Ana Ruiz", "said", "that the tax would fall") == [
            ("Danish President Ana Ruiz", "said")]

    def test_a_bare_article_is_given_its_noun(self) -> None:
        text = "The harbour office has said that the tax would fall."
        assert mend(text, "The", "has said", "that the tax would fall") == [("The harbour office", "has said")]

    def test_a_title_takes_no_day(self) -> None:
        text = "On Monday President Ana Ruiz said that the tax would fall."
        assert mend(text, "President Ana Ruiz", "said", "that the tax would fall") == [("President Ana Ruiz", "said")]

    def test_a_name_that_nothing_was_sent_to_is_kept_whole(self) -> None:
        text = "On Monday Ivan the Terrible said that the tax would fall."
        assert mend(text, "Ivan the Terrible", "said", "that the tax would fall") == [("Ivan the Terrible", "said")]

    def test_a_signed_quotation_is_its_signers(self) -> None:
        text = "“We never asked for this tax.” — Ana Ruiz"
        reading = read(text, paragraphs(text), frozenset())
        taken = Attribution(source=(), cue=((4, 15),), content=((16, 28),), confidence=0.9, method="model")
        found, = with_signed((taken,), find_signed(reading, "en"))
        assert [text[slice(*span)] for span in (found.source[0], found.cue[0], found.content[0])] == [
            "Ana Ruiz", "—", "“We never asked for this tax.”"]

    def test_a_quotation_within_a_sentence_is_not_signed(self) -> None:
        text = "The mayor called it “a tax that nobody needs” — Ana Ruiz"
        assert not find_signed(read(text, paragraphs(text), frozenset()), "en")


class TestLabelledLines:
    def test_a_headline_behind_a_label_of_the_page_says_nothing(self) -> None:
        line = "Read more: Mayor says that the bridge must go"
        text = f"The mayor said on Monday that repairs would cost a million.\n\n{line}\n\nThe bridge fell in May."
        found = find_statements(Article(id="a", text=text, language="en"))
        assert [text[slice(*one.cue[0])] for one in found] == ["said"]

    def test_a_colon_behind_other_words_is_no_label(self) -> None:
        text = "The mayor said this: the bridge must go before the winter comes."
        assert find_statements(Article(id="a", text=text, language="en"))


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], sum(pair))))


class TestTaken:
    @given(SPANS, st.tuples(st.integers(0, 30), st.integers(1, 10)))
    def test_tells_what_a_look_at_every_span_tells(self, spans: list[tuple[int, int]], asked: tuple[int, int]) -> None:
        start, end = asked[0], sum(asked)
        assert Taken(spans).touches((start, end)) == any(first < end and start < last for first, last in spans)
