"""The entries of RSS and Atom by feedparser's handlers, within bounds: what is hostile costs no more than its size."""

from __future__ import annotations

import io
import re
import xml.sax
import xml.sax.handler
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

import webencodings
from feedparser.api import LooseFeedParser, StrictFeedParser

DEPTH = 300
# What is counted: about 2.5 microseconds of feedparser's time each.
_FREE, _BYTES = 80_000, 4  # so many, and one more for so many bytes
_ELEMENT, _MARKUP, _END, _ATTRIBUTES_SQUARED = 18, 8, 3, 64
_NAMESPACES = 100
_NAME_CHARACTERS = 2_000  # of an author, a base address, a language
_FIRST_ELEMENT = re.compile(rb"<\w")
_PROLOG_BYTES = 64 * 1024
_ENTITY = re.compile(rb"<!ENTITY\s{1,20}(\w{1,40})\s{1,20}\"(&#\w{1,8};|[^&\"<>%]{0,32})\"")
_ENTITIES = 300
_DECLARATION = re.compile(rb"\s{0,100}<\?xml[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})")
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"<\0", "utf-16-le"),
          (b"\0<", "utf-16-be"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a feed, or a part of one, holds. cut: why its end was not read."""

    entries: list[dict[str, Any]]
    feed: dict[str, Any]
    version: str
    cut: str | None


class _Enough(Exception):
    """Reading goes no further; its argument says why."""


class _Bounded:
    """Counts what a handler does, and leaves out what costs more than its size and is not asked for."""

    namespaces_in_use: dict[str, str]
    contentparams: dict[str, str]
    incontent: int
    _left = _FREE

    def allow(self, size: int) -> None:
        """Set what may be spent on so many bytes."""
        self._left = _FREE + size // _BYTES

    def spend(self, count: int) -> None:
        """Raise _Enough where nothing is left."""
        self._left -= count
        if self._left < 0:
            raise _Enough("made of too many elements")

    def spend_on(self, attributes: int) -> None:
        """Count an element, whose attributes cost their number's square."""
        markup = self.incontent and self.contentparams.get("type") == "application/xhtml+xml"
        self.spend((_MARKUP if markup else _ELEMENT) + attributes + attributes * attributes // _ATTRIBUTES_SQUARED)

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        super().unknown_starttag(tag, [(name, value) for name, value in attrs  # type: ignore[misc]
                                       if len(value) <= _NAME_CHARACTERS or name.rpartition(":")[2] not in
                                       ("base", "lang")])

    def track_namespace(self, prefix: str | None, uri: str) -> None:
        if len(self.namespaces_in_use) < _NAMESPACES:
            super().track_namespace(prefix, uri)  # type: ignore[misc]

    def _sync_author_detail(self, key: str = "author") -> None:
        if len(str(self._get_context().get(key) or "")) <= _NAME_CHARACTERS:  # type: ignore[attr-defined]
            super()._sync_author_detail(key)  # type: ignore[misc]

    def _add_tag(self, term: str, *_: str) -> None:  # feedparser compares each with all before it
        self._get_context()["tags"] = [{"term": term}]  # type: ignore[attr-defined]


class _Strict(_Bounded, StrictFeedParser):  # type: ignore[misc]
    """The handler of well-formed XML."""

    nesting = 0

    def startElementNS(self, name: Any, qname: Any, attrs: Any) -> None:
        self.nesting += 1
        if self.nesting > DEPTH:
            raise _Enough("that nests too deep")
        self.spend_on(len(attrs))
        super().startElementNS(name, qname, attrs)

    def endElementNS(self, name: Any, qname: Any) -> None:
        self.nesting -= 1
        super().endElementNS(name, qname)


class _Loose(_Bounded, LooseFeedParser):  # type: ignore[misc]
    """The handler of what is no XML."""

    def unknown_starttag(self, tag: str, attrs: list[tuple[str, str]]) -> None:
        self.spend_on(len(attrs))
        super().unknown_starttag(tag, attrs)

    def unknown_endtag(self, tag: str) -> None:
        self.spend(_END)
        super().unknown_endtag(tag)

    def handle_data(self, text: str, escape: int = 1) -> None:
        self.spend(1)
        super().handle_data(text, escape)


def is_sound(data: bytes) -> bool:
    """Whether UTF-8 data are XML, which is read fast."""
    entities, body = _divided(data)
    try:
        expat.ParserCreate("utf-8").Parse(_declared(entities) + body, True)
    except expat.ExpatError:
        return False
    return True


def parsed(data: bytes, *, sound: bool) -> Parsed | None:
    """Return what UTF-8 data hold, None where feedparser fails. sound: they are XML."""
    entities, body = _divided(data)
    handler: Any = _Strict("", None, "utf-8") if sound else _Loose("", None, "utf-8", {
        name.decode("utf-8", "replace"): value.decode("utf-8", "replace") for name, value in entities.items()})
    handler.resolve_relative_uris = handler.sanitize_html = False  # the markup as it was published
    handler.allow(len(body))
    cut = None
    try:
        if sound:
            _walk(handler, _declared(entities) + body)
        else:
            handler.feed(body.decode("utf-8", "replace"))
    except _Enough as enough:
        cut = str(enough)
        del handler.entries[len(handler.entries) - bool(handler.inentry):]  # the one that is read by half
    except Exception:  # feedparser documents none, and whatever a feed breaks in it stays one feed
        return None
    return Parsed(handler.entries, handler.feeddata, handler.version, cut)


def _divided(data: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Return the short entities that a feed declares, and all from its first element on."""
    first = _FIRST_ELEMENT.search(data)
    start = first.start() if first else len(data)
    return dict(_ENTITY.findall(data, 0, min(start, _PROLOG_BYTES))[:_ENTITIES]), data[start:].replace(b"\r\n", b"\n")


def _declared(entities: dict[bytes, bytes]) -> bytes:
    """Return a prolog that declares the entities; all else that a feed's own one may hold is of no use here."""
    told = b"".join(b'<!ENTITY %b "%b">' % pair for pair in entities.items())
    return b"<!DOCTYPE feed [" + told + b"]>" if told else b""


def _walk(handler: Any, data: bytes) -> None:
    """Let a handler see XML. Raises SAXException."""
    parser = xml.sax.make_parser()
    parser.setFeature(xml.sax.handler.feature_namespaces, 1)
    parser.setFeature(xml.sax.handler.feature_external_ges, 0)
    parser.setContentHandler(handler)
    parser.setErrorHandler(handler)
    source = xml.sax.xmlreader.InputSource()
    source.setByteStream(io.BytesIO(data))
    source.setEncoding("utf-8")
    parser.parse(source)


def in_utf_8(data: bytes) -> bytes:
    """Return a feed in UTF-8, without its XML declaration's say: by its mark, its declaration, or a guess."""
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if name:
        return data.decode(name, "replace").removeprefix("\ufeff").encode()
    stated = _DECLARATION.match(data)
    found = webencodings.lookup(stated[1].decode("ascii", "replace")) if stated else None
    for codec in ([found.codec_info.name] if found else []) + ["utf-8"]:
        try:
            return data.decode(codec).encode("utf-8", "replace")
        except UnicodeDecodeError as error:
            if error.start >= len(data) - 4:  # cut in the middle of a character
                return data[:error.start].decode(codec, "replace").encode("utf-8", "replace")
    return data.decode("cp1252", "replace").encode()
