"""What the block classifier knows of lines, found the plain way: element by element, line by line."""

from __future__ import annotations

from math import log1p
from statistics import median

import numpy as np

from dateline.article.features import Features
from dateline.article.names import name_ids
from dateline.article.paths import AROUND
from dateline.article.segments import Segment
from dateline.article.tree import Element, Tree

_OWN = {"p": 1, "li": 2, "td": 3, "th": 3, "h1": 4, "h2": 4, "h3": 4, "h4": 4, "a": 5, "figcaption": 6, "dd": 7,
        "dt": 7, "h5": 8, "h6": 8, "button": 9, "blockquote": 10, "pre": 11}
_MEDIA = ("img", "picture", "figure", "video", "iframe", "object", "embed", "canvas", "svg", "amp-img", "source",
          "audio")
_BOLD, _ITALIC = ("b", "strong"), ("i", "em", "cite", "small")
Way = tuple[int, ...]  # an element and those around it, the innermost first; behind them -1, which is above all


class Plain:
    """The lines of a page."""

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        self.tree, self.segments, self.count = tree, segments, len(segments)
        self.ways = [self.way(one.block) for one in segments]
        self.lengths = [len(one.text) for one in segments]
        self.links = [min(one.links, len(one.text)) for one in segments]
        self.running = [length if length >= 60 and links < 0.4 * length else 0
                        for length, links in zip(self.lengths, self.links, strict=True)]
        self.heading = [max([place for place in range(line + 1) if self.level(self.ways[place][0])], default=-1)
                        for line in range(self.count)]

    def way(self, element: int) -> Way:
        """Return an element and all around it."""
        found = [element]
        while found[-1] >= 0:
            found.append(self.tree.elements[found[-1]].parent)
        return tuple(found)

    def tag(self, element: int) -> str:
        """Return the tag of an element, "" above all."""
        return self.tree.elements[element].tag if element >= 0 else ""

    def level(self, element: int) -> int:
        """Return the level of a heading, else 0."""
        tag = self.tag(element)
        return int(tag[1]) if tag in ("h1", "h2", "h3", "h4", "h5", "h6") else 0

    def under(self, values: list[float], element: int) -> float:
        """Return the sum of lines' values under an element."""
        return sum(value for value, way in zip(values, self.ways, strict=True) if element in way)

    def likely(self, values: list[float]) -> int:
        """Return the deepest element that holds most of some values."""
        best = -1
        for element in range(len(self.tree.elements)):
            above = self.tree.elements[element].parent
            held, around = self.under(values, element), self.under(values, above)
            lines = self.under([1.0] * self.count, element)
            if above == best and around > 0 and held >= 0.6 * around and lines >= 3:
                best = element
        return best

    def meeting(self, line: int, best: int) -> int:
        """Return the innermost element that holds a line and another element, or is it."""
        return next(one for one in self.ways[line] if one in self.way(best))

    def name(self, element: int) -> tuple[object, ...]:
        """Return what tells an element from others by name, which is hashed."""
        if element < 0:
            return ()
        parent, shapes = self.tree.elements[element].parent, self.tree.shapes
        ids, _ = name_ids(shapes.written, len(shapes), self.tree.rows.shapes[element : element + 1])
        named = ids.tobytes()
        return (named, self.name(parent)) if len(self.way(parent)) > 2 else (named,)

    def alike(self, line: int) -> list[int]:
        """Return the lines whose elements are named alike."""
        names = [self.name(way[0]) for way in self.ways]
        return [place for place in range(self.count) if names[place] == names[line]]


def known(tree: Tree, segments: list[Segment], printed: np.ndarray) -> np.ndarray:
    """Return features.NUMBERS of each line, given what is printed."""
    page = Plain(tree, segments)
    best = page.likely([float(one) for one in page.running])
    return np.array([[*printed[:, line], *_in_page(page, printed[0], line), *_marks(page, line), *_steps(page, line),
                      *_in_elements(page, line, best), *_beside(page, printed, line)] for line in range(page.count)])


def _in_page(page: Plain, logarithm: np.ndarray, line: int) -> list[float]:
    heading, block, total = page.heading[line], page.ways[line][0], sum(page.running) or 1
    usual = median([one for one in page.running if one] or [60])
    alike = page.alike(line)
    long, linked = sum(page.lengths[one] for one in alike), sum(page.links[one] for one in alike)
    texts = [one.text for one in page.segments]
    return [
        _OWN.get(page.tag(block), 0), page.level(block), page.level(page.ways[heading][0]) if heading >= 0 else -1,
        log1p(line - heading) if heading >= 0 else -1, line / page.count, log1p(line), log1p(page.count - line),
        log1p(page.count), log1p(total), sum(page.running[: line + 1]) / total, logarithm[line] - log1p(usual),
        page.lengths[line] / sum(page.lengths), log1p(len(alike)), log1p(long / len(alike)), linked / long,
        log1p(texts.count(texts[line]) - 1)]


def _marks(page: Plain, line: int) -> list[float]:
    text, elements = page.tree.text, page.tree.elements
    starts = [*[one.start for one in page.segments], len(text)]
    ends = [0, *[one.start + len(text[one.start : one.end].rstrip()) for one in page.segments]]

    def between(gap: int, among: list[Element]) -> float:
        return log1p(sum(ends[gap] <= one.start <= starts[gap] for one in among))

    def share(tags: tuple[str, ...]) -> float:
        own = [one for one in elements if one.tag in tags and starts[line] * (line > 0) <= one.start
               and (one.start < starts[line + 1] or line == page.count - 1)]
        inside = sum(max(0, min(one.end, ends[line + 1]) - one.start) for one in own)
        return min(1, inside / max(1, ends[line + 1] - starts[line]))

    media = [one for one in elements if one.tag in _MEDIA]
    return [between(line, media), between(line + 1, media), between(line, elements),
            between(line + 1, elements) if line + 1 < page.count else -10, share(_BOLD), share(_ITALIC)]


def _steps(page: Plain, line: int) -> list[float]:
    def step(first: Way, second: Way) -> tuple[int, int]:
        shared = len(set(first) & set(second))
        return len(second) - shared, len(first) - shared

    before = step(page.ways[line - 1], page.ways[line]) if line else (0, 0)
    after = step(page.ways[line], page.ways[line + 1]) if line + 1 < page.count else (9, 9)
    return [*before, *after]


def _in_elements(page: Plain, line: int, best: int) -> list[float]:
    way = page.ways[line]
    above, higher = [*way, -1, -1][1:3]
    met = page.meeting(line, best)
    inside = [place for place in range(page.count) if page.meeting(place, best) == best] or [0, page.count - 1]
    depth, deep, deepest = (len(page.way(one)) - 1 for one in (way[0], met, best))
    total = sum(page.running) or 1

    def share(element: int) -> float:
        return page.under([float(one) for one in page.running], element) / total

    def links(element: int) -> float:
        return page.under([float(one) for one in page.links], element) / _chars(page, element)

    lines = page.under([1.0] * page.count, above)
    return [depth / 10, met == best, deep / (deepest or 1), (depth - deep) / 5, share(above), share(higher),
            share(way[0]), links(above), links(higher), log1p(lines), log1p(_chars(page, above) / lines),
            log1p(share(met) * total), share(met), line < inside[0], line > inside[-1],
            min(max((line - inside[0]) / (inside[-1] - inside[0] + 1), -1), 1), share(best),
            any(page.tag(one) == "figcaption" for one in way[:4])]


def _chars(page: Plain, element: int) -> float:
    return page.under([float(one) for one in page.lengths], element)


def _beside(page: Plain, printed: np.ndarray, line: int) -> list[float]:
    def of(step: int, number: int) -> float:
        if not 0 <= line + step < page.count:
            return -10
        return printed[number, line + step] if number >= 0 else _OWN.get(page.tag(page.ways[line + step][0]), 0)

    tags = set(map(page.tag, page.ways[line]))
    return [*[of(step, -1) for step in (-1, 1, -2, 2)], *[tag in tags for tag in AROUND],
            *[of(step, number) for step in (-1, 1) for number in range(4)],
            *[of(step, number) for step in (-2, 2) for number in range(2)]]


def told(tree: Tree, segments: list[Segment], features: Features, parts: np.ndarray, guesses: np.ndarray) -> np.ndarray:
    """Return context.NUMBERS of each line."""
    page = Plain(tree, segments)
    chance = (1 / (1 + np.exp(-guesses))).tolist()
    hoped = [one * length for one, length in zip(chance, page.lengths, strict=True)]
    best = page.likely(hoped)
    return np.array([[
        *features.table[line], *parts[:, line], guesses[line], guesses[line],
        *_guessed_elements(page, line, best, chance, hoped), *_guessed_alike(page, line, chance, hoped),
        *[_at(guesses, line + step * side) for step in (1, 2, 3, 4) for side in (-1, 1)],
        *_window(page, line, 4, chance, hoped), *_window(page, line, 12, chance, hoped),
        *([parts[3, page.heading[line]], guesses[page.heading[line]]] if page.heading[line] >= 0 else [0, 0]),
        *_sure(page, line, chance, hoped), _at(parts[3], line - 1), _at(parts[3], line + 1)]
        for line in range(page.count)])


def _at(values: np.ndarray, line: int) -> float:
    return values[line] if 0 <= line < len(values) else -10


def _guessed_elements(page: Plain, line: int, best: int, chance: list[float], hoped: list[float]) -> list[float]:
    way, total = page.ways[line], sum(hoped)
    above, higher, highest = [*way, -1, -1, -1][1:4]
    met = page.meeting(line, best)
    branch = way[way.index(best) - 1] if best in way and way[0] != best else -1

    def share(element: int) -> float:
        return page.under(hoped, element) / _chars(page, element)

    def part(element: int) -> float:
        return page.under(hoped, element) / total

    columns = [number for one in (above, higher, highest)
               for number in (share(one), page.under(chance, one) / page.under([1.0] * page.count, one), part(one))]
    others = (page.under(hoped, above) - hoped[line]) / max(_chars(page, above) - page.lengths[line], 1)
    depth, deep, deepest = (len(page.way(one)) - 1 for one in (way[0], met, best))
    return [*columns, others, deep / (deepest or 1), met == best, depth - deep, part(best), log1p(total),
            share(branch) * (branch >= 0), part(branch) * (branch >= 0)]


def _guessed_alike(page: Plain, line: int, chance: list[float], hoped: list[float]) -> list[float]:
    alike = page.alike(line)
    much = sum(hoped[one] for one in alike)
    return [sum(chance[one] for one in alike) / len(alike), much / sum(page.lengths[one] for one in alike),
            much / sum(hoped)]


def _window(page: Plain, line: int, reach: int, chance: list[float], hoped: list[float]) -> list[float]:
    before = range(max(0, line - reach), line)
    after = range(line + 1, min(page.count, line + reach + 1))

    def average(lines: list[int]) -> float:
        return sum(hoped[one] for one in lines) / max(1, sum(page.lengths[one] for one in lines))

    around = [*before, line, *after]
    return [average([*before, *after]), sum(chance[one] for one in around) / len(around), average(list(before)),
            average(list(after))]


def _sure(page: Plain, line: int, chance: list[float], hoped: list[float]) -> list[float]:
    sure = [one for one in range(page.count) if chance[one] > 0.6 and page.lengths[one] > 60]
    before, after = [one for one in sure if one < line], [one for one in sure if one > line]
    first, last = (sure[0], sure[-1]) if sure else (0, page.count - 1)
    return [sum(hoped[: line + 1]) / sum(hoped), log1p(line - before[-1]) if before else 9,
            log1p(after[0] - line) if after else 9, min(max((line - first) / (last - first + 1), -1), 2)]
