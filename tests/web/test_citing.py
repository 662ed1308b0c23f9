"""A citation quotes only what the page quotes, and leads to the words."""

from __future__ import annotations

import pytest

from dateline.archive.values import Brief, Said, VoiceNow
from dateline.model import Statement
from dateline.web.citing import as_printed, paraphrased, quoted, speaker_as_cited, with_fragment


def said(content: str, *voices: VoiceNow, source: str = "the official") -> Said:
    return Said(id="s", article=Brief(id="a", headline=None, outlet=None, published=None, url=None, status="ok"),
                statement=Statement(kind="direct", content=((0, 1),)), source=source, cue="said", content=content,
                speakers=voices)


@pytest.mark.parametrize("content, cited", [("“It is safe,”", "“It is safe,”"), ("It is safe", "“It is safe”"),
                                            ("“A,” … “B.”", "“A,” … “B.”"), ("„Ja“", "“Ja”")])
def test_a_quotation_stands_in_one_pair_of_marks(content: str, cited: str) -> None:
    assert quoted(content) == cited


@pytest.mark.parametrize("content", ["that it is “safe”", 'that "it" is', "dass „es“ geht"])
def test_a_paraphrase_never_holds_a_quotation_mark(content: str) -> None:
    assert not set(paraphrased(content)) & set("“”„\"«»")


@pytest.mark.parametrize("content, cited", [("that the “whole harbour” is safe", "that the “whole harbour” is safe"),
                                            ("that it is “safe", "that it is “safe”"), ("safe” now", "“safe” now")])
def test_of_a_mixed_one_only_the_quoted_words_are_quoted(content: str, cited: str) -> None:
    assert as_printed(content) == cited


def test_an_unsure_speaker_is_cited_as_printed() -> None:
    assert speaker_as_cited(said("x", VoiceNow(name="Ana Ruiz", confidence=0.3))) == "the official"
    assert speaker_as_cited(said("x", VoiceNow(name="Ana Ruiz", confidence=0.9))) == "Ana Ruiz"
    assert speaker_as_cited(said("x")) == "the official"


def test_the_address_names_the_words_to_look_for() -> None:
    assert with_fragment("https://a.example/x", said("“well-kept, it is”")) == (
        "https://a.example/x#:~:text=well%2Dkept%2C%20it%20is")
    assert with_fragment("javascript:x", said("y")) is None
