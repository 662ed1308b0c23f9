"""What the block classifier knows of each line before it weighs any: what is printed, where, and among what.

The native core counts it, in linear time, for all lines of a page at once; NUMBERS says what it counts.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.letters import Lines
from dateline.article.lines import WIDTH, Stated, measures
from dateline.article.names import word_ids
from dateline.article.paths import AROUND, Paths
from dateline.article.segments import Segment
from dateline.article.tags import table
from dateline.article.tree import Tree
from dateline.native import ARRAY, COUNT, address, function

NUMBERS = (
    *(f"printed: {number}" for number in range(WIDTH)),  # see lines.py
    # the element that the line stands in, the last heading at or before it
    "kind of element", "level", "level of the last heading", "log lines since it",
    # the line in the page; running text is lines that are long and have few links
    "share of lines before", "log lines before", "log lines from here", "log lines", "log running text",
    "share of running text up to here", "log length beside that of the median line of running text", "share of length",
    # the lines whose elements are named alike
    "log many alike", "log length of those", "links in those", "log copies of the line",
    # between a line and the one before it, or after it; in it
    "log pictures before", "log pictures after", "log elements before", "log elements after", "bold", "italic",
    "opened before", "closed before", "opened after", "closed after",
    # the likely place of the article is the deepest element that holds most running text; what meets is the innermost
    # element that holds both it and the line; above is the element around the line's, higher the one around that
    "depth", "in the likely place", "depth of what meets", "depth below that", "running text above",
    "running text higher", "running text in the element", "links above", "links higher", "log lines above",
    "log length of those", "log running text of what meets", "share of that", "before the likely place",
    "behind the likely place", "place in the likely place", "running text in the likely place", "in a caption",
    # neighbours, and what stands anywhere around the line
    "kind before", "kind after", "kind two before", "kind two after", *(f"in {tag}" for tag in AROUND),
    *(f"printed before: {number}" for number in range(4)), *(f"printed after: {number}" for number in range(4)),
    *(f"printed two before: {number}" for number in range(2)), *(f"printed two after: {number}" for number in range(2)))
"""The numbers of a line, in order; native/features.zig writes them."""
LINES = ("start", "end", "links", "length", "copy", "alike", "heading")
"""Whole numbers of a line: page text; the first line with the same text; see Features."""
_MEDIA, _BOLD, _ITALIC = 1, 2, 3
_MARKED = table({**dict.fromkeys(("img", "picture", "figure", "video", "iframe", "object", "embed", "canvas", "svg",
                                  "amp-img", "source", "audio"), _MEDIA),
                 **dict.fromkeys(("b", "strong"), _BOLD), **dict.fromkeys(("i", "em", "cite", "small"), _ITALIC)})
_LOGS = 65_536  # whole numbers whose logarithms are looked up

Floats = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_line_numbers = function(
    "line_numbers", ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY, ARRAY, ARRAY, COUNT, ARRAY, COUNT,
    ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY, ARRAY, COUNT)


class Features(Struct, frozen=True):
    """Of n lines: table (n x NUMBERS); words as flat ids with the place at which each line's begin; and more.

    paths: the elements around them. lines: LINES x n, of which alike is the same number for lines whose elements are
    named alike, and heading the last heading at or before a line, -1 for none. under: how many characters and lines
    each row of the paths holds. among: how many lines are alike, and how long, by that number.
    """

    table: Floats
    paths: Paths
    lines: Ints
    under: Doubles
    among: Doubles
    word_ids: Ints
    word_starts: Ints

    @property
    def alike(self) -> Ints:
        """The same number for lines whose elements are named alike."""
        found: Ints = self.lines[LINES.index("alike")]
        return found


def features_of(tree: Tree, segments: list[Segment], stated: Stated) -> Features:
    """Return what is known of each segment, of which there is at least one."""
    paths, codes, tags = Paths(tree, segments), tree.codes, tree.rows.tags
    starts, ends = (np.ascontiguousarray(one, np.int64) for one in (tree.rows.starts, tree.rows.ends))
    texts = Lines([one.text for one in segments])
    lines = _lines_of(segments, texts)
    count, around = len(segments), paths.grid.shape[1]
    printed, logs = measures(texts, lines[LINES.index("links")], stated), logarithms()
    numbers = np.empty((count, len(NUMBERS)), np.float32)
    under, among = np.empty((2, 2, around))
    room = np.empty(4 * count + 8 * around + 1, np.int64)
    _line_numbers(
        address(paths.grid), around, address(paths.blocks), address(lines), count, address(printed),
        address(codes), len(codes), address(starts), address(ends), address(tags), len(tags),
        address(_MARKED), len(_MARKED), address(logs), len(logs), address(numbers), len(NUMBERS),
        address(under), address(among), address(room), len(room))
    return Features(numbers, paths, lines, under, among, *word_ids(texts))


def _lines_of(segments: list[Segment], texts: Lines) -> Ints:
    lines = np.empty((len(LINES), len(segments)), np.int64)
    lines[0] = [one.start for one in segments]
    lines[1] = [one.end for one in segments]
    lines[2] = [one.links for one in segments]
    lines[3] = texts.lengths
    first: dict[str, int] = {}
    lines[4] = list(map(first.setdefault, texts.texts, range(len(segments))))
    return lines


@cache
def logarithms() -> Doubles:
    """Return the logarithms of one more than each whole number up to a limit."""
    return np.log1p(np.arange(_LOGS))
