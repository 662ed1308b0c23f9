"""Which of some short texts a long one holds: one look for all of them, in the native core."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dateline.native import ARRAY, COUNT, TEXT, address, function

_signs_in = function("signs_in", TEXT, COUNT, TEXT, COUNT, ARRAY, COUNT)
_COMMON = b" etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZ0123456789.,\")?%"  # bytes, the most common first
_MOST = 63


class Signs:
    """Up to 63 short texts, none of them empty."""

    def __init__(self, signs: Sequence[str]) -> None:
        if len(signs) > _MOST or not all(signs):
            raise ValueError(f"{len(signs)} signs: at most {_MOST} can be sought, and none that is empty")
        self._signs = list(signs)
        encoded = [sign.encode() for sign in signs]
        self._bytes = b"".join(encoded)
        sizes = list(map(len, encoded))
        self._rows = np.array([(sum(sizes[:number]), len(one), _rarest(one)) for number, one in enumerate(encoded)],
                              np.int64).reshape(-1, 3)

    def within(self, text: str) -> set[str]:
        """Return those that `text` holds."""
        data = text.encode("utf-8", "surrogatepass")
        found = _signs_in(data, len(data), self._bytes, len(self._bytes), address(self._rows), len(self._rows))
        return {sign for number, sign in enumerate(self._signs) if found >> number & 1} if found else set()


def _rarest(sign: bytes) -> int:
    """Return the place of the byte by which a sign is sought: its rarest."""
    return max(range(len(sign)), key=lambda place: _COMMON.find(sign[place]) % (len(_COMMON) + 1))
