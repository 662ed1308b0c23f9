"""Hashed names: what elements are called, and the words that lines begin and end with, as rows of two tables.

Hashes are CRC-32, the same in every process.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from zlib import crc32

NAMES, WORDS = 8_192, 16_384  # rows of the tables; row 0 is nothing
_FIRST, _LAST = 6, 3  # words of a line that are looked at, at its beginning and its end
_HEAD, _TAIL = 80, 40  # characters of a line in which they are looked for
_WHOLE = 5  # words of the longest line that counts as a phrase of its own

_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W_]+")
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")


def _hash(value: str, table: int) -> int:
    return 1 + crc32(value.encode("utf-8", "replace")) % (table - 1)


@lru_cache(maxsize=20_000)
def _name_ids(kind: str, value: str) -> tuple[int, ...]:
    """Return ids of an attribute's words, whole, and of their parts."""
    return tuple(chain.from_iterable([_token_ids(kind, token) for token in value.split()[:8]]))


@lru_cache(maxsize=50_000)
def _token_ids(kind: str, token: str) -> tuple[int, ...]:
    token = token[:60]
    lower = token.lower()
    digits = _DIGITS.search(lower) is not None
    whole = _DIGITS.sub("0", lower) if digits else lower
    if token != lower:
        lower = _CAMEL.sub("-", token).lower()
    parts = _SPLIT.split(_DIGITS.sub("", lower) if digits else lower)
    if len(parts) == 1:
        return _hash(f"{kind}={whole}", NAMES), _part_id(whole)
    return (_hash(f"{kind}={whole}", NAMES), *[_part_id(part) for part in parts[:6] if len(part) > 1])


@lru_cache(maxsize=20_000)
def _part_id(part: str) -> int:
    return _hash(f"~{part}", NAMES)


@lru_cache(maxsize=2_000)
def _tag_id(tag: str) -> int:
    return _hash(f"<{tag}>", NAMES)


@lru_cache(maxsize=50_000)
def _word_id(mark: str, words: str) -> int:
    return _hash(f"{mark} {_DIGITS.sub('0', words)}", WORDS)


def name_ids(tag: str, attributes: Mapping[str, str]) -> tuple[int, ...]:
    """Return the ids that name an element: tag, classes, id, role, itemprop, data marks, and whether it is hidden."""
    ids = [_tag_id(tag)]
    if attributes:
        for kind in _NAMING:
            value = attributes.get(kind)
            if value:
                ids.extend(_name_ids(kind, value[:300]))
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            ids.append(_hash("hidden", NAMES))
        style = attributes.get("style")
        if style and _HIDDEN.search(style[:500]):
            ids.append(_hash("style=none", NAMES))
    return tuple(ids)


def word_ids(text: str) -> list[int]:
    """Return the ids of a line's first and last words, of its first two together, of its length and its end marks.

    A line of a few words is one more, whole.
    """
    length = len(text)
    head = _WORD.findall(text[:_HEAD].lower())
    first, last = text[0], text[-1]
    ids = [_word_id("length", "x" * min(length.bit_length(), 12)), _word_id("first", "" if first.isalnum() else first),
           _word_id("last", "" if last.isalnum() else last)]
    ids.extend([_word_id("", word) for word in head[:_FIRST]])
    if len(head) > 1:
        ids.append(_word_id("two", f"{head[0]} {head[1]}"))
    if length > _HEAD:
        ids.extend([_word_id("$", word) for word in _WORD.findall(text[-_TAIL:].lower())[-_LAST:]])
    elif len(head) > _FIRST:
        ids.extend([_word_id("$", word) for word in head[_FIRST:][-_LAST:]])
    if length <= _HEAD and len(head) <= _WHOLE:
        ids.append(_word_id("=", " ".join(head)))
    return ids
