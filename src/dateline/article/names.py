"""Hashed names: what elements are called, and the words that lines begin and end with, as rows of two tables.

Hashes are CRC-32, the same in every process.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import compress, repeat
from zlib import crc32

import numpy as np

from dateline.article.letters import Ints, Lines, letters
from dateline.native import ARRAY, COUNT, TEXT, address, function

NAMES, WORDS = 8_192, 16_384  # rows of the tables; row 0 is nothing
_HEAD, _TAIL, _MOST = 80, 40, 14  # of a line: characters in which words are looked for at both ends; the most ids

_CAMEL = re.compile(r"[A-Z](?<=[a-z][A-Z])")
_DIGITS, _GAPS = re.compile(rb"[0-9]+"), re.compile(rb"  +")
_TEN = b"0123456789"
_APART = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz\n" else ord(" ") for code in range(256))
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_NAMING = {kind: crc32(f"{kind}=".encode())
           for kind in ("class", "id", "role", "itemprop", "data-testid", "data-component")}
_PARTS = 6  # of a word of an attribute
_PART = crc32(b"~")

_word_ids = function("word_ids", TEXT, COUNT, TEXT, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY)


def _names(names: Iterable[bytes], starts: Iterable[int]) -> Ints:
    """Return the ids of names, given the hashes of what marks each."""
    return 1 + np.fromiter(map(crc32, names, starts), np.int64) % (NAMES - 1)


def _bytes(name: str) -> bytes:
    return _names([name.encode("utf-8", "replace")], [0]).astype("<u2").tobytes()


@lru_cache(maxsize=2_000)
def _tag(tag: str) -> bytes:
    return _bytes(f"<{tag}>")


_HIDDEN_ID, _STYLE_ID = _bytes("hidden"), _bytes("style=none")


def name_ids(elements: Iterable[tuple[str, Mapping[str, str]]]) -> list[bytes]:
    """Return the ids that name each element, given its tag and attributes: 16 bits each, the lower byte first.

    They are of its tag, classes, id, role, itemprop, data marks, and whether it is hidden.
    """
    tokens: list[str] = []
    starts: list[int] = []
    told: list[tuple[bytes, int, int, bytes]] = []  # id of the tag, where its tokens begin and end, other ids
    for tag, attributes in elements:
        begin = len(tokens)
        for kind, start in _NAMING.items():
            value = attributes.get(kind)
            if value:
                tokens += value[:300].split()[:8]
                starts += [start] * (len(tokens) - len(starts))
        hidden = _HIDDEN_ID if "hidden" in attributes or attributes.get("aria-hidden") == "true" else b""
        style = attributes.get("style")
        if style and _HIDDEN.search(style[:500]):
            hidden += _STYLE_ID
        told.append((_tag(tag), begin, len(tokens), hidden))
    ids, bounds = _token_ids(tokens, starts)
    return [tag + ids[2 * bounds[begin] : 2 * bounds[end]] + hidden for tag, begin, end, hidden in told]


def _token_ids(tokens: list[str], starts: list[int]) -> tuple[bytes, list[int]]:
    """Return the ids of words of attributes, each whole and of its parts, flat, and at which of these each begins.

    starts: the hash of what marks each as a whole.
    """
    if not tokens:
        return b"", [0]
    names = "\n".join([token[:60] for token in tokens])  # no token has white space
    wholes = _DIGITS.sub(b"0", names.lower().encode("utf-8", "replace")).split(b"\n")
    parted = _CAMEL.sub(r"-\g<0>", names).lower().encode("utf-8", "replace").translate(_APART, _TEN)
    parted = _GAPS.sub(b" ", parted)
    codes = np.frombuffer(parted + b"\n", np.uint8)
    ends = np.flatnonzero(codes < ord("a"))  # of the parts
    ending = codes[ends] == ord("\n")  # the last of a token
    lasts = np.flatnonzero(ending)
    firsts = np.append(0, lasts[:-1] + 1)
    single = firsts == lasts
    token = np.cumsum(ending) - ending
    length = np.append(ends[0], ends[1:] - ends[:-1] - 1)
    kept = (length > 1) & (np.arange(len(ends)) - firsts[token] < _PARTS) & ~single[token]
    many = np.bincount(token[kept], minlength=len(tokens))
    bounds = np.append(0, np.cumsum(1 + single + many))
    begins = bounds[:-1]
    ids = np.empty(bounds[-1], "<u2")
    ids[begins] = _names(wholes, starts)
    ids[begins[single] + 1] = _names(compress(wholes, single.tolist()), repeat(_PART))
    ids[_stretches(begins + 1, many)] = _names(parted.replace(b"\n", b" ").split(b" "), repeat(_PART))[kept]
    return ids.tobytes(), bounds.tolist()


def word_ids(lines: Lines) -> tuple[Ints, Ints]:
    """Return the ids of lines' first and last words, of the first two together, of lengths and of end marks.

    A line of a few words is one more, whole. The ids are flat; where each line's begin is told beside.
    """
    heads, tails = lines.parts(slice(_HEAD)), lines.parts(slice(-_TAIL, None))
    table, count = letters(), len(lines.texts)
    ids, starts = np.empty(_MOST * count, np.int64), np.empty(count, np.int64)
    many = _word_ids(heads, len(heads), tails, len(tails), address(lines.lengths), count, address(table), len(table),
                     address(ids), address(starts))
    return ids[:many], starts


def _stretches(begin: Ints, count: Ints) -> Ints:
    """Return the numbers from each of `begin`, so many of each."""
    before = np.cumsum(count) - count
    return np.repeat(begin - before, count) + np.arange(int(count.sum()))
