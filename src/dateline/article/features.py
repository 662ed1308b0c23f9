"""What the block classifier knows of each segment: numbers, and hashed names of its elements and words.

Everything is counted in linear time.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.lines import measures
from dateline.article.names import name_ids, word_ids
from dateline.article.segments import Segment
from dateline.article.tree import Tree

_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "ol",
         "blockquote", "section", "a", "p", "li", "td", "h1", "h2", "h3", "h4", "dl", "address", "label", "details")
_BITS = {tag: 1 << place for place, tag in enumerate(_TAGS)}
_RUNNING = 60  # characters from which a line without many links is running text
_LINKED = 0.4  # share of a line's characters in links from which it has many
_HOLDS = 0.6  # share of the running text around it that makes an element the likely place of the article
WIDTH = 35 + 34 + 2 * len(_TAGS)  # numbers of a segment

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int32]


class Features(Struct, frozen=True):
    """Of n segments: dense (n x WIDTH); names and words as flat ids with the offset at which each row begins."""

    dense: Floats
    element_ids: Ints  # of all elements looked at
    element_starts: Ints
    parents: Ints  # of each element looked at, its row here; -1 at the top
    depths: Ints
    blocks: Ints  # of each segment, the row of its block element
    word_ids: Ints
    word_starts: Ints


def features_of(tree: Tree, segments: list[Segment], title: str, article_body: str) -> Features:
    """Return what is known of each segment, of which there is at least one.

    title: what the page calls itself, or "". article_body: of JSON-LD, or "".
    """
    rows = _Rows(tree, segments)
    words: list[int] = []
    word_starts: list[int] = []
    for segment in segments:
        word_starts.append(len(words))
        words.extend(word_ids(segment.text))
    blocks = np.array([rows.row_of[one.block] for one in segments], np.int32)
    dense = np.concatenate([measures(segments, title, article_body), _Places(tree, segments, rows, blocks).table()], 1)
    return Features(dense, np.array(rows.ids, np.int32), np.array(rows.starts, np.int32),
                    np.array(rows.parents, np.int32), np.array(rows.depths, np.int32), blocks,
                    np.array(words, np.int32), np.array(word_starts, np.int32))


class _Rows:
    """The elements that lie on the paths of segments, in document order; row 0 is above all."""

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        elements = tree.elements
        needed: set[int] = set()
        for segment in segments:
            index = segment.block
            while index >= 0 and index not in needed:
                needed.add(index)
                index = elements[index].parent
        order = sorted(needed)
        self.row_of = {index: row for row, index in enumerate(order, 1)}
        self.row_of[-1] = 0
        self.ids: list[int] = [0]
        self.starts: list[int] = [0]
        self.parents: list[int] = [-1]
        self.depths: list[int] = [0]
        self.marks: list[int] = [0]  # the tags around, a bit each
        self.own: list[int] = [0]
        self.signature: list[int] = [0]  # equal for elements named alike under parents named alike
        for index in order:
            element = elements[index]
            ids = name_ids(element)
            parent = self.row_of[element.parent]
            self.starts.append(len(self.ids))
            self.ids.extend(ids)
            self.parents.append(parent)
            self.depths.append(self.depths[parent] + 1)
            self.own.append(_BITS.get(element.tag, 0))
            self.marks.append(self.marks[parent] | self.own[-1])
            self.signature.append(hash((*ids, self.signature[parent] if self.depths[parent] > 1 else 0)))


class _Places:
    """Where each segment stands: in the page, in its elements, and against the likely place of the article."""

    def __init__(self, tree: Tree, segments: list[Segment], rows: _Rows, blocks: Ints) -> None:
        self.segments, self.rows, self.blocks = segments, rows, blocks
        count = len(rows.starts)
        length = np.array([len(one.text) for one in segments], np.float64)
        links = np.minimum(np.array([one.links for one in segments], np.float64), length)
        running = np.where((length >= _RUNNING) & (links < _LINKED * length), length, 0)
        self.length, self.links = length, links
        self.parents = np.array(rows.parents, np.int32)
        self.depths = np.array(rows.depths, np.int32)
        counted = (running, links, length, np.ones_like(length))
        sums = np.stack([np.bincount(blocks, values, count) for values in counted], 1)
        for depth in range(int(self.depths.max()), 0, -1):
            level = np.nonzero(self.depths == depth)[0]
            np.add.at(sums, self.parents[level], sums[level])
        self.amount, self.linked, self.chars, self.pieces = sums.T
        self.best = self._best()
        self.meeting = self._meeting()
        self.heading = next((i for i, one in enumerate(segments)
                             if one.block >= 0 and tree.elements[one.block].tag == "h1"), -1)

    def _best(self) -> int:
        """Return the row of the deepest element that holds most of the running text."""
        best, first = 0, 1
        while self.amount[best] > 0:
            below = np.nonzero(self.parents[first:] == best)[0] + first
            if not len(below):
                break
            top = int(below[np.argmax(self.amount[below])])
            if self.amount[top] < _HOLDS * self.amount[best] or self.pieces[top] < 3:
                break
            best, first = top, top + 1
        return best

    def _meeting(self) -> Ints:
        """Return for each row its nearest ancestor, or itself, that is `best` or around it."""
        around = {0}
        row = self.best
        while row > 0:
            around.add(row)
            row = self.rows.parents[row]
        meeting = [0]
        for row, parent in enumerate(self.rows.parents[1:], 1):
            meeting.append(row if row in around else meeting[parent])
        return np.array(meeting, np.int32)

    def table(self) -> Floats:
        """Return the numbers of each segment."""
        columns = [*self._in_page(), *self._in_elements(), *self._among_alike(), *self._against_best()]
        marks, own = np.array(self.rows.marks)[self.blocks], np.array(self.rows.own)[self.blocks]
        bits = np.arange(len(_TAGS))
        tags = [(marks[:, None] >> bits) & 1, (own[:, None] >> bits) & 1]
        return np.concatenate([np.stack(columns, 1), *tags], 1).astype(np.float32)

    def _in_page(self) -> list[Doubles]:
        count = len(self.segments)
        place = np.arange(count, dtype=np.float64)
        return [place / count, np.log1p(place), np.log1p(count - place),
                np.array([one.glue == "\n" for one in self.segments], np.float64),
                np.array([one.glue == "" for one in self.segments], np.float64)]

    def _in_elements(self) -> list[Doubles]:
        block, total = self.blocks, self.amount[0] or 1.0
        above = np.maximum(self.parents[block], 0)
        higher = np.maximum(self.parents[above], 0)
        met, best = self.meeting[block], self.best
        linked = self.linked / np.maximum(self.chars, 1)
        return [self.depths[block] / 10, (met == best).astype(np.float64), self.depths[met] / (self.depths[best] or 1),
                (self.depths[block] - self.depths[met]) / 5,
                self.amount[above] / total, self.amount[higher] / total, self.amount[block] / total,
                linked[above], linked[higher], np.log1p(self.pieces[above]),
                np.log1p(self.chars[above] / np.maximum(self.pieces[above], 1)),
                np.log1p(self.amount[met]), self.amount[met] / total]

    def _among_alike(self) -> list[Doubles]:
        """Return how often, and how long, the lines are whose elements are named like this one's."""
        signature = [self.rows.signature[block] for block in self.blocks.tolist()]
        number: dict[int, int] = {}
        kind = np.array([number.setdefault(one, len(number)) for one in signature])
        counted = (np.ones_like(self.length), self.length, self.links)
        many, length, links = (np.bincount(kind, values)[kind] for values in counted)
        copies: dict[str, int] = {}
        repeated = [0.0] * len(self.segments)
        for i, one in enumerate(self.segments):
            copies[one.text] = copies.get(one.text, 0) + 1
            repeated[i] = float(copies[one.text] > 1)
        return [np.log1p(many), np.log1p(length / many), links / np.maximum(length, 1), length / (self.chars[0] or 1),
                np.log1p(np.array([copies[one.text] - 1 for one in self.segments], np.float64)), np.array(repeated)]

    def _against_best(self) -> list[Doubles]:
        count = len(self.segments)
        place = np.arange(count, dtype=np.float64)
        inside = np.nonzero(self.meeting[self.blocks] == self.best)[0]
        first, last = (int(inside[0]), int(inside[-1])) if len(inside) else (0, count - 1)
        heading, known = self.heading, float(self.heading >= 0)
        total = self.amount[0] or 1.0
        return [(place < first).astype(np.float64), (place > last).astype(np.float64),
                np.clip((place - first) / (last - first + 1), -1, 1), np.full(count, known),
                known * (place > heading), known * (place == heading), known * np.log1p(np.abs(place - heading)),
                np.full(count, np.log1p(total)), np.full(count, np.log1p(count)),
                np.full(count, self.amount[self.best] / total)]
