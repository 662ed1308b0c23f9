"""The native walk through py3langid's automaton finds what py3langid finds."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier, visit_counts

from dateline.article.language import _identifier

_TEXT = "the harbour is shut der Hafen bleibt zu le port ferme порт закрыт 港は閉鎖 ميناء"
_WORDS = st.lists(st.sampled_from(_TEXT.split()), max_size=60).map(" ".join)


@cache
def theirs() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@settings(deadline=None)  # models are loaded
@given(st.one_of(st.binary(max_size=200), _WORDS.map(str.encode)))
def test_visits(text: bytes) -> None:
    expected = visit_counts(theirs().tk_nextmove, theirs()._rowbase, theirs().tk_output, text) or {}
    features, times = _identifier().visits(text)
    assert list(zip(features.tolist(), times.tolist(), strict=True)) == list(expected.items())


@settings(deadline=None)  # models are loaded
@given(st.one_of(st.text(max_size=50), _WORDS))
def test_scores_are_the_same_in_every_bit(text: str) -> None:
    assert np.array_equal(_identifier()._decide(text), theirs()._decide(text))
    assert _identifier().classify(text) == theirs().classify(text)
