"""The shipped tagger: what it finds in plain cases, and what holds for any text. Its quality is measured on gold."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.statements import tagger
from dateline.statements.decode import Floats, framed, read_attributions, read_scores
from dateline.statements.pieces import Ids, read_pieces, windows
from dateline.statements.tagger import MODEL, tag

WEIGHTS = files("dateline.statements") / "data" / "model" / "tagger.onnx"
STORY = """\
The harbour bridge will stay closed until May, the city said on Tuesday.

“We found cracks in two of the piers,” said Dora Lind, the city engineer. “Nobody was in danger.”

Lind told reporters that the repairs would cost 4 million dollars, adding that the state had promised half of it.

Ferry operators welcomed the closing. But Sam Okoro, who runs a bakery on the east bank, said he had lost every third
customer.

The council meets again on Friday.
"""


def told(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Return (source, cue, content) of each attribution as words."""
    return [tuple([text[s:e] for s, e in role] for role in (a.source, a.cue, a.content))  # type: ignore[misc]
            for a in tag(text)]


class TestStory:
    def test_indirect_speech_is_found_with_its_source_behind(self) -> None:
        assert (["the city"], ["said"], ["The harbour bridge will stay closed until May"]) in [
            (source, [cue[0].split()[0]], [content[0].rstrip(", ")]) for source, cue, content in told(STORY)[:1]]

    def test_quotation_is_found_with_its_speaker(self) -> None:
        source, cue, content = next(row for row in told(STORY) if row[2][0].startswith("“We found"))
        assert source[0].startswith("Dora Lind")
        assert cue == ["said"]
        assert "cracks in two of the piers" in content[0]

    def test_second_statement_of_a_speaker_has_its_source(self) -> None:
        source, *_ = next(row for row in told(STORY) if "had promised half" in row[2][0] and len(row[2][0]) < 60)
        assert source == ["Lind"]

    def test_sentence_that_attributes_nothing_gives_nothing(self) -> None:
        assert not any("The council meets" in " ".join(row[2]) for row in told(STORY))


class TestModel:
    def test_name_holds_the_hash_of_the_weights(self) -> None:
        assert MODEL.endswith(hashlib.sha256(WEIGHTS.read_bytes()).hexdigest()[:8])

    def test_weights_are_30_megabytes_at_most(self) -> None:
        assert len(WEIGHTS.read_bytes()) <= 30_000_000

    def test_importing_the_tagger_loads_no_weights(self) -> None:
        """Commands that find no statements don't pay for the runtime."""
        code = "import sys, dateline.statements.tagger; sys.exit('onnxruntime' in sys.modules)"
        assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


class TestSameText:
    def test_statements_do_not_depend_on_what_was_tagged_before(self) -> None:
        before = tag(STORY)
        tag("“Nothing,” he said. " * 40)
        assert tag(STORY) == before

    def test_statements_do_not_depend_on_neighbours_in_a_batch(self) -> None:
        """Eight windows at once, with others beside it, give a window the statements that it gives alone."""
        pieces = read_pieces(STORY)
        others = ["Prices rose. " * 90, '"' * 300, "“Go,” she said. " * 60, "A B C " * 99, STORY, "9 " * 99, "ja " * 99]

        def beside(ids: Ids, shapes: Ids, quotes: Ids, breaks: Ids) -> tuple[Floats, Floats]:
            length = ids.shape[1]
            rows = [[ids[0]], [shapes[0]], [quotes[0]], [breaks[0]]]
            for text in others:
                other = read_pieces(text)
                for row, values in zip(rows, framed(other, 0, len(other.ids)), strict=True):
                    row.append(np.resize(values[0], length))
            tags, links = tagger._session().run(None, dict(zip(("ids", "shapes", "quotes", "breaks"),
                                                               map(np.stack, rows), strict=True)))
            return tags[:1], links[:1]

        chosen = tagger.decoding()
        batched = read_attributions(pieces, list(read_scores(pieces, beside)), chosen, MODEL)
        assert batched == tag(STORY)

    def test_another_process_finds_the_same(self) -> None:
        code = f"from dateline.statements.tagger import tag; print(hash(tag({STORY!r})) and repr(tag({STORY!r})))"
        again = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True,
                               env={"PYTHONHASHSEED": "7", "PYTHONIOENCODING": "utf-8"})
        assert again.stdout.strip() == repr(tag(STORY))


HOSTILE = {
    "nothing": "", "one word": "No", "blank": " \n\n\t ", "marks": '"' * 1_000, "open marks": "“" * 600,
    "no spaces": "x" * 200_000, "kanji": "大統領は会見で「問題はない」と述べた。" * 12,
    "arabic": "قال الرئيس إن الوضع جيد. " * 12, "emoji": "😀" * 1_000, "controls": "\x00\x01said\x02 " * 300,
    "lines": "said\n" * 600, "surrogate": "\ud800 said no",
}


class TestAnyText:
    @pytest.mark.parametrize("name", HOSTILE)
    def test_hostile_text_gives_sound_statements(self, name: str) -> None:
        assert_sound(HOSTILE[name])

    @settings(max_examples=40, deadline=None)
    @given(st.lists(st.sampled_from([*STORY.split(" "), "“", "”", '"', "'", "\n\n", "said", "「", "É", "ﬁ", "\u0301"]),
                    max_size=60))
    def test_shuffled_news_gives_sound_statements(self, words: list[str]) -> None:
        assert_sound(" ".join(words))

    def test_windows_are_as_many_as_the_text_is_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A long text costs its windows, each once."""
        calls = []
        forward = tagger._forward

        def counted(*window: Ids) -> tuple[Floats, Floats]:
            calls.append(window[0].shape)
            return forward(*window)

        monkeypatch.setattr(tagger, "_forward", counted)
        text = STORY * 12
        tag(text)
        assert len(calls) == len(list(windows(read_pieces(text))))


def assert_sound(text: str) -> None:
    """Spans lie in the text, in order, on words; confidence is a chance with two decimals; no content is shared."""
    seen: set[int] = set()
    for attribution in tag(text):
        assert attribution.content
        assert attribution.method == MODEL
        assert attribution.confidence == round(attribution.confidence, 2)
        assert 0 <= attribution.confidence <= 1
        for role in (attribution.source, attribution.cue, attribution.content):
            assert all(0 <= start < end <= len(text) for start, end in role)
            assert list(role) == sorted(role)
        own = {place for start, end in attribution.content for place in range(start, end)}
        assert not own & seen
        seen |= own
