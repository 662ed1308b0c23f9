"""The one account of "how many": a set of articles in articles, texts, stories, outlets, and what is not counted.

Commands, reader, JSON and exports count through `counts_of`, so that thirty copies of one report are nowhere thirty
reports. What is counted is said by a Chosen, which `all_of`, `of_story`, `of_outlet` and `of_search` make.
"""

from __future__ import annotations

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

_NAMES = 20  # of a speaker, the most frequent, by which articles are looked for that may hold more


class Chosen(Struct, frozen=True, kw_only=True):
    """A set of articles, as a query for their numbers."""

    articles: str  # SQL that gives numbers of articles, of this file
    values: tuple[object, ...] = ()
    blind: str | None = None  # SQL for the numbers among which uncounted ones are looked for; None: the same articles
    blind_values: tuple[object, ...] = ()
    inferred: str | None = None  # SQL for the statements that name nobody but an office of who is asked for
    inferred_values: tuple[object, ...] = ()
    compared: bool = False  # whether what each holds is compared with what the others hold
    searched: bool = False  # whether what is no article is left out of what is not counted too
    whole: bool = False  # whether it is the whole archive, of which the counts are kept


def counts_of(archive: Archive, chosen: Chosen, *, all_statuses: bool = False,
              seconds: float = QUERY_SECONDS) -> Counts:
    """Return how many articles, distinct texts, stories and outlets a set is, and what was not counted.

    Only whole articles (status ok) count; with all_statuses also live pages, stubs, pages behind a paywall and those
    that are unread; what is no article never. Raises Cut after `seconds`.
    """
    if chosen.whole and not all_statuses:
        return _kept_counts(archive)
    with time_limit(archive, seconds):
        found = _tally(archive, chosen, all_statuses=all_statuses)
        blind = found if chosen.blind is None else _tally(archive, msgspec.structs.replace(
            chosen, articles=chosen.blind, values=chosen.blind_values), all_statuses=all_statuses)
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


def _tally(archive: Archive, chosen: Chosen, *, all_statuses: bool) -> _Tally:
    """Count all there is to count of some articles while reading each of them once."""
    found, languages = _Tally(), dict[str | None, int]()
    rows = archive.db.cursor()
    rows.row_factory = None  # of tens of thousands of rows each name would be looked up
    for status, id_, text, story, outlet, unsure, language in rows.execute(
            "SELECT a.status, a.id, a.copy_of, a.story, a.outlet, a.unsure, a.language FROM article a "
            f"WHERE a.status IS NOT NULL AND a.number IN ({chosen.articles})",
            chosen.values):
        if status != "ok" and (status == "not-article" or not all_statuses):
            if status != "not-article" or not chosen.searched:
                found.statuses[status] = found.statuses.get(status, 0) + 1
            continue
        found.articles += 1
        found.unsure += unsure
        found.texts.add(text or id_)
        found.stories.add(story or id_)
        if outlet is not None:
            found.outlets.add(outlet)
        languages[language] = languages.get(language, 0) + 1
    found.languages = sum(n for language, n in languages.items()
                          if (language or "").lower()[:2] not in STATEMENT_LANGUAGES)
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
        f"WITH among (id) AS (SELECT id FROM article WHERE number IN ({chosen.articles})) "
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
    return Chosen(articles="SELECT number FROM article", whole=True)


def of_story(story: str) -> Chosen:
    """Return the articles of a story, by its full id, each compared with the others."""
    return Chosen(articles="SELECT number FROM article WHERE story = ?", values=(story,), compared=True)


def of_outlet(outlet: str) -> Chosen:
    """Return the articles of an outlet, by its name."""
    return Chosen(articles=f"SELECT number FROM article WHERE outlet IN ({OUTLETS})", values=(outlet,))


def of_articles(articles: Sequence[str]) -> Chosen:
    """Return the articles with these full ids."""
    return Chosen(articles="SELECT number FROM article WHERE id IN (SELECT value FROM json_each(?))",
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
        return Chosen(articles="SELECT NULL WHERE 0")
    if among and not among.more:  # they were all found already
        numbers = msgspec.json.encode(among.numbers).decode()
        articles, values = "SELECT value FROM json_each(?)", tuple[object, ...]([numbers])
    else:
        articles, values = _matching(archive, query, words)
    if not (query.speaker or query.kind or query.act):
        return Chosen(articles=articles, values=values, searched=True)
    names = _names(archive, query.speaker) if query.speaker else ""
    any_statement = msgspec.structs.replace(query, speaker=None, kind=None, act=None, min_confidence=0)
    wider, blind_values = _matching(archive, any_statement,
                                    " AND ".join(f"({part})" for part in (words, names) if part))
    chosen = Chosen(articles=articles, values=values, blind=wider, blind_values=blind_values, searched=True)
    if not query.speaker:
        return chosen
    within, within_values = _matching(archive, any_statement, words)
    so, so_values = said_so(query)
    return msgspec.structs.replace(
        chosen, inferred=f"SELECT count(DISTINCT s.number) FROM {SHOWN} JOIN article a ON a.id = s.article "
        f"WHERE i.speaker IN ({MEANT}) AND a.number IN ({within}) AND {so}",
        inferred_values=(query.speaker, query.speaker, *within_values, *so_values))


def _matching(archive: Archive, query: Query, words: str) -> tuple[str, tuple[object, ...]]:
    where, values = holding(archive, query)
    if not words:
        return f"SELECT a.number FROM article a WHERE {where}", tuple(values)
    held = f"SELECT article_index.rowid & {NUMBER} FROM article_index"
    if query == Query(words=query.words):  # what is no article is left out by whoever counts
        return f"{held} WHERE article_index MATCH ?", (words,)
    return (f"{held} CROSS JOIN article a ON a.number = article_index.rowid & {NUMBER} "
            f"WHERE article_index MATCH ? AND {where}", (words, *values))


def _names(archive: Archive, speaker: str) -> str:
    """The index's own query for any name of a speaker."""
    rows = archive.db.execute(f"SELECT name FROM alias WHERE speaker IN ({MEANT}) GROUP BY name "
                              "ORDER BY sum(mentions) DESC, name LIMIT ?", (speaker, speaker, _NAMES)).fetchall()
    return " OR ".join(full_text((name,)) for name in [*(row["name"] for row in rows), speaker]
                       if full_text((name,)))
