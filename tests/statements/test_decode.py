"""From a model's scores to attributions, with scores written by hand."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest

from dateline.statements.attribution import Attribution
from dateline.statements.decode import (
    B_CONTENT,
    B_CUE,
    B_SOURCE,
    I_CONTENT,
    I_CUE,
    I_SOURCE,
    OUTSIDE,
    Decoding,
    Floats,
    Scores,
    read_attributions,
    read_scores,
)
from dateline.statements.pieces import FEWEST, WINDOW, Ids, read_pieces

CHOSEN = Decoding(model="test", cue=0.2, link=1.0, floor=1e-3, enter=0.0, share=0.15, rescue=0.1, away=0.3, least=0.0,
                  weights=(0.0,) * 11)
TAGS = {"o": OUTSIDE, "S": B_SOURCE, "s": I_SOURCE, "Q": B_CUE, "q": I_CUE, "C": B_CONTENT, "c": I_CONTENT}
TEXT = "Ann said rain fell , adding snow fell ."


def scores(tags: str, links: dict[int, int], *, cut: int | None = None, faith: float = 0.9) -> list[Scores]:
    """Return scores that give each word its letter of `tags`, and its link to the word `links` names, by `faith`."""
    chances = np.full((len(tags), 7), (1 - faith) / 6, dtype=np.float32)
    chances[np.arange(len(tags)), [TAGS[letter] for letter in tags]] = faith
    columns = np.array([n for n, letter in enumerate(tags) if letter == "Q"], dtype=np.int64)
    linked = np.full((2, len(tags), len(columns)), 0.02, dtype=np.float32)
    for word, cue in links.items():
        linked[:, word, list(columns).index(cue)] = 0.9
    ends = [(0, len(tags))] if cut is None else [(0, cut), (cut, len(tags))]
    return [Scores(first=a, last=b, tags=np.log(chances[a:b]), columns=columns, links=linked[:, a:b]) for a, b in ends]


def words(attribution: Attribution, text: str = TEXT) -> tuple[list[str], list[str], list[str]]:
    spans = attribution.source, attribution.cue, attribution.content
    return tuple([text[start:end] for start, end in role] for role in spans)  # type: ignore[return-value]


def found(made: list[Scores], text: str = TEXT, chosen: Decoding = CHOSEN) -> list[tuple[list[str], ...]]:
    return [words(a, text) for a in read_attributions(read_pieces(text), made, chosen, "test")]


class TestAttributions:
    def test_words_join_the_cue_that_they_link_to(self) -> None:
        made = scores("SQCcoQCco", {0: 1, 2: 1, 3: 1, 6: 5, 7: 5})
        assert found(made)[0] == (["Ann"], ["said"], ["rain fell"])

    def test_source_of_two_is_given_to_the_one_without(self) -> None:
        """In "Ann said A, adding B", Ann is the source of both, though a word is labelled once."""
        made = scores("SQCcoQCco", {0: 1, 2: 1, 3: 1, 6: 5, 7: 5})
        for part in made:
            part.links[0, 0] = [0.6, 0.4]
        assert found(made)[1] == (["Ann"], ["adding"], ["snow fell"])

    def test_statement_without_a_source_is_kept(self) -> None:
        assert found(scores("oQCcoQCco", {2: 1, 3: 1, 6: 5, 7: 5}))[1] == ([], ["adding"], ["snow fell"])

    def test_content_on_both_sides_of_its_cue_is_two_spans(self) -> None:
        """“Rain,” she said, “and snow”."""
        text = "Rain , she said , and snow"
        assert found(scores("CcSQoCc", {0: 3, 1: 3, 2: 3, 5: 3, 6: 3}), text) == [(["she"], ["said"],
                                                                                  ["Rain ,", "and snow"])]

    def test_cue_of_several_words_is_one_span(self) -> None:
        text = "They made it clear that rain fell"
        assert found(scores("SQqqCcc", dict.fromkeys((0, 4, 5, 6), 1)), text) == [
            (["They"], ["made it clear"], ["that rain fell"])]

    def test_cue_without_content_is_no_statement(self) -> None:
        assert found(scores("SQooooooo", {0: 1})) == []

    @pytest.mark.parametrize("cut", range(1, 9))
    def test_spans_go_on_over_the_edge_of_windows(self, cut: int) -> None:
        tags, links = "SQCccccco", {0: 1, **dict.fromkeys(range(2, 8), 1)}
        assert found(scores(tags, links, cut=cut)) == found(scores(tags, links))

    def test_one_doubtful_word_does_not_cut_a_content(self) -> None:
        made = scores("SQCccccco", {0: 1, **dict.fromkeys(range(2, 8), 1)})
        made[0].tags[4] = np.log([0.40, 0.05, 0.05, 0.03, 0.03, 0.06, 0.38])
        assert found(made)[0][2] == ["rain fell , adding snow fell"]

    def test_statements_less_sure_than_chosen_are_left_out(self) -> None:
        chosen = msgspec.structs.replace(CHOSEN, least=0.6)
        assert found(scores("SQCcoQCco", {0: 1, 2: 1, 3: 1, 6: 5, 7: 5}), chosen=chosen) == []

    def test_no_scores_no_statements(self) -> None:
        assert read_attributions(read_pieces(""), [], CHOSEN, "test") == ()


class TestScores:
    def test_time_is_linear_in_the_text(self) -> None:
        """The model is run once a window, each as long as a window at most, whatever the text."""
        lengths = []

        def forward(ids: Ids, *_: Ids) -> tuple[Floats, Floats]:
            lengths.append(ids.shape[1])
            length = ids.shape[1]
            return np.zeros((1, length, 7), np.float32), np.zeros((1, 2, length, length), np.float32)

        text = "A word and a word. " * 4_000
        read = list(read_scores(read_pieces(text), forward))
        assert sum(part.last - part.first for part in read) == 24_000
        assert max(lengths) <= WINDOW + 2
        assert len(lengths) <= 24_000 / FEWEST + 1

    def test_text_that_is_all_cue_to_the_model_is_decoded(self) -> None:
        """A model at a loss, which holds each word for a cue, costs time in proportion to the text."""

        def forward(ids: Ids, *_: Ids) -> tuple[Floats, Floats]:
            length = ids.shape[1]
            return np.zeros((1, length, 7), np.float32), np.zeros((1, 2, length, length), np.float32)

        pieces = read_pieces("a " * 3_000)
        chosen = msgspec.structs.replace(CHOSEN, cue=0.1)
        statements = read_attributions(pieces, list(read_scores(pieces, forward)), chosen, "test")
        assert all(0 <= start < end <= 6_000 for s in statements for start, end in s.content)

    def test_windows_without_a_letter_are_not_read(self) -> None:
        """A page of marks and figures, however long, costs no run of the model."""

        def forward(*_: Ids) -> tuple[Floats, Floats]:
            raise AssertionError("the model was run")

        pieces = read_pieces('" 12 ' * 2_000)
        assert read_attributions(pieces, list(read_scores(pieces, forward)), CHOSEN, "test") == ()
