"""manifest.json: what an export is, from which archive, how many, what was left out and why, and how to say so."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.remainder import Left, extent
from dateline.archive.selection import Selection
from dateline.export.columns import UNIT
from dateline.export.tables import TABLES
from dateline.version import __version__


class File(Struct, frozen=True, kw_only=True):
    """A file of an export."""

    name: str
    what: str  # the table, or what a line or entry is
    rows: int
    bytes: int
    sha256: str


class ReadBy(Struct, frozen=True, kw_only=True):
    """A version and a model that articles of the archive were read with; the model's name ends in its hash."""

    version: str
    model: str
    articles: int


class Manifest(Struct, frozen=True, kw_only=True):
    """What stands in manifest.json."""

    dateline: str  # version that wrote it
    format: str
    query: dict[str, Any]  # as understood; {} for all
    values: str  # corrected, or as read
    min_speaker_confidence: float
    span_unit: str
    files: tuple[File, ...]
    columns: dict[str, dict[str, str]]  # table -> column -> what it is; of flat formats
    digest: dict[str, str]  # of the archive, as `dateline digest` prints it
    read_by: tuple[ReadBy, ...]
    counts: dict[str, int]  # articles, texts, stories, outlets of what was taken
    in_no_story: int  # articles of it: too little of them could be read, or they are not grouped yet
    statements: int
    corrections: int  # made by people and in force in the archive
    published: tuple[str | None, str | None]  # first and last, for ordering only: an unknown offset counts as UTC
    captured: tuple[str | None, str | None]  # likewise
    dated: int  # articles that have a date of publication
    timed: int  # articles of which it is known when they were captured
    left_out: tuple[Left, ...]
    methods: str = ""


def manifest_of(archive: Archive, selection: Selection, form: str, files: tuple[File, ...],
                digest: dict[str, str]) -> Manifest:
    """Return the manifest of an export; digest: of the archive."""
    found = extent(archive, selection)
    made = Manifest(
        dateline=__version__, format=form, min_speaker_confidence=selection.min_speaker_confidence, span_unit=UNIT,
        query={name: value for name, value in msgspec.to_builtins(selection.query).items() if value},
        values="as read" if selection.as_read else "corrected", files=files,
        columns={file.what: {column.name: column.about for column in TABLES[file.what].columns} for file in files
                 if form in ("csv", "parquet")},
        digest=digest, left_out=found.left,
        read_by=tuple(ReadBy(version=version, model=model, articles=count)
                      for version, model, count in find.versions(archive)),
        counts={name: getattr(found, name) for name in ("articles", "texts", "stories", "outlets")},
        in_no_story=found.in_no_story, statements=found.statements, corrections=found.corrections,
        published=(found.first_published, found.last_published), captured=(found.first_captured, found.last_captured),
        dated=found.dated, timed=found.timed)
    return msgspec.structs.replace(made, methods=methods(made))


def methods(about: Manifest) -> str:
    """Return a paragraph that a paper can print."""
    tools = " and ".join(f"version {one.version} (model {one.model}; {_many(one.articles, 'article')})"
                         for one in about.read_by)
    asked = ", ".join(f"{name.replace('_', ' ')}: {_plain(value)}" for name, value in about.query.items())
    articles, texts, stories, outlets = (about.counts[n] for n in ("articles", "texts", "stories", "outlets"))
    left = "; ".join(f"{one.what} that {one.why} ({one.count:,})" for one in about.left_out)
    sentences = [
        f"News pages were read and kept with dateline, {tools or f'version {about.dateline}'}; the archive's digest is "
        f"{about.digest['total']}.",
        f"From it we took {_many(about.statements, 'statement')} in {_many(articles, 'article')}: "
        f"{_many(texts, 'distinct text')} of {_many(stories, 'story', 'stories')} from {_many(outlets, 'outlet')}"
        + (f" (selected by {asked})." if asked else "."),
        f"{_many(about.in_no_story, 'article is', 'articles are')} in no story." if about.in_no_story else "",
        f"The date of publication is known of {_known(about.dated, about.published)}; the time of capture of "
        f"{_known(about.timed, about.captured)}.",
        f"Left out were {left}." if left else "",
        "Values are as the machine read them." if about.values == "as read" else
        f"Over what was read lie corrections by people ({about.corrections:,} in the archive); both are given."
        if about.corrections else "No correction was made by people.",
        f"Spans count Unicode {about.span_unit}; a time is given in UTC only where the page states its offset."]
    return " ".join(sentence for sentence in sentences if sentence)


def _plain(value: object) -> str:
    return " and ".join(f"“{one}”" for one in value) if isinstance(value, list) else str(value)


def _known(count: int, period: tuple[str | None, str | None]) -> str:
    first, last = period
    if not (count and first and last):
        return "none"
    days = first[:10] if first[:10] == last[:10] else f"{first[:10]} to {last[:10]}"
    return f"{_many(count, 'article')} ({days})"


def _many(count: int, one: str, more: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else more or one + 's'}"
