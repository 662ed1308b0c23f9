"""Two wordings side by side: which words went, which came."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct
from rapidfuzz.distance import Indel

_WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
_MOST = 10_000  # words and signs of one wording
_AROUND = 40  # words and signs shown on each side of a change


class Change(Struct, frozen=True, kw_only=True):
    """A piece of two wordings."""

    kind: Literal["same", "gone", "new", "left out"]
    text: str


def compared(before: str, after: str) -> tuple[Change, ...] | None:
    """Return what changed, with some words around each change; None where the texts are too long to compare.

    Without a change the result is empty.
    """
    old, new = _words(before), _words(after)
    if len(old) > _MOST or len(new) > _MOST:
        return None
    pieces: list[Change] = []
    codes = list(Indel.opcodes(old, new))
    if all(code.tag == "equal" for code in codes):
        return ()
    for place, code in enumerate(codes):
        if code.tag == "equal":
            pieces += _shortened(old[code.src_start:code.src_end], first=not place, last=place == len(codes) - 1)
        elif code.tag == "delete":
            gone = Change(kind="gone", text="".join(old[code.src_start:code.src_end]))
            pieces.insert(len(pieces) - (place > 0 and codes[place - 1].tag == "insert"), gone)
        else:
            pieces.append(Change(kind="new", text="".join(new[code.dest_start:code.dest_end])))
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return _WORDS.findall(text[:_MOST * 64])


def _shortened(words: list[str], *, first: bool, last: bool) -> list[Change]:
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= head + tail + _AROUND:
        return [Change(kind="same", text="".join(words))]
    parts = [Change(kind="same", text="".join(words[:head])), Change(kind="left out", text=""),
             Change(kind="same", text="".join(words[len(words) - tail:]) if tail else "")]
    return [part for part in parts if part.text or part.kind == "left out"]
