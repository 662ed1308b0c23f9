"""Where a page may speak of its author in what nobody sees: names in scripts, and links to authors' pages."""

from __future__ import annotations

import numpy as np

from dateline.article.looks import hashes_of
from dateline.article.tree import Tree
from dateline.native import ARRAY, COUNT, TEXT, address, function

AUTHOR_FOLDERS = (
    "authors?", "autor(?:en|es|in)?", "auteurs?", "writers?", "contributors?", "people", "profile", "staff", "team",
    "by", "user", "redaktion", "member", "reporter", "columnist")
AUTHOR_OPENINGS = ("journalist", "redaktor")
"""The folders that authors' pages are in, and what others begin with, lower case; each may have an "s" behind it."""

_SCRIPT_BYTES = 2_000_000
_STEM_HITS = 60  # places of one name that are looked at
_ENDINGS = ("", "s", "ss", "en", "ens", "es", "ess", "in", "ins")

_author_places = function("author_places", TEXT, COUNT, COUNT, ARRAY)
_author_links = function("author_links", TEXT, COUNT, ARRAY, COUNT, ARRAY, COUNT, ARRAY, COUNT)
_FOLDERS = hashes_of(one.partition("(")[0].removesuffix("s?") + ending for one in AUTHOR_FOLDERS for ending in _ENDINGS)
_OPENINGS = hashes_of(AUTHOR_OPENINGS)


def author_places(data: bytes) -> list[int]:
    """Return the places of quotation marks from which a name may call somebody an author, then of others a byline."""
    found = np.empty(2 * _STEM_HITS, np.int64)
    authors, bylines = divmod(
        _author_places(data, min(len(data), _SCRIPT_BYTES), _STEM_HITS, address(found)), 1000)
    return [*found[:authors].tolist(), *found[_STEM_HITS : _STEM_HITS + bylines].tolist()]


def author_links(tree: Tree) -> list[int]:
    """Return the places of the start tags of links that may hold the address of an author's page."""
    count, sources = len(tree.shapes), tree.shapes.lowered
    found = np.empty(count, np.int64)
    many = _author_links(sources, len(sources), address(_FOLDERS), len(_FOLDERS), address(_OPENINGS), len(_OPENINGS),
                         address(found), count)
    places: list[int] = found[:many].tolist()
    return places
