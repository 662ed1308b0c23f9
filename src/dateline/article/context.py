"""What a first guess at every line tells of each: its neighbours' guesses, and those of the elements around it."""

from __future__ import annotations

import numpy as np

from dateline.article.features import Doubles, Features, Floats, Ints, shifted

_STEPS = (1, 2, 3, 4)  # lines before and after whose guesses are looked at
_WINDOWS = (4, 12)  # lines on each side over which they are averaged
_SURE, _LONG = 0.6, 60  # chance and characters of a line that is surely of the article


def context_of(features: Features, guesses: Doubles, words: Doubles) -> Floats:
    """Return a row of numbers for each line.

    guesses: logits that it is the article's. words: how much of them its words alone make.
    """
    chance = 1 / (1 + np.exp(-np.clip(guesses, -20, 20)))
    hoped = chance * features.length
    heading = features.headings
    columns = [guesses, *_of_elements(features, chance, hoped), *_of_alike(features, chance, hoped),
               *(shifted(guesses, step * side) for step in _STEPS for side in (-1, 1)),
               *(_windows(features.length, chance, hoped)),
               np.where(heading >= 0, words[heading], 0), np.where(heading >= 0, guesses[heading], 0),
               *_of_page(features.length, chance, hoped), shifted(words, -1), shifted(words, 1)]
    return np.stack(columns, 1).astype(np.float32)


def _of_elements(features: Features, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    paths, block = features.paths, features.paths.blocks
    much, chars, likely, pieces = paths.sums([hoped, features.length, chance, np.ones_like(chance)]).T
    total = much[0] or 1.0
    share, mean = much / np.maximum(chars, 1), likely / np.maximum(pieces, 1)
    best = paths.likely(much, pieces)
    columns: list[Doubles] = []
    above = block
    for _ in range(3):
        above = paths.parents[above]
        columns += [share[above], mean[above], much[above] / total]
    above = paths.parents[block]
    others = (much[above] - hoped) / np.maximum(chars[above] - features.length, 1)
    met, branch = paths.meeting(best)[block], paths.branches(best)
    under = branch > 0
    return [*columns, others, paths.depths[met] / (paths.depths[best] or 1), met == best,
            paths.depths[block] - paths.depths[met], np.full(len(block), much[best] / total),
            np.full(len(block), np.log1p(total)), share[branch] * under, much[branch] / total * under]


def _of_alike(features: Features, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    """Return how likely the lines are, together, whose elements are named like this one's."""
    alike, total = features.alike, hoped.sum() or 1.0
    many, likely, much, chars = (np.bincount(alike, one) for one in (
        np.ones_like(chance), chance, hoped, features.length))
    return [(likely / many)[alike], (much / np.maximum(chars, 1))[alike], (much / total)[alike]]


def _windows(length: Doubles, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    """Return averages over the lines around each, weighted by their length."""
    count = len(length)
    place = np.arange(count)
    much, chars, likely = (np.append(0, np.cumsum(one)) for one in (hoped, length, chance))

    def share(first: Ints, last: Ints, besides: Doubles | float = 0.0, own: Doubles | float = 0.0) -> Doubles:
        part: Doubles = (much[last] - much[first] - besides) / np.maximum(chars[last] - chars[first] - own, 1)
        return part

    columns: list[Doubles] = []
    for width in _WINDOWS:
        first, last = np.maximum(place - width, 0), np.minimum(place + width + 1, count)
        columns += [share(first, last, hoped, length), (likely[last] - likely[first]) / (last - first),
                    share(first, place), share(place + 1, last)]
    return columns


def _of_page(length: Doubles, chance: Doubles, hoped: Doubles) -> list[Doubles]:
    """Return how much of the article should be before each line, and how far the nearest sure lines are."""
    count = len(length)
    place = np.arange(count)
    so_far = np.cumsum(hoped) / (hoped.sum() or 1.0)
    sure = (chance > _SURE) & (length > _LONG)
    before = np.append(-1, np.maximum.accumulate(np.where(sure, place, -1))[:-1])
    after = np.append(np.minimum.accumulate(np.where(sure, place, count)[::-1])[::-1][1:], count)
    where = np.flatnonzero(sure)
    first, last = (where[0], where[-1]) if len(where) else (0, count - 1)
    return [so_far, np.where(before >= 0, np.log1p(place - before), 9),
            np.where(after < count, np.log1p(after - place), 9),
            np.clip((place - first) / (last - first + 1), -1, 2)]
