"""A text as the tagger reads it: word pieces, what the uncased pieces don't tell of them, words, windows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.model import Block, Span

Ids = NDArray[np.int64]

WINDOW = 382  # pieces that the model sees at once, its two marks apart
BEFORE, BEHIND = 16, 8  # pieces that a window sees at least, where there are so many, around those that it labels
AHEAD = 64  # pieces that a window sees at most behind those that it labels
FEWEST = 200  # pieces that a window labels, the last apart
CHUNK = 4_000  # characters handed to the tokenizer at once, so that its memory stays bounded
CLS, SEP, PAD = 101, 102, 0
SHAPES = ("none", "lower", "title", "upper", "mixed", "digits", "mark", "caseless")
QUOTES = ("outside", "opens", "inside", "closes", "inside single")
BREAKS = ("none", "line", "paragraph")

PARAGRAPH = re.compile(r"\n[^\S\n]*\n")
SURROGATES = re.compile("[\ud800-\udfff]")
OPENING, MARKS = "“„«『「", "“„«『「”»』」\""
SINGLE = "'‘’‚‛"


class Pieces(Struct, frozen=True, kw_only=True):
    """The pieces of one text, in order; each array has one entry a piece, `words` one a word."""

    ids: Ids
    shapes: Ids
    quotes: Ids
    breaks: Ids
    words: Ids  # the first piece of each word
    spans: list[Span]  # of each word, in the text


@cache
def tokenizer() -> Tokenizer:
    """Return the shipped tokenizer, loaded once a process."""
    source = files("dateline.statements") / "data" / "model" / "tokenizer.json"
    loaded = Tokenizer.from_str(source.read_text(encoding="utf-8"))
    loaded.no_padding()
    loaded.no_truncation()
    return loaded


@cache
def _continuing() -> NDArray[np.bool_]:
    """Return of each piece of the vocabulary whether it goes on with a word."""
    known = tokenizer()
    return np.array([(known.id_to_token(number) or "").startswith("##") for number in range(known.get_vocab_size())])


def read_pieces(text: str, blocks: Sequence[Block] = ()) -> Pieces:
    """Return the pieces of `text`; paragraphs begin behind blank lines, and where `blocks` begin."""
    ids: list[int] = []
    spans: list[Span] = []
    words: list[int] = []
    for start, end in _chunks(text):
        chunk = SURROGATES.sub("\ufffd", text[start:end])  # which no tokenizer takes
        encoding = tokenizer().encode(chunk, add_special_tokens=False)
        offsets = encoding.offsets
        if not offsets:
            continue
        begins = ~_continuing()[encoding.ids]
        begins[:1] = True
        firsts = np.flatnonzero(begins).tolist()
        spans += [(start + offsets[first][0], start + offsets[last - 1][1])
                  for first, last in pairwise([*firsts, len(offsets)])]
        words += [len(ids) + first for first in firsts]
        ids += encoding.ids
    pieces_in = np.diff([*words, len(ids)])

    def spread(values: list[int]) -> Ids:
        return np.repeat(np.array(values, dtype=np.int64), pieces_in)

    return Pieces(ids=np.array(ids, dtype=np.int64), words=np.array(words, dtype=np.int64), spans=spans,
                  shapes=spread([_shape(text[s:e]) for s, e in spans]),
                  quotes=spread(_quotes(text, spans)), breaks=spread(_breaks(text, spans, blocks)))


def windows(pieces: Pieces) -> Iterator[tuple[int, int, int, int]]:
    """Yield (start, end, first, last): pieces[first:last] are labelled by the window that sees pieces[start:end].

    Where it can, a window labels up to the end of a paragraph, so that few statements are cut.
    """
    count = len(pieces.ids)
    begins = pieces.words[pieces.breaks[pieces.words] == BREAKS.index("paragraph")]
    start = first = 0
    while first < count:
        end = last = min(count, start + WINDOW)
        if end < count:
            paragraph = int(begins[max(0, int(np.searchsorted(begins, end - BEHIND, "right")) - 1)])
            last = paragraph if paragraph > first + FEWEST else end - BEFORE
        yield start, min(end, last + AHEAD), first, last
        start, first = max(0, last - BEFORE), last


def _chunks(text: str) -> Iterator[Span]:
    """Yield spans that tile the text, cut at line ends, else at spaces, else anywhere."""
    start = 0
    while start < len(text):
        end = min(len(text), start + CHUNK)
        if end < len(text):
            cut = max(text.rfind("\n", start, end), 0) or max(text.rfind(" ", start, end), 0)
            end = cut if cut > start else end
        yield start, end
        start = end


@lru_cache(maxsize=4_000)
def _shape(word: str) -> int:
    if not word.isalnum() and not any(c.isalnum() for c in word):
        return 6
    if word[0].isdigit():
        return 5
    if word.islower():
        return 1
    if word.isupper() and len(word) > 1:
        return 3
    if word[0].isupper():
        return 2 if word[1:].islower() or len(word) == 1 else 4
    return 4 if word.lower() != word else 7


def _quotes(text: str, spans: list[Span]) -> list[int]:
    """Tell of each word how it stands to quotation marks; every paragraph begins outside."""
    found: list[int] = []
    opened, single = "", False
    before = 0
    for start, end in spans:
        if start > before and PARAGRAPH.search(text, before, start):
            opened, single = "", False
        before = end
        word, inside = text[start:end], bool(opened)
        if word in MARKS:
            # “ opens a quotation in English and closes one in German
            opens = not opened if word == '"' else word in OPENING and (word, opened) != ("“", "„")
            opened, single = word if opens else "", False
            found.append(1 if opens else 3)
        elif word in SINGLE:
            ahead = start > 0 and text[start - 1].isalnum()
            behind = end < len(text) and text[end].isalnum()
            single = behind and not ahead if not single else behind
            found.append(2 if inside else 4 * single)
        else:
            found.append(2 if inside else 4 * single)
    return found


def _breaks(text: str, spans: list[Span], blocks: Sequence[Block]) -> list[int]:
    """Tell of each word whether it begins a line or a paragraph."""
    starts = sorted(block.start for block in blocks)
    found: list[int] = []
    before = 0
    for start, end in spans:
        begins = bisect_right(starts, start) > bisect_right(starts, before - 1) if starts else False
        if not found or begins or PARAGRAPH.search(text, before, start):
            found.append(2)
        else:
            found.append(int("\n" in text[before:start]))
        before = end
    return found
