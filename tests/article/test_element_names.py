"""The ids that name elements, found for all start tags of a page at once, against the plain way to find them."""

from __future__ import annotations

import re
from itertools import pairwise
from zlib import crc32

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.names import NAMES, name_ids
from dateline.article.shapes import Shape, written

_NAMING = ("class", "id", "role", "itemprop", "data-testid", "data-component")
_HIDDEN = re.compile(r"display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden", re.IGNORECASE)
_PIECES = st.sampled_from([
    "menu", "Item", "ITEM", "a", "B", "7", "12", "-", "_", "é", "ΟΔΟΣ", "Σ", "İ", "ı", "ſ", "K", "漢", "😀", "&",
    "&nbsp;", "<", '"', "\xa0", "\u2003", "\x1f", "\x85", " ", " ", "\n", "\t", "/", "=", "display", "DİſPLAY",
    "visibility", ":", "none", "hidden", "x" * 59, "y" * 290, "\ufffd"])
_VALUES = st.lists(_PIECES, max_size=12).map("".join) | st.just("true")
_ATTRIBUTES = st.dictionaries(st.sampled_from([*_NAMING, "hidden", "aria-hidden", "style", "=class", "title"]), _VALUES)
_TAGS = st.sampled_from(["p", "h1", "lineargradient", "my-étoile", "ΑΣ", "o:p"])
_ELEMENTS = st.lists(st.tuples(_TAGS, _ATTRIBUTES), min_size=1, max_size=5)


def _id(text: str) -> int:
    return 1 + crc32(text.encode()) % (NAMES - 1)


def _word_ids(kind: str, word: str) -> list[int]:
    whole = re.sub("[0-9]+", "0", word.lower())
    letters = re.sub("[0-9]", "", re.sub("(?<=[a-z])(?=[A-Z])", "-", word).lower())
    parts = re.split("[^a-z]+", letters)
    said = [part for part in parts[:6] if len(part) > 1] if len(parts) > 1 else [whole]
    return [_id(f"{kind}={whole}"), *[_id(f"~{part}") for part in said]]


def _element_ids(tag: str, attributes: dict[str, str]) -> list[int]:
    ids = [_id(f"<{tag.lower()}>")]
    for kind in _NAMING:
        for word in attributes.get(kind, "")[:300].split()[:8]:
            ids += _word_ids(kind, word[:60])
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        ids.append(_id("hidden"))
    return ids + [_id("style=none")] * bool(_HIDDEN.search(attributes.get("style", "")[:500]))


def _ids(tags: list[str], places: list[int]) -> list[list[int]]:
    ids, bounds = name_ids("".join([f"{tag}\0" for tag in tags]).encode(), len(tags), np.array(places, np.int64))
    return [ids[begin:end].tolist() for begin, end in pairwise(bounds)]


@given(_ELEMENTS, st.data())
def test_elements_have_the_ids_that_each_has_alone(elements: list[tuple[str, dict[str, str]]],
                                                   data: st.DataObject) -> None:
    tags = [written(*element) for element in elements]
    places = data.draw(st.permutations(range(len(tags)))) [: data.draw(st.integers(0, len(tags)))]
    told = [Shape(tag, tag.partition(" ")[0], "").attributes for tag in tags]
    assert _ids(tags, places) == [_element_ids(elements[place][0], told[place]) for place in places]


@given(st.text(alphabet=' =":;ab', max_size=30).map(lambda text: f"p{text}"))
def test_attributes_that_no_parser_writes_so_are_read_alike(tag: str) -> None:
    told = Shape(tag, "p", "").attributes
    assert _ids([tag], [0]) == [_element_ids(tag.partition(" ")[0], told)]


def test_signs_that_a_pattern_takes_for_letters_in_some_case_hide_an_element_too() -> None:
    every = [chr(code) for code in range(0x3000) if chr(code) not in '\0"']
    tags = [written("p", {"style": f"{one}ISPLAY:NONE d{one}splay:none di{one}play:none display{one}:none"})
            for one in every]
    assert _ids(tags, list(range(len(tags)))) == [
        _element_ids("p", Shape(tag, "p", "").attributes) for tag in tags]


def test_names_with_numbers_and_without_share_their_parts() -> None:
    """menu-item-7 and menu-item-8 are one name; menuItem and menu-item are not, but share both parts."""
    tags = [written("li", {"class": name}) for name in ("menu-item-7", "menu-item-8", "menuItem", "menu-item")]
    ids = _ids(tags, [0, 1, 2, 3])
    assert ids[0] == ids[1]
    assert ids[2][1] != ids[3][1]
    assert ids[2][2:] == ids[3][2:] == ids[0][2:]
    assert all(0 < one < NAMES for one in ids[0])
