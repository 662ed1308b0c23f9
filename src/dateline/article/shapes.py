"""Shapes: start tags as the parser writes them, each read once for all the elements that are written so.

A page has half as many different start tags as elements. So all that can be told from a start tag alone is worked out
once a shape, when it is first asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

from dateline.article.hints import LONGEST, marks, may_show, shows
from dateline.article.tags import number_of

OPEN, RAW, VOID, TEMPLATE, CLOSE, COMMENT = range(6)
"""Kinds of tag: one that opens an element; one whose contents are not escaped; one without an end tag; a template; one
that closes an element; a comment. Those before CLOSE start an element."""

_ATTRIBUTE = re.compile(r' (=?[^=]*+)="([^"]*+)"')  # a name may begin with "=", no value holds a quotation mark
_KINDS = {
    **dict.fromkeys(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
                     "keygen", "link", "meta", "param", "source", "track", "wbr"), VOID),
    **dict.fromkeys(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"), RAW),
    "template": TEMPLATE, "!": COMMENT}
_LONGEST_HINT = 1_000  # characters of what _HINTING tells
_KEPT, _LONGEST_KEPT = 2_048, 64  # names that are kept for later pages, and the characters of the longest
_HINTING = ("class", "id", "itemprop", "rel", "role", "data-testid", "property")
_HINTS = re.compile(rf' (?:{"|".join(_HINTING)})="(?=([^"]*+))')  # a value may end with what looks like a name
_UNHINTED = frozenset({"br", "svg", "path", "b", "strong", "em", "i"})


def unescaped(value: str) -> str:
    """Return text or an attribute's value without the escapes that the parser writes."""
    if "&" not in value:
        return value
    value = value.replace("&nbsp;", "\xa0").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    return value.replace("&amp;", "&")


class Shape(Struct, eq=False, gc=False):
    """A start tag: what stands between < and >, its element's name in lower case, and what these say."""

    source: str
    tag: str
    _attributes: dict[str, str] | None = None
    _hint: str | None = None
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
    def hint(self) -> str:
        """Class, id, itemprop, rel and role, lower case, or ""."""
        if self._hint is None:
            attributes = self.attributes if self.tag not in _UNHINTED else {}
            hint = " ".join([attributes[one] for one in _HINTING if one in attributes])
            self._hint = hint[:_LONGEST_HINT].lower()
        return self._hint

    @property
    def marks(self) -> frozenset[str]:
        """What the hint says, see hints.py."""
        if self._marks is None:
            self._marks = marks(self.hint)
        return self._marks

    def shows(self, name: str) -> bool:
        """Return whether `marks` holds a name; many times cheaper where nothing else is asked."""
        return bool(self.hint) and shows(self.hint[:LONGEST], name)


class Tag(NamedTuple):
    """What the name of a tag says: that of its element, as written and in lower case, its kind, its number."""

    name: str
    tag: str
    kind: int
    number: int


class _Tags(dict[str, Tag]):
    def __missing__(self, name: str) -> Tag:
        if len(self) >= _KEPT:
            self.clear()
        tag = name.lower()
        told = Tag(name[1:], "", CLOSE, 0) if tag[:1] == "/" else Tag(
            name, tag, _KINDS.get(tag, OPEN), number_of(tag))
        if len(name) <= _LONGEST_KEPT:
            self[name] = told
        return told


_tags = _Tags()


def tags_of(sources: Iterable[str]) -> list[Tag]:
    """Return what the names of tags say, end tags and comments too, by what stands in each."""
    return list(map(_tags.__getitem__, [source.partition(" ")[0] for source in sources]))


def sought_among(shapes: list[Shape]) -> dict[int, list[str]]:
    """Return by their places which shapes show what is looked for on whole pages, and what: one look at all tells."""
    places: dict[str, list[int]] = {}
    for place, shape in enumerate(shapes):
        hint = " ".join(_HINTS.findall(shape.source))
        if hint:
            places.setdefault(hint.lower(), []).append(place)
    found = {place: [name for name in names if shapes[place].shows(name)]
             for hint, names in may_show(places).items() for place in places[hint]}
    return {place: names for place, names in found.items() if names}


def written(tag: str, attributes: Mapping[str, str | None]) -> str:
    """Return what stands in a tag, written as the parser writes it."""
    pairs = [(name, (value or "").replace("&", "&amp;").replace("\xa0", "&nbsp;").replace('"', "&quot;"))
             for name, value in attributes.items()]
    return " ".join([tag, *[f'{name}="{value}"' for name, value in pairs]])
