"""What holds of speakers whatever the text: spans lie in it, names are printed, time is linear, nothing crashes."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Article
from dateline.statements.attribution import Attribution
from dateline.statements.speakers import resolve, resolve_before

WORDS = ["Ana", "Ruiz", "Hugh", "Hill", "Mr", ".", ",", "said", "he", "who", "the", "president", "President", "of",
         "and", "“", "”", '"', "’s", "I", "Fund", "The", "campaign", "\n\n", "(", ")", "-", ":", "film", "a", "\ud800",
         "İ", "ß"]
texts = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join) | st.text(max_size=80)


@st.composite
def attributed(draw: st.DrawFn) -> tuple[Article, list[Attribution]]:
    text = draw(texts)
    place = st.integers(0, len(text))
    spans = st.tuples(place, place).map(lambda pair: (min(pair), max(pair)))
    attributions = draw(st.lists(st.builds(
        Attribution, source=st.lists(spans, max_size=2).map(tuple), content=st.lists(spans, min_size=1, max_size=2).map(
            tuple), confidence=st.just(1.0), method=st.just("drawn")), max_size=5))
    return Article(id="drawn", text=text), attributions


@settings(deadline=None, max_examples=300)
@given(attributed())
def test_every_name_is_printed_where_its_chain_ends(drawn: tuple[Article, list[Attribution]]) -> None:
    article, attributions = drawn
    answers = resolve(article, attributions)
    assert len(answers) == len(attributions)
    for answer in answers:
        for speaker in answer.speakers:
            assert bool(speaker.chain) == speaker.named
            assert not speaker.named or article.text[slice(*speaker.chain[-1])] == speaker.name
            assert 0 <= speaker.confidence <= 1
            assert all(0 <= start < end <= len(article.text) for start, end in speaker.chain)


@settings(deadline=None, max_examples=100)
@given(texts, attributed())
def test_before_the_text_answers_each_source(text: str, drawn: tuple[Article, list[Attribution]]) -> None:
    above, attributions = drawn
    answers = resolve_before(Article(id="drawn", text=text), above.text, attributions)
    assert len(answers) == len(attributions)
    spans = [span for answer in answers for speaker in answer.speakers for span in speaker.chain]
    assert all(0 <= start < end <= len(above.text) for start, end in spans)


@pytest.mark.parametrize("unit", [
    "Ana Ruiz, ", "Mr. Smith told Ms. Smith. ", "Department of Health and ", "“ He said ", "A. ", "the man, who ",
    "film “Long Rain” ", "(", "\n", '"'])
def test_time_grows_with_length_only(unit: str) -> None:
    """Four times the text takes less than nine times the time (a quadratic cost would take sixteen)."""
    def seconds(length: int) -> float:
        text = (unit * length)[:length]
        attributions = [Attribution(source=((start, start + 9),), content=((start, start + 100),), confidence=1.0,
                                    method="drawn") for start in range(0, length - 100, 200)]
        begun = process_time()
        resolve(Article(id="long", text=text), attributions)
        return process_time() - begun

    seconds(1_000)
    assert seconds(80_000) < 9 * min(seconds(20_000) for _ in range(2)) + 0.2


def test_a_megabyte_of_names_does_not_hang() -> None:
    text = " ".join(f"Ana{index % 977} Ruiz{index}" for index in range(70_000))
    begun = process_time()
    resolve(Article(id="names", text=text), [Attribution(source=((0, 9),), content=((10, 20),), confidence=1.0,
                                                         method="drawn")])
    assert process_time() - begun < 30
