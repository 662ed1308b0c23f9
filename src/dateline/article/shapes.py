"""Shapes: start tags as the parser writes them, each read once for all the elements that are written so.

A page has a few hundred different start tags for its thousands of elements, and pages of one site share them. So all
that can be told from a start tag alone is worked out once a shape, when it is first asked for, and kept.
"""

from __future__ import annotations

import re

from dateline.article.hints import LONGEST, NOTHING, marks, shows, sought_marks
from dateline.article.names import name_ids

OPEN, CLOSE, VOID, COMMENT, RAW, TEMPLATE = range(6)
"""Kinds of tag: one that opens an element; one that closes it; one without an end tag; a comment; one whose contents
are not escaped; a template."""

_ATTRIBUTE = re.compile(r' ([^ \t\n\f\r]+?)="([^"]*+)"')  # no name has "=" inside
_KINDS = {
    **dict.fromkeys(("area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input",
                     "keygen", "link", "meta", "param", "source", "track", "wbr"), VOID),
    **dict.fromkeys(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"), RAW),
    "template": TEMPLATE, "!": COMMENT}
_HINTED = 8_192  # shapes of one page that are asked for marks; those of a usual page are some hundreds
_LONGEST_HINT = 1_000  # characters of one
_KEPT = 8_192  # shapes that are kept for later pages
_LONGEST_KEPT = 96  # characters of one
_HINTING = ("class", "id", "itemprop", "rel", "role", "data-testid", "property")
_UNHINTED = frozenset({"br", "svg", "path", "b", "strong", "em", "i"})


def unescaped(value: str) -> str:
    """Return text or an attribute's value without the escapes that the parser writes."""
    if "&" not in value:
        return value
    value = value.replace("&nbsp;", "\xa0").replace("&quot;", '"').replace("&lt;", "<").replace("&gt;", ">")
    return value.replace("&amp;", "&")


class Shape:
    """A start tag: its element's name and attributes, and what they say.

    source: what stands between < and >. name: as written. tag: lower case. attributes: values as the parser decoded
    them; a bare attribute has "". hint: class, id, itemprop, rel and role, lower case, or "". marks: what the hint
    says, see hints.py. sought: those marks that are looked for on whole pages. names: hashed, see names.py.
    """

    __slots__ = ("attributes", "hint", "kind", "marks", "name", "names", "sought", "source", "tag")

    source: str
    name: str
    tag: str
    kind: int
    attributes: dict[str, str]
    hint: str
    marks: frozenset[str]
    sought: frozenset[str]
    names: bytes

    def __getattr__(self, name: str) -> object:
        """Work out what was not asked for before; a slot that is filled never comes here."""
        if name == "attributes":
            self.attributes = _attributes(self)
        elif name == "names":
            self.names = name_ids(self.tag, self.attributes)
        elif name == "marks":
            self.marks = marks(self.hint) if self.hint else NOTHING
        elif name in ("hint", "sought"):
            attributes = self.attributes if self.tag not in _UNHINTED else None
            hint = " ".join([attributes[one] for one in _HINTING if one in attributes]) if attributes else ""
            hint = hint[:_LONGEST_HINT].lower()
            self.hint, self.sought = hint, sought_marks(hint) if hint else NOTHING
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def shows(self, name: str) -> bool:
        """Return whether `marks` holds a name; many times cheaper where nothing else is asked."""
        return bool(self.hint) and shows(self.hint[:LONGEST], name)


def _attributes(shape: Shape) -> dict[str, str]:
    source = shape.source
    begin = len(shape.name) + 1
    if len(source) < begin:
        return {}
    try:
        found = dict([one.split('="') for one in source[begin:-1].split('" ')])  # no value holds a quotation mark
    except ValueError:
        found = dict(_ATTRIBUTE.findall(source))  # but a name may
    return {name: unescaped(value) for name, value in found.items()} if "&" in source else found


_kept: dict[str, Shape] = {}


class Shapes(dict[str, Shape]):
    """The shapes of one page by their sources, end tags and comments too; those of other pages are beside."""

    def __missing__(self, source: str) -> Shape:
        if len(self) >= _HINTED:
            self[source] = unasked = _read(source)
            unasked.sought = NOTHING
            return unasked
        shape = _kept.get(source)
        if shape is None:
            shape = _read(source)
            if len(source) <= _LONGEST_KEPT:
                if len(_kept) >= _KEPT:
                    _kept.clear()
                _kept[source] = shape
        self[source] = shape
        return shape


def _read(source: str) -> Shape:
    name = source.partition(" ")[0]
    shape = Shape()
    shape.source = source
    if name[:1] == "/":
        shape.name, shape.kind = name[1:], CLOSE
    else:
        shape.name, shape.tag = name, name.lower()
        shape.kind = _KINDS.get(shape.tag, OPEN)
    return shape


def shape_of(tag: str, attributes: dict[str, str]) -> Shape:
    """Return the shape of an element that was asked for its name and attributes."""
    shape = _read(tag)
    shape.attributes = attributes
    return shape
