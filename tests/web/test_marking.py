"""Statements marked in a text: whatever the spans, no character is lost, moved or doubled."""

from __future__ import annotations

import msgspec
from conftest import FLOOD, flood
from hypothesis import given
from hypothesis import strategies as st

from dateline.archive.values import Brief, Said, VoiceNow
from dateline.model import Block, Statement
from dateline.web.marking import COLOURS, Segment, colours_of, shown_blocks, shown_line

TEXT = "abcdefghij klmnop qrstuvwxyz"
ABOUT = Brief(id="a", headline=None, outlet=None, published=None, url=None, status="ok")


def said(statement: Statement, *names: str, number: int = 1) -> Said:
    return Said(id=str(number), article=ABOUT, statement=statement, source="", cue="", content="",
                speakers=tuple(VoiceNow(name=name) for name in names))


def spans() -> st.SearchStrategy[tuple[int, int]]:
    starts, lengths = st.integers(0, len(TEXT) - 1), st.integers(1, 12)
    return st.tuples(starts, lengths).map(lambda span: (span[0], min(sum(span), len(TEXT))))


@st.composite
def statements(draw: st.DrawFn) -> list[Said]:
    made = []
    for number in range(draw(st.integers(0, 6))):
        pieces = st.lists(spans(), max_size=2).map(tuple)
        made.append(said(Statement(kind="indirect", content=(draw(spans()), *draw(pieces)), source=draw(pieces),
                                   cue=draw(pieces)), draw(st.sampled_from("XYZ")), number=number))
    return made


def words(segments: tuple[Segment, ...]) -> str:
    return "".join(segment.text for segment in segments)


class TestShownBlocks:
    @given(statements())
    def test_hold_every_character_of_the_text_once(self, all_said: list[Said]) -> None:
        blocks = [Block(kind="paragraph", start=0, end=10), Block(kind="paragraph", start=11, end=17),
                  Block(kind="paragraph", start=18, end=28)]
        shown = shown_blocks(TEXT, blocks, all_said, colours_of(all_said))
        assert [words(block.segments) for block in shown] == TEXT.split()

    @given(statements())
    def test_open_every_statement_once(self, all_said: list[Said]) -> None:
        shown = shown_blocks(TEXT, [Block(kind="paragraph", start=0, end=len(TEXT))], all_said, colours_of(all_said))
        opened = [one.number for segment in shown[0].segments for one in segment.begins]
        assert sorted(opened) == list(range(1, len(all_said) + 1))

    @given(statements())
    def test_a_characters_colour_is_that_of_the_shortest_span_over_it(self, all_said: list[Said]) -> None:
        colours = colours_of(all_said)
        shown = shown_blocks(TEXT, [Block(kind="paragraph", start=0, end=len(TEXT))], all_said, colours)
        seen = [segment.statement for segment in shown[0].segments for _ in segment.text]
        for at, number in enumerate(seen):
            over = [(end - start, n) for n, one in enumerate(all_said, 1)
                    for start, end in one.statement.content + one.statement.source + one.statement.cue
                    if start <= at < end]
            assert number == (min(over)[1] if over else None)

    def test_cells_of_a_row_are_cut_apart(self) -> None:
        block = Block(kind="table row", start=0, end=17, cells=((0, 10), (11, 17)))
        shown = shown_blocks(TEXT, [block], [], ())
        assert [words(cell) for cell in shown[0].cells] == ["abcdefghij", "klmnop"]

    def test_a_statement_inside_another_is_marked_as_nested(self) -> None:
        reading = flood()
        all_said = [said(one, *(s.name for s in one.speakers), number=n) for n, one in enumerate(reading.statements)]
        shown = shown_blocks(FLOOD, reading.article.blocks, all_said, colours_of(all_said))
        inner = next(segment for segment in shown[2].segments if segment.text == "that nothing is safe")
        assert (inner.statement, inner.role, inner.within, inner.unsure) == (3, "content", (2,), True)


class TestShownLine:
    def test_takes_only_statements_that_count_in_it(self) -> None:
        one = said(Statement(kind="indirect", content=((0, 3),)), "X")
        other = said(msgspec.structs.replace(one.statement, where="headline"), "X")
        assert [segment.statement for segment in shown_line(TEXT, "headline", [one, other], (1, 1))] == [2, None]

    def test_spans_beyond_the_text_are_cut_at_its_end(self) -> None:
        one = said(Statement(where="headline", kind="indirect", content=((2, 99),)), "X")
        assert [segment.text for segment in shown_line("abcd", "headline", [one], (1,))] == ["ab", "cd"]


class TestColours:
    def test_follow_the_order_in_which_speakers_first_speak(self) -> None:
        all_said = [said(Statement(kind="direct", content=((0, 1),)), *names) for names in (("X",), ("Y",), ("X",), ())]
        assert colours_of(all_said) == (1, 2, 1, 0)

    def test_later_speakers_share_the_last(self) -> None:
        all_said = [said(Statement(kind="direct", content=((0, 1),)), str(n)) for n in range(COLOURS + 3)]
        assert max(colours_of(all_said)) == COLOURS
