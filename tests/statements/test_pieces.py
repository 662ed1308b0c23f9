"""How a text becomes what the tagger sees."""

from __future__ import annotations

import pytest

from dateline.model import Block
from dateline.statements.pieces import BREAKS, FEWEST, QUOTES, SHAPES, WINDOW, Pieces, read_pieces, windows


def told(pieces: Pieces, values: object, names: tuple[str, ...]) -> list[str]:
    return [names[getattr(pieces, str(values))[piece]] for piece in pieces.words]


class TestWords:
    @pytest.mark.parametrize("text", ["She said so.", "Ångström’s naïve café", "漢字と仮名", "a" * 9_001,
                                      "e\u0301tude 😀!", "İstanbul", "x\u200by", "\ufeffBOM first"])
    def test_spans_lie_in_the_text_in_order(self, text: str) -> None:
        """Every word's span is not empty, begins where the last has ended or later, and ends inside the text."""
        place = 0
        for start, end in read_pieces(text).spans:
            assert place <= start < end <= len(text)
            place = end

    def test_word_of_many_pieces_is_one_span(self) -> None:
        pieces = read_pieces("Electroencephalographers agree")
        assert pieces.spans == [(0, 24), (25, 30)]
        assert len(pieces.ids) > 2

    @pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\u00ad"])
    def test_text_without_words_has_no_spans(self, text: str) -> None:
        assert read_pieces(text).spans == []

    def test_words_do_not_depend_on_where_long_texts_are_cut(self) -> None:
        """A text longer than the tokenizer is handed at once reads as its lines do."""
        line = "The mayor, 61, said “no” again.\n"
        alone, many = read_pieces(line), read_pieces(line * 400)
        assert many.ids.tolist() == alone.ids.tolist() * 400


class TestShapes:
    @pytest.mark.parametrize("word, shape", [("said", "lower"), ("Paris", "title"), ("A", "title"), ("NATO", "upper"),
                                             ("iPhone", "mixed"), ("McCain", "mixed"), ("2016", "digits"),
                                             ("“", "mark"), ("東京", "caseless")])
    def test_casing_is_told_beside_the_uncased_piece(self, word: str, shape: str) -> None:
        assert told(read_pieces(word), "shapes", SHAPES)[0] == shape


class TestQuotes:
    @pytest.mark.parametrize("text", ['"Go home"', "“Go home”", "„Go home“", "«Go home»", "「Go home」"])
    def test_any_marks_open_and_close(self, text: str) -> None:
        assert told(read_pieces(text), "quotes", QUOTES) == ["opens", "inside", "inside", "closes"]

    def test_unclosed_quotation_ends_with_its_paragraph(self) -> None:
        assert told(read_pieces('"Go home\n\nShe left'), "quotes", QUOTES)[-2:] == ["outside", "outside"]

    def test_apostrophe_opens_nothing(self) -> None:
        assert set(told(read_pieces("The workers’ union won’t go"), "quotes", QUOTES)) == {"outside"}

    def test_single_marks_around_words_are_told(self) -> None:
        assert told(read_pieces("'Go home' sign"), "quotes", QUOTES)[1:3] == ["inside single"] * 2


class TestBreaks:
    def test_paragraphs_begin_behind_blank_lines(self) -> None:
        assert told(read_pieces("One two\nthree\n \nfour"), "breaks", BREAKS) == ["paragraph", "none", "line",
                                                                                  "paragraph"]

    def test_blocks_begin_paragraphs(self) -> None:
        blocks = [Block(kind="heading", start=0, end=3), Block(kind="paragraph", start=4, end=9)]
        assert told(read_pieces("One three four", blocks), "breaks", BREAKS) == ["paragraph", "paragraph", "none"]


class TestWindows:
    @pytest.mark.parametrize("count", [0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 1_000, 5_123])
    @pytest.mark.parametrize("word", ["a ", "a\n\n", "a a a a a a a a a a a a a a a a a a a a a a a a a a a a\n\n"])
    def test_each_piece_is_labelled_by_one_window_that_sees_it(self, count: int, word: str) -> None:
        labelled = []
        for start, end, first, last in windows(read_pieces((word * count)[:2 * count])):
            assert start <= first < last <= end <= start + WINDOW
            labelled += range(first, last)
        assert labelled == list(range(len(read_pieces((word * count)[:2 * count]).ids)))

    def test_window_hands_over_between_paragraphs(self) -> None:
        """The second paragraph begins within the first window's last part, so the second window labels it whole."""
        pieces = read_pieces("a " * 250 + "\n\n" + "a " * 200)
        assert [last for *_, last in windows(pieces)] == [250, 450]

    def test_windows_are_as_many_as_the_text_is_long(self) -> None:
        assert len(list(windows(read_pieces("a " * 20_000)))) <= 20_000 / FEWEST + 1
