"""What the printed characters of lines show: lengths, marks, cases; counted for all lines of a page at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from dateline.article.letters import counted_kinds, squashed_lines
from dateline.article.segments import Segment

WIDTH = 15  # numbers of a line; see `measures`
_HEAD = 200  # characters of a line in which cases and signs are counted
_STATED = 200  # characters of a JSON-LD articleBody from which it is evidence
_COMPARED = 100_000_000  # lines of a page times characters of what it states, past which less of that is looked at
_END_MARKS = frozenset(".!?…。！？।؟")
_CLOSING = "\"'”’») \t]"
_OPENING, _TOLD, _LEAST = 120, 60, 4  # characters of a line, of these squashed, that are looked for; the fewest

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]


def squashed(text: str) -> str:
    """Return the letters and digits of a text, lower case."""
    return "".join(squashed_lines([text]))


class Stated(tuple[str, str]):
    """What the page says of its article elsewhere, squashed: the text as JSON-LD has it, and the description; or ""."""

    @classmethod
    def of(cls, body: str, description: str) -> Stated:
        """Return what is evidence of both."""
        return cls((squashed(body) if len(body) >= _STATED else "", squashed(description)))


def measures(segments: list[Segment], stated: Stated) -> Doubles:
    """Return WIDTH rows of numbers, in each one of every segment; the first is the logarithm of its length."""
    texts = [one.text for one in segments]
    length = np.array(list(map(len, texts)), np.float64)
    words = np.array([text.count(" ") for text in texts], np.float64) + 1
    commas = np.array([text.count(",") for text in texts], np.float64)
    density = np.minimum(1.0, np.array([one.links for one in segments]) / length)
    seen = np.minimum(length, _HEAD)
    digits, capitals, signs = counted_kinds(texts, _HEAD)
    logarithm = np.log1p(length)
    told = np.zeros((WIDTH, len(texts)))
    told[:11] = (
        logarithm, density, capitals / seen, digits / seen, np.log1p(words), length / words / 10, density > 0.9,
        density * logarithm, np.minimum(5, commas) / 5, np.minimum(3, signs) / 3,
        [(text[-1] if text[-1] not in _CLOSING else text[-12:].rstrip(_CLOSING)[-1:]) in _END_MARKS for text in texts])
    if any(stated):
        openings = squashed_lines([text[:_OPENING] for text in texts])
        for row, one in ((11, stated[0]), (13, stated[1])):
            if one:
                one = one[: _COMPARED // len(openings)]
                told[row] = [len(words) >= _LEAST and words[:_TOLD] in one for words in openings]
                told[row + 1] = 1 - told[row]
    return told
