"""What leaves an archive: which articles and statements, corrected or as read, as conditions for `tables`."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.archive import find
from dateline.archive.connection import Archive
from dateline.archive.query import Query, full_text

_NO_WORD = '"\ue002"'  # stands in no text


class Selection(Struct, frozen=True, kw_only=True):
    """What is asked for. An article is in it where it fits what the query says of articles and, where the query says
    something of statements (words, speaker, kind, act, confidence), holds a statement that fits all of it."""

    query: Query = Query()
    as_read: bool = False  # as the machine read it, without what people decided
    ids: tuple[str, ...] | None = None  # only the rows with these keys, in this order; the query is left aside

    @property
    def min_speaker_confidence(self) -> float:
        """Less sure speakers are not named; what is printed of them stays."""
        return self.query.min_speaker_confidence


class Conditions:
    """A selection as SQL over an article `a`, its shown edition `e` and a statement `s`."""

    def __init__(self, archive: Archive, selection: Selection) -> None:
        self.as_read = selection.as_read
        query = selection.query
        self._article, self._article_values = _of_article(query)
        self._statement, self._statement_values = _of_statement(archive, query, as_read=selection.as_read)
        self._asks_statements = bool(query.words or query.speaker or query.kind or query.act or query.min_confidence)

    @property
    def articles(self) -> str:
        """The source that gives `a` and `e`."""
        return _AS_READ if self.as_read else "article a JOIN edition e ON e.id = a.edition"

    @property
    def of_article(self) -> tuple[str, Sequence[object]]:
        """The condition that an article is in the selection, and its values."""
        if not self._asks_statements:
            return self._article, self._article_values
        return (f"{self._article} AND EXISTS (SELECT 1 FROM statement s WHERE s.edition = a.edition "
                f"AND {self._statement})", (*self._article_values, *self._statement_values))

    @property
    def of_statement(self) -> tuple[str, Sequence[object]]:
        """The condition that a statement of a shown edition is in the selection, and its values."""
        return f"{self._article} AND {self._statement}", (*self._article_values, *self._statement_values)

    @property
    def shown_statement(self) -> str:
        """The condition that a statement is shown at all, whatever is asked for."""
        return _READ if self.as_read else _NOT_GONE


# `a` as the machine read it: the columns of `article` that corrections may change come from the edition.
_AS_READ = ("(SELECT x.number, x.id, x.key, x.edition, y.url, y.headline, y.outlet, y.published, "
            "y.published_sort, y.status, y.language, CASE WHEN m.as_read IS NULL THEN x.story "
            "ELSE nullif(m.as_read, '') END AS story, x.copy_of "
            "FROM article x JOIN edition y ON y.id = x.edition LEFT JOIN membership m ON m.article = x.id) a "
            "JOIN edition e ON e.id = a.edition")
_NOT_GONE = "NOT EXISTS (SELECT 1 FROM overlay g WHERE g.statement = s.id AND g.field = 'gone')"
_READ = "s.correction IS NULL"


def _of_article(query: Query) -> tuple[str, list[object]]:
    where, values = ["a.status <> 'not-article'"], list[object]()
    for condition, value in (("a.outlet = ? COLLATE NOCASE", query.outlet), ("a.language = ?", query.language),
                             ("a.story = ?", query.story), ("a.published_sort >= ?", query.since),
                             ("a.published_sort < ? || 'U'", query.until)):  # after that day's times ("T" < "U")
        if value:
            where.append(condition)
            values.append(value)
    return " AND ".join(where), values


def _of_statement(archive: Archive, query: Query, *, as_read: bool) -> tuple[str, list[object]]:
    where, values = [_READ if as_read else _NOT_GONE], list[object]()
    for condition, value in (("s.kind = ?", query.kind), ("s.act = ?", query.act),
                             ("s.confidence >= ?", query.min_confidence)):
        if value:
            where.append(condition)
            values.append(value)
    if query.speaker:
        speakers = find.speakers_named(archive, query.speaker)
        source = "voice" if as_read else "said_by"
        where.append(f"s.number IN (SELECT w.statement FROM {source} w WHERE w.speaker IN "
                     f"({', '.join('?' * len(speakers))}))")
        values += speakers
    if query.words:
        where.append("s.place IN (SELECT rowid FROM statement_index WHERE statement_index MATCH ?)")
        values.append(full_text(query.words) or _NO_WORD)
    return " AND ".join(where), values
