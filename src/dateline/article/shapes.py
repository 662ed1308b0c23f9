"""Shapes: start tags as the parser writes them, each read once for all the elements that are written so.

A page has half as many different start tags as elements. So all that can be told from a start tag alone is worked out
once a shape, when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

import numpy as np
from msgspec import Struct

from dateline.article.hints import BITS, LONGEST, SOUGHT, SURE, UNSURE, Stems, marks, shows, told_marks
from dateline.article.tags import Bytes, among, names_of
from dateline.native import ARRAY, COUNT, TEXT, address, function

_ATTRIBUTE = re.compile(r' (=?[^=]*+)="([^"]*+)"')  # a name may begin with "=", no value holds a quotation mark
_UNHINTED = among(["br", "svg", "path", "b", "strong", "em", "i"])
_SOUGHT = 8_192  # shapes of one page that are looked at for what is sought; those of a usual page are some hundreds
_OPEN = sum([BITS[name] for name in SOUGHT if not SURE[name]], UNSURE)  # what a look at the hint itself tells
_stems = Stems()
_tag_hints = function("tag_hints", TEXT, COUNT, COUNT, ARRAY, ARRAY, COUNT, ARRAY, COUNT, ARRAY, ARRAY, COUNT, ARRAY,
                      ARRAY)
STEMS = ("live", "mail", "material-")
"""What is looked for in all of a page's start tags, wherever it stands, as in native/stems.zig."""
_tag_stems = function("tag_stems", TEXT, COUNT, COUNT, ARRAY)


def unescaped(value: str) -> str:
    """Return text or an attribute's value without the escapes that the parser writes."""
    if "&" not in value:
        return value
    value = value.replace("&nbsp;", "\xa0").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    return value.replace("&amp;", "&")


class Shape(Struct, eq=False, gc=False):
    """A start tag: what stands between < and >, its element's name in lower case, and what these say.

    hint: class, id, itemprop, rel and role, lower case, or "". told: what it may show, see hints.BITS.
    """

    source: str
    tag: str
    hint: str
    told: int = 0
    _attributes: dict[str, str] | None = None
    _marks: frozenset[str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """Values as the parser decoded them; a bare attribute has ""."""
        if self._attributes is None:
            found = dict(_ATTRIBUTE.findall(self.source))
            if "&" in self.source:
                found = {name: unescaped(value) for name, value in found.items()}
            self._attributes = found
        return self._attributes

    @property
    def marks(self) -> frozenset[str]:
        """What the hint says of places, see hints.OF_PLACES."""
        if self._marks is None:
            self._marks = marks(self.hint) if self.told & UNSURE else told_marks(self.told)
        return self._marks

    def shows(self, name: str) -> bool:
        """Return whether the hint shows one of hints.py's patterns."""
        if not self.told & BITS[name]:
            return False
        return self.told & SURE[name] == BITS[name] or shows(self.hint[:LONGEST], name)


class Shapes(list[Shape]):
    """The start tags of a page that differ.

    written: what stands in them, UTF-8, each with a NUL behind it.
    """

    def __init__(self, written: bytes, numbers: Bytes) -> None:
        """Take what stands in the tags and their names' numbers."""
        self.written = written
        sources = written.decode().split("\0")[:-1]
        hints, self._told = np.empty(len(written), np.uint8), np.empty(len(numbers), np.uint16)
        length = _tag_hints(
            written, len(written), len(numbers), address(numbers), address(_UNHINTED), len(_UNHINTED),
            address(_stems.classes), _stems.steps.shape[1], address(_stems.steps), address(_stems.told),
            len(_stems.told), address(hints), address(self._told))
        hinted = hints[:length].tobytes().decode().lower().split("\0")[:-1]
        super().__init__(map(Shape, sources, names_of(numbers, sources), hinted, self._told.tolist()))

    def sought(self) -> dict[int, list[str]]:
        """Return by their places which shapes show what is looked for on whole pages, see hints.SOUGHT, and what."""
        told = self._told[:_SOUGHT]
        places = (told & len(_NAMED) - 1).nonzero()[0]
        found: dict[int, list[str]] = {}
        for place, bits in zip(places.tolist(), told[places].tolist(), strict=True):
            names = _NAMED[bits & len(_NAMED) - 1]
            if bits & _OPEN:
                names = [name for name in names if self[place].shows(name)]
            if names:
                found[place] = names
        return found

    def may_show(self, name: str) -> bool:
        """Return whether the hint of one, all of it, may show one of what is in hints.BITS."""
        return self._any & BITS[name] > 0

    def holding(self, stem: str) -> list[int]:
        """Return the places of the shapes whose source holds one of STEMS, case ignored."""
        found: list[int] = (self._held & (1 << STEMS.index(stem))).nonzero()[0].tolist()
        return found

    @cached_property
    def _any(self) -> int:
        """What any of them may show."""
        return int(np.bitwise_or.reduce(self._told))

    @cached_property
    def lowered(self) -> bytes:
        """What stands in the tags, UTF-8, with a to z for A to Z, each with a NUL behind it."""
        return self.written.lower()

    @cached_property
    def _held(self) -> Bytes:
        """Which of STEMS each shape holds, a bit each."""
        held = np.empty(len(self), np.uint8)
        _tag_stems(self.written, len(self.written), len(held), address(held))
        return held


_NAMED = [[name for bit, name in enumerate(SOUGHT) if told >> bit & 1] for told in range(1 << len(SOUGHT))]


def written(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Return what stands in a tag, written as the parser writes it."""
    pairs = [(name, (value or "").replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;")
              .replace("<", "&lt;").replace(">", "&gt;")) for name, value in attributes.items()]
    return " ".join([tag, *[f'{name}="{value}"' for name, value in pairs]])
