"""What the block classifier knows of each segment: numbers, and hashed names of its elements and words.

Everything is counted in linear time. Hashes are CRC-32, the same in every process.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from dateline.article.segments import Segment
from dateline.article.tree import Element, Tree

TABLE = 8192  # rows of each hash table; row 0 is nothing
WORDS_FIRST, WORDS_LAST = 6, 3
LONGEST_PATH = 12  # ancestors that are looked at, the innermost

_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W_]+")
_ENDS = re.compile(r"""[.!?…。！？।؟]["'”’»)\]\s]*$""")
_DATE = re.compile(r"\b(?:19|20)[0-9]{2}\b|[0-9]{1,2}[:.][0-9]{2}\b|[0-9]{1,2}[./-][0-9]{1,2}[./-]")
_SIGNS = re.compile(r"[|©®•»›→/#@…]")
_QUOTES = re.compile(r"[\"“”„«»「『]")
_STYLE_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_TAGS = ("article", "main", "aside", "nav", "footer", "header", "form", "figure", "figcaption", "table", "ul", "ol",
         "blockquote", "section", "a", "p", "li", "td", "h1", "h2", "h3", "h4", "dl", "address", "label", "details")
_BODY_LENGTH = 200  # characters of a JSON-LD articleBody from which it is evidence

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]


class Features(Struct, frozen=True):
    """Of n segments: dense (n x D); names and words as flat hash ids with the offset at which each row begins."""

    dense: Floats
    element_ids: Ints  # of all elements looked at
    element_starts: Ints
    parents: Ints  # of each element looked at, its row here; -1 at the top
    depths: Ints
    blocks: Ints  # of each segment, the row of its block element
    word_ids: Ints
    word_starts: Ints


@lru_cache(maxsize=20_000)
def name_ids(kind: str, value: str) -> tuple[int, ...]:
    """Return hash ids of an attribute value: whole words of it, and their parts."""
    found: list[int] = []
    for token in value.split()[:8]:
        token = token[:60]
        whole = _DIGITS.sub("0", token.lower())
        found.append(_hash(f"{kind}={whole}"))
        parts = _SPLIT.split(_DIGITS.sub("", _CAMEL.sub("-", token).lower()))
        if len(parts) > 1:
            found.extend(_hash(f"~{part}") for part in parts[:6] if len(part) > 1)
        else:
            found.append(_hash(f"~{whole}"))
    return tuple(found)


@lru_cache(maxsize=20_000)
def _word_id(word: str) -> int:
    return _hash("w " + word)


def _hash(value: str) -> int:
    return 1 + crc32(value.encode("utf-8", "replace")) % (TABLE - 1)


@lru_cache(maxsize=2_000)
def _tag_id(tag: str) -> int:
    return _hash(f"<{tag}>")


def ids_of(element: Element) -> list[int]:
    """Return the hash ids that name an element: its tag, classes, id, role, itemprop, data marks."""
    ids = [_tag_id(element.tag)]
    attributes = element.attributes
    if attributes:
        for kind in ("class", "id", "role", "itemprop", "data-testid", "data-component"):
            value = attributes.get(kind)
            if value:
                ids.extend(name_ids(kind, value[:300]))
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            ids.append(_hash("hidden"))
        style = attributes.get("style")
        if style and _STYLE_HIDDEN.search(style[:500]):
            ids.append(_hash("style=none"))
    return ids


def features_of(tree: Tree, segments: list[Segment], title: str, article_body: str) -> Features:
    """Return what is known of each segment.

    title: the page's own title, headline or "". article_body: of JSON-LD, or "".
    """
    rows = _Rows(tree, segments)
    dense = _Dense(tree, segments, rows, title, article_body).run()
    word_ids: list[int] = []
    word_starts: list[int] = []
    for segment in segments:
        word_starts.append(len(word_ids))
        word_ids.extend(_word_ids(segment.text))
    return Features(dense, np.array(rows.ids, np.int32), np.array(rows.starts, np.int32),
                    np.array(rows.parents, np.int32), np.array(rows.depths, np.int32),
                    np.array([rows.row_of[one.block] for one in segments], np.int32),
                    np.array(word_ids, np.int32), np.array(word_starts, np.int32))


def _word_ids(text: str) -> list[int]:
    head = _WORD.findall(text[:80].lower())
    ids = [_word_id(_DIGITS.sub("0", word)) for word in head[:WORDS_FIRST]]
    if len(text) > 80:
        ids.extend(_word_id("$" + _DIGITS.sub("0", word)) for word in _WORD.findall(text[-40:].lower())[-WORDS_LAST:])
    elif len(head) > WORDS_FIRST:
        ids.extend(_word_id("$" + _DIGITS.sub("0", word)) for word in head[WORDS_FIRST:][-WORDS_LAST:])
    return ids or [0]


class _Rows:
    """The elements that lie on the paths of segments, in document order."""

    def __init__(self, tree: Tree, segments: list[Segment]) -> None:
        needed: set[int] = set()
        elements = tree.elements
        for segment in segments:
            index = segment.block
            while index >= 0 and index not in needed:
                needed.add(index)
                index = elements[index].parent
        self.order = sorted(needed)
        self.row_of = {index: row + 1 for row, index in enumerate(self.order)}
        self.row_of[-1] = 0
        self.ids: list[int] = [0]
        self.starts: list[int] = [0]
        self.parents: list[int] = [-1]
        self.depths: list[int] = [0]
        for index in self.order:
            element = elements[index]
            self.starts.append(len(self.ids))
            self.ids.extend(ids_of(element))
            parent = self.row_of[element.parent] if element.parent >= 0 else 0
            self.parents.append(parent)
            self.depths.append(self.depths[parent] + 1)


class _Dense:
    """The numbers of each segment."""

    def __init__(self, tree: Tree, segments: list[Segment], rows: _Rows, title: str, article_body: str) -> None:
        self.tree, self.segments, self.rows = tree, segments, rows
        self.title = _squashed(title)[:400]
        self.body = _squashed(article_body) if len(article_body) >= _BODY_LENGTH else ""
        count = len(rows.starts)
        self.marks: list[int] = [0] * count  # of each row, the tags around it, a bit each
        self.amount = [0.0] * count  # characters of running text below
        self.linked = [0.0] * count
        self.chars = [0.0] * count
        self.pieces = [0] * count
        self.signature: list[int] = [0] * count
        self._measure_rows()

    def _measure_rows(self) -> None:
        rows, elements = self.rows, self.tree.elements
        for row, index in enumerate(rows.order, 1):
            tag = elements[index].tag
            above = rows.parents[row]
            bit = _BITS.get(tag, 0)
            self.marks[row] = self.marks[above] | bit
            ids = rows.ids[rows.starts[row] : rows.starts[row + 1] if row + 1 < len(rows.starts) else len(rows.ids)]
            self.signature[row] = hash((tuple(ids), self.signature[above] if rows.depths[row] > 2 else 0))
        for segment in self.segments:
            row = rows.row_of[segment.block]
            length = len(segment.text)
            self.chars[row] += length
            self.pieces[row] += 1
            self.linked[row] += min(segment.links, length)
            if not segment.unseen and length >= 60 and segment.links < 0.4 * length:
                self.amount[row] += length
        for row in range(len(rows.starts) - 1, 0, -1):
            above = rows.parents[row]
            self.amount[above] += self.amount[row]
            self.chars[above] += self.chars[row]
            self.linked[above] += self.linked[row]
            self.pieces[above] += self.pieces[row]

    def _best(self) -> int:
        """Return the row of the deepest element that holds most of the running text."""
        best, held = 0, self.amount[0]
        children: dict[int, list[int]] = {}
        for row in range(1, len(self.rows.starts)):
            children.setdefault(self.rows.parents[row], []).append(row)
        while held > 0:
            below = children.get(best, [])
            top = max(below, key=lambda row: (self.amount[row], -row), default=0)
            if not top or self.amount[top] < 0.6 * held or self.pieces[top] < 3:
                break
            best = top
            held = max(self.amount[top], 0.0)
        return best

    def run(self) -> Floats:
        rows, segments = self.rows, self.segments
        if not segments:
            return np.zeros((0, WIDTH), np.float32)
        best = self._best()
        meeting = self._meeting(best)
        by_signature: dict[int, list[float]] = {}
        copies: dict[str, int] = {}
        for segment in segments:
            row = rows.row_of[segment.block]
            sums = by_signature.setdefault(self.signature[row], [0.0, 0.0, 0.0])
            sums[0] += 1
            sums[1] += len(segment.text)
            sums[2] += min(segment.links, len(segment.text))
            copies[segment.text] = copies.get(segment.text, 0) + 1
        heading = next((i for i, one in enumerate(segments)
                        if self.tree.elements[one.block].tag == "h1" and one.block >= 0), -1)
        total = self.amount[0] or 1.0
        best_first = next((i for i, one in enumerate(segments) if meeting[rows.row_of[one.block]] == best), 0)
        best_last = next((i for i in range(len(segments) - 1, -1, -1)
                          if meeting[rows.row_of[segments[i].block]] == best), len(segments) - 1)
        seen: set[str] = set()
        table: list[list[float]] = []
        for position, segment in enumerate(segments):
            row = rows.row_of[segment.block]
            above = rows.parents[row] if row else 0
            higher = rows.parents[above] if above > 0 else 0
            met = meeting[row]
            sums = by_signature[self.signature[row]]
            values = self._of_text(segment)
            values += [
                position / len(segments), math.log1p(position), math.log1p(len(segments) - position),
                float(bool(segment.unseen)), float(segment.glue == "\n"), float(segment.glue == ""),
                rows.depths[row] / 10, float(met == best), rows.depths[met] / (rows.depths[best] or 1),
                (rows.depths[row] - rows.depths[met]) / 5,
                self.amount[above] / total, self.amount[max(higher, 0)] / total, self.amount[row] / total,
                self.linked[above] / (self.chars[above] or 1), self.linked[max(higher, 0)] / (self.chars[max(higher, 0)] or 1),
                math.log1p(self.pieces[above]), math.log1p(self.chars[above] / (self.pieces[above] or 1)),
                math.log1p(self.amount[met]), self.amount[met] / total,
                math.log1p(sums[0]), math.log1p(sums[1] / sums[0]), sums[2] / (sums[1] or 1), sums[1] / (self.chars[0] or 1),
                math.log1p(copies[segment.text] - 1), float(segment.text in seen),
                float(position < best_first), float(position > best_last),
                max(-1.0, min(1.0, (position - best_first) / (best_last - best_first + 1))),
                float(heading >= 0), float(0 <= heading < position), float(position == heading),
                math.log1p(abs(position - heading)) if heading >= 0 else 0.0,
                math.log1p(total), math.log1p(len(segments)), self.amount[best] / total,
            ]
            seen.add(segment.text)
            marks = self.marks[row]
            values += [1.0 if marks >> bit & 1 else 0.0 for bit in range(len(_TAGS))]
            own = _BITS.get(self.tree.elements[segment.block].tag, 0) if segment.block >= 0 else 0
            values += [1.0 if own >> bit & 1 else 0.0 for bit in range(len(_TAGS))]
            table.append(values)
        return np.array(table, np.float32)

    def _meeting(self, best: int) -> list[int]:
        """Return for each row its nearest ancestor (or itself) that is `best` or around it."""
        around = {0}
        row = best
        while row > 0:
            around.add(row)
            row = self.rows.parents[row]
        meeting = [0] * len(self.rows.starts)
        for row in range(1, len(self.rows.starts)):
            meeting[row] = row if row in around else meeting[self.rows.parents[row]]
            if row not in around and meeting[self.rows.parents[row]] == best:
                meeting[row] = best
        return meeting

    def _of_text(self, segment: Segment) -> list[float]:
        text = segment.text
        length = len(text)
        words = text.count(" ") + 1
        squashed = _squashed(text[:400])
        capitals = sum(map(str.isupper, text[:200]))
        digits = sum(map(str.isdigit, text[:200]))
        begins = text[:1]
        density = min(1.0, segment.links / length)
        in_body = float(bool(self.body) and len(squashed) > 3 and squashed[:60] in self.body)
        in_title = bool(squashed) and len(squashed) > 8 and squashed in self.title
        return [
            math.log1p(length), math.log1p(words), length / words / 10, density, float(density > 0.9), density * math.log1p(length),
            capitals / min(length, 200), digits / min(length, 200), float(text.isupper()),
            float(bool(_ENDS.search(text[-12:]))), float(text[-1:] in ",;"), float(text[-1:] == ":"), float(text[-1:].isalnum()),
            float(begins.islower()), float(begins.isupper()), float(begins.isdigit()),
            min(5, text.count(",")) / 5, min(5, text.count(". ")) / 5, float(bool(_QUOTES.search(text))),
            min(3, len(_SIGNS.findall(text[:200]))) / 3, float("©" in text), float("@" in text), float("http" in text or "www." in text),
            float(bool(_DATE.search(text[:60]))), float("?" in text), float("!" in text), float(":" in text[:40]),
            float(length < 25), float(length > 100), float(length > 250),
            float(bool(self.body)), in_body, float(bool(self.body)) - in_body,
            float(in_title), float(in_title and 2 * len(squashed) > len(self.title)),
        ]


def _squashed(text: str) -> str:
    return "".join(_WORD.findall(text.lower()))


_BITS = {tag: 1 << place for place, tag in enumerate(_TAGS)}
WIDTH = 35 + 35 + 2 * len(_TAGS)
