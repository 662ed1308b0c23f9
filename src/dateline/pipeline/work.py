"""What a worker does with one input: pure functions from value to value, by name, so that a process can be told."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec
import zstandard
from msgspec import Struct

from dateline.archive.values import Reading
from dateline.article import article_key, read_article
from dateline.errors import PageError
from dateline.model import Article, Page, Signature, Statement
from dateline.speakers import identify
from dateline.statements import MODEL, find_statements
from dateline.stories import signature
from dateline.version import __version__

_TELLING = frozenset({"ok", "live", "stub"})  # statuses whose text tells a story
_LEVEL = 3  # of compression: 6 takes 7 % less room and three times as long (425 real pages)
VERSION, MODEL_NAME = __version__, MODEL


class Read(Struct, frozen=True, kw_only=True):
    """All that is read from one page."""

    key: str
    article: Article
    statements: tuple[Statement, ...]
    speakers: tuple[tuple[str | None, ...], ...]
    signature: Signature | None
    zstd: bytes  # the page's bytes, as the archive keeps them


class Failed(Struct, frozen=True, kw_only=True):
    """Why an input could not be read."""

    place: str
    reason: str


def payload_hash(page: Page) -> str:
    """Return the hash by which the archive knows a page's bytes: SHA-256, hex."""
    return hashlib.sha256(page.data).hexdigest()


def read_whole(page: Page) -> Read:
    """Read a page through every room that looks at one page. Raises PageError."""
    article = read_article(page)
    statements = find_statements(article) if article.text or article.headline else ()
    identities = tuple(tuple(one.id if (one := identify(speaker)) else None for speaker in statement.speakers)
                       for statement in statements)
    telling = article.status in _TELLING and bool(article.text.strip())
    return Read(
        key=article_key(url=article.url, canonical=article.canonical, digest=payload_hash(page)),
        article=article, statements=statements, speakers=identities,
        signature=signature(id="", text=article.text, title=article.headline, published=article.published,
                            outlet=article.outlet, credits=(one.name for one in article.credits)) if telling else None,
        zstd=zstandard.ZstdCompressor(level=_LEVEL).compress(page.data))


def as_reading(page: Page, payload: str, read: Read) -> Reading:
    """Return what was read from a page as the archive takes it; payload: the hash of the page's bytes."""
    return Reading(page=page, payload=payload, zstd=read.zstd, key=read.key, article=read.article,
                   statements=read.statements, speakers=read.speakers, signature=read.signature, version=VERSION,
                   model=MODEL_NAME)


WORK: dict[str, tuple[Any, Callable[[Any], Any], Any]] = {  # name: (type in, function, type out)
    "article": (Page, read_article, Article),
    "reading": (Page, read_whole, Read),
    "statements": (Article, find_statements, tuple[Statement, ...]),
}


def run(name: str, data: bytes) -> bytes:
    """Do one piece of work on its encoded input; return its encoded result, or Failed."""
    kind, function, _ = WORK[name]
    value = msgspec.msgpack.decode(data, type=kind)
    place = getattr(value, "source", "") or value.id
    try:
        return b"+" + msgspec.msgpack.encode(function(value))
    except PageError as error:
        return b"-" + msgspec.msgpack.encode(Failed(place=place, reason=error.reason))
    except MemoryError:
        return b"-" + msgspec.msgpack.encode(Failed(place=place, reason="needs more memory than a page may"))
    except Exception as error:  # hostile input found a hole: the run goes on, the account names it
        reason = f"reader failed ({type(error).__name__}: {error})"
        return b"-" + msgspec.msgpack.encode(Failed(place=place, reason=reason[:300]))


def decoded(name: str, data: bytes) -> Any:
    """Return the result that `run` encoded: of the work's type out, or Failed."""
    return msgspec.msgpack.decode(data[1:], type=WORK[name][2] if data[:1] == b"+" else Failed)
