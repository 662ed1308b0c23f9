"""The record as flat tables, row by row in the order of keys: what every export is made from.

A table is read with one cursor, so that memory does not grow with it; `one_state` lets several tables and counts be
read from one state of the archive while a writer goes on. Rows are plain tuples: `COLUMNS` names their places, unless
the caller names the columns that it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.selection import Conditions, Selection

Row = tuple[Any, ...]

_BY = ("(SELECT group_concat(who, '; ') FROM (SELECT c.who FROM overlay o JOIN correction c ON c.id = o.correction "
       "WHERE o.article = a.id AND o.statement = '' AND {over} GROUP BY c.who ORDER BY min(c.number)))")
_AT = ("(SELECT max(c.made) FROM overlay o JOIN correction c ON c.id = o.correction "
       "WHERE o.article = a.id AND o.statement = '' AND {over})")
_PIECES = ("(SELECT json_group_array(json_extract(o.value, '$.{}')) FROM overlay o WHERE o.article = a.id AND "
           "o.statement = '' AND o.field GLOB '{} *' AND {{over}})")
_VOICES = ("(SELECT json_group_array(json_array(v.name, v.speaker, v.role, v.type, v.named, v.confidence, "
           "json(v.chain))) FROM voice v WHERE v.statement = s.number)")
_INFERRED = ("(SELECT json_group_array(json_array(i.speaker, i.office)) FROM "
             "(SELECT n.speaker, n.office FROM inferred n WHERE n.statement = s.number ORDER BY n.place) i "
             "HAVING count(*) > 0)")
_CAPTURED = "(SELECT captured FROM capture WHERE id = e.capture)"

_AUTHORS = ("coalesce((SELECT o.value FROM overlay o WHERE o.article = a.id AND o.statement = '' "
            "AND o.field = 'authors' AND {over}), e.authors)")
_ARTICLE = (
    ("id", "a.id"), ("url", "a.url"), ("canonical", "e.canonical"), ("outlet", "a.outlet"),
    ("language", "a.language"), ("status", "a.status"), ("status_read", "e.status"), ("headline", "a.headline"),
    ("headline_read", "e.headline"), ("published", "a.published"), ("published_read", "e.published"),
    ("evidence", "json_extract(e.times, '$.published')"), ("modified", "e.modified"), ("captured", _CAPTURED),
    ("authors", _AUTHORS), ("bylines", "e.bylines"), ("text", "e.text"), ("edition", "a.edition"),
    ("editions", "(SELECT count(*) FROM edition x WHERE x.article = a.id)"),
    ("captures", "(SELECT count(*) FROM capture x WHERE x.article = a.id)"),
    ("story", "a.story"), ("copy_of", "a.copy_of"), ("version", "e.version"), ("model", "e.model"),
    ("corrected_by", _BY), ("corrected_at", _AT),
    ("outlet_read", "e.outlet"), ("authors_read", "e.authors"), ("taken_out", _PIECES.format("span", "taken-out")),
    ("brought_back", _PIECES.format("words", "kept")))
_EDITION = (
    ("id", "d.id"), ("article", "d.article"), ("ordinal", "d.ordinal"), ("shown", "d.id = a.edition"),
    ("url", "d.url"), ("headline", "d.headline"), ("published", "d.published"), ("modified", "d.modified"),
    ("captured", "(SELECT captured FROM capture WHERE id = d.capture)"), ("authors", "d.authors"),
    ("outlet", "d.outlet"), ("language", "d.language"), ("status", "d.status"), ("text", "d.text"),
    ("captures", "(SELECT count(*) FROM capture x WHERE x.edition = d.id)"), ("version", "d.version"),
    ("model", "d.model"))
_STATEMENT = (
    ("id", "s.id"), ("article", "s.article"), ("number", "a.number"), ("edition", "s.edition"),
    ("ordinal", "s.ordinal"), ("language", "a.language"), ("in", 's."in"'), ("kind", "s.kind"), ("act", "s.act"),
    ("modality", "s.modality"), ("method", "s.method"), ("confidence", "s.confidence"), ("source", "s.source"),
    ("cue", "s.cue"), ("content", "s.content"), ("spans", "s.spans"), ("candidates", "s.candidates"),
    ("via", "s.via"), ("addressee", "s.addressee"), ("occasion", "s.occasion"), ("voices", _VOICES),
    *((f"first_{name}", f"v.{name}") for name in ("name", "speaker", "role", "type", "confidence")),
    ("joint", "CASE WHEN o.value IS NOT NULL OR EXISTS (SELECT 1 FROM voice w WHERE w.statement = s.number AND "
              f"w.place = 2) THEN {_VOICES} END"),  # where the first is not all: most have one voice, read faster
    ("over", "o.value"), ("corrected_by", "c.who"), ("corrected_at", "c.made"),
    ("content_read", "CASE WHEN s.correction IS NOT NULL THEN (SELECT x.content FROM statement x WHERE x.id = "
                     "c.statement AND x.edition = s.edition AND x.correction IS NULL) END"),
    ("inferred", "CASE WHEN o.value IS NULL AND {over} THEN " + _INFERRED + " END"))
_DATED = "nullif(a.published_sort, '') || char(10) || a.published"  # a time behind what it is ordered by
_FIRST_AND_LAST = (("first", f"min({_DATED})"), ("last", f"max({_DATED})"))
_SPEAKER = (
    ("id", "m.speaker"), ("statements", "count(DISTINCT m.statement)"), ("articles", "count(DISTINCT a.id)"),
    ("texts", "count(DISTINCT coalesce(a.copy_of, a.id))"), ("stories", "count(DISTINCT a.story)"),
    ("outlets", "count(DISTINCT a.outlet)"), *_FIRST_AND_LAST)
_STORY = (
    ("id", "a.story"), ("articles", "count(*)"), ("texts", "count(DISTINCT coalesce(a.copy_of, a.id))"),
    ("outlets", "count(DISTINCT a.outlet)"), *_FIRST_AND_LAST,
    ("headline", "(SELECT x.headline FROM article x WHERE x.story = a.story ORDER BY x.published_sort, x.id LIMIT 1)"))
_OUTLET = (
    ("name", "a.outlet"), ("articles", "count(*)"), ("texts", "count(DISTINCT coalesce(a.copy_of, a.id))"),
    ("stories", "count(DISTINCT a.story)"), *_FIRST_AND_LAST)
_BEST_LINK = ("(SELECT {} FROM (SELECT k.score, k.reason, k.b AS other FROM link k WHERE k.a = a.id UNION ALL "
              "SELECT k.score, k.reason, k.a FROM link k WHERE k.b = a.id) l JOIN article y ON y.id = l.other "
              "WHERE y.story = a.story ORDER BY l.score DESC, l.other LIMIT 1)")
_ARTICLE_STORY = (
    ("article", "a.id"), ("story", "a.story"), ("copy_of", "a.copy_of"),
    *((name, _BEST_LINK.format(f"l.{column}")) for name, column in
      (("linked_to", "other"), ("score", "score"), ("reason", "reason"))),
    ("story_read", "(SELECT m.as_read FROM membership m WHERE m.article = a.id AND {over})"),
    *((name, f"(SELECT c.{column} FROM decided d JOIN correction c ON c.id = d.correction WHERE d.article = a.id "
             "AND {over})") for name, column in (("corrected_by", "who"), ("corrected_at", "made"))))

_SAID_BY = "(SELECT b.speaker, b.statement FROM said_by b LEFT JOIN voice v ON v.statement = b.statement " \
           "AND v.speaker = b.speaker WHERE coalesce(v.confidence, 1.0) >= ?)"
_READ_BY = "(SELECT v.speaker, v.statement FROM voice v WHERE v.speaker IS NOT NULL AND v.confidence >= ?)"
_BESIDE = (" LEFT JOIN overlay o ON o.statement = s.id AND o.field = 'speaker' AND {over} "
           "LEFT JOIN correction c ON c.id = coalesce(o.correction, s.correction) "
           "LEFT JOIN voice v ON v.statement = s.number AND v.place = 1")
_STATEMENTS = "{articles} CROSS JOIN statement s ON s.edition = a.edition" + _BESIDE
_ONE_STATEMENT = "statement s CROSS JOIN {articles} AND a.id = s.article AND a.edition = s.edition" + _BESIDE
_SPEAKERS = ("{mentions} m CROSS JOIN statement s ON s.number = m.statement CROSS JOIN {articles} "
             "AND a.id = s.article AND a.edition = s.edition")


class _Table:
    """How a table is read: its columns, where they come from (one row too, unless `one` says how that is found
    faster), its key, and what it is grouped and ordered by."""

    def __init__(self, columns: tuple[tuple[str, str], ...], source: str, key: str, after: str, about: str,
                 one: str = "") -> None:
        self.columns = dict(columns)
        self.source, self.one, self.key, self.after, self.about = source, one or source, key, after, about


_TABLES = {
    "articles": _Table(_ARTICLE, "{articles}", "a.id", "ORDER BY a.id", "article"),
    "editions": _Table(_EDITION, "{articles} CROSS JOIN edition d ON d.article = a.id", "a.id",
                       "ORDER BY a.id, d.ordinal", "article"),
    "statements": _Table(_STATEMENT, _STATEMENTS, "s.id", "ORDER BY a.id, s.ordinal", "statement", _ONE_STATEMENT),
    "speakers": _Table(_SPEAKER, _SPEAKERS, "m.speaker", "GROUP BY m.speaker ORDER BY m.speaker", "statement"),
    "stories": _Table(_STORY, "{articles}", "a.story", "AND a.story IS NOT NULL GROUP BY a.story ORDER BY a.story",
                      "article"),
    "outlets": _Table(_OUTLET, "{articles}", "a.outlet",
                      "AND a.outlet IS NOT NULL GROUP BY a.outlet ORDER BY a.outlet", "article"),
    "article_story": _Table(_ARTICLE_STORY, "{articles}", "a.id", "AND a.story IS NOT NULL ORDER BY a.id", "article"),
}
COLUMNS = {name: tuple(table.columns) for name, table in _TABLES.items()}


@contextmanager
def one_state(archive: Archive) -> Iterator[None]:
    """Let everything that is read inside show one state of the archive."""
    if archive.db.in_transaction:
        yield
        return
    archive.db.execute("BEGIN")
    try:
        yield
    finally:
        archive.db.execute("COMMIT")


def rows(archive: Archive, table: str, selection: Selection, names: Sequence[str] | None = None) -> Iterator[Row]:
    """Yield the rows of a table that are in a selection, in the order of keys (of `selection.ids` where given).

    names: the columns that are wanted, in their order; all, unless given.
    """
    about, conditions = _TABLES[table], Conditions(archive, selection)
    where, values = conditions.of_article if about.about == "article" else conditions.of_statement
    mentions = _READ_BY if selection.as_read else _SAID_BY
    over = "false" if selection.as_read else "true"
    columns = ", ".join(about.columns[name] for name in names or about.columns).format(over=over)
    source = (about.source if selection.ids is None else about.one).format(
        articles=conditions.articles, mentions=mentions, over=over)
    before = [selection.min_speaker_confidence] if "{mentions}" in about.source else []
    cursor = archive.db.cursor()
    cursor.row_factory = None
    if selection.ids is None:
        yield from cursor.execute(f"SELECT {columns} FROM {source} WHERE {where} {about.after}",
                                  (*before, *values))
        return
    shown = conditions.shown_statement if about.about == "statement" else "true"
    sql = f"SELECT {columns} FROM {source} WHERE {about.key} = ? AND {shown} {about.after}"
    for id_ in selection.ids:
        yield from cursor.execute(sql, (*before, id_))


def article_of(archive: Archive, selection: Selection, names: Sequence[str]) -> Callable[[int], Row]:
    """Return what gives these columns of "articles" for one that "statements" has named by its number."""
    conditions, about = Conditions(archive, selection), _TABLES["articles"]
    columns = ", ".join(about.columns[name] for name in names).format(over="false" if selection.as_read else "true")
    sql = f"SELECT {columns} FROM {conditions.articles} WHERE a.number = ?"
    cursor = archive.db.cursor()
    cursor.row_factory = None

    def found(number: int) -> Row:
        row: Row = cursor.execute(sql, (number,)).fetchone()
        return row

    return found


class Texts:
    """The words that spans of an edition's statements count in; keeps the last edition, since rows come by article."""

    def __init__(self, archive: Archive) -> None:
        self._db = archive.db
        self._edition = ""
        self._text, self._headline, self._media = "", "", list[dict[str, Any]]()

    def of(self, edition: str, where: str) -> str:
        """Return the text that `where` (text, headline, media/N) names in an edition; "" where there is none."""
        if edition != self._edition:
            row = self._db.execute("SELECT text, headline, media FROM edition WHERE id = ?", (edition,)).fetchone()
            self._text, self._headline = row["text"], row["headline"] or ""
            self._media = msgspec.json.decode(row["media"])
            self._edition = edition
        if where == "text":
            return self._text
        if where == "headline":
            return self._headline
        _, _, number = where.partition("/")
        return str(self._media[int(number)]["caption"]) if number.isdecimal() and int(number) < len(self._media) else ""


def newest(archive: Archive, table: str, selection: Selection) -> Iterator[str]:
    """Yield the ids of a selection's "articles" or "statements", the last published first, for feeds."""
    about, conditions = _TABLES[table], Conditions(archive, selection)
    where, values = conditions.of_article if about.about == "article" else conditions.of_statement
    source = about.source.format(articles=conditions.articles, over="true")
    ordinal = ", s.ordinal" if table == "statements" else ""
    for row in archive.db.execute(f"SELECT {about.key} FROM {source} WHERE {where} "
                                  f"ORDER BY a.published_sort DESC, a.id DESC{ordinal}", values):
        yield row[0]


def holds(archive: Archive, table: str, selection: Selection, id_: str) -> bool:
    """Return whether a selection's "articles" or "statements" hold this one."""
    about, conditions = _TABLES[table], Conditions(archive, selection)
    where, values = conditions.of_article if about.about == "article" else conditions.of_statement
    source = about.one.format(articles=conditions.articles, over="true")
    return archive.db.execute(f"SELECT 1 FROM {source} WHERE {about.key} = ? AND {where} LIMIT 1",
                              (id_, *values)).fetchone() is not None


def copies(archive: Archive, article: str) -> tuple[int, int]:
    """Return how many other articles have the text of this one, and how many outlets they and it are from."""
    row = archive.db.execute("SELECT count(*) - 1, count(DISTINCT outlet) FROM article WHERE id = ?1 OR copy_of = ?1",
                             (article,)).fetchone()
    return row[0], row[1]
