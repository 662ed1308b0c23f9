"""All that can be asked of the record, under one name; the modules it is taken from answer."""

from __future__ import annotations

from dateline.archive.articles import brief_of, changed, full_id, newest_added
from dateline.archive.conditions import Cut, time_limit
from dateline.archive.hits import hits
from dateline.archive.lists import (
    all_articles,
    all_speakers,
    all_stories,
    count_captures,
    count_kinds,
    count_repairs,
    count_statements,
    counts,
    outlets,
    rejected,
    statuses,
    stories,
    story,
    versions,
)
from dateline.archive.search import latest, quote_keys, quotes, ranks_all, search
from dateline.archive.speakers import name_of, speaker, speakers, speakers_named
from dateline.archive.statements import said_by, statement, statements_of
from dateline.archive.stored import captures_of, editions_of, show

__all__ = [
    "Cut", "all_articles", "all_speakers", "all_stories", "brief_of", "captures_of", "changed", "count_captures",
    "count_kinds", "count_repairs", "count_statements", "counts", "editions_of", "full_id", "hits", "latest",
    "name_of", "newest_added", "outlets", "quote_keys", "quotes", "ranks_all", "rejected", "said_by", "search", "show",
    "speaker", "speakers", "speakers_named", "statement", "statements_of", "statuses", "stories", "story",
    "time_limit", "versions",
]
