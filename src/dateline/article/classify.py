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
from typing import NamedTuple

import numpy as np
import onnxruntime
from msgspec import Struct

from dateline.article.context import context_of
from dateline.article.features import Doubles, Features, Floats, Ints, features_of
from dateline.article.segments import Segment
from dateline.article.stated_body import stated_of
from dateline.article.tree import Tree

SURELY_NOT = -4.0  # logit up to which a line is looked at no further
FORESTS = ("forest_1", "forest_2")
_LEAN = 0.15  # logit added to each line's: a line that is as likely as not is kept
_ALIKE, _UNLIKE = 0.3, 0.1  # logits that a change costs, between lines whose elements are named alike or not


class Model(Struct, frozen=True):
    """What the two looks have learnt.

    names: a row for each id of a name, what it speaks for as that of a line's own element, of the one around it, of
    any further out. words: the same for each id of a word. forests: trees, whose mean counts.
    """

    names: Doubles
    words: Doubles
    bias: float
    forests: tuple[onnxruntime.InferenceSession, ...]


class Judged(NamedTuple):
    """How likely a line is the article's, 0 to 1, and whether it is kept among the lines around it."""

    chance: float
    keep: bool


def judged(tree: Tree, segments: list[Segment]) -> list[Judged]:
    """Return what is made of each segment."""
    if not segments:
        return []
    features = features_of(tree, segments, stated_of(tree))
    logits = judge(shipped(), features)
    likely = (1 / (1 + np.exp(-np.clip(logits, -20, 20)))).tolist()
    return [Judged(*one) for one in zip(likely, in_runs(logits, features.alike), strict=True)]


@cache
def shipped() -> Model:
    """Return the model in this package's data."""
    data = resources.files(__package__).joinpath("data")
    stored = np.load(BytesIO(data.joinpath("blocks.npz").read_bytes()))
    forests = tuple(session_of(data.joinpath(f"blocks_{name}.onnx").read_bytes()) for name in FORESTS)
    return Model(stored["names"].astype(np.float64), stored["words"].astype(np.float64), float(stored["bias"]), forests)


def session_of(trees: bytes) -> onnxruntime.InferenceSession:
    """Return what runs trees, the same sums in the same order each time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(trees, options, providers=["CPUExecutionProvider"])


def judge(model: Model, features: Features) -> Doubles:
    """Return the logits of lines: those of the first look where it closed them, else the mean of the forests'."""
    parts = spoken(model.names, model.words, features)
    logits: Doubles = parts.sum(1) + model.bias
    opened = np.flatnonzero(logits > SURELY_NOT)
    if len(opened):
        rows = rows_of(features, parts, logits)[opened]
        logits[opened] = np.mean([one.run(None, {"lines": rows})[0][:, 0] for one in model.forests], axis=0)
    return logits


def in_runs(logits: Doubles, alike: Ints) -> list[bool]:
    """Return whether to keep each line, so that the logits of those kept, less what changes cost, sum to the most.

    alike: the same number for lines whose elements are named alike. Linear (Viterbi's way through two states).
    """
    costs = np.where(alike[1:] == alike[:-1], _ALIKE, _UNLIKE).tolist()
    cut, kept = 0.0, float(logits[0]) + _LEAN  # the most that lines so far sum to if the last is cut, or kept
    came: list[tuple[bool, bool]] = []  # whether the line before was kept, if this one is cut, or kept
    for logit, cost in zip((logits[1:] + _LEAN).tolist(), costs, strict=True):
        came.append((kept - cost > cut, kept >= cut - cost))
        cut, kept = max(cut, kept - cost), max(kept, cut - cost) + logit
    keep = [kept > cut]
    for before in reversed(came):
        keep.append(before[keep[-1]])
    return keep[::-1]


def spoken(names: Doubles, words: Doubles, features: Features) -> Doubles:
    """Return what speaks for each line: its element's names, those of the one around it, of all further out, words."""
    paths = features.paths
    own, parent, out = np.add.reduceat(names[paths.ids], paths.starts).T
    below = np.zeros(len(out) + 2)  # what an element says counts for all rows from right below it to its last
    np.add.at(below, np.arange(len(out)) + 1, out)
    np.add.at(below, paths.last + 1, -out)
    further = np.cumsum(below)[:-2]
    block = paths.blocks
    return np.stack([own[block], parent[paths.parents[block]], further[block],
                     np.add.reduceat(words[features.word_ids], features.word_starts)], 1)


def rows_of(features: Features, parts: Doubles, first: Doubles) -> Floats:
    """Return what the trees look at: a row for each line. first: logits of the first look."""
    context = context_of(features, first, parts[:, 3])
    return np.concatenate([features.table, parts, first[:, None], context], 1, dtype=np.float32, casting="unsafe")
