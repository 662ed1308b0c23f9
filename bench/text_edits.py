"""Edits that an article undergoes on its way from one outlet to the next, and pairs that only look like it.

Each edit takes a text and a hand (the share of words to change, another text to borrow words from, a random source)
and returns the edited text. The kinds and strengths are those that bench/stories.py reports on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True)
class Hand:
    """What an edit works with."""

    share: float
    other: str
    random: Random


Edit = Callable[[str, Hand], str]

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’']*\s*|\n+")
_SPELLINGS = (
    ("ization", "isation"), ("izing", "ising"), ("ized", "ised"), ("color", "colour"), ("center", "centre"),
    ("percent", "per cent"), ("program ", "programme "), ("defense", "defence"), ("favor", "favour"), ("U.S.", "US"),
)


def cut_tail(text: str, hand: Hand) -> str:
    """The end is cut, as for space in print."""
    words = text.split(" ")
    return " ".join(words[: max(1, round(len(words) * (1 - hand.share)))])


def add_lead(text: str, hand: Hand) -> str:
    """A paragraph of the outlet's own stands in front."""
    return _piece(hand.other, round(len(text.split()) * hand.share), hand.random) + "\n\n" + text


def add_background(text: str, hand: Hand) -> str:
    """Paragraphs of the outlet's own stand at the end."""
    return text + "\n\n" + _piece(hand.other, round(len(text.split()) * hand.share), hand.random)


def add_note(text: str, hand: Hand) -> str:
    """An editor's note stands before or after."""
    note = hand.random.choice((
        "Editor's note: This story has been updated with comments from officials and to correct a spelling.",
        "Correction: An earlier version of this article misstated the day on which the events took place.",
        "This article was originally published by one of our partners and is reproduced with permission.",
    ))
    return f"{note}\n\n{text}" if hand.random.random() < 0.5 else f"{text}\n\n{note}"


def other_marks(text: str, _: Hand) -> str:
    """Quotation marks, apostrophes and dashes are those of another house."""
    marks = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": " -- "}
    if not any(mark in text for mark in marks):
        return re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")
    return "".join(marks.get(c, c) for c in text)


def drop_credit(text: str, _: Hand) -> str:
    """The agency's credit at the beginning and the end is gone (here: is there in the other copy)."""
    return f"WASHINGTON (Reuters) - {text}\n\n(Reporting by Ann Example and Bob Sample; Editing by Carl Instance)"


def other_words(text: str, hand: Hand) -> str:
    """Single words are replaced throughout."""
    words, stock = text.split(" "), hand.other.split()
    for place in hand.random.sample(range(len(words)), round(len(words) * hand.share)):
        words[place] = hand.random.choice(stock)
    return " ".join(words)


def other_sentences(text: str, hand: Hand) -> str:
    """Whole sentences are rewritten throughout."""
    sentences = _SENTENCE.findall(text)
    stock = [sentence for sentence in _SENTENCE.findall(hand.other) if len(sentence.split()) > 4] or [hand.other]
    left = len(text.split()) * hand.share
    for place in hand.random.sample(range(len(sentences)), len(sentences)):
        length = len(sentences[place].split())
        if length and length <= left:
            left -= length
            sentences[place] = hand.random.choice(stock).strip() + " "
    return "".join(sentences)


def drop_sentences(text: str, hand: Hand) -> str:
    """Sentences are taken out throughout."""
    sentences, left, kept = _SENTENCE.findall(text), len(text.split()) * hand.share, set()
    for place in hand.random.sample(range(len(sentences)), len(sentences)):
        length = len(sentences[place].split())
        if length and length <= left:
            left -= length
            kept.add(place)
    return "".join(s for place, s in enumerate(sentences) if place not in kept)


def other_order(text: str, hand: Hand) -> str:
    """Paragraphs (or sentences where there are none) change places."""
    pieces = [p for p in text.split("\n") if p.strip()]
    if len(pieces) < 5:
        pieces = [s.strip() for s in _SENTENCE.findall(text) if s.strip()]
    for _ in range(max(1, round(len(pieces) * hand.share / 2))):
        a, b = hand.random.randrange(len(pieces)), hand.random.randrange(len(pieces))
        pieces[a], pieces[b] = pieces[b], pieces[a]
    return "\n".join(pieces)


def other_spelling(text: str, _: Hand) -> str:
    """British for American spelling, and names of months and states abbreviated."""
    for american, british in _SPELLINGS:
        text = text.replace(american, british)
    return text.replace("January", "Jan.").replace("December", "Dec.").replace("September", "Sept.")


def several(text: str, hand: Hand) -> str:
    """Four of the others at once, together of the given strength."""
    for edit in (cut_tail, add_lead, other_words, drop_sentences):
        text = edit(text, replace(hand, share=hand.share / 4))
    return other_marks(text, hand)


EDITS: dict[str, Edit] = {
    edit.__name__.replace("_", " "): edit
    for edit in (cut_tail, add_lead, add_background, add_note, other_marks, drop_credit, other_words, other_sentences,
                 drop_sentences, other_order, other_spelling, several)
}
STRENGTHS = (0.05, 0.1, 0.2)


def sharing_quotation(a: str, b: str, third: str, random: Random) -> tuple[str, str]:
    """Two texts that have nothing but a long quotation (up to a sixth of the shorter one) in common."""
    longest = min(len(a.split()), len(b.split())) // 6
    quotation = f"\n“{_piece(third, min(120, longest), random)}”\n"
    return _inserted(a, quotation, random), _inserted(b, quotation, random)


def _inserted(text: str, piece: str, random: Random) -> str:
    words = text.split(" ")
    place = random.randrange(len(words))
    return " ".join(words[:place]) + piece + " ".join(words[place:])


def _piece(text: str, count: int, random: Random) -> str:
    """Return `count` words of a text that stand in a row."""
    words = text.split()
    start = random.randrange(max(1, len(words) - count))
    return " ".join(words[start : start + count])
