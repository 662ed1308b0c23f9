"""What a first guess at every line tells of each: its neighbours' guesses, and those of the elements around it."""

from __future__ import annotations

import numpy as np

from dateline.article.features import Doubles, Features, Floats, flat, shifts

_STEPS = 4  # lines before and after whose guesses are looked at
_WINDOWS = np.array([[4], [12]])  # lines on each side over which they are averaged
_SURE, _LONG = 0.6, 60  # chance and characters of a line that is surely of the article


def context_of(features: Features, guesses: Doubles, words: Doubles) -> Floats:
    """Return numbers (first axis) of each line.

    guesses: logits that it is the article's. words: how much of them its words alone make.
    """
    chance = 1 / (1 + np.exp(-np.minimum(np.maximum(guesses, -20), 20)))
    hoped = chance * features.length
    heading = features.headings
    told = np.stack([guesses, words])
    beside = shifts(told, _STEPS)
    return flat([
        guesses, *_of_elements(features, chance, hoped), *_of_alike(features, chance, hoped),
        *(beside[step * side][0] for step in range(1, _STEPS + 1) for side in (-1, 1)),
        _windows(features.length, chance, hoped), np.where(heading >= 0, told[::-1, heading], 0),
        *_of_page(features.length, chance, hoped), beside[-1][1], beside[1][1]], len(guesses))


def _of_elements(features: Features, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    paths, block = features.paths, features.paths.blocks
    chars, pieces = features.under
    much, likely = paths.sums([hoped, chance])
    total = much[0] or 1.0
    told = np.stack([much / np.maximum(chars, 1), likely / np.maximum(pieces, 1), much / total])
    share, part = told[0], told[2]
    best = paths.likely(much, pieces)
    above = paths.parents[block]
    columns: list[Doubles] = [told.take(above, 1)]
    higher = above
    for _ in range(2):
        higher = paths.parents[higher]
        columns.append(told.take(higher, 1))
    others = (much[above] - hoped) / np.maximum(chars[above] - features.length, 1)
    met, branch = paths.meeting(best)[block], paths.branches(best)
    deep, under = paths.depths[met], branch > 0
    return [*columns, others, deep / (paths.depths[best] or 1), met == best, paths.depths[block] - deep,
            np.full(len(block), part[best]), np.full(len(block), np.log1p(total)),
            share[branch] * under, part[branch] * under]


def _of_alike(features: Features, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    """Return how likely the lines are, together, whose elements are named like this one's."""
    alike, total = features.alike, hoped.sum() or 1.0
    many, chars = features.among
    likely, much = np.bincount(alike, chance), np.bincount(alike, hoped)
    return [np.stack([likely / np.maximum(many, 1), much / np.maximum(chars, 1), much / total]).take(alike, 1)]


def _windows(length: Doubles, chance: Doubles, hoped: Doubles) -> Doubles:
    """Return averages over the lines around each, weighted by their length: for each width (first axis) four."""
    count = len(length)
    place = np.arange(count)
    sums = np.zeros((3, count + 1))
    np.cumsum([hoped, length, chance], 1, out=sums[:, 1:])
    first, last = np.maximum(place - _WINDOWS, 0), np.minimum(place + _WINDOWS + 1, count)
    begin, end = sums.take(first, 1), sums.take(last, 1)
    around = end - begin
    before, after = sums[:2, None, :-1] - begin[:2], end[:2] - sums[:2, None, 1:]
    return np.stack([(around[0] - hoped) / np.maximum(around[1] - length, 1), around[2] / (last - first),
                     before[0] / np.maximum(before[1], 1), after[0] / np.maximum(after[1], 1)], 1)


def _of_page(length: Doubles, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    """Return how much of the article should be before each line, and how far the nearest sure lines are."""
    count = len(length)
    place = np.arange(count)
    so_far = np.cumsum(hoped) / (hoped.sum() or 1.0)
    sure = (chance > _SURE) & (length > _LONG)
    before, after = np.full(count, -1), np.full(count, count)
    before[1:] = np.maximum.accumulate(np.where(sure, place, -1))[:-1]
    after[:-1] = np.minimum.accumulate(np.where(sure, place, count)[::-1])[::-1][1:]
    where = np.flatnonzero(sure)
    first, last = (where[0], where[-1]) if len(where) else (0, count - 1)
    within = (place - first) / (last - first + 1)
    return [so_far, np.where(before >= 0, np.log1p(place - before), 9),
            np.where(after < count, np.log1p(after - place), 9), np.minimum(np.maximum(within, -1), 2)]
