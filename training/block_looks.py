"""What learns the two looks of the block classifier, the second from guesses of the first on pages it did not see.

Used by article_blocks.py and bench/reading_folds.py.
"""

from __future__ import annotations

from functools import cache, cached_property

import lightgbm
import numpy as np
from block_gold import FOLDS, Sample
from block_trees import fit_trees, stored
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.article.classify import SURELY_NOT, Model, rows_of, spoken
from dateline.article.features import Features
from dateline.article.forests import Forests
from dateline.article.names import NAMES, WORDS

FIRM = 0.004  # inverse strength of the first look's regularisation, for weights of SCALE a page
SCALE = 200  # brings the weights of a page near one a line
DRAWS = {"forest_1": {"rounds": 200, "seed": 1, "columns": 0.3, "lines": 0.7},
         "forest_2": {"rounds": 200, "seed": 2, "columns": 0.15, "lines": 0.6}}
DOUBLE = "extraction"  # the smallest set, whose pages count double for the forests
_DROPPED = -8.0  # what stands for the logit of a line that the first look closed

Folds = frozenset[int]
First = tuple[np.ndarray, np.ndarray, float]


class Learner:
    """Learns from all pages but those of some folds; what was learnt once is kept.

    places: the lines of each sample in the arrays of all lines.
    """

    def __init__(self, samples: list[Sample]) -> None:
        self.samples = samples
        counts = [len(one.texts) for one in samples]
        ends = np.cumsum(counts)
        self.places = [slice(end - count, end) for end, count in zip(ends, counts, strict=True)]
        self.fold = np.repeat([one.fold for one in samples], counts)
        self.sets = np.repeat([one.set for one in samples], counts)
        self.labels = np.concatenate([one.labels for one in samples])
        self.weights = np.concatenate([one.weights for one in samples]) * SCALE
        self.names = _named([one.features for one in samples if one.features is not None])
        self.first, self.booster = cache(self._first), cache(self._booster)

    def model(self, out: Folds) -> Model:
        """Return what is learnt without the folds `out`, as dateline.article.classify takes it."""
        return Model(*self.first(out), Forests(self.forests(out)))

    def forests(self, out: Folds) -> dict[str, np.ndarray]:
        """Return the forests as they are stored."""
        return stored([self.booster(name, out) for name in DRAWS])

    def folded(self) -> np.ndarray:
        """Return for each line what is learnt without its fold makes of it, as a logit."""
        rows, first = self.rows
        logits = np.full(len(self.fold), _DROPPED)
        for fold in range(FOLDS):
            mine = (self.fold == fold) & (first > SURELY_NOT)
            logits[mine] = np.mean([self.booster(name, frozenset({fold})).predict(rows[mine], raw_score=True)
                                    for name in DRAWS], axis=0)
        return logits

    def _first(self, out: Folds) -> First:
        """Return the weights of names (a column each for own, parent, further) and words, and the bias."""
        rows = ~np.isin(self.fold, list(out)) & (self.weights > 0)
        line = LogisticRegression(C=FIRM, max_iter=60, tol=1e-3)
        line.fit(self.names[rows], self.labels[rows], sample_weight=self.weights[rows])
        weights = line.coef_[0].astype(np.float64)
        return weights[: 3 * NAMES].reshape(3, NAMES).T.copy(), weights[3 * NAMES :], float(line.intercept_[0])

    @cached_property
    def rows(self) -> tuple[np.ndarray, np.ndarray]:
        """The rows that forests see of all lines, and the first look's logits, learnt without each line's own fold.

        What the rows of other folds know of a fold that is left out later does no harm: its own labels are not seen.
        """
        first = np.zeros(len(self.fold))
        rows: list[np.ndarray] = []
        for sample, place in zip(self.samples, self.places, strict=True):
            if sample.features is not None:
                names, words, bias = self.first(frozenset({sample.fold}))
                parts = spoken(names, words, sample.features)
                first[place] = parts.sum(0) + bias
                rows.append(rows_of(sample.features, parts, first[place]))
        return np.concatenate(rows), first

    def _booster(self, name: str, out: Folds) -> lightgbm.Booster:
        rows, first = self.rows
        used = ~np.isin(self.fold, list(out)) & (self.weights > 0) & (first > SURELY_NOT)
        weights = self.weights * np.where(self.sets == DOUBLE, 2, 1)
        return fit_trees(rows[used], self.labels[used], weights[used], **DRAWS[name])


def _named(features: list[Features]) -> csr_matrix:
    """Return how often each id names each line: columns of own, parent and further names, then of words."""
    ids: list[np.ndarray] = []
    ends = [0]
    for one in features:
        paths = one.paths
        names = np.split(paths.ids.astype(np.int64), paths.starts[1:])
        own = [names[place] for place in paths.named.tolist()]
        words = np.split(one.word_ids, one.word_starts[1:])
        further: list[np.ndarray] = [own[0][:0]]
        for row in range(1, len(own)):
            parent = int(paths.parents[row])
            further.append(np.concatenate([further[parent], own[parent]]) if parent else further[0])
        for block, said in zip(paths.blocks.tolist(), words, strict=True):
            line = np.concatenate([own[block], NAMES + own[paths.parents[block]], 2 * NAMES + further[block],
                                   3 * NAMES + said])
            ids.append(line)
            ends.append(ends[-1] + len(line))
    flat = np.concatenate(ids).astype(np.int32)
    matrix = csr_matrix((np.ones(len(flat), np.float32), flat, ends), shape=(len(ids), 3 * NAMES + WORDS))
    matrix.sum_duplicates()
    return matrix
