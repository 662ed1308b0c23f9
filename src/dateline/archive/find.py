"""Reading the record: articles, statements, speakers, stories, by id, by list, by search."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.corrections import listed
from dateline.archive.query import FOUND, Query, full_text
from dateline.archive.store import article_of_edition
from dateline.archive.values import (
    Brief,
    CaptureRow,
    Counts,
    EditionRow,
    Said,
    SpeakerRow,
    Stored,
    StoryRow,
    VoiceNow,
)
from dateline.errors import NotFound
from dateline.limits import QUERY_SECONDS
from dateline.model import Statement

_BRIEF = ("a.id, a.headline, a.outlet, a.published, a.url, a.status, a.language, a.story, a.copy_of, a.statements")


_CORRECTED_VOICES = ("SELECT json_extract(j.value, '$.speaker') AS speaker, json_extract(j.value, '$.name') AS name, "
                     "json_extract(j.value, '$.type') AS type FROM overlay o, json_each(o.value) j "
                     "WHERE o.field = 'speaker' AND json_extract(j.value, '$.speaker') IS NOT NULL UNION ALL "
                     "SELECT v.speaker, v.name, v.type FROM statement s INDEXED BY statement_correction "
                     "CROSS JOIN voice v ON v.statement = s.number "
                     "WHERE s.correction IS NOT NULL AND v.speaker IS NOT NULL")


_MEANT = ("SELECT speaker FROM (SELECT speaker, name FROM alias UNION ALL "
          f"SELECT speaker, name FROM ({_CORRECTED_VOICES})) WHERE speaker = ? OR name = ? COLLATE NOCASE")

# Few statements are looked up and sorted; of many the newest come soonest by going through the articles by date.
_FEW = 2_000
_STATEMENTS_FIRST = "statement s CROSS JOIN article a ON a.id = s.article AND a.edition = s.edition"
_ARTICLES_FIRST = "article a CROSS JOIN statement s ON s.edition = a.edition"


class Cut(Exception):
    """A query was stopped at its time limit."""


@contextmanager
def time_limit(archive: Archive, seconds: float = QUERY_SECONDS) -> Iterator[None]:
    """Stop queries inside after `seconds`; raises Cut then, so that the caller can say so."""
    end = time.monotonic() + seconds
    archive.db.set_progress_handler(lambda: int(time.monotonic() > end), 20_000)
    try:
        yield
    except sqlite3.OperationalError as error:
        if "interrupted" in str(error):
            raise Cut(f"stopped after {seconds:g} s") from error
        raise
    finally:
        archive.db.set_progress_handler(None, 0)


# ------------------------------------------------------------------------------------------------------------- ids

def full_id(archive: Archive, prefix: str, *, kind: str = "article") -> str:
    """Return the one id of an article (or "statement") that begins with `prefix`.

    An article is found by its address too. Raises NotFound, naming what begins so where several do.
    """
    table = {"article": "article", "statement": "statement_now"}[kind]
    if prefix:
        rows = archive.db.execute(f"SELECT DISTINCT id FROM {table} WHERE id >= ?1 AND id < ?1 || 'g' "
                                  "ORDER BY id LIMIT 4", (prefix.lower(),)).fetchall()
        if len(rows) == 1:
            return str(rows[0]["id"])
        if rows:
            raise NotFound(f"{prefix}: several {kind}s begin so: {', '.join(r['id'] for r in rows[:3])}, ...")
        row = archive.db.execute("SELECT new FROM moved WHERE old >= ?1 AND old < ?1 || 'g' LIMIT 1",
                                 (prefix.lower(),)).fetchone()
        if row is not None:  # an id from before a reread
            return full_id(archive, row["new"], kind=kind)
        if kind == "article":
            row = archive.db.execute("SELECT article FROM capture WHERE url = ? LIMIT 1", (prefix,)).fetchone()
            if row is not None:
                return str(row["article"])
    raise NotFound(f"{prefix or 'an empty id'}: no such {kind} in {archive.path}")


# -------------------------------------------------------------------------------------------------------- articles

def brief(row: sqlite3.Row, snippet: str = "") -> Brief:
    """Return the Brief that a row of article columns is."""
    return Brief(id=row["id"], headline=row["headline"], outlet=row["outlet"], published=row["published"],
                 url=row["url"], status=row["status"] or "", language=row["language"], story=row["story"],
                 copy_of=row["copy_of"], statements=row["statements"], snippet=snippet)


def brief_of(archive: Archive, article: str) -> Brief | None:
    """Return an article as it stands in lists, by its full id; None where there is none."""
    row = archive.db.execute(f"SELECT {_BRIEF} FROM article a WHERE a.id = ?", (article,)).fetchone()
    return brief(row) if row else None


def latest(archive: Archive, *, limit: int = 50, before: tuple[str, str] | None = None,
           outlet: str | None = None, any_status: bool = False) -> list[Brief]:
    """Return articles, the last published first; `before`: (sort time, id) of the last one already seen.

    Those without a date come last. Only articles that can be read (ok, live, stub, paywall), unless `any_status`.
    """
    where, values = ["a.edition IS NOT NULL"], []
    if before:
        where.append("(a.published_sort, a.id) < (?, ?)")
        values += list(before)
    if outlet:
        where.append("a.outlet = ?")
        values.append(outlet)
    if not any_status:
        where.append("a.status IN ('ok', 'live', 'stub', 'paywall')")
    rows = archive.db.execute(f"SELECT {_BRIEF} FROM article a WHERE {' AND '.join(where)} "
                              "ORDER BY a.published_sort DESC, a.id DESC LIMIT ?", (*values, limit))
    return [brief(row) for row in rows]


def sort_key(archive: Archive, article: str) -> tuple[str, str]:
    """Return the (sort time, id) by which lists of articles are paged."""
    row = archive.db.execute("SELECT published_sort, id FROM article WHERE id = ?", (article,)).fetchone()
    return row["published_sort"], row["id"]


def search(archive: Archive, query: Query, *, limit: int = 20, offset: int = 0) -> list[Brief]:
    """Return articles that a query means, best first (newest first where it has no words), with snippets.

    speaker, kind and act narrow to articles that hold such a statement. Raises Cut at the time limit.
    """
    where, values = _article_filter(query)
    words = full_text(query.words)
    if query.words and not words:
        return []
    with time_limit(archive):
        if words:
            found = archive.db.execute(
                "SELECT a.number FROM article_index JOIN article a ON a.number = article_index.rowid "
                f"WHERE article_index MATCH ? AND {where} "
                "ORDER BY bm25(article_index, 4.0, 1.0), a.published_sort DESC, a.id LIMIT ? OFFSET ?",
                (words, *values, limit, offset)).fetchall()
            return [_with_snippet(archive, row["number"], words) for row in found]
        rows = archive.db.execute(
            f"SELECT {_BRIEF} FROM article a WHERE {where} ORDER BY a.published_sort DESC, a.id DESC LIMIT ? OFFSET ?",
            (*values, limit, offset))
        return [brief(row) for row in rows]


def _with_snippet(archive: Archive, number: int, words: str) -> Brief:
    """A result of a search; snippets are made for those that are shown only, since each reads the whole text."""
    row = archive.db.execute(
        f"SELECT {_BRIEF}, snippet(article_index, 1, ?, ?, ' … ', 24) AS snippet FROM article_index "
        "JOIN article a ON a.number = article_index.rowid WHERE article_index MATCH ? AND article_index.rowid = ?",
        (*FOUND, words, number)).fetchone()
    return brief(row, row["snippet"])


def _article_filter(query: Query) -> tuple[str, list[object]]:
    where, values = ["a.status <> 'not-article'"], list[object]()
    if query.outlet:
        where.append("a.outlet = ? COLLATE NOCASE")
        values.append(query.outlet)
    if query.language:
        where.append("a.language = ?")
        values.append(query.language)
    if query.story:
        where.append("a.story = ?")
        values.append(query.story)
    if query.since:
        where.append("a.published_sort >= ?")
        values.append(query.since)
    if query.until:
        where.append("a.published_sort < ?")
        values.append(query.until + "U")  # after every time of that day ("T" < "U")
    if query.kind or query.act:
        parts = [f"s.{name} = ?" for name in ("kind", "act") if getattr(query, name)]
        where.append(f"EXISTS (SELECT 1 FROM statement_now s WHERE s.article = a.id AND {' AND '.join(parts)})")
        values += [value for value in (query.kind, query.act) if value]
    if query.speaker:
        where.append(f"a.id IN (SELECT b.article FROM said_by b WHERE b.speaker IN ({_MEANT}))")
        values += [query.speaker, query.speaker]
    return " AND ".join(where), values


def show(archive: Archive, article: str) -> Stored:
    """Return all that the archive knows of one article, by full id. Raises NotFound."""
    db = archive.db
    row = db.execute("SELECT * FROM article WHERE id = ?", (article,)).fetchone()
    if row is None or row["edition"] is None:
        raise NotFound(f"{article}: no such article in {archive.path}")
    edition = db.execute("SELECT * FROM edition WHERE id = ?", (row["edition"],)).fetchone()
    capture = db.execute("SELECT * FROM capture WHERE id = ?", (edition["capture"],)).fetchone()
    reading = msgspec.structs.replace(article_of_edition(edition, capture), headline=row["headline"],
                                      published=row["published"], status=row["status"])
    related = (brief_of(archive, other) for other in msgspec.json.decode(row["related"]))
    return Stored(
        id=article, article=reading, headline_as_read=edition["headline"], published_as_read=edition["published"],
        status_as_read=edition["status"], edition=edition["id"], story=row["story"], copy_of=row["copy_of"],
        related=tuple(one for one in related if one), statements=tuple(statements_of(archive, article)),
        captures=tuple(captures_of(archive, article)), editions=tuple(editions_of(archive, article)),
        corrections=tuple(listed(archive, article)), version=edition["version"], model=edition["model"])


def captures_of(archive: Archive, article: str) -> list[CaptureRow]:
    """Return an article's captures in the order of their times."""
    rows = archive.db.execute("SELECT c.*, p.size FROM capture c JOIN payload p ON p.hash = c.payload "
                              "WHERE c.article = ? ORDER BY c.captured_sort, c.id", (article,)).fetchall()
    return [CaptureRow(
        id=r["id"], edition=r["edition"], payload=r["payload"], size=r["size"], url=r["url"], captured=r["captured"],
        truncated=r["truncated"], origins=tuple((o["source"], o["url_from"], o["captured_from"]) for o in
                                                archive.db.execute("SELECT * FROM origin WHERE capture = ? ORDER BY "
                                                                   "source, url_from, captured_from", (r["id"],))))
        for r in rows]


def editions_of(archive: Archive, article: str) -> list[EditionRow]:
    """Return an article's editions in their order."""
    rows = archive.db.execute("SELECT e.*, (SELECT count(*) FROM capture c WHERE c.edition = e.id) AS captures "
                              "FROM edition e WHERE e.article = ? ORDER BY e.ordinal", (article,))
    return [EditionRow(id=r["id"], ordinal=r["ordinal"], headline=r["headline"], published=r["published"],
                       modified=r["modified"], first_captured=r["captured_sort"], status=r["status"],
                       captures=r["captures"]) for r in rows]


# ------------------------------------------------------------------------------------------------------ statements

def statements_of(archive: Archive, article: str) -> list[Said]:
    """Return the statements of an article's shown edition in reading order, corrected."""
    rows = archive.db.execute("SELECT * FROM statement_now WHERE article = ? ORDER BY ordinal", (article,)).fetchall()
    about = brief_of(archive, article)
    return [_said(archive, row, about) for row in rows if about]


def statement(archive: Archive, id_: str) -> Said:
    """Return one statement by its full id. Raises NotFound."""
    row = archive.db.execute("SELECT * FROM statement_now WHERE id = ?", (id_,)).fetchone()
    about = brief_of(archive, row["article"]) if row else None
    if row is None or about is None:
        raise NotFound(f"{id_}: no such statement in {archive.path}")
    return _said(archive, row, about)


def quotes(archive: Archive, query: Query, *, limit: int = 50,
           before: tuple[str, int] | None = None) -> Iterator[tuple[Said, tuple[str, int]]]:
    """Yield statements that a query means, the newest articles' first, each with the key to page on from.

    Words are looked for in contents and sources. Raises Cut at the time limit.
    """
    where, values = _article_filter(Query(outlet=query.outlet, language=query.language, story=query.story,
                                          since=query.since, until=query.until))
    where += " AND NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'gone')"
    for name in ("kind", "act"):
        if getattr(query, name):
            where += f" AND s.{name} = ?"
            values.append(getattr(query, name))
    if query.min_confidence:
        where += " AND s.confidence >= ?"
        values.append(query.min_confidence)
    if query.speaker:
        where += f" AND s.number IN (SELECT b.statement FROM said_by b WHERE b.speaker IN ({_MEANT}))"
        values += [query.speaker, query.speaker]
    words = full_text(query.words) or '"\ue002"'
    if query.words:
        where += " AND s.number IN (SELECT rowid FROM statement_index WHERE statement_index MATCH ?)"
        values.append(words)
    if before:
        where += " AND (a.published_sort, s.number) < (?, ?)"
        values += list(before)
    with time_limit(archive):
        few = bool(query.speaker) or (bool(query.words) and _are_few(archive, words))
        joins = _STATEMENTS_FIRST if few else _ARTICLES_FIRST
        keys = archive.db.execute(f"SELECT a.published_sort, s.number FROM {joins} WHERE {where} "
                                  "ORDER BY a.published_sort DESC, s.number DESC LIMIT ?", (*values, limit)).fetchall()
    for sort, number in keys:
        row = archive.db.execute("SELECT * FROM statement WHERE number = ?", (number,)).fetchone()
        about = brief_of(archive, row["article"])
        if about:
            yield _said(archive, row, about), (sort, number)


def _are_few(archive: Archive, words: str) -> bool:
    return bool(archive.db.execute("SELECT count(*) < ? FROM (SELECT 1 FROM statement_index WHERE statement_index "
                                   "MATCH ? LIMIT ?)", (_FEW, words, _FEW)).fetchone()[0])


def _said(archive: Archive, row: sqlite3.Row, about: Brief) -> Said:
    decode = msgspec.json.decode
    spans = decode(row["spans"])
    voices = [VoiceNow(name=v["name"], speaker=v["speaker"], role=v["role"], type=v["type"], named=bool(v["named"]),
                       chain=tuple(map(tuple, decode(v["chain"]))), confidence=v["confidence"])
              for v in archive.db.execute("SELECT * FROM voice WHERE statement = ? ORDER BY place", (row["number"],))]
    read = msgspec.convert(
        {"in": row["in"], "kind": row["kind"], "act": row["act"], "modality": row["modality"],
         "method": row["method"], **spans, "confidence": row["confidence"],
         "speakers": [{"name": v.name, "role": v.role, "type": v.type, "named": v.named, "chain": v.chain,
                       "confidence": v.confidence} for v in voices],
         **{name: decode(row[name]) for name in ("candidates", "via", "addressee", "occasion")}}, Statement)
    over = archive.db.execute("SELECT o.value, c.who, c.made FROM overlay o JOIN correction c ON c.id = o.correction "
                              "WHERE o.statement = ? AND o.field = 'speaker'", (row["id"],)).fetchone()
    by = over or (archive.db.execute("SELECT who, made FROM correction WHERE id = ?", (row["correction"],)).fetchone()
                  if row["correction"] else None)
    now = ([VoiceNow(name=v["name"], speaker=v.get("speaker"), type=v.get("type", "person"), confidence=1.0)
            for v in decode(over["value"])] if over else voices)
    return Said(id=row["id"], article=about, statement=read, source=row["source"], cue=row["cue"],
                content=row["content"], speakers=tuple(now), as_read=tuple(voices) if over else None,
                corrected_by=by["who"] if by else None, corrected_at=by["made"] if by else None)


# --------------------------------------------------------------------------------------------- speakers and stories

def speakers(archive: Archive, *, like: str = "", limit: int = 100) -> list[SpeakerRow]:
    """Return speakers, those who say most first; `like`: a part of any form of the name."""
    rows = archive.db.execute(
        "SELECT speaker, count(*) AS n FROM said_by WHERE ?1 = '' OR speaker IN (SELECT speaker FROM alias WHERE "
        "instr(lower(name), lower(?1))) GROUP BY speaker ORDER BY n DESC, speaker LIMIT ?2", (like, limit)).fetchall()
    return [speaker(archive, row["speaker"], statements=row["n"], roles=False) for row in rows]


def speaker(archive: Archive, id_: str, *, statements: int | None = None, roles: bool = True) -> SpeakerRow:
    """Return one speaker by full id. Raises NotFound."""
    db = archive.db
    names = db.execute("SELECT name, type, sum(mentions) AS n FROM alias WHERE speaker = ? GROUP BY name "
                       "ORDER BY n DESC, name", (id_,)).fetchall()
    if not names:  # only people's corrections name them
        names = db.execute(f"SELECT name, type, count(*) AS n FROM ({_CORRECTED_VOICES}) WHERE speaker = ? "
                           "GROUP BY name ORDER BY n DESC, name", (id_,)).fetchall()
    if not names:
        raise NotFound(f"{id_}: no such speaker in {archive.path}")
    if statements is None:
        statements = db.execute("SELECT count(*) FROM said_by WHERE speaker = ?", (id_,)).fetchone()[0]
    held = db.execute(
        "SELECT v.role, count(DISTINCT s.article) AS n, min(a.published) AS first, max(a.published) AS last "
        "FROM voice v JOIN statement_now s ON s.number = v.statement JOIN article a ON a.id = s.article "
        "WHERE v.speaker = ? AND v.role IS NOT NULL GROUP BY v.role ORDER BY n DESC, v.role LIMIT 20",
        (id_,)).fetchall() if roles else []
    return SpeakerRow(id=id_, name=names[0]["name"], type=names[0]["type"], statements=statements,
                      aliases=tuple((row["name"], row["n"]) for row in names),
                      roles=tuple((row["role"], row["n"], row["first"], row["last"]) for row in held))


def speakers_named(archive: Archive, name: str) -> list[str]:
    """Return the ids of all speakers with this id, or with this very name in any of its printed forms."""
    rows = archive.db.execute("SELECT speaker FROM alias WHERE speaker = ?1 OR name = ?1 COLLATE NOCASE UNION "
                              f"SELECT speaker FROM ({_CORRECTED_VOICES}) WHERE name = ?1 COLLATE NOCASE ORDER BY 1",
                              (name,))
    return [row["speaker"] for row in rows]


def said_by(archive: Archive, speaker_id: str, *, limit: int = 50,
            before: tuple[str, int] | None = None) -> Iterator[tuple[Said, tuple[str, int]]]:
    """Yield what a speaker said, newest first, each with the key to page on from."""
    after = "AND (b.published_sort, b.statement) < (?, ?)" if before else ""
    rows = archive.db.execute(
        f"SELECT s.*, b.published_sort AS sort FROM said_by b JOIN statement_now s ON s.number = b.statement "
        f"WHERE b.speaker = ? {after} ORDER BY b.published_sort DESC, b.statement DESC LIMIT ?",
        (speaker_id, *(before or ()), limit)).fetchall()
    for row in rows:
        about = brief_of(archive, row["article"])
        if about:
            yield _said(archive, row, about), (row["sort"], row["number"])


def story(archive: Archive, id_: str) -> tuple[StoryRow, list[Brief]]:
    """Return a story and its articles in the order of time, by full id. Raises NotFound."""
    rows = archive.db.execute(f"SELECT {_BRIEF} FROM article a WHERE a.story = ? ORDER BY a.published_sort, a.id",
                              (id_,)).fetchall()
    if not rows:
        raise NotFound(f"{id_}: no such story in {archive.path}")
    members = [brief(row) for row in rows]
    texts = {member.copy_of or member.id for member in members}
    return StoryRow(id=id_, headline=members[0].headline, first=members[0].published, last=members[-1].published,
                    articles=len(members), texts=len(texts),
                    outlets=len({member.outlet for member in members if member.outlet})), members


def stories(archive: Archive, *, limit: int = 20, least: int = 2) -> list[StoryRow]:
    """Return stories of at least `least` articles, those that moved last first."""
    rows = archive.db.execute("SELECT story, max(published_sort) AS last FROM article WHERE story IS NOT NULL "
                              "GROUP BY story HAVING count(*) >= ? ORDER BY last DESC, story LIMIT ?",
                              (least, limit)).fetchall()
    return [story(archive, row["story"])[0] for row in rows]


def counts(archive: Archive) -> Counts:
    """Return how much the archive holds, counted four ways; only articles that can be read."""
    row = archive.db.execute(
        "SELECT count(*) AS articles, count(DISTINCT coalesce(copy_of, id)) AS texts, "
        "count(DISTINCT coalesce(story, id)) AS stories, count(DISTINCT outlet) AS outlets FROM article "
        "WHERE status IN ('ok', 'live', 'stub', 'paywall')").fetchone()
    return Counts(articles=row["articles"], texts=row["texts"], stories=row["stories"], outlets=row["outlets"])


def statuses(archive: Archive) -> dict[str, int]:
    """Return how many articles have each status."""
    return dict(archive.db.execute("SELECT status, count(*) FROM article GROUP BY status ORDER BY status").fetchall())


def count_statements(archive: Archive) -> int:
    """Return how many statements are shown."""
    return int(archive.db.execute("SELECT coalesce(sum(statements), 0) FROM article").fetchone()[0])


def rejected(archive: Archive) -> list[tuple[str, str]]:
    """Return what could not be read, with the reason."""
    return [(r["source"], r["reason"]) for r in archive.db.execute("SELECT * FROM rejected ORDER BY source, reason")]


def versions(archive: Archive) -> list[tuple[str, str, int]]:
    """Return the (version, model, editions) that read what is shown: more than one means mixed figures."""
    return [tuple(row) for row in archive.db.execute(
        "SELECT e.version, e.model, count(*) FROM article a JOIN edition e ON e.id = a.edition "
        "GROUP BY 1, 2 ORDER BY 1, 2")]


def all_articles(archive: Archive) -> Iterator[str]:
    """Yield the id of every article, in their order."""
    return _all(archive, "SELECT id FROM article WHERE edition IS NOT NULL AND id > ? ORDER BY id LIMIT 1000")


def all_speakers(archive: Archive) -> Iterator[str]:
    """Yield the id of everybody who speaks in what is shown, in their order."""
    return _all(archive, "SELECT DISTINCT speaker FROM said_by WHERE speaker > ? ORDER BY speaker LIMIT 1000")


def all_stories(archive: Archive) -> Iterator[str]:
    """Yield the id of every story, in their order."""
    return _all(archive, "SELECT DISTINCT story FROM article WHERE story > ? ORDER BY story LIMIT 1000")


def _all(archive: Archive, sql: str) -> Iterator[str]:
    last = ""
    while rows := archive.db.execute(sql, (last,)).fetchall():
        for row in rows:
            yield row[0]
        last = rows[-1][0]


def count_captures(archive: Archive) -> int:
    """Return how many captures the archive holds."""
    return int(archive.db.execute("SELECT count(*) FROM capture").fetchone()[0])


def count_kinds(archive: Archive) -> dict[str, int]:
    """Return how many shown statements are of each kind, most first."""
    return dict(archive.db.execute("SELECT kind, count(*) AS n FROM statement_now GROUP BY kind ORDER BY n DESC, kind"
                                   ).fetchall())


def count_repairs(archive: Archive) -> dict[str, int]:
    """Return how many captures needed each kind of repair, most first."""
    return dict(archive.db.execute(
        "SELECT json_extract(j.value, '$.kind') AS kind, count(DISTINCT c.id) AS n FROM capture c, "
        "json_each(c.repairs) j GROUP BY kind ORDER BY n DESC, kind").fetchall())


def changed(archive: Archive, *, limit: int = 50) -> list[Brief]:
    """Return articles with more than one edition, the last published first."""
    rows = archive.db.execute(f"SELECT {_BRIEF} FROM article a WHERE (SELECT count(*) FROM edition e "
                              "WHERE e.article = a.id) > 1 ORDER BY a.published_sort DESC, a.id LIMIT ?", (limit,))
    return [brief(row) for row in rows]
