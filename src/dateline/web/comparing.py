"""Two wordings side by side: which words went, which came; what stays is left out far from a change."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from dateline.stories.wording import compare, side_by_side

_MOST = 10_000  # words of one wording
_AROUND = 20  # words shown on each side of a change
_WORD = re.compile(r"\S+\s*")


class Change(Struct, frozen=True, kw_only=True):
    """A piece of two wordings."""

    kind: Literal["same", "gone", "new", "left out"]
    text: str


def compared(before: str, after: str) -> tuple[Change, ...] | None:
    """Return what changed, with some words around each change; None where the texts are too long to compare.

    Every sign counts, white space does not. Without a change the result is empty.
    """
    if max(len(before.split()), len(after.split())) > _MOST:
        return None
    changes = compare(before, after, exact=True).changes
    if not changes:
        return ()
    pieces = side_by_side(before, after, changes)
    shown: list[Change] = []
    for place, piece in enumerate(pieces):
        if piece.kind == "same":
            shown += _shortened(piece.text, first=not place, last=place == len(pieces) - 1)
        else:
            shown.append(Change(kind=piece.kind, text=piece.text))
    return tuple(shown)


def _shortened(text: str, *, first: bool, last: bool) -> list[Change]:
    words = [match.start() for match in _WORD.finditer(text)]
    head, tail = (0 if first else _AROUND), (0 if last else _AROUND)
    if len(words) <= head + tail + _AROUND:
        return [Change(kind="same", text=text)]
    parts = [Change(kind="same", text=text[:words[head]]), Change(kind="left out", text=""),
             Change(kind="same", text=text[words[len(words) - tail]:] if tail else "")]
    return [part for part in parts if part.text or part.kind == "left out"]
