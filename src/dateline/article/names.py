"""Hashed names: what elements are called, and the words that lines begin and end with, as rows of a table.

Hashes are CRC-32, the same in every process.
"""

from __future__ import annotations

import re
from functools import lru_cache
from zlib import crc32

from dateline.article.tree import Element

TABLE = 8192  # rows of each hash table; row 0 is nothing
_WORDS_FIRST, _WORDS_LAST = 6, 3
_HEAD, _TAIL = 80, 40  # characters of a line in which its first and last words are looked for

_SPLIT = re.compile(r"[^a-z0-9]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGITS = re.compile(r"[0-9]+")
_WORD = re.compile(r"[^\W_]+")
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")


def _hash(value: str) -> int:
    return 1 + crc32(value.encode("utf-8", "replace")) % (TABLE - 1)


@lru_cache(maxsize=20_000)
def _name_ids(kind: str, value: str) -> tuple[int, ...]:
    """Return ids of an attribute's words, whole, and of their parts."""
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


@lru_cache(maxsize=2_000)
def _tag_id(tag: str) -> int:
    return _hash(f"<{tag}>")


@lru_cache(maxsize=20_000)
def _word_id(word: str, mark: str) -> int:
    return _hash(f"w {mark}{_DIGITS.sub('0', word)}")


def name_ids(element: Element) -> list[int]:
    """Return the ids that name an element: tag, classes, id, role, itemprop, data marks, and whether it is hidden."""
    ids = [_tag_id(element.tag)]
    attributes = element.attributes
    if attributes:
        for kind in _NAMING:
            value = attributes.get(kind)
            if value:
                ids.extend(_name_ids(kind, value[:300]))
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            ids.append(_hash("hidden"))
        style = attributes.get("style")
        if style and _HIDDEN.search(style[:500]):
            ids.append(_hash("style=none"))
    return ids


def word_ids(text: str) -> list[int]:
    """Return the ids of a line's first words and of its last, never none."""
    head = _WORD.findall(text[:_HEAD].lower())
    ids = [_word_id(word, "") for word in head[:_WORDS_FIRST]]
    if len(text) > _HEAD:
        ids.extend([_word_id(word, "$") for word in _WORD.findall(text[-_TAIL:].lower())[-_WORDS_LAST:]])
    elif len(head) > _WORDS_FIRST:
        ids.extend([_word_id(word, "$") for word in head[_WORDS_FIRST:][-_WORDS_LAST:]])
    return ids or [0]
