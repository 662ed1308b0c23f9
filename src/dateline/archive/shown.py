"""What views show of an article: its chosen edition with the corrections in force laid over it.

`show` is called whenever the edition or a correction changed; it derives the shown columns of `article`, `overlay`,
`said_by` and the statements that people added, from rows that hold what was read and what was decided.
"""

from __future__ import annotations

import sqlite3

import msgspec

from dateline.archive.connection import Archive
from dateline.archive.corrections import BLOCK_KINDS, Anchor, find_again, in_force, of_article
from dateline.archive.ids import sort_time, statement_ids, words_at
from dateline.archive.index import add_to_index, take_from_index
from dateline.model import Span

_FIELD = {"headline": "headline", "published": "published", "not-article": "status", "not-statement": "gone",
          "speaker": "speaker", "byline": "authors", "outlet": "outlet", "right": "right"}

MEANT_BY = ("coalesce((SELECT m.speaker FROM mention m WHERE m.article = a.id AND m.bearer = {bearer}), "
            "(SELECT m.speaker FROM mention m WHERE m.bearer = {bearer} GROUP BY m.speaker "
            "ORDER BY count(*) DESC, m.speaker LIMIT 1), {bearer})")
"""SQL for whom a name means in an article `a`: as placed there, else as in most articles, else the name's own id."""


def meant_by(archive: Archive, bearer: str | None, article: str) -> str | None:
    """Return whom a name that a person gave means in an article; None where it is nobody's."""
    if bearer is None:
        return None
    row = archive.db.execute(f"SELECT {MEANT_BY.format(bearer='?2')} FROM (SELECT ?1 AS id) a",
                             (article, bearer)).fetchone()
    return str(row[0])


def show_again(archive: Archive, article: str) -> None:
    """Lay today's corrections over an article that is shown, and bring the index along."""
    take_from_index(archive.db, article)
    show(archive, article)
    add_to_index(archive.db, article)


def show(archive: Archive, article: str) -> None:
    """Derive what is shown of an article; it must be out of the index meanwhile."""
    db = archive.db
    corrections = in_force(of_article(db, article))
    _clear(db, article)
    for row in corrections:
        if row["kind"] == "statement":
            _add_statement(db, article, row)
    for row in corrections:
        if row["kind"] != "statement":
            _lay(db, article, row)
    _fill_article(db, article)
    fill_said_by(db, article)
    db.executemany("INSERT OR IGNORE INTO pending VALUES (?, ?)",  # the next run finds its echoes, names, changes
                   ((article, stage) for stage in (3, 4, 6)))


def _clear(db: sqlite3.Connection, article: str) -> None:
    db.execute("DELETE FROM overlay WHERE article = ?", (article,))
    db.execute("DELETE FROM lost WHERE correction IN (SELECT id FROM correction WHERE article = ?)", (article,))
    db.execute("DELETE FROM statement WHERE article = ? AND correction IS NOT NULL", (article,))


def _lay(db: sqlite3.Connection, article: str, row: sqlite3.Row) -> None:
    if row["kind"] in BLOCK_KINDS:
        _lay_block(db, article, row)
        return
    statement = ""
    if row["statement"] is not None:
        found = _find_statement(db, article, row)
        if found is None:
            db.execute("INSERT INTO lost VALUES (?, 'no statement with these words')", (row["id"],))
            return
        statement = found
    db.execute("INSERT OR REPLACE INTO overlay (article, statement, field, value, correction) VALUES (?, ?, ?, ?, ?)",
               (article, statement, _FIELD[row["kind"]], row["value"], row["id"]))


def _lay_block(db: sqlite3.Connection, article: str, row: sqlite3.Row) -> None:
    """Bring a dropped piece of the page back, or take a kept one out, with all that is said in it.

    What the text holds by now needs no bringing back, and what it has lost no taking out.
    """
    anchor = msgspec.json.decode(row["anchor"], type=Anchor)
    if row["kind"] == "kept":
        if _is_dropped(db, article, anchor.words):
            _overlay(db, article, "", f"kept {row['id']}", {"words": anchor.words}, row["id"])
        elif anchor.words not in _text(db, article, "text"):
            db.execute("INSERT INTO lost VALUES (?, 'no piece of the page with these words')", (row["id"],))
        return
    place = find_again(_text(db, article, "text"), anchor)
    if place is None:
        db.execute("INSERT INTO lost VALUES (?, 'no piece of the text with these words')", (row["id"],))
        return
    _overlay(db, article, "", f"taken-out {row['id']}", {"words": anchor.words, "span": place}, row["id"])
    for one in _statements(db, article):
        content = msgspec.json.decode(one["spans"])["content"]
        if one["in"] == "text" and all(place[0] <= start and end <= place[1] for start, end in content):
            _overlay(db, article, one["id"], "gone", True, row["id"])


def _is_dropped(db: sqlite3.Connection, article: str, words: str) -> bool:
    row = db.execute("SELECT c.dropped FROM article a JOIN edition e ON e.id = a.edition JOIN capture c "
                     "ON c.id = e.capture WHERE a.id = ?", (article,)).fetchone()
    return row is not None and any(piece.get("text") == words for piece in msgspec.json.decode(row["dropped"]))


def _overlay(db: sqlite3.Connection, article: str, statement: str, field: str, value: object, correction: str) -> None:
    db.execute("INSERT OR REPLACE INTO overlay (article, statement, field, value, correction) VALUES (?, ?, ?, ?, ?)",
               (article, statement, field, msgspec.json.encode(value).decode(), correction))


def _statements(db: sqlite3.Connection, article: str) -> list[sqlite3.Row]:
    return db.execute('SELECT s.id, s."in", s.spans, s.correction FROM statement s JOIN article a ON a.id = s.article '
                      "AND a.edition = s.edition WHERE a.id = ?", (article,)).fetchall()


def _find_statement(db: sqlite3.Connection, article: str, row: sqlite3.Row) -> str | None:
    """Return the id of the statement a correction means: by its id, else by its words, else None."""
    statements = _statements(db, article)
    if any(s["id"] == row["statement"] for s in statements):
        return str(row["statement"])
    anchor = msgspec.json.decode(row["anchor"], type=Anchor)
    place = find_again(_text(db, article, anchor.where), anchor)
    if place is None:
        return None
    near = [s["id"] for s in statements if s["in"] == anchor.where and s["correction"] != row["id"]
            and _dice(place, msgspec.json.decode(s["spans"])["content"]) >= 0.5]
    return str(near[0]) if len(near) == 1 else None


def _dice(place: Span, content: list[list[int]]) -> float:
    shared = sum(max(0, min(end, place[1]) - max(start, place[0])) for start, end in content)
    return 2 * shared / (place[1] - place[0] + sum(end - start for start, end in content) or 1)


def _text(db: sqlite3.Connection, article: str, where: str) -> str:
    row = db.execute("SELECT e.text, e.headline, e.media FROM article a JOIN edition e ON e.id = a.edition "
                     "WHERE a.id = ?", (article,)).fetchone()
    if row is None:
        return ""
    if where == "text":
        return str(row["text"])
    if where == "headline":
        return row["headline"] or ""
    media = msgspec.json.decode(row["media"])
    number = int(where.partition("/")[2] or 0)
    return str(media[number]["caption"]) if number < len(media) else ""


def _add_statement(db: sqlite3.Connection, article: str, row: sqlite3.Row) -> None:
    """Add the statement that a person marked, where its words are found again."""
    anchor = msgspec.json.decode(row["anchor"], type=Anchor)
    value = msgspec.json.decode(row["value"])
    text = _text(db, article, anchor.where)
    place = find_again(text, anchor)
    pieces = [place, *(find_again(text, msgspec.convert(one, Anchor)) for one in value.get("rest", ()))]
    parts: dict[str, list[Span]] = {"source": [], "cue": [], "content": sorted(one for one in pieces if one)}
    for role in ("source", "cue"):
        if value.get(role):
            found = find_again(text, msgspec.convert(value[role], Anchor))
            parts[role] = [found] if found else []
    shown = db.execute("SELECT edition, (SELECT coalesce(max(ordinal), 0) + 1 FROM statement s "
                       "WHERE s.edition = a.edition) AS next FROM article a WHERE id = ?", (article,)).fetchone()
    if None in pieces or shown["edition"] is None or any(value.get(r) and not parts[r] for r in ("source", "cue")):
        db.execute("INSERT INTO lost VALUES (?, 'its words are not in the text any more')", (row["id"],))
        return
    id_ = statement_ids(article, [f"{row['id']} {anchor.words}"])[0]
    words = {role: words_at(text, spans) for role, spans in parts.items()}
    replaced = _find_statement(db, article, row) if row["statement"] is not None else None
    around = _around(db, shown["edition"], replaced, anchor.where)
    number = db.execute(
        'INSERT INTO statement (id, edition, article, ordinal, "in", kind, act, modality, method, confidence, source, '
        "cue, content, spans, candidates, via, addressee, occasion, correction) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'person', 1.0, ?, ?, ?, ?, '[]', ?, ?, ?, ?)",
        (id_, shown["edition"], article, shown["next"], anchor.where, value["kind"], value.get("act", "said"),
         value.get("modality", "asserted"),
         words["source"], words["cue"], words["content"], msgspec.json.encode(parts).decode(), *around,
         row["id"])).lastrowid
    if replaced is not None:  # it stands for another, whose spans were wrong
        _overlay(db, article, replaced, "gone", True, row["id"])
    for place_, speaker in enumerate(value.get("speakers", ()), 1):
        db.execute("INSERT INTO voice VALUES (?, ?, ?, ?, NULL, ?, 1, '[]', 1.0, ?)",
                   (number, place_, speaker.get("speaker"), speaker["name"], speaker.get("type", "person"),
                    speaker.get("speaker")))


def _around(db: sqlite3.Connection, edition: str, replaced: str | None, where: str) -> tuple[str, str, str]:
    """Return via, addressee and occasion of a statement that stands for another: the other's, its spans alone were
    wrong."""
    row = db.execute('SELECT via, addressee, occasion FROM statement WHERE edition = ? AND id = ? AND "in" = ?',
                     (edition, replaced, where)).fetchone()
    return tuple(row) if row else ("[]", "[]", "[]")


def _fill_article(db: sqlite3.Connection, article: str) -> None:
    edition = db.execute("SELECT e.* FROM article a JOIN edition e ON e.id = a.edition WHERE a.id = ?",
                         (article,)).fetchone()
    if edition is None:
        return
    over = {row["field"]: msgspec.json.decode(row["value"]) for row in db.execute(
        "SELECT field, value FROM overlay WHERE article = ? AND statement = ''", (article,))}
    published = over.get("published", edition["published"])
    told = db.execute("SELECT kind || ':' || act AS one, count(*) AS n FROM statement_now WHERE article = ? "
                      "GROUP BY one ORDER BY one", (article,)).fetchall()
    db.execute("UPDATE article SET url = ?, headline = ?, outlet = ?, published = ?, published_sort = ?, status = ?, "
               "language = ?, statements = ?, told = ?, authored = ? WHERE id = ?",
               (edition["url"], over.get("headline", edition["headline"]), over.get("outlet", edition["outlet"]),
                published, sort_time(published), over.get("status", edition["status"]), edition["language"],
                sum(row["n"] for row in told), "".join(f" {row['one']}" for row in told) + " " * bool(told),
                int(bool(over.get("authors", msgspec.json.decode(edition["authors"])))), article))


def fill_said_by(db: sqlite3.Connection, article: str) -> None:
    """Who says what is shown: the speakers as read, or those that a person gave; nobody in what is no article."""
    db.execute("DELETE FROM said_by WHERE article = ?", (article,))
    if db.execute("SELECT status FROM article WHERE id = ?", (article,)).fetchone()["status"] != "not-article":
        _add_said_by(db, article)
    db.execute("UPDATE article SET unsure = statements - (SELECT count(DISTINCT statement) FROM said_by "
               "WHERE said_by.article = article.id) WHERE id = ?", (article,))


def _add_said_by(db: sqlite3.Connection, article: str) -> None:
    db.execute("INSERT OR IGNORE INTO said_by SELECT v.speaker, a.published_sort, s.number, a.id, a.number "
               "FROM voice v JOIN statement_now s ON s.number = v.statement JOIN article a ON a.id = s.article "
               "WHERE a.id = ? AND v.speaker IS NOT NULL AND NOT EXISTS "
               "(SELECT 1 FROM overlay o WHERE o.statement = s.id AND o.field = 'speaker')", (article,))
    given = "json_extract(j.value, '$.speaker')"
    db.execute(f"INSERT OR IGNORE INTO said_by SELECT {MEANT_BY.format(bearer=given)}, a.published_sort, s.number, "
               "a.id, a.number FROM overlay o, json_each(o.value) j JOIN statement_now s ON s.id = o.statement "
               "JOIN article a ON a.id = s.article WHERE o.article = ? AND o.field = 'speaker' "
               "AND json_extract(j.value, '$.speaker') IS NOT NULL", (article,))
