"""Hashed names: what elements are called, and the words that lines begin and end with, as rows of two tables.

Hashes are CRC-32, the same in every process. What was hashed once is kept, within limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from itertools import repeat
from typing import TypeVar
from zlib import crc32

import numpy as np

from dateline.article.letters import Ints, split_words

NAMES, WORDS = 8_192, 16_384  # rows of the tables; row 0 is nothing
_FIRST, _LAST = 6, 3  # words of a line that are looked at, at its beginning and its end
_HEAD, _TAIL = 80, 40  # characters of a line in which they are looked for
_WHOLE = 5  # words of the longest line that counts as a phrase of its own
_KEPT = 16_384  # hashes of a kind that are kept
_POWERS = 2 ** np.arange(12)  # lengths are told apart by the powers of two that they reach

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS, _GAPS = re.compile(rb"[0-9]+"), re.compile(rb"  +")
_TEN = b"0123456789"
_APART = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz" else ord(" ") for code in range(256))
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)

_Key = TypeVar("_Key")
_Found = TypeVar("_Found")


class _Kept(dict[_Key, _Found]):
    """What is found for a key, and kept: looking up many keys with map() is as fast as a dict's own."""

    def __init__(self, find: Callable[[_Key], _Found]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> _Found:
        if len(self) >= _KEPT:
            self.clear()
        self[key] = found = self._find(key)
        return found


def _name(start: int, value: bytes) -> bytes:
    """Return the id of a name, given the hash of what marks its kind."""
    return (1 + crc32(value, start) % (NAMES - 1)).to_bytes(2, "little")


def _words(mark: bytes, words: Iterable[bytes]) -> Ints:
    """Return the ids of words that are marked alike."""
    return 1 + np.fromiter(map(crc32, words, repeat(crc32(mark + b" "))), np.int64) % (WORDS - 1)


def _token(start: int, token: str) -> bytes:
    """Return ids of a word of an attribute, whole, and of its parts."""
    token = token[:60]
    lower = token.lower()
    whole = lower.encode("utf-8", "replace")
    split = whole if token == lower else _CAMEL.sub("-", token).lower().encode("utf-8", "replace")
    split = split.translate(_APART, _TEN)
    if len(whole.translate(None, _TEN)) < len(whole):
        whole = _DIGITS.sub(b"0", whole)
    if b" " not in split:
        return _name(start, whole) + _parts[whole]
    if b"  " in split:
        split = _GAPS.sub(b" ", split)
    return _name(start, whole) + b"".join([_parts[part] for part in split.split(b" ")[:6] if len(part) > 1])


_tags: _Kept[str, bytes] = _Kept(lambda tag: _name(0, f"<{tag}>".encode("utf-8", "replace")))
_parts = _Kept(partial(_name, crc32(b"~")))
_tokens = {kind: _Kept(partial(_token, crc32(f"{kind}=".encode())))
           for kind in ("class", "id", "role", "itemprop", "data-testid", "data-component")}
_lengths = _words(b"length", [b"x" * power for power in range(len(_POWERS) + 1)])
_HIDDEN_ID, _STYLE_ID = _name(0, b"hidden"), _name(0, b"style=none")


def _marks(mark: bytes) -> _Kept[str, int]:
    """Return the ids of signs that are marked alike; letters and digits are no sign."""
    return _Kept(lambda sign: int(_words(mark, [b"" if sign.isalnum() else sign.encode("utf-8", "replace")])[0]))


_openings, _closings = _marks(b"first"), _marks(b"last")


def name_ids(tag: str, attributes: Mapping[str, str]) -> bytes:
    """Return the ids that name an element, 16 bits each, the lower byte first.

    They are of its tag, classes, id, role, itemprop, data marks, and whether it is hidden.
    """
    ids = [_tags[tag]]
    if attributes:
        for kind, known in _tokens.items():
            value = attributes.get(kind)
            if value:
                ids.extend(map(known.__getitem__, value[:300].split()[:8]))
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            ids.append(_HIDDEN_ID)
        style = attributes.get("style")
        if style and _HIDDEN.search(style[:500]):
            ids.append(_STYLE_ID)
    return b"".join(ids)


def word_ids(lines: list[str]) -> tuple[Ints, Ints]:
    """Return the ids of lines' first and last words, of the first two together, of lengths and of end marks.

    A line of a few words is one more, whole. The ids are flat; where each line's begin is told beside.
    """
    count = len(lines)
    length = np.array(list(map(len, lines)))
    long = np.flatnonzero(length > _HEAD)
    tails = [lines[place][-_TAIL:] for place in long.tolist()]
    words, bounds = split_words([line[:_HEAD] for line in lines] + tails)
    begin, end = bounds[:count], bounds[1 : count + 1]
    many = end - begin
    first = np.minimum(many, _FIRST)
    paired = many > 1
    whole = (length <= _HEAD) & (many <= _WHOLE)
    left, right = begin + first, end.copy()  # the words among which a line's last are
    left[long], right[long] = bounds[count:-1], bounds[count + 1 :]
    last = np.minimum(right - left, _LAST)
    size = 3 + first + paired + last + whole
    starts = np.cumsum(size) - size
    ids = np.empty(int(size.sum()), np.int64)

    ids[starts] = _lengths[_POWERS.searchsorted(length, "right")]
    ids[starts + 1] = list(map(_openings.__getitem__, [line[0] for line in lines]))
    ids[starts + 2] = list(map(_closings.__getitem__, [line[-1] for line in lines]))
    at = starts + 3
    ids[_stretches(at, first)] = _words(b"", _picked(words, _stretches(begin, first)))
    at += first
    two = begin[paired]
    ids[at[paired]] = _words(b"two", map(b" ".join, zip(_picked(words, two), _picked(words, two + 1), strict=True)))
    at += paired
    ids[_stretches(at, last)] = _words(b"$", _picked(words, _stretches(right - last, last)))
    at += last
    ids[at[whole]] = _words(b"=", [b" ".join(words[a:b]) for a, b in zip(begin[whole].tolist(), end[whole].tolist(),
                                                                        strict=True)])
    return ids, starts


def _stretches(begin: Ints, count: Ints) -> Ints:
    """Return the numbers from each of `begin`, so many of each."""
    before = np.cumsum(count) - count
    return np.repeat(begin - before, count) + np.arange(int(count.sum()))


def _picked(words: list[bytes], places: Ints) -> Iterator[bytes]:
    return map(words.__getitem__, places.tolist())
