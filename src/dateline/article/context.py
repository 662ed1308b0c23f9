"""A segment's numbers beside those of its neighbours: what the trees of the block classifier look at."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

_NEIGHBOURS = (-2, -1, 1, 2)
_SHARED = (*range(17), 28, 29, *range(35, 69))  # numbers of a neighbour that are looked at
_AVERAGED = (0, 3, 7, 9)  # length, link density, digits, whether it ends like a sentence
_WINDOWS = (5, 15)  # segments on each side
_NOBODY = -10.0  # stands for the numbers of a neighbour that is not there


def with_context(dense: Floats) -> Floats:
    """Return a row for each segment: its own numbers, its neighbours', and averages around it."""
    shared = dense[:, _SHARED]
    parts = [dense, *(_shifted(shared, step) for step in _NEIGHBOURS)]
    sums = np.cumsum(np.vstack([np.zeros((1, len(_AVERAGED))), dense[:, _AVERAGED]]), 0, dtype=np.float64)
    place = np.arange(len(dense))
    for width in _WINDOWS:
        first, last = np.maximum(place - width, 0), np.minimum(place + width + 1, len(dense))
        parts.append(((sums[last] - sums[first]) / (last - first)[:, None]).astype(np.float32))
    return np.concatenate(parts, 1, dtype=np.float32)


def _shifted(values: Floats, step: int) -> Floats:
    moved = np.full_like(values, _NOBODY)
    if step < 0:
        moved[-step:] = values[:step]
    else:
        moved[:-step] = values[step:]
    return moved
