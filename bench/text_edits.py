"""Edits that an article undergoes on its way from one outlet to the next, and pairs that only look like it.

Each edit takes a text, another text to borrow words from, the share of words to change and a random source, and
returns the edited text. The kinds and strengths are those that bench/stories.py reports on.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

Edit = Callable[[str, str, float, Random], str]

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*[”\"’']*\s*|\n+")
_SPELLINGS = (
    ("ization", "isation"), ("izing", "ising"), ("ized", "ised"), ("color", "colour"), ("center", "centre"),
    ("percent", "per cent"), ("program ", "programme "), ("defense", "defence"), ("favor", "favour"), ("U.S.", "US"),
)


def cut_tail(text: str, other: str, share: float, random: Random) -> str:
    """The end is cut, as for space in print."""
    words = text.split(" ")
    return " ".join(words[: max(1, round(len(words) * (1 - share)))])


def add_lead(text: str, other: str, share: float, random: Random) -> str:
    """A paragraph of the outlet's own stands in front."""
    return _piece(other, round(len(text.split()) * share), random) + "\n\n" + text


def add_background(text: str, other: str, share: float, random: Random) -> str:
    """Paragraphs of the outlet's own stand at the end."""
    return text + "\n\n" + _piece(other, round(len(text.split()) * share), random)


def add_note(text: str, other: str, share: float, random: Random) -> str:
    """An editor's note stands before or after."""
    note = random.choice((
        "Editor's note: This story has been updated with comments from officials and to correct a spelling.",
        "Correction: An earlier version of this article misstated the day on which the events took place.",
        "This article was originally published by one of our partners and is reproduced with permission.",
    ))
    return f"{note}\n\n{text}" if random.random() < 0.5 else f"{text}\n\n{note}"


def other_marks(text: str, other: str, share: float, random: Random) -> str:
    """Quotation marks, apostrophes and dashes are those of another house."""
    marks = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": " -- "}
    if not any(mark in text for mark in marks):
        return re.sub(r'"([^"\n]*)"', r"“\1”", text).replace("'", "’")
    return "".join(marks.get(c, c) for c in text)


def drop_credit(text: str, other: str, share: float, random: Random) -> str:
    """The agency's credit at the beginning and the end is gone (here: is there in the other copy)."""
    return f"WASHINGTON (Reuters) - {text}\n\n(Reporting by Ann Example and Bob Sample; Editing by Carl Instance)"


def other_words(text: str, other: str, share: float, random: Random) -> str:
    """Single words are replaced throughout."""
    words, stock = text.split(" "), other.split()
    for place in random.sample(range(len(words)), round(len(words) * share)):
        words[place] = random.choice(stock)
    return " ".join(words)


def other_sentences(text: str, other: str, share: float, random: Random) -> str:
    """Whole sentences are rewritten throughout."""
    sentences, stock = _SENTENCE.findall(text), [s for s in _SENTENCE.findall(other) if len(s.split()) > 4] or [other]
    left = len(text.split()) * share
    for place in random.sample(range(len(sentences)), len(sentences)):
        length = len(sentences[place].split())
        if length and length <= left:
            left -= length
            sentences[place] = random.choice(stock).strip() + " "
    return "".join(sentences)


def drop_sentences(text: str, other: str, share: float, random: Random) -> str:
    """Sentences are taken out throughout."""
    sentences, left, kept = _SENTENCE.findall(text), len(text.split()) * share, set()
    for place in random.sample(range(len(sentences)), len(sentences)):
        length = len(sentences[place].split())
        if length and length <= left:
            left -= length
            kept.add(place)
    return "".join(s for place, s in enumerate(sentences) if place not in kept)


def other_order(text: str, other: str, share: float, random: Random) -> str:
    """Paragraphs (or sentences where there are none) change places."""
    pieces = [p for p in text.split("\n") if p.strip()]
    if len(pieces) < 5:
        pieces = [s.strip() for s in _SENTENCE.findall(text) if s.strip()]
    for _ in range(max(1, round(len(pieces) * share / 2))):
        a, b = random.randrange(len(pieces)), random.randrange(len(pieces))
        pieces[a], pieces[b] = pieces[b], pieces[a]
    return "\n".join(pieces)


def other_spelling(text: str, other: str, share: float, random: Random) -> str:
    """British for American spelling, and names of months and states abbreviated."""
    for american, british in _SPELLINGS:
        text = text.replace(american, british)
    return text.replace("January", "Jan.").replace("December", "Dec.").replace("September", "Sept.")


def several(text: str, other: str, share: float, random: Random) -> str:
    """Four of the others at once, together of the given strength."""
    for edit in (cut_tail, add_lead, other_words, drop_sentences):
        text = edit(text, other, share / 4, random)
    return other_marks(text, other, share, random)


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
