"""Which lines are the article's: three looks at all lines of a page, each at what the one before made of the others.

The first sums what names of elements and words speak for (a linear model); nearly half of the lines end there. The
second is a few trees, quick to guess at; the third is trees that know these guesses at the lines beside a line and at
the elements around it. The answer is the mean of theirs and of a large forest's that goes by the first look alone.
All are made by training/article_blocks.py.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
import onnxruntime
from msgspec import Struct

from dateline.article.context import context_of
from dateline.article.features import Doubles, Features, Floats, features_of
from dateline.article.segments import Segment
from dateline.article.stated_body import stated_of
from dateline.article.tree import Tree

SURELY_NOT = -4.0  # logit up to which a line is looked at no further
TREES = ("second", "third", "large")
DROPPED = -8.0  # what stands for the logit of such a line when others are looked at


class Model(Struct, frozen=True):
    """What the three looks have learnt.

    names: a row for each id of a name, what it speaks for as that of a line's own element, of the one around it, of
    any further out. words: the same for each id of a word. second, third, large: trees.
    """

    names: Doubles
    words: Doubles
    bias: float
    second: onnxruntime.InferenceSession
    third: onnxruntime.InferenceSession
    large: onnxruntime.InferenceSession


def chances(tree: Tree, segments: list[Segment]) -> list[float]:
    """Return for each segment how likely it is the article's, 0 to 1."""
    if not segments:
        return []
    logits = judge(shipped(), features_of(tree, segments, stated_of(tree)))
    found: list[float] = (1 / (1 + np.exp(-np.clip(logits, -20, 20)))).tolist()
    return found


@cache
def shipped() -> Model:
    """Return the model in this package's data."""
    data = resources.files(__package__).joinpath("data")
    stored = np.load(BytesIO(data.joinpath("blocks.npz").read_bytes()))
    trees = {name: session_of(data.joinpath(f"blocks_{name}.onnx").read_bytes()) for name in TREES}
    return Model(stored["names"].astype(np.float64), stored["words"].astype(np.float64), float(stored["bias"]), **trees)


def session_of(trees: bytes) -> onnxruntime.InferenceSession:
    """Return what runs trees, the same sums in the same order each time."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(trees, options, providers=["CPUExecutionProvider"])


def judge(model: Model, features: Features) -> Doubles:
    """Return the logits of lines: those of the first look where it closed them, else the mean of third and large."""
    parts = spoken(model.names, model.words, features)
    first: Doubles = parts.sum(1) + model.bias
    rows = rows_of(features, parts, first, first)
    second, large = _said(model.second, rows, first), _said(model.large, rows, first)
    third = _said(model.third, rows_of(features, parts, first, second), second)
    return np.where(first > SURELY_NOT, (third + large) / 2, first)


def _said(trees: onnxruntime.InferenceSession, rows: Floats, before: Doubles) -> Doubles:
    """Return the logits that trees give rows, and DROPPED where the look before closed them."""
    logits = np.full(len(rows), DROPPED)
    opened = np.flatnonzero(before > SURELY_NOT)
    if len(opened):
        logits[opened] = trees.run(None, {"lines": rows[opened]})[0][:, 0]
    return logits


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


def rows_of(features: Features, parts: Doubles, first: Doubles, guesses: Doubles) -> Floats:
    """Return what the trees look at: a row for each line. first: logits of the first look; guesses: of the last."""
    context = context_of(features, guesses, parts[:, 3])
    return np.concatenate([features.table, parts, first[:, None], context], 1, dtype=np.float32, casting="unsafe")
