"""Metadata by which Datasette shows an archive: what tables and columns are, what to look at first, queries."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

from msgspec import Struct

_TABLE = re.compile(r"CREATE TABLE (\w+) \((.*?)\n\)", re.DOTALL)
_COLUMN = re.compile(r'\s+"?(\w+)"?\s+(?:TEXT|INTEGER|REAL|BLOB)\b[^-]*(?:--\s*(.*))?')
_QUERY = re.compile(r"^-- (\w+): (.+)\n-- (.+)\n((?:(?!--).+\n?)+)", re.MULTILINE)
_SHOWN = ("article", "edition", "statement", "voice", "said_by", "alias", "capture", "correction", "membership",
          "rejected")
_ABOUT: dict[str, dict[str, Any]] = {
    "article": {"label_column": "headline", "sort_desc": "published_sort", "facets": ["outlet", "status", "language"],
                "fts_table": "article_index", "fts_pk": "place"},
    "statement": {"label_column": "content", "facets": ["kind", "act", "modality"], "fts_table": "statement_index",
                  "fts_pk": "place"},
    "edition": {"label_column": "headline", "facets": ["status"]},
    "correction": {"sort_desc": "number", "facets": ["kind", "who"]},
    "alias": {"sort_desc": "mentions"}}


class Question(Struct, frozen=True, kw_only=True):
    """A query that the docs show."""

    name: str
    title: str
    about: str
    sql: str


def questions() -> list[Question]:
    """Return the queries that the docs show, in their order."""
    text = (files("dateline.archive") / "queries.sql").read_text(encoding="utf-8")
    return [Question(name=name, title=title, about=about, sql=sql.strip().rstrip(";"))
            for name, title, about, sql in _QUERY.findall(text)]


def metadata(database: str) -> dict[str, Any]:
    """Return Datasette's metadata for an archive; database: the name that Datasette gives it, the file's stem."""
    sql = (files("dateline.archive") / "schema.sql").read_text(encoding="utf-8")
    tables: dict[str, dict[str, Any]] = {}
    for name, body in _TABLE.findall(sql):
        first, *lines = body.split("\n")
        columns = {found[1]: found[2].strip() for line in lines if (found := _COLUMN.match(line)) and found[2]}
        tables[name] = {"description": first.partition("--")[2].strip(), "columns": columns,
                        **({} if name in _SHOWN else {"hidden": True}), **_ABOUT.get(name, {})}
    return {
        "title": "News, and who said what",
        "description": "An archive of dateline. Never take a content without its cue and modality: what is negated was "
                       "not claimed. Spans are code points from 0, half-open.",
        "source": "dateline", "databases": {database: {
            "description": "One row of `article` is one page of the world; `statement_now` is what views show.",
            "tables": tables,
            "queries": {one.name: {"title": one.title, "description": one.about, "sql": one.sql}
                        for one in questions()}}}}
