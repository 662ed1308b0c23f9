"""What the block classifier knows of each line before it weighs any: what is printed, where, and among what.

Everything is counted in linear time, for all lines of a page at once.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.lines import Stated, measures
from dateline.article.names import word_ids
from dateline.article.paths import Paths
from dateline.article.segments import LINKED, Segment
from dateline.article.tags import table
from dateline.article.tree import Tree

_RUNNING = 60  # characters from which a line without many links is running text
_MEDIA, _BOLD, _ITALIC = 1, 2, 3
_MARKED = table({**dict.fromkeys(("img", "picture", "figure", "video", "iframe", "object", "embed", "canvas", "svg",
                                  "amp-img", "source", "audio"), _MEDIA),
                 **dict.fromkeys(("b", "strong"), _BOLD), **dict.fromkeys(("i", "em", "cite", "small"), _ITALIC)})
_BESIDE = ((-1, 4), (1, 4), (-2, 2), (2, 2))  # neighbours, and how many of their first numbers are looked at
_NOBODY = -10.0  # stands for the numbers of a neighbour that is not there
_FIGCAPTIONS = 4  # elements around a line in which a figcaption makes it a caption

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Features(Struct, frozen=True):
    """Of n lines: table (numbers x n); words as flat ids with the place at which each line's begin; and more.

    paths: the elements around them. under: how many characters and lines each row of these holds. alike: the same
    number for lines whose elements are named alike. among: how many lines these are, and how long, by that number.
    length: characters. headings: of each line the last heading at or before it, -1 for none.
    """

    table: Floats
    paths: Paths
    under: Doubles
    word_ids: Ints
    word_starts: Ints
    alike: Ints
    among: Doubles
    length: Doubles
    headings: Ints


def features_of(tree: Tree, segments: list[Segment], stated: Stated) -> Features:
    """Return what is known of each segment, of which there is at least one."""
    paths = Paths(tree, segments)
    texts = [one.text for one in segments]
    length = np.array(list(map(len, texts)), np.float64)
    place = np.arange(len(texts))
    own, levels = paths.own[paths.blocks], paths.levels[paths.blocks]
    headings = np.maximum.accumulate(np.where(levels > 0, place, -1))
    links = np.minimum(np.array([one.links for one in segments], np.float64), length)
    running = np.where((length >= _RUNNING) & (links < LINKED * length), length, 0)
    printed = measures(segments, stated)
    beside = shifts(np.concatenate([own[None], printed[:4]]), 2)
    alike = paths.alike[paths.blocks]
    among = np.array([np.bincount(alike), np.bincount(alike, length)])
    sums = paths.sums([length, np.ones_like(length), running, links])
    table = flat([
        printed, own, levels, np.where(headings >= 0, levels[headings], -1),
        np.where(headings >= 0, np.log1p(place - headings), -1), *_in_page(length, running, printed[0]),
        *_among_alike(texts, alike, among, links), *_marks(tree, segments), *_steps(paths),
        *_in_elements(paths, sums), *(beside[step][0] for step, _ in _BESIDE), paths.around().T,
        *(beside[step][1 : many + 1] for step, many in _BESIDE)], len(texts))
    return Features(table, paths, sums[:2], *word_ids(texts), alike, among, length, headings)


def flat(rows: list[npt.NDArray[Any]], count: int) -> Floats:
    """Return one table of rows, or tables, of so many numbers each."""
    return np.concatenate([row.ravel() for row in rows], dtype=np.float32, casting="unsafe").reshape(-1, count)


def shifts(rows: Doubles, most: int) -> dict[int, Doubles]:
    """Return for each number of lines to step, back or on, the values of lines so far from each."""
    count = rows.shape[-1]
    wide = np.full((*rows.shape[:-1], count + 2 * most), _NOBODY)
    wide[..., most : most + count] = rows
    return {step: wide[..., most + step : most + step + count] for step in range(-most, most + 1)}


def _in_page(length: Doubles, running: Doubles, logarithm: Doubles) -> list[Doubles]:
    """Return where lines stand in the page, and how long they are for it."""
    count = len(length)
    logs = np.log1p(np.arange(count + 1))
    total = running.sum() or 1.0
    long = np.sort(running[running > 0])
    usual = (long[(len(long) - 1) // 2] + long[len(long) // 2]) / 2 if len(long) else float(_RUNNING)
    return [np.arange(count) / count, logs[:-1], logs[:0:-1], np.full(count, logs[-1]),
            np.full(count, np.log1p(total)), np.cumsum(running) / total, logarithm - np.log1p(usual),
            length / length.sum()]


def _among_alike(texts: list[str], alike: Ints, among: Doubles, links: Doubles) -> list[Doubles]:
    """Return how often, and how long, the lines are whose elements are named like this one's; and its copies."""
    many, long = among
    linked = np.bincount(alike, links) / np.maximum(long, 1)
    copies = Counter(texts)
    again = np.array(list(map(copies.__getitem__, texts))) - 1
    return [np.log1p(many)[alike], np.log1p(long / np.maximum(many, 1))[alike], linked[alike], np.log1p(again)]


def _marks(tree: Tree, segments: list[Segment]) -> list[Doubles]:
    """Return what stands right before and after lines (pictures, elements), and how much of them is bold or italic."""
    text, rows, count = tree.text, tree.rows, len(segments)
    starts = np.array([*[one.start for one in segments], len(text)])
    ends = np.array([0, *[one.start + len(text[one.start : one.end].rstrip()) for one in segments]])
    kinds = _MARKED[rows.tags]
    marked = np.flatnonzero(kinds)
    kinds, first, last = kinds[marked], rows.starts[marked], rows.ends[marked]
    media = kinds == _MEDIA
    pictures = _between(first[media], ends, starts)
    kinds, begins, closes = kinds[~media], first[~media], last[~media]
    line = np.maximum(starts[:-1].searchsorted(begins, "right") - 1, 0)
    inside = np.maximum(np.minimum(closes, ends[line + 1]) - begins, 0)
    shares = np.bincount((kinds - np.intp(_BOLD)) * count + line, inside, 2 * count).reshape(2, count)
    gap = np.full(count + 1, _NOBODY)
    gap[:-1] = np.log1p(_between(rows.starts, ends, starts)[:-1])
    return [np.log1p(pictures[:-1]), np.log1p(pictures[1:]), gap[:-1], gap[1:],
            np.minimum(1, shares / np.maximum(1, ends[1:] - starts[:-1]))]


def _between(places: Ints, start: Ints, end: Ints) -> Ints:
    """Return how many of sorted places lie from `start` to `end`, both among them."""
    counts: Ints = places.searchsorted(end, "right") - places.searchsorted(start)
    return counts


def _steps(paths: Paths) -> list[Doubles]:
    """Return how many elements close and open between a line and the one before it, and the one after it."""
    depth, shared = paths.depths[paths.blocks], paths.shared_depths()
    opens, closes = np.full((2, len(depth) + 1), 9)
    opens[0] = closes[0] = 0
    opens[1:-1], closes[1:-1] = depth[1:] - shared, depth[:-1] - shared
    return [opens[:-1], closes[:-1], opens[1:], closes[1:]]


def _in_elements(paths: Paths, sums: Doubles) -> list[Doubles]:
    """Return what the elements around lines hold, and how lines stand to the likely place of the article."""
    chars, pieces, amount, linked = sums
    best = paths.likely(amount, pieces)
    block, total, count = paths.blocks, amount[0] or 1.0, len(paths.blocks)
    above = paths.parents[block]
    higher = paths.parents[above]
    met = paths.meeting(best)[block]
    depth, deep = paths.depths[block], paths.depths[met]
    density, share = linked / np.maximum(chars, 1), amount / total
    inside = np.flatnonzero(met == best)
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (0, count - 1)
    place = np.arange(count)
    within = (place - first) / (last - first + 1)
    return [depth / 10, met == best, deep / (paths.depths[best] or 1), (depth - deep) / 5, share[above], share[higher],
            share[block], density[above], density[higher], np.log1p(pieces)[above],
            np.log1p(chars / np.maximum(pieces, 1))[above], np.log1p(amount)[met], share[met],
            place < first, place > last, np.minimum(np.maximum(within, -1), 1),
            np.full(count, share[best]), paths.captioned(_FIGCAPTIONS)]
