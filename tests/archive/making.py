"""Readings made by hand, so that the archive is tested without the rooms before it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import zstandard

from dateline.archive import Archive, open_archive
from dateline.archive.store import Outcome, write_reading
from dateline.archive.values import Reading
from dateline.model import Article, Given, Page, Speaker, Statement


def statement_of(text: str, *, source: str, cue: str, content: str, speaker: str | None = None) -> Statement:
    """A statement of `text`, by the words of its spans."""

    def span(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    speakers = (Speaker(name=speaker, chain=(span(source),), confidence=0.9),) if speaker else ()
    return Statement(kind="indirect", source=(span(source),), cue=(span(cue),), content=(span(content),),
                     confidence=0.8, speakers=speakers)


def reading_of(text: str, *, headline: str = "Rain in Harrow", url: str | None = "https://courier.example/rain",
               captured: str | None = None, published: str | None = "2026-03-01T08:00:00+00:00", status: str = "ok",
               statements: tuple[Statement, ...] = (), outlet: str = "Courier", data: bytes | None = None,
               version: str = "1") -> Reading:
    """A reading of one capture, as a worker would hand it over."""
    page = Page(id="page", data=data if data is not None else f"{headline}|{text}|{captured}".encode(), url=url,
                captured=captured, captured_from="warc" if captured else None, source=f"{captured}.html", given=Given())
    payload = hashlib.sha256(page.data).hexdigest()
    article = Article(id="page", url=url, headline=headline, text=text, published=published, outlet=outlet,
                      status=status, language="en", captured=captured)  # type: ignore[arg-type]
    identities = tuple(tuple("id-" + s.name.lower() for s in one.speakers) for one in statements)
    return Reading(page=page, payload=payload, zstd=zstandard.compress(page.data), key=url or payload, article=article,
                   statements=statements, speakers=identities, signature=None, version=version, model="by hand")


def said(text: str, speaker: str = "Ana Ruiz") -> tuple[Statement, ...]:
    """The one statement of a text "NAME said that CONTENT."."""
    content = text.split(" said that ")[1].rstrip(".")
    return (statement_of(text, source=speaker, cue="said", content=content, speaker=speaker),)


def archive_of(path: Path, *readings: Reading) -> Archive:
    """An archive that holds these readings, open for writing."""
    archive = open_archive(path, write=True, create=True, purpose="test")
    for reading in readings:
        write(archive, reading)
    return archive


def write(archive: Archive, reading: Reading) -> Outcome:
    """Write one reading in a transaction of its own."""
    with archive.transaction():
        return write_reading(archive, reading)
