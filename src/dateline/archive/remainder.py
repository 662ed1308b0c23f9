"""What a selection leaves behind, and why: kept + left = all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec import Struct

from dateline.archive.connection import Archive
from dateline.archive.selection import Conditions, Selection


class Left(Struct, frozen=True, kw_only=True):
    """So many things of a kind that stayed behind for a reason."""

    what: str  # articles, statements, speakers, inputs
    count: int
    why: str


class Extent(Struct, frozen=True, kw_only=True):
    """How much a selection holds and leaves."""

    articles: int  # of whatever status; with the next three, the four counts
    texts: int
    stories: int  # that one of its articles is in
    outlets: int
    in_no_story: int  # articles: too little of them could be read, or they are not grouped yet
    statements: int
    corrections: int  # in force in the archive
    dated: int  # articles with a date of publication
    timed: int  # articles whose shown edition has a time of capture
    first_published: str | None
    last_published: str | None
    first_captured: str | None
    last_captured: str | None
    left: tuple[Left, ...]


def extent(archive: Archive, selection: Selection) -> Extent:
    """Return what a selection (by query) holds and leaves; one state of the archive where the caller holds one."""
    conditions = Conditions(archive, selection)
    where, values = conditions.of_article
    kept, texts, stories, outlets, grouped, dated, timed, first, last, begin, end = _one(
        archive, "SELECT count(*), count(DISTINCT coalesce(a.copy_of, a.id)), count(DISTINCT a.story), "
        "count(DISTINCT a.outlet), count(a.story), "
        "count(nullif(a.published_sort, '')), count(nullif(e.captured_sort, '')), "
        "min(nullif(a.published_sort, '')), max(nullif(a.published_sort, '')), "
        "min(nullif(e.captured_sort, '')), max(nullif(e.captured_sort, '')) "
        f"FROM {conditions.articles} WHERE {where}", values)
    fits, fitting = conditions.of_statement
    statements = _one(archive, f"SELECT count(*) FROM {conditions.articles} CROSS JOIN statement s "
                      f"ON s.edition = a.edition WHERE {fits}", fitting)[0]
    left = (*_articles_left(archive, conditions, kept), *_statements_left(archive, selection, statements),
            *_unnamed(archive, selection),
            Left(what="inputs", count=_one(archive, "SELECT count(*) FROM rejected")[0],
                 why="could not be read (dateline rejected lists them)"))
    return Extent(
        articles=kept, texts=texts, stories=stories, outlets=outlets, in_no_story=kept - grouped,
        dated=dated, timed=timed, statements=statements,
        corrections=_one(archive, "SELECT count(DISTINCT correction) FROM overlay")[0],
        first_published=first, last_published=last, first_captured=begin, last_captured=end,
        left=tuple(one for one in left if one.count))


def _one(archive: Archive, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...]:
    return tuple(archive.db.execute(sql, values).fetchone())


def _articles_left(archive: Archive, conditions: Conditions, kept: int) -> tuple[Left, ...]:
    none, all_ = _one(archive, "SELECT count(*) FILTER (WHERE a.status = 'not-article'), count(*) "
                      f"FROM {conditions.articles}")
    return (Left(what="articles", count=none, why="are no articles"),
            Left(what="articles", count=all_ - none - kept, why="are not what was asked for"))


def _statements_left(archive: Archive, selection: Selection, kept: int) -> tuple[Left, ...]:
    all_ = _one(archive, "SELECT count(*) FROM statement")[0]
    shown = _one(archive, "SELECT count(*) FROM article a CROSS JOIN statement s ON s.edition = a.edition")[0]
    if selection.as_read:
        decided, why = _one(archive, "SELECT count(*) FROM statement WHERE correction IS NOT NULL")[0], "people added"
    else:
        decided, why = _one(archive, "SELECT count(*) FROM overlay o JOIN statement s ON s.id = o.statement JOIN "
                            "article a ON a.edition = s.edition WHERE o.field = 'gone'")[0], "people took out"
    return (Left(what="statements", count=all_ - shown, why="stand in editions that are not shown"),
            Left(what="statements", count=decided, why=why),
            Left(what="statements", count=shown - decided - kept, why="are not what was asked for"))


def _unnamed(archive: Archive, selection: Selection) -> tuple[Left, ...]:
    least = selection.min_speaker_confidence
    if least <= 0:
        return ()
    conditions = Conditions(archive, selection)
    where, values = conditions.of_statement
    over = "true" if selection.as_read else ("NOT EXISTS (SELECT 1 FROM overlay o WHERE o.statement = s.id "
                                             "AND o.field = 'speaker')")
    count = _one(archive, f"SELECT count(*) FROM {conditions.articles} CROSS JOIN statement s ON s.edition = a.edition "
                 f"CROSS JOIN voice v ON v.statement = s.number WHERE {where} AND v.confidence < ? AND {over}",
                 (*values, least))[0]
    return (Left(what="speakers", count=count, why=f"are less sure than {least:g}; what is printed of them stays"),)
