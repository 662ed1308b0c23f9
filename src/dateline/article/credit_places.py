"""Where a text may say whom it has its news from: one look of the native core at all of it; see credit_places.zig."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.article.letters import codes_of
from dateline.article.looks import hashes_of, kinds_by
from dateline.native import ARRAY, COUNT, address, function

SAYS, FOLLOWS, BRACKET, SOURCE, RIGHTS = (1 << bit for bit in range(5))
"""What may stand at a place, a bit each: white space before a verb; "according to"; a bracket; the line break before
"Source:"; that before a sign of rights."""
CAPITALS = "A-ZÀ-ÖØ-ÞА-ЯČŠŽ"
"""What a name begins with, as a set of an expression."""

_credit_places = function("credit_places", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY)


class CreditPlaces:
    """A look for some words.

    verbs: of who reports, the first word of each. sources: those that open a credit line. endings: what words end with
    that somebody follows, letters only, at least two, each with how far inside what is looked for it begins.
    """

    def __init__(self, verbs: Sequence[str], sources: Sequence[str], endings: Sequence[tuple[str, int]]) -> None:
        told = [number for ending, before in endings for number in (len(ending), before, *map(ord, ending))]
        last, nearly_last = ("".join({ending[place] for ending, _ in endings}) for place in (-1, -2))
        kinds = kinds_by(r"\s", r"\w", f"[{CAPITALS}]", f"[{last}]", f"[{nearly_last}]")
        self._arrays = kinds, hashes_of(verbs), hashes_of(sources), np.array(told, np.uint32)
        self._known = [number for array in self._arrays for number in (address(array), len(array))]

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return the places where something may stand, each with what; a text's first character is a line break."""
        codes = codes_of(text)
        marks = np.zeros(len(codes), np.uint8)
        _credit_places(address(codes), len(codes), *self._known, address(marks))
        found = (marks > 0).nonzero()[0]
        return list(zip(found.tolist(), marks[found].tolist(), strict=True))
