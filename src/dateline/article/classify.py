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

from dateline.article.context import context_of
from dateline.article.features import Doubles, Features, Floats, Ints, features_of
from dateline.article.forests import Forests
from dateline.article.segments import Segment
from dateline.article.stated_body import stated_of
from dateline.article.tree import Tree

SURELY_NOT = -4.0  # logit up to which a line is looked at no further
_LEAN = 0.15  # logit added to each line's: a line that is as likely as not is kept
_ALIKE, _UNLIKE = 0.3, 0.1  # logits that a change costs, between lines whose elements are named alike or not


class Model(Struct, frozen=True):
    """What the two looks have learnt.

    names: a row for each id of a name, what it speaks for as that of a line's own element, of the one around it, of
    any further out. words: the same for each id of a word.
    """

    names: Doubles
    words: Doubles
    bias: float
    forests: Forests


class Judged(Struct, gc=False):
    """How likely a line is the article's, 0 to 1, and whether it is kept among the lines around it."""

    chance: float
    keep: bool


def judged(tree: Tree, segments: list[Segment]) -> list[Judged]:
    """Return what is made of each segment."""
    if not segments:
        return []
    features = features_of(tree, segments, stated_of(tree))
    logits = judge(shipped(), features)
    likely = (1 / (1 + np.exp(-np.minimum(np.maximum(logits, -20), 20)))).tolist()
    return list(map(Judged, likely, in_runs(logits, features.alike)))


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
    opened = np.flatnonzero(logits > SURELY_NOT)
    if len(opened):
        logits[opened] = model.forests.means(rows_of(features, parts, logits, opened))
    return logits


def in_runs(logits: Doubles, alike: Ints) -> list[bool]:
    """Return whether to keep each line, so that the logits of those kept, less what changes cost, sum to the most.

    alike: the same number for lines whose elements are named alike. Linear (Viterbi's way through two states).
    """
    costs = np.where(alike[1:] == alike[:-1], _ALIKE, _UNLIKE).tolist()
    first, *others = (logits + _LEAN).tolist()
    more = first  # by which lines so far sum to more if the last is kept than if it is cut
    leads = [more]
    for logit, cost in zip(others, costs, strict=True):
        more = (cost if more > cost else -cost if more < -cost else more) + logit
        leads.append(more)
    keep = [more > 0]
    for more, cost in zip(leads[-2::-1], reversed(costs), strict=True):
        keep.append(more >= -cost if keep[-1] else more > cost)
    return keep[::-1]


def spoken(names: Doubles, words: Doubles, features: Features) -> Doubles:
    """Return what speaks for lines (second axis): names of their elements, of those around, of all further; words."""
    paths = features.paths
    own, parent, out = np.add.reduceat(names[paths.ids], paths.starts).T
    below = np.zeros(len(out) + 2)  # what an element says counts for all rows from right below it to its last
    np.add.at(below, np.arange(len(out)) + 1, out)
    np.add.at(below, paths.last + 1, -out)
    further = np.cumsum(below)[:-2]
    block = paths.blocks
    return np.stack([own[block], parent[paths.parents[block]], further[block],
                     np.add.reduceat(words[features.word_ids], features.word_starts)])


def rows_of(features: Features, parts: Doubles, first: Doubles, lines: Ints | None = None) -> Floats:
    """Return what the trees look at: a row for each line, or of some. first: logits of the first look."""
    context = context_of(features, first, parts[3])
    told = np.concatenate([features.table, parts, first[None], context], dtype=np.float32, casting="unsafe")
    return np.ascontiguousarray((told if lines is None else told.take(lines, 1)).T)
