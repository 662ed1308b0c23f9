"""What the archive holds as entries of a feed: only what is new, one entry for a text and all its copies.

An entry's id is that of the first printing, so that a copy or a repetition that comes in later is the entry that a
feed reader has seen already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from itertools import islice
from typing import BinaryIO

from dateline.archive import Archive, find
from dateline.archive.echoes import first_said
from dateline.archive.ids import fold
from dateline.archive.selection import Selection
from dateline.archive.tables import copies, holds, newest
from dateline.export.changes import change_entry
from dateline.export.feeds import Entry, Feed, FeedForm, web_address, write_feed
from dateline.export.tables import TABLES, rows_of

_ALL = Selection()
Row = dict[str, object]


def write_selection(form: FeedForm, archive: Archive, what: str, stream: BinaryIO, selection: Selection, *,
                    limit: int, title: str) -> int:
    """Write the newest "articles" or "statements" of a selection as a feed of at most `limit` entries."""
    found = entries(archive, what, newest(archive, what, selection), selection)
    return write_feed(form, Feed(title=title, link=f"urn:dateline:{what}"), islice(found, limit), stream)


def entries(archive: Archive, what: str, ids: Iterable[str], selection: Selection = _ALL, *,
            narrowed: bool = True) -> Iterator[Entry]:
    """Yield the entries for rows of a list (articles, statements, speakers, stories, outlets), by full ids.

    narrowed: whether `ids` are those of the selection, the newest first, so that what is only repeated in them can be
    left to its first printing; else each wording of `ids` is an entry.
    """
    if what == "articles":
        return article_entries(archive, ids, selection)
    if what == "statements":
        return statement_entries(archive, ids, selection, narrowed=narrowed)
    return (_ENTRY[what](row) for row in _rows(archive, what, ids, selection))


def article_entries(archive: Archive, ids: Iterable[str], selection: Selection = _ALL) -> Iterator[Entry]:
    """Yield an entry for each article (by full id), but one for all that share a text."""
    seen: set[str] = set()
    for row in _rows(archive, "articles", ids, selection):
        original = str(row["copy_of"] or row["id"])
        if original in seen:
            continue
        seen.add(original)
        yield Entry(id=f"urn:dateline:article:{original}", title=str(row["headline"] or "(no headline)"),
                    link=web_address(row["url"]), published=_text(row["published_utc"]), author=_text(row["outlet"]),
                    summary=_about(archive, row, original))


def statement_entries(archive: Archive, ids: Iterable[str], selection: Selection = _ALL, *,
                      narrowed: bool = True) -> Iterator[Entry]:
    """Yield an entry for each new statement (by full id): one where copies of a text all hold it, none where it only
    says again what an earlier one of the selection said."""
    seen: set[str] = set()
    for row in _rows(archive, "statements", ids, selection):
        original = str(row["copy_of"] or row["article"])
        printed = _in_original(archive, row)
        first = first_said(archive, printed) if narrowed else printed
        later = narrowed and first != row["id"] and holds(archive, "statements", selection, first)
        if first in seen or later:  # it comes as what it first was
            continue
        seen.add(first)
        who = row["speaker"] or row["source"] or "(nobody named)"
        marks = ", ".join([*(str(row[name]) for name in ("kind", "modality")),
                           *([] if row["calibrated"] else ["confidence not calibrated"])])
        title = f"{who} {row['cue']}: {row['content']}" if row["cue"] else f"{who}: {row['content']}"
        yield Entry(id=f"urn:dateline:statement:{first}", title=title, link=web_address(row["url"]),
                    published=_text(row["published_utc"]), author=_text(row["outlet"]),
                    summary=f"({marks}) In: {row['headline'] or '(no headline)'}. {_about(archive, row, original)}")


def _in_original(archive: Archive, row: Row) -> str:
    """The statement that a row is, in the article whose text its own article repeats."""
    if row["copy_of"]:
        content = fold(str(row["content"]))
        for one in find.statements_of(archive, str(row["copy_of"])):
            if fold(one.content) == content:
                return one.id
    return str(row["id"])


def _story(row: Row) -> Entry:
    return Entry(id=f"urn:dateline:story:{row['id']}", title=str(row["headline"] or "(no headline)"),
                 published=_text(row["last_published_utc"]), summary=_counted(row))


def _speaker(row: Row) -> Entry:
    inferred = f" and {row['inferred']} inferred from office" if row["inferred"] else ""
    return Entry(id=f"urn:dateline:speaker:{row['id']}", title=str(row["name"]),
                 published=_text(row["last_published_utc"]),
                 summary=f"{row['type']} · statements: {row['statements']}{inferred} · {_counted(row)}")


def _outlet(row: Row) -> Entry:
    return Entry(id=f"urn:dateline:outlet:{row['name']}", title=str(row["name"]),
                 published=_text(row["last_published_utc"]), summary=_counted(row))


def _edition(row: Row) -> Entry:
    return Entry(id=f"urn:dateline:edition:{row['id']}", title=str(row["headline"] or "(no headline)"),
                 link=web_address(row["url"]), published=_text(row["captured_utc"]), author=_text(row["outlet"]),
                 summary=f"edition {row['ordinal']}, captured {row['captured'] or 'at an unknown time'}")


def _correction(row: Row) -> Entry:
    return Entry(id=f"urn:dateline:correction:{row['id']}", title=f"{row['who']}: {row['kind']} ({row['state']})",
                 published=_text(row["made"]), author=_text(row["who"]), summary=f"{row['value']} {row['why'] or ''}")


def _rejected(row: Row) -> Entry:
    digest = sha256(f"{row['source']}\0{row['reason']}".encode("utf-8", "replace")).hexdigest()[:16]
    return Entry(id=f"urn:dateline:rejected:{digest}", title=str(row["source"]), summary=str(row["reason"]))


_ENTRY: dict[str, Callable[[Row], Entry]] = {
    "stories": _story, "speakers": _speaker, "outlets": _outlet, "editions": _edition, "corrections": _correction,
    "rejected": _rejected, "changes": change_entry}


def _counted(row: Row) -> str:
    counts = [f"{name}: {row[name]}" for name in ("articles", "texts", "stories", "outlets") if name in row]
    dates = [str(row[name]) for name in ("first_published", "last_published") if row[name]]
    return " · ".join([*counts, " to ".join(dates) or "no date"])


def _rows(archive: Archive, table: str, ids: Iterable[str], selection: Selection) -> Iterator[Row]:
    names = [column.name for column in TABLES[table].columns]
    for row in rows_of(archive, TABLES[table], ids, selection):
        yield dict(zip(names, row, strict=True))


def _about(archive: Archive, row: Row, original: str) -> str:
    same, outlets = copies(archive, original)
    parts = [str(row["outlet"] or ""), str(row["published"] or "no date")]
    parts += [f"the same text in {same} other article{'s' * (same > 1)}, {outlets} outlet{'s' * (outlets != 1)} in all"
              ] if same > 0 else []
    return " · ".join(part for part in parts if part)


def _text(value: object) -> str | None:
    return None if value is None else str(value)
