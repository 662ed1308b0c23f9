"""py3langid, whose walk through its automaton the native core takes: byte after byte, in tables larger than caches."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from py3langid.langid import LanguageIdentifier

from dateline.native import ARRAY, COUNT, TEXT, address, function

_visited = function("visited", TEXT, COUNT, ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY)


class Identifier(LanguageIdentifier):  # type: ignore[misc]
    """Tells languages exactly as py3langid does."""

    @cached_property
    def _automaton(self) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint16], npt.NDArray[np.int32]]:
        """The next state by row and byte, the row of each state, what each stands for."""
        return (np.array(self.tk_nextmove, np.uint32, copy=None), np.array(self.tk_row, np.uint16, copy=None),
                np.array(self.tk_output, np.int32))

    def _raw_score(self, text: bytes) -> Any:
        features, times = self.visits(text)
        if not len(features):
            return super()._raw_score(text)
        return np.log1p(times) @ self.nb_ptc[features] + self.nb_pc

    def visits(self, text: bytes) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """Return what the states on a text's way stand for, in order of the first, and how often each."""
        moves, rows, told = self._automaton
        size = len(text)
        slots = np.zeros(1 << (2 * size + 1).bit_length(), np.uint32)
        found, times = np.empty(size, np.int64), np.empty(size, np.float32)
        many = _visited(text, size, address(moves), len(moves), address(rows), address(told), len(told),
                        address(slots), len(slots), address(found), address(times))
        if many < 0:
            raise ValueError("the model of py3langid has a state that leads nowhere")
        return found[:many], times[:many]
