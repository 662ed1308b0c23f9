"""The one account of "how many": a set of articles in articles, texts, stories, outlets, and what is not counted.

Commands, reader, JSON and exports count through `counts_of`, so that thirty copies of one report are nowhere thirty
reports. What is counted is said by a Chosen, which `all_of`, `of_story`, `of_outlet` and `of_search` make.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from dateline.archive.conditions import OUTLETS, Cut, holding, said_so, time_limit
from dateline.archive.connection import Archive
from dateline.archive.hits import Hits
from dateline.archive.index import NUMBER
from dateline.archive.offices import SHOWN
from dateline.archive.query import Query, full_text
from dateline.archive.speakers import MEANT
from dateline.archive.values import Counts, NotCounted
from dateline.limits import QUERY_SECONDS, STATEMENT_LANGUAGES

COUNTED = 2_500  # articles, or hits of words, that a page goes through to count; of more it shows no counts
_PHRASE = re.compile(r"\w\W+\w")  # of frequent words the index goes through all of both, however few hits it has
_BY_NUMBER = "a.number IN"
_AT_ONCE = 1_000  # articles
_NAMES = 20  # of a speaker, the most frequent, by which articles are looked for that may hold more


class Chosen(Struct, frozen=True, kw_only=True):
    """A set of articles, as what must hold of each."""

    where: str  # SQL of an article `a`
    values: tuple[object, ...] = ()
    blind: str | None = None  # the same of those among which uncounted ones are looked for; None: the same articles
    blind_values: tuple[object, ...] = ()
    words: tuple[str, ...] = ()  # what the index is asked for; each of its hits is gone through
    least: float = 0  # so much has to be gone through at least
    inferred: str | None = None  # SQL for the statements that name nobody but an office of who is asked for
    inferred_values: tuple[object, ...] = ()
    compared: bool = False  # whether what each holds is compared with what the others hold
    searched: bool = False  # whether what is no article is left out of what is not counted too
    whole: bool = False  # whether it is the whole archive, of which the counts are kept


class _TooMany(Exception):
    """There is more to count than was asked for."""


def counts_within(archive: Archive, chosen: Chosen, most: int = COUNTED) -> Counts | None:
    """Return the counts of a set; None where more than `most` articles or hits of words had to be gone through.

    So that the same archive always shows the same; the time limit is a last resort, and gives none either.
    """
    if chosen.least > most:
        return None
    try:
        with time_limit(archive):
            for words in chosen.words:
                if archive.db.execute("SELECT count(*) FROM (SELECT 1 FROM article_index WHERE article_index MATCH ? "
                                      "LIMIT ?)", (words, most + 1)).fetchone()[0] > most:
                    return None
            return counts_of(archive, chosen, most=most)
    except (_TooMany, Cut):
        return None


def counts_of(archive: Archive, chosen: Chosen, *, all_statuses: bool = False,
              seconds: float = QUERY_SECONDS, most: int | None = None) -> Counts:
    """Return how many articles, distinct texts, stories and outlets a set is, and what was not counted.

    Only whole articles (status ok) count; with all_statuses also live pages, stubs, pages behind a paywall and those
    that are unread; what is no article never. Raises Cut after `seconds`.
    """
    if chosen.whole and not all_statuses:
        return _kept_counts(archive)
    with time_limit(archive, seconds):
        found = _tally(archive, chosen, all_statuses=all_statuses, most=most)
        blind = found if chosen.blind is None else _blind(archive, chosen, all_statuses=all_statuses, most=most)
        counted = _COUNTED[all_statuses]
        inferred = archive.db.execute(f"{chosen.inferred} AND {counted}", chosen.inferred_values).fetchone()[0] \
            if chosen.inferred else 0
        return Counts(articles=found.articles, texts=len(found.texts), stories=len(found.stories),
                      outlets=len(found.outlets),
                      with_own=_with_own(archive, chosen, counted) if chosen.compared else None,
                      not_counted=NotCounted(unsure=blind.unsure, statuses=dict(sorted(blind.statuses.items())),
                                             languages=blind.languages, inferred=inferred))


_COUNTED = {False: "a.status = 'ok'", True: "a.status <> 'not-article'"}


class _Tally:
    """What is counted of a set of articles, while its rows go by."""

    def __init__(self) -> None:
        self.articles = self.unsure = self.languages = 0
        self.texts, self.stories, self.outlets = set[str](), set[str](), set[str]()
        self.statuses: dict[str, int] = {}  # of those that do not count

    def counts(self, status: str, count: int, chosen: Chosen, *, all_statuses: bool) -> bool:
        """Return whether articles of a status count; those that do not are told by their status.

        Of a search what is no article is left out altogether.
        """
        if _is_whole(status, all_statuses=all_statuses):
            return True
        if status != "not-article" or not chosen.searched:
            self.statuses[status] = self.statuses.get(status, 0) + count
        return False


def _is_whole(status: str, *, all_statuses: bool) -> bool:
    return status == "ok" or (all_statuses and status != "not-article")


def _tally(archive: Archive, chosen: Chosen, *, all_statuses: bool, most: int | None) -> _Tally:
    """Count all there is to count of some articles while reading each of them once. Raises _TooMany."""
    found, seen = _Tally(), 0
    cursor = archive.db.cursor()
    cursor.row_factory = None  # of tens of thousands of rows each name would be looked up
    cursor.execute("SELECT a.status, a.language, a.id, a.copy_of, a.story, a.outlet, a.unsure "
                   f"FROM {_by(chosen.where)} WHERE a.status IS NOT NULL AND {chosen.where}", chosen.values)
    while rows := cursor.fetchmany(_AT_ONCE):
        seen += len(rows)
        if most is not None and seen > most:
            raise _TooMany
        for (status, language), count in Counter(row[:2] for row in rows).items():
            if found.counts(status, count, chosen, all_statuses=all_statuses):
                found.articles += count
                found.languages += count * _unread(language)
        whole = rows if found.articles == seen else [
            row for row in rows if _is_whole(row[0], all_statuses=all_statuses)]
        found.unsure += sum([row[6] for row in whole])
        found.texts.update([row[3] or row[2] for row in whole])
        found.stories.update([row[4] or row[2] for row in whole])
        found.outlets.update([row[5] for row in whole if row[5] is not None])
    return found


def _by(where: str) -> str:
    """The source of articles: those known by number are read from the index that holds all that is counted."""
    return "article a INDEXED BY article_counted" if _BY_NUMBER in where else "article a"


def _unread(language: str | None) -> bool:
    return (language or "").lower()[:2] not in STATEMENT_LANGUAGES


def _blind(archive: Archive, chosen: Chosen, *, all_statuses: bool, most: int | None) -> _Tally:
    """Count what is not counted only: by status and language, without a look at each article here."""
    found, seen, many = _Tally(), 0, -1 if most is None else most + 1
    for status, language, count, unsure in archive.db.execute(
            "SELECT status, language, count(*), sum(unsure) FROM (SELECT a.status, a.language, a.unsure "
            f"FROM {_by(chosen.blind or '1')} WHERE a.status IS NOT NULL AND {chosen.blind} LIMIT ?) GROUP BY 1, 2",
            (*chosen.blind_values, many)):
        seen += count
        if found.counts(status, count, chosen, all_statuses=all_statuses):
            found.unsure += unsure
            found.languages += count * _unread(language)
    if seen == many:
        raise _TooMany
    return found


def _kept_counts(archive: Archive) -> Counts:
    """The counts of the whole archive, from the tallies."""
    tallies: dict[str, dict[str, int]] = {}
    for row in archive.db.execute("SELECT what, key, n FROM tally WHERE what IN ('status', 'language', 'unsure', "
                                  "'distinct') AND n"):
        tallies.setdefault(row["what"], {})[row["key"]] = row["n"]
    statuses, distinct = tallies.get("status", {}), tallies.get("distinct", {})
    return Counts(
        articles=statuses.get("ok", 0), texts=distinct.get("text", 0), stories=distinct.get("story", 0),
        outlets=distinct.get("outlet", 0), not_counted=NotCounted(
            unsure=tallies.get("unsure", {}).get("ok", 0),
            statuses={status: n for status, n in sorted(statuses.items()) if status not in ("", "ok")},
            languages=sum(n for language, n in tallies.get("language", {}).items()
                          if language.lower()[:2] not in STATEMENT_LANGUAGES)))


def _with_own(archive: Archive, chosen: Chosen, counted: str) -> int:
    """How many of the articles hold a statement that no other one echoes; of words that tell too little none is one."""
    return int(archive.db.execute(
        f"WITH among (id) AS (SELECT a.id FROM article a WHERE {chosen.where}) "
        "SELECT count(DISTINCT s.article) FROM among CROSS JOIN article a ON a.id = among.id "
        "CROSS JOIN statement_now s ON s.article = a.id "
        f"WHERE {counted} AND EXISTS (SELECT 1 FROM echo e WHERE e.statement = s.number AND e.key > 0) "
        "AND NOT EXISTS "
        "(SELECT 1 FROM echo e CROSS JOIN echo o ON o.key = e.key CROSS JOIN statement_now t ON t.number = o.statement "
        "WHERE e.statement = s.number AND e.key > 0 AND t.article <> s.article "
        "AND t.article IN (SELECT id FROM among))",
        chosen.values).fetchone()[0])


def counts_in_time(archive: Archive, chosen: Chosen, *, seconds: float = QUERY_SECONDS) -> Counts | None:
    """Return the counts of a set; None where counting takes longer than `seconds`."""
    try:
        return counts_of(archive, chosen, seconds=seconds)
    except Cut:
        return None


_STATUSES = {"live": ("live page", "live pages"), "consent": ("consent page", "consent pages"),
             "script-only": ("page that needs scripts", "pages that need scripts"),
             "not-article": ("page that is no article", "pages that are no articles")}


def in_words(not_counted: NotCounted) -> list[str]:
    """Return what a count is blind to, a phrase each: "214 stubs or paywalled pages"; nothing where it sees all."""
    cut = sum(not_counted.statuses.get(status, 0) for status in ("stub", "paywall"))
    phrases = [(not_counted.inferred, "statement inferred from office", "statements inferred from office"),
               (not_counted.unsure, "statement with an unsure speaker", "statements with an unsure speaker"),
               (cut, "stub or paywalled page", "stubs or paywalled pages"),
               *((not_counted.statuses.get(status, 0), *words) for status, words in _STATUSES.items()),
               (not_counted.languages, "article in a language where statements are not attempted",
                "articles in languages where statements are not attempted")]
    return [f"{count:,} {one if count == 1 else many}" for count, one, many in phrases if count]


def all_of() -> Chosen:
    """Return the whole archive."""
    return Chosen(where="1", whole=True)


def of_story(story: str) -> Chosen:
    """Return the articles of a story, by its full id, each compared with the others."""
    return Chosen(where="a.story = ?", values=(story,), compared=True)


def of_outlet(outlet: str) -> Chosen:
    """Return the articles of an outlet, by its name."""
    return Chosen(where=f"a.outlet IN ({OUTLETS})", values=(outlet,))


def of_articles(articles: Sequence[str]) -> Chosen:
    """Return the articles with these full ids."""
    return Chosen(where="a.id IN (SELECT value FROM json_each(?))",
                  values=(msgspec.json.encode(articles).decode(),))


def of_search(archive: Archive, query: Query, among: Hits | None = None) -> Chosen:
    """Return the articles that a query means; of_search(archive, Query(speaker=NAME)) are those where NAME speaks.

    What was not counted is looked for in all that the query would mean without what it says of statements; where it
    asks for a speaker, in the articles that print a name of that speaker. A whole story is counted as `of_story` does.
    among: what `hits` gave for the query.
    """
    if query.story and query == Query(story=query.story):
        return of_story(query.story)
    words = full_text(query.words)
    if query.words and not words:
        return Chosen(where="0")
    found = bool(among and not among.more)  # they were all found already
    if among and found:
        numbers = msgspec.json.encode(among.numbers).decode()
        where, values = f"{_BY_NUMBER} (SELECT value FROM json_each(?))", tuple[object, ...]([numbers])
    else:
        where, values = _matching(archive, query, words)
    through = (words,) if words and not found else ()
    least = math.inf if through and any(_PHRASE.search(word) for word in query.words) else 0.0
    if not (query.speaker or query.kind or query.act):
        return Chosen(where=where, values=values, words=through, least=least, searched=True)
    names = _names(archive, query.speaker) if query.speaker else ""
    any_statement = msgspec.structs.replace(query, speaker=None, kind=None, act=None, min_confidence=0)
    printed = " AND ".join(f"({part})" for part in (words, names) if part)
    wider, blind_values = _matching(archive, any_statement, printed)
    chosen = Chosen(where=where, values=values, blind=wider, blind_values=blind_values, searched=True,
                    words=tuple(dict.fromkeys((*through, *((printed,) if printed else ())))), least=least)
    if not query.speaker:
        return chosen
    within, within_values = _matching(archive, any_statement, words)
    so, so_values = said_so(query)
    said = archive.db.execute(f"SELECT coalesce(sum(statements), 0) FROM speaker_tally WHERE speaker IN ({MEANT})",
                              (query.speaker, query.speaker)).fetchone()[0]
    return msgspec.structs.replace(
        chosen, least=least if found else max(least, said),
        inferred=f"SELECT count(DISTINCT s.number) FROM {SHOWN} JOIN article a ON a.id = s.article "
        f"WHERE i.speaker IN ({MEANT}) AND {within} AND {so}",
        inferred_values=(query.speaker, query.speaker, *within_values, *so_values))


def _matching(archive: Archive, query: Query, words: str) -> tuple[str, tuple[object, ...]]:
    where, values = holding(archive, query)
    if not words:
        return where, tuple(values)
    return (f"{_BY_NUMBER} (SELECT article_index.rowid & {NUMBER} FROM article_index WHERE article_index MATCH ?) "
            f"AND {where}", (words, *values))


def _names(archive: Archive, speaker: str) -> str:
    """The index's own query for any name of a speaker."""
    rows = archive.db.execute(f"SELECT name FROM alias WHERE speaker IN ({MEANT}) GROUP BY name "
                              "ORDER BY sum(mentions) DESC, name LIMIT ?", (speaker, speaker, _NAMES)).fetchall()
    return " OR ".join(full_text((name,)) for name in [*(row["name"] for row in rows), speaker]
                       if full_text((name,)))
