"""What the block classifier knows of each line before it weighs any: what is printed, where, and among what.

Everything is counted in linear time, for all lines of a page at once.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.lines import Stated, measures
from dateline.article.names import word_ids
from dateline.article.paths import AROUND, Paths
from dateline.article.segments import Segment
from dateline.article.tree import Tree

_RUNNING = 60  # characters from which a line without many links is running text
_LINKED = 0.4  # share of a line's characters in links from which it has many
_MARKED = {**dict.fromkeys(("img", "picture", "figure", "video", "iframe", "object", "embed", "canvas", "svg",
                            "amp-img", "source", "audio"), 0),
           "b": 1, "strong": 1, "i": 2, "em": 2, "cite": 2, "small": 2}
_MEDIA, _BOLD, _ITALIC = range(3)
_BESIDE = ((-1, (0, 1, 2, 3)), (1, (0, 1, 2, 3)), (-2, (0, 1)), (2, (0, 1)))  # neighbours, and which numbers of theirs
_NOBODY = -10.0  # stands for the numbers of a neighbour that is not there
_FIGCAPTIONS = 4  # elements around a line in which a figcaption makes it a caption

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Features(Struct, frozen=True):
    """Of n lines: table (n x numbers); words as flat ids with the place at which each line's begin; and more.

    paths: the elements around them. alike: the same number for lines whose elements are named alike. length:
    characters. headings: of each line the last heading at or before it, -1 for none.
    """

    table: Floats
    paths: Paths
    word_ids: Ints
    word_starts: Ints
    alike: Ints
    length: Doubles
    headings: Ints


def features_of(tree: Tree, segments: list[Segment], stated: Stated) -> Features:
    """Return what is known of each segment, of which there is at least one."""
    paths = Paths(tree, segments)
    words: list[int] = []
    starts: list[int] = []
    for segment in segments:
        starts.append(len(words))
        words.extend(word_ids(segment.text))
    length = np.array([len(one.text) for one in segments], np.float64)
    alike = np.unique(paths.alike[paths.blocks], return_inverse=True)[1]
    place = np.arange(len(segments))
    levels = paths.levels[paths.blocks]
    headings = np.maximum.accumulate(np.where(levels > 0, place, -1))
    printed = measures(segments, stated)
    own = paths.own[paths.blocks].astype(np.float64)
    links = np.minimum(np.array([one.links for one in segments], np.float64), length)
    running = np.where((length >= _RUNNING) & (links < _LINKED * length), length, 0)
    around = (paths.around[paths.blocks][:, None] >> np.arange(len(AROUND))) & 1
    columns = [own, levels, np.where(headings >= 0, levels[headings], -1),
               np.where(headings >= 0, np.log1p(place - headings), -1),
               *_in_page(segments, length, running), *_among_alike(segments, alike, length, links),
               *_marks(tree, segments), *_steps(paths), *_in_elements(paths, length, links, running),
               *(shifted(own, step) for step in (-1, 1, -2, 2))]
    beside = [shifted(printed[:, of], step) for step, of in _BESIDE]
    table = np.concatenate([printed, np.stack(columns, 1), around, *beside], 1, dtype=np.float32, casting="unsafe")
    return Features(table, paths, np.array(words), np.array(starts), alike, length, headings)


def shifted(values: npt.NDArray[np.floating], step: int) -> npt.NDArray[np.floating]:
    """Return for each row that of the line `step` further."""
    moved = np.full_like(values, _NOBODY)
    if step < 0:
        moved[-step:] = values[:step]
    else:
        moved[:-step] = values[step:]
    return moved


def _in_page(segments: list[Segment], length: Doubles, running: Doubles) -> list[Doubles]:
    """Return where lines stand in the page, and how long they are for it."""
    count = len(segments)
    place = np.arange(count, dtype=np.float64)
    total = running.sum() or 1.0
    usual = np.median(running[running > 0]) if running.any() else float(_RUNNING)
    return [place / count, np.log1p(place), np.log1p(count - place), np.full(count, np.log1p(count)),
            np.full(count, np.log1p(total)), np.cumsum(running) / total, np.log1p(length) - np.log1p(usual),
            length / length.sum()]


def _among_alike(segments: list[Segment], alike: Ints, length: Doubles, links: Doubles) -> list[Doubles]:
    """Return how often, and how long, the lines are whose elements are named like this one's; and its copies."""
    many, long, linked = (np.bincount(alike, values)[alike] for values in (np.ones_like(length), length, links))
    copies: dict[str, int] = {}
    for one in segments:
        copies[one.text] = copies.get(one.text, 0) + 1
    again = np.array([copies[one.text] - 1 for one in segments], np.float64)
    return [np.log1p(many), np.log1p(long / many), linked / np.maximum(long, 1), np.log1p(again)]


def _marks(tree: Tree, segments: list[Segment]) -> list[Doubles]:
    """Return what stands right before and after lines (pictures, elements), and how much of them is bold or italic."""
    text, elements = tree.text, tree.elements
    starts = np.array([one.start for one in segments])
    ends = np.array([one.start + len(text[one.start : one.end].rstrip()) for one in segments])
    before, after = np.append(0, ends[:-1]), np.append(starts[1:], len(text))
    opened = np.array([one.start for one in elements])
    marked = [(kind, one.start, one.end) for one in elements if (kind := _MARKED.get(one.tag)) is not None]
    kinds, first, last = np.array(marked, np.int64).reshape(-1, 3).T
    media = first[kinds == _MEDIA]
    shares = []
    for kind in (_BOLD, _ITALIC):
        begins, closes = first[kinds == kind], last[kinds == kind]
        line = np.maximum(np.searchsorted(starts, begins, "right") - 1, 0)
        inside = np.maximum(np.minimum(closes, ends[line]) - begins, 0)
        shares.append(np.minimum(1, np.bincount(line, inside, len(segments)) / np.maximum(1, ends - starts)))
    gap = np.log1p(_between(opened, before, starts))
    return [np.log1p(_between(media, before, starts)), np.log1p(_between(media, ends, after)), gap, shifted(gap, 1),
            *shares]


def _between(places: Ints, start: Ints, end: Ints) -> Ints:
    """Return how many of sorted places lie from `start` to `end`, both among them."""
    counts: Ints = np.searchsorted(places, end, "right") - np.searchsorted(places, start, "left")
    return counts


def _steps(paths: Paths) -> list[Doubles]:
    """Return how many elements close and open between a line and the one before it, and the one after it."""
    depth, shared = paths.depths[paths.blocks], paths.shared_depths()
    opens, closes = np.append(0, depth[1:] - shared), np.append(0, depth[:-1] - shared)
    return [opens, closes, np.append(opens[1:], 9), np.append(closes[1:], 9)]


def _in_elements(paths: Paths, length: Doubles, links: Doubles, running: Doubles) -> list[Doubles]:
    """Return what the elements around lines hold, and how lines stand to the likely place of the article."""
    amount, linked, chars, pieces = paths.sums([running, links, length, np.ones_like(length)]).T
    best = paths.likely(amount, pieces)
    block, total, count = paths.blocks, amount[0] or 1.0, len(length)
    above = paths.parents[block]
    higher = paths.parents[above]
    met = paths.meeting(best)[block]
    density = linked / np.maximum(chars, 1)
    inside = np.flatnonzero(met == best)
    first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (0, count - 1)
    place = np.arange(count)
    return [paths.depths[block] / 10, met == best, paths.depths[met] / (paths.depths[best] or 1),
            (paths.depths[block] - paths.depths[met]) / 5, amount[above] / total, amount[higher] / total,
            amount[block] / total, density[above], density[higher], np.log1p(pieces[above]),
            np.log1p(chars[above] / np.maximum(pieces[above], 1)), np.log1p(amount[met]), amount[met] / total,
            place < first, place > last, np.clip((place - first) / (last - first + 1), -1, 1),
            np.full(count, amount[best] / total), paths.captioned(_FIGCAPTIONS)]
