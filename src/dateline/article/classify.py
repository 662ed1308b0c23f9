"""Which lines are the article's: two looks at all lines of a page, and a last word for the lines beside each.

The first look sums what names of elements and words speak for (a linear model); nearly half of the lines end there. The
second is two forests, fitted to different draws of numbers and lines, that also know the first's guesses at the lines
around a line and at the elements around it; their mean is a line's chance. Lines are then kept in runs: a change
between two lines beside each other has to be worth something. All is made by training/article_blocks.py.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
from msgspec import Struct

from dateline.article.context import PARTS, chances, in_context
from dateline.article.features import Doubles, Features, Floats, Ints, features_of
from dateline.article.forests import Forests
from dateline.article.segments import Segment
from dateline.article.stated_body import stated_of
from dateline.article.tree import Tree
from dateline.native import ARRAY, COUNT, address, function

SURELY_NOT = -4.0  # logit up to which a line is looked at no further

_keep_in_runs = function("keep_in_runs", ARRAY, ARRAY, COUNT, ARRAY, ARRAY)
_speak = function("speak", ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY, COUNT,
                  ARRAY, COUNT, ARRAY, ARRAY, COUNT)


class Model(Struct, frozen=True):
    """What the two looks have learnt.

    names: a row for each id of a name, what it speaks for as that of a line's own element, of the one around it, of
    any further out. words: the same for each id of a word.
    """

    names: Doubles
    words: Doubles
    bias: float
    forests: Forests


def judged(tree: Tree, segments: list[Segment]) -> tuple[Doubles, list[bool]]:
    """Return how likely each segment is the article's, 0 to 1, and whether it is kept among those around it."""
    if not segments:
        return np.zeros(0), []
    features = features_of(tree, segments, stated_of(tree))
    logits = judge(shipped(), features)
    return chances(logits), in_runs(logits, features.alike)


@cache
def shipped() -> Model:
    """Return the model in this package's data."""
    data = resources.files(__package__).joinpath("data")
    stored = np.load(BytesIO(data.joinpath("blocks.npz").read_bytes()))
    forests = Forests(np.load(BytesIO(data.joinpath("blocks_forests.npz").read_bytes())))
    return Model(stored["names"].astype(np.float64), stored["words"].astype(np.float64), float(stored["bias"]), forests)


def judge(model: Model, features: Features) -> Doubles:
    """Return the logits of lines: those of the first look where it closed them, else the mean of the forests'."""
    parts = spoken(model.names, model.words, features)
    logits: Doubles = parts.sum(0) + model.bias
    opened = (logits > SURELY_NOT).nonzero()[0]
    if len(opened):
        logits[opened] = model.forests.means(rows_of(features, parts, logits, opened))
    return logits


def in_runs(logits: Doubles, alike: Ints) -> list[bool]:
    """Return whether to keep each line, so that the logits of those kept, less what changes cost, sum to the most.

    alike: the same number for lines whose elements are named alike. Linear (Viterbi's way through two states).
    """
    kept = np.empty(len(logits), np.bool_)
    room = np.empty(len(logits))
    _keep_in_runs(address(logits), address(alike), len(logits), address(kept), address(room))
    found: list[bool] = kept.tolist()
    return found


def spoken(names: Doubles, words: Doubles, features: Features) -> Doubles:
    """Return what speaks for lines (second axis): names of their elements, of those around, of all further; words."""
    paths, blocks = features.paths, features.paths.blocks
    ids, starts, around = paths.ids, paths.starts, paths.grid.shape[1]
    parts = np.empty((len(PARTS), len(blocks)))
    room = np.empty(3 * len(starts) + around + 2 + max(len(ids), len(features.word_ids)))
    _speak(address(names), len(names), address(words), len(words), address(ids), len(ids), address(starts), len(starts),
           address(paths.grid), around, address(blocks), address(features.word_ids), len(features.word_ids),
           address(features.word_starts), len(blocks), address(parts), address(room), len(room))
    return parts


def rows_of(features: Features, parts: Doubles, first: Doubles, lines: Ints | None = None) -> Floats:
    """Return what the trees look at: a row for each line, or of some. first: logits of the first look."""
    return in_context(features, parts, first, np.arange(len(first)) if lines is None else lines)
