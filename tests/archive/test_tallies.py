"""Tallies say what a count over all rows says, whatever is written in whatever order; old files are brought there."""

from __future__ import annotations

import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import archive_of, reading_of, said, write

from dateline.archive import Archive, find, open_archive
from dateline.archive.counts import Chosen, counts_of
from dateline.archive.groups import keep_grouping
from dateline.archive.query import Query
from dateline.archive.remove import remove
from dateline.model import Grouping
from dateline.pipeline import correct, undo

OLD = Path(__file__).parent / "schema-1.sql"
EVERY = Chosen(where="1")  # the same articles as `all_of`, without what is kept of it


def spoken(number: int, edition: int) -> object:
    who = ("Ana Ruiz", "Bo Lind", "Cy Hall")[number % 3]
    text = f"{who} said that the river rose {edition} times."
    return reading_of(text, url=f"https://courier.example/{number}", captured=f"2026-03-0{edition + 1}T09:00:00Z",
                      outlet=("Courier", "Post")[number % 2], status=("ok", "ok", "stub", "ok")[number % 4],
                      statements=said(text, who) if edition else ())


def check(archive: Archive) -> None:
    assert find.counts(archive) == counts_of(archive, EVERY)
    db = archive.db
    assert dict(db.execute("SELECT speaker, statements FROM speaker_tally").fetchall()) == dict(
        db.execute("SELECT speaker, count(*) FROM said_by GROUP BY speaker").fetchall())
    assert db.execute("SELECT count(*) FROM said_by b WHERE b.article_number <> (SELECT a.number FROM article a "
                      "WHERE a.id = b.article)").fetchone()[0] == 0
    assert find.count_statements(archive) == db.execute("SELECT count(*) FROM statement_now").fetchone()[0]
    assert find.statuses(archive) == dict(db.execute("SELECT status, count(*) FROM article GROUP BY status").fetchall())
    assert db.execute("SELECT count(*) FROM article a WHERE unsure <> statements - (SELECT count(DISTINCT statement) "
                      "FROM said_by b WHERE b.article = a.id)").fetchone()[0] == 0


class TestTallies:
    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(st.sampled_from(["add", "group", "not-article", "outlet", "speaker", "undo", "remove"]),
                              st.integers(0, 5), st.integers(0, 2)), max_size=14))
    def test_are_what_a_count_says_after_any_writing(self, tmp_path_factory: pytest.TempPathFactory,
                                                      steps: list[tuple[str, int, int]]) -> None:
        made: list[str] = []
        with archive_of(tmp_path_factory.mktemp("tally") / "a.db") as archive:
            for step, number, other in steps:
                ids = [row[0] for row in archive.db.execute("SELECT id FROM article ORDER BY id")]
                one = ids[number % len(ids)] if ids else ""
                if step == "add" or not ids:
                    write(archive, spoken(number, other))  # type: ignore[arg-type]
                elif step == "group":
                    with archive.transaction():
                        keep_grouping(archive, [Grouping(id=one, story=ids[0], copy_of=None if other else ids[0])])
                elif step == "remove":
                    remove(archive, one, made="2026-01-01T00:00:00Z", why="")
                elif step == "undo":
                    if made:
                        undo(archive, made.pop(), who="Kim")
                elif step == "speaker":
                    found = find.statements_of(archive, one)
                    if found:
                        made.append(correct(archive, "speaker", found[0].id, ["Di Moss"], who="Kim"))
                else:
                    made.append(correct(archive, step, one, "Herald", who="Kim"))
                check(archive)

    def test_of_an_older_file_are_counted_when_it_is_migrated(self, tmp_path: Path) -> None:
        path = tmp_path / "a.db"
        archive_of(path, *(spoken(number, 1) for number in range(6))).close()  # type: ignore[arg-type]
        older = tmp_path / "old.db"
        with sqlite3.connect(older) as db:
            db.executescript(OLD.read_text(encoding="utf-8") + "PRAGMA application_id = 1684827749;")
            db.execute("PRAGMA user_version = 1")
            db.execute("ATTACH ? AS new", (str(path),))
            tables = [row[0] for row in db.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' "
                                                   "AND name NOT LIKE '%index%' AND name NOT LIKE 'sqlite%'")]
            for table in tables:
                columns = ", ".join(f'"{row[1]}"' for row in db.execute(f"PRAGMA main.table_info({table})"))
                db.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}")
        db.close()
        with open_archive(older, write=True) as archive, open_archive(path) as new:
            check(archive)
            assert find.counts(archive) == find.counts(new)
            assert archive.db.execute("SELECT id, authored, unsure, told FROM article ORDER BY id").fetchall() == (
                new.db.execute("SELECT id, authored, unsure, told FROM article ORDER BY id").fetchall())
            for row in new.db.execute("SELECT DISTINCT content FROM statement").fetchall():
                asked = Query(words=(row["content"],))
                assert find.search(archive, asked) == find.search(new, asked) != []
                assert [one.id for one, _ in find.quotes(archive, asked)] == [
                    one.id for one, _ in find.quotes(new, asked)] != []
            for index in ("article_index", "statement_index"):
                archive.db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")


def test_a_migrated_archive_has_the_schema_of_a_new_one() -> None:
    def shape(db: sqlite3.Connection) -> dict[str, object]:
        found: dict[str, object] = {}
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
            found[f"{kind} {name}"] = ([tuple(row)[1:] for row in db.execute(f"PRAGMA table_info({name})")]
                                       if kind == "table" else " ".join(sql.split()))
        return found

    new, old = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    room = files("dateline.archive")
    new.executescript((room / "schema.sql").read_text(encoding="utf-8"))
    old.executescript(OLD.read_text(encoding="utf-8"))
    for entry in sorted((room / "migrations").iterdir(), key=lambda one: one.name):
        if entry.name.endswith(".sql"):
            old.executescript(entry.read_text(encoding="utf-8"))
    assert shape(old) == shape(new)
