"""What learns the three looks of the block classifier, each from guesses of the look before on pages it did not see.

Used by article_blocks.py and bench/reading_folds.py.
"""

from __future__ import annotations

from functools import cache

import lightgbm
import numpy as np
from block_gold import FOLDS, Sample
from block_trees import fit_trees, to_onnx
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.article.classify import DROPPED, SURELY_NOT, TREES, Model, rows_of, session_of, spoken
from dateline.article.features import Features
from dateline.article.names import NAMES, WORDS

FIRM = 0.004  # inverse strength of the first look's regularisation, for weights of SCALE a page
SCALE = 200  # brings the weights of a page near one a line
SIZES = {"second": {"num_leaves": 24, "rounds": 80}, "third": {"num_leaves": 31, "rounds": 120},
         "large": {"num_leaves": 31, "rounds": 200}}
DOUBLE = ("large", "extraction")  # trees for which the pages of the smallest set count double

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
        self.rows = cache(self._rows)

    def model(self, out: Folds) -> Model:
        """Return what is learnt without the folds `out`, as dateline.article.classify takes it."""
        return Model(*self.first(out), *(session_of(self.trees(name, out)) for name in TREES))

    def trees(self, name: str, out: Folds) -> bytes:
        """Return trees as ONNX."""
        booster = self.booster(name, out)
        return to_onnx(booster, booster.num_feature())

    def folded(self) -> np.ndarray:
        """Return for each line what is learnt without its fold makes of it, as a logit."""
        logits = np.zeros(len(self.fold))
        for fold in range(FOLDS):
            out = frozenset({fold})
            mine = self.fold == fold
            logits[mine] = (self._applied("third", out, out)[mine] + self._applied("large", out, out)[mine]) / 2
        return logits

    def _first(self, out: Folds) -> First:
        """Return the weights of names (a column each for own, parent, further) and words, and the bias."""
        rows = ~np.isin(self.fold, list(out)) & (self.weights > 0)
        line = LogisticRegression(C=FIRM, max_iter=60, tol=1e-3)
        line.fit(self.names[rows], self.labels[rows], sample_weight=self.weights[rows])
        weights = line.coef_[0]
        return weights[: 3 * NAMES].reshape(3, NAMES).T.copy(), weights[3 * NAMES :], float(line.intercept_[0])

    def _parts(self, out: Folds) -> tuple[np.ndarray, np.ndarray]:
        """Return for each line what speaks for it, and the logit of the first look, without `out` and its own fold."""
        parts = np.zeros((len(self.fold), 4))
        logits = np.zeros(len(self.fold))
        for fold in range(FOLDS):
            names, words, bias = self.first(out | {fold})
            for sample, place in zip(self.samples, self.places, strict=True):
                if sample.fold == fold and sample.features is not None:
                    parts[place] = spoken(names, words, sample.features)
                    logits[place] = parts[place].sum(1) + bias
        return parts, logits

    def _rows(self, name: str, out: Folds) -> tuple[np.ndarray, np.ndarray]:
        """Return the rows that trees see of all lines, and the logits of the look before.

        Both come from what was learnt without `out` and without the line's own fold.
        """
        parts, first = self._parts(out)
        before = first
        if name == "third":
            before = np.zeros(len(self.fold))
            for fold in range(FOLDS):
                mine = self.fold == fold
                before[mine] = self._applied("second", out | {fold}, out)[mine]
        rows = [rows_of(one.features, parts[place], first[place], before[place])
                for one, place in zip(self.samples, self.places, strict=True) if one.features is not None]
        return np.concatenate(rows), before

    def _booster(self, name: str, out: Folds) -> lightgbm.Booster:
        # two folds are left out only to guess at one of them: what the rows know of the other does no harm
        rows, before = self.rows("third" if name == "third" else "second", frozenset(sorted(out)[:1]))
        used = ~np.isin(self.fold, list(out)) & (self.weights > 0) & (before > SURELY_NOT)
        return fit_trees(rows[used], self.labels[used], self._weights(name)[used], **SIZES[name])

    def _weights(self, name: str) -> np.ndarray:
        trees, pages = DOUBLE
        return self.weights * np.where((self.sets == pages) & (name == trees), 2, 1)

    def _applied(self, name: str, trees: Folds, out: Folds) -> np.ndarray:
        """Return the logits that trees learnt without the folds `trees` give rows learnt without `out`."""
        rows, before = self.rows("third" if name == "third" else "second", out)
        logits = np.full(len(before), DROPPED)
        used = before > SURELY_NOT
        logits[used] = self.booster(name, trees).predict(rows[used], raw_score=True)
        return logits


def _named(features: list[Features]) -> csr_matrix:
    """Return how often each id names each line: columns of own, parent and further names, then of words."""
    ids: list[np.ndarray] = []
    ends = [0]
    for one in features:
        paths = one.paths
        own = np.split(paths.ids.astype(np.int64), paths.starts[1:])
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
