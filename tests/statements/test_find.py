"""All statements of an article: text, headline and captions, in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model import Article, Block, Media
from dateline.statements import find_statements

SEED = sorted((Path(__file__).parents[3] / "shared/seed").glob("*.txt"))

WIRE = """Commenting on the news of Ben Okoro's victory in the general election Prime Minister Ana Ruiz has said that \
Lagos is ready and looks forward to working with the north.

“We heard [Okoro's] speeches while still a candidate, which were focused on peace between the two regions,” Prime \
Minister Ruiz said, speaking at the opening ceremony of the new harbour in Lagos; RT reported.

“We understand that it will be a long road in the light of the state in which, unfortunately, we are,” she added.
Speaking about the broken talks, the prime minister once again stressed that “it is not our fault that things are as \
they are.”

The northern leader noted in the message that he hopes to address some “open questions that are on the table,” RIA \
Novosti reported.

On top of it, Ruiz has expressed confidence that “building a peace meets the interests of both regions.”"""


class TestFindStatements:
    """In reading order; spans count in what `in` names."""

    @pytest.mark.usefixtures("spans_by_rules")
    def test_a_wire_text(self) -> None:
        """Auxiliaries in cues, "that" and marks in contents; the outlet at the end is not the source."""
        statements = find_statements(Article(id="a", text=WIRE, language="en"))
        assert [(WIRE[slice(*s.source[0])], WIRE[slice(*s.cue[0])], WIRE[s.content[0][0]:][:12], s.kind)
                for s in statements] == [
            ("Prime Minister Ana Ruiz", "has said", "that Lagos i", "indirect"),
            ("Prime Minister Ruiz", "said", "“We heard [O", "direct"),
            ("she", "added", "“We understa", "direct"),
            ("the prime minister", "once again stressed", "that “it is ", "mixed"),
            ("The northern leader", "noted in the message", "that he hope", "mixed"),
            ("Ruiz", "has expressed confidence", "that “buildi", "mixed"),
        ]

    def test_captions_count_in_their_media(self) -> None:
        media = (Media(kind="picture", caption="A bridge."), Media(kind="picture", caption="“It fell,” Ana Ruiz said."))
        statement, = find_statements(Article(id="a", text="A bridge fell.", media=media, language="en"))
        assert (statement.where, statement.source) == ("media/1", ((11, 19),))

    def test_blocks_are_not_needed(self) -> None:
        text = "“It fell,” Ana Ruiz said.\n\n“It is gone,” Ben Okoro said."
        blocks = (Block(kind="paragraph", start=0, end=25), Block(kind="paragraph", start=27, end=len(text)))
        with_blocks = find_statements(Article(id="a", text=text, blocks=blocks, language="en"))
        assert len(with_blocks) == 2
        assert find_statements(Article(id="a", text=text, language="en")) == with_blocks

    def test_the_language_is_guessed_where_it_is_not_known(self) -> None:
        text = "The minister said that the bridge was safe. She added that it was old."
        assert find_statements(Article(id="a", text=text)) == find_statements(Article(id="a", text=text, language="en"))

    def test_other_languages_have_direct_quotations(self) -> None:
        text = "„Wir sind noch nicht bereit“, sagte Anna Berg am Montag."
        statement, = find_statements(Article(id="a", text=text, language="de"))
        assert (statement.kind, statement.method, text[slice(*statement.source[0])]) == ("direct", "rules", "Anna Berg")

    @pytest.mark.skipif(not SEED, reason="the seed is not beside this checkout")
    def test_the_seed_has_seven(self) -> None:
        raw = SEED[0].read_text(encoding="utf-8")
        body = raw[raw.index("Commenting on"):raw.index("string(")].strip()
        headline = raw.splitlines()[0]
        first, *rest = find_statements(Article(id="seed", text=body, headline=headline, language="en"))
        assert (first.where, headline[slice(*first.source[0])]) == ("headline", "Russian President")
        assert [(body[slice(*s.source[0])], body[slice(*s.cue[0])]) for s in rest] == [
            ("Russian President Vladimir Putin", "has said"), ("President Putin", "said"), ("he", "added"),
            ("the president", "once again stressed"), ("the Russian President", "expressed confidence"),
            ("The Russian leader", "noted in the message"), ("Putin", "has expressed confidence")]
        assert [s.via[0].text for s in rest if s.via] == ["RT", "RIA Novosti"]


class TestHostileTexts:
    """No crash, and time linear in the length."""

    @pytest.mark.parametrize("text", [
        "", "word", " ", "\n\n\n", "\0", "“", "”", '"', "—", ":", "said", "said said said", "“” “” said", "\ud800 said",
        "他说“你好”。", "「はい」と彼は言った。", "קאמר", "— — —", "A: B: C:", "“a” — ", "’’’’",
    ])
    def test_small(self, text: str) -> None:
        for language in ("en", "de", None):
            find_statements(Article(id="a", text=text, headline=text, language=language))

    @pytest.mark.parametrize("piece", ["a", '"', "“", "“”", "'", "‘a’ ", ", said", "Ana said ", "— said ", "A: ",
                                       "“a b c d e,” said ", "; RT reported", "— “a b c d"])
    def test_large(self, piece: str) -> None:
        find_statements(Article(id="a", text=piece * (60_000 // len(piece)), language="en"))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from(
        ["“", "”", '"', "'", "said", "Ana", "Ruiz", ",", ".", ":", "that", "the", "mayor", "—", "\n\n", "according",
         "to", "reported", "not", "if", "he", "war", "is", "told", "?"]), max_size=60).map(" ".join))
    def test_spans_lie_in_the_text(self, text: str) -> None:
        for statement in find_statements(Article(id="a", text=text, language="en")):
            for start, end in (*statement.source, *statement.cue, *statement.content):
                assert 0 <= start < end <= len(text)
