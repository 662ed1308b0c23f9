"""An archive opened for reading, as `dateline.open` gives it: its articles, statements, speakers and stories.

Lists are lazy: nothing is read before a loop asks for it, a page of rows at a time, and each loop reads anew. Values
are the frozen ones of `dateline.model` and `dateline.archive.values`, corrected where people decided, the reading
beside it. The examples run on the archive that `dateline demo` makes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, TypeVar

from dateline.archive import find, open_archive
from dateline.archive.ids import sort_time
from dateline.archive.query import Query, narrowed
from dateline.archive.values import Counts, Said, SpeakerRow, Stored, StoryRow

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")
_AT_ONCE = 200  # rows read at a time


class Found(Generic[T]):
    """A lazy list: loop over it, as often as you like, or take it as a table.

    >>> with dateline.open("dateline-demo.db") as archive:
    ...     found = archive.statements(kind="direct")
    ...     list(found) == list(found)
    True
    """

    def __init__(self, read: Callable[[], Iterator[T]], table: Callable[[], DataFrame]) -> None:
        self._read, self._table = read, table

    def __iter__(self) -> Iterator[T]:
        return self._read()

    def to_pandas(self) -> DataFrame:
        """Return the list as a pandas data frame, with the columns and the order of the exported table.

        Times in UTC are timestamps, counts are integers that may be missing. The frame holds all rows in memory.
        Raises UsageError where pandas is not installed.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     frame = archive.statements(kind="direct").to_pandas()
        >>> bool((frame["kind"] == "direct").all()), str(frame["published_utc"].dtype).startswith("datetime64")
        (True, True)
        """
        return self._table()


class OpenArchive:
    """An archive, open for reading; use it in a `with` statement, or close it.

    >>> import dateline
    >>> with dateline.open("dateline-demo.db") as archive:
    ...     archive.counts().articles > 5
    True
    """

    def __init__(self, path: Path | str) -> None:
        self._archive = open_archive(path)

    def __enter__(self) -> OpenArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"OpenArchive({str(self.path)!r})"

    @property
    def path(self) -> Path:
        """The file.

        >>> dateline.open("dateline-demo.db").path.name
        'dateline-demo.db'
        """
        return self._archive.path

    def close(self) -> None:
        """Let go of the file.

        >>> dateline.open("dateline-demo.db").close()
        """
        self._archive.close()

    def counts(self) -> Counts:
        """Return how much there is, counted four ways: articles, distinct texts, stories, outlets.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     counts = archive.counts()
        >>> counts.articles >= counts.texts >= counts.stories
        True
        """
        return find.counts(self._archive)

    def articles(self, words: str = "", *, outlet: str | None = None, speaker: str | None = None,
                 language: str | None = None, story: str | None = None, since: str | date | None = None,
                 until: str | date | None = None) -> Found[Stored]:
        """Return articles with all that is known of them, the last published first.

        words: a search as in the search box. speaker: who speaks in them, by any printed form of the name or by id.
        since, until: days, a month or a year ("2026-10"), the last included. Raises UsageError for what is no date.
        Only those that can be read (status ok, live, stub or paywall); `counts().not_counted` says what else there is.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     [stored.article.outlet for stored in archive.articles("bridge", outlet="Skerrin Islander")]
        ['Skerrin Islander']
        """
        query = narrowed(words, outlet=outlet, speaker=speaker, language=language, story=story, since=since,
                         until=until)
        return Found(lambda: self._articles(query), self._frame("articles", lambda: self._article_ids(query)))

    def statements(self, words: str = "", *, speaker: str | None = None, outlet: str | None = None,
                   kind: str | None = None, act: str | None = None, language: str | None = None,
                   story: str | None = None, since: str | date | None = None, until: str | date | None = None,
                   min_confidence: float = 0.0, min_speaker_confidence: float = 0.0) -> Found[Said]:
        """Return who said what, the newest article's first.

        words: that the content or the source must hold. kind: direct, indirect or mixed, else UsageError is raised.
        act: said, denied, asked, ...
        min_speaker_confidence: speakers less sure are left out of the statements, which stay.
        The other arguments are those of `articles`.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     said = next(iter(archive.statements(kind="direct")))
        >>> said.statement.kind, bool(said.content)
        ('direct', True)
        """
        query = narrowed(words, speaker=speaker, outlet=outlet, kind=kind, act=act, language=language, story=story,
                       since=since, until=until, min_confidence=min_confidence,
                         min_speaker_confidence=min_speaker_confidence)
        return Found(lambda: self._statements(query), self._frame("statements", lambda: self._statement_ids(query)))

    def speakers(self, like: str = "") -> Found[SpeakerRow]:
        """Return who speaks, those who say most first. like: a part of any form of the name.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     most = next(iter(archive.speakers()))
        ...     next(iter(archive.speakers(most.name))) == most
        True
        """
        return Found(lambda: self._speakers(like),
                     self._frame("speakers", lambda: (one.id for one in self._speakers(like))))

    def stories(self, *, least: int = 2) -> Found[StoryRow]:
        """Return the stories that at least so many articles tell, those that moved last first.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     story = next(iter(archive.stories()))
        ...     story.articles == len(list(archive.articles(story=story.id)))
        True
        """
        return Found(lambda: self._stories(least),
                     self._frame("stories", lambda: (one.id for one in self._stories(least))))

    def article(self, id_: str) -> Stored:
        """Return one article by its id, the beginning of it, or its address. Raises NotFound.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     first = next(iter(archive.articles()))
        ...     archive.article(first.id[:8]) == first
        True
        """
        return find.show(self._archive, find.full_id(self._archive, id_))

    def statement(self, id_: str) -> Said:
        """Return one statement by its id or the beginning of it. Raises NotFound.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     said = next(iter(archive.statements()))
        ...     archive.statement(said.id) == said
        True
        """
        return find.statement(self._archive, find.full_id(self._archive, id_, kind="statement"))

    def speaker(self, id_: str) -> SpeakerRow:
        """Return one speaker by id, with every form of the name and the offices held. Raises NotFound.

        >>> with dateline.open("dateline-demo.db") as archive:
        ...     most = next(iter(archive.speakers()))
        ...     archive.speaker(most.id).name == most.name
        True
        """
        return find.speaker(self._archive, id_)

    def _articles(self, query: Query) -> Iterator[Stored]:
        return (find.show(self._archive, id_) for id_ in self._article_ids(query))

    def _article_ids(self, query: Query) -> Iterator[str]:
        before = None
        while page := find.latest(self._archive, query, limit=_AT_ONCE, before=before):
            yield from (one.id for one in page)
            before = sort_time(page[-1].published), page[-1].id

    def _statements(self, query: Query) -> Iterator[Said]:
        before = None
        while page := list(find.quotes(self._archive, query, limit=_AT_ONCE, before=before)):
            yield from (said for said, _ in page)
            before = page[-1][1]

    def _statement_ids(self, query: Query) -> Iterator[str]:
        before = None
        while page := find.quote_keys(self._archive, query, limit=_AT_ONCE, before=before):
            yield from (id_ for id_, _ in page)
            before = page[-1][1]

    def _speakers(self, like: str) -> Iterator[SpeakerRow]:
        before = None
        while page := find.speakers(self._archive, like=like, limit=_AT_ONCE, before=before):
            yield from page
            before = page[-1].statements, page[-1].id

    def _stories(self, least: int) -> Iterator[StoryRow]:
        before = None
        while page := find.stories(self._archive, least=least, limit=_AT_ONCE, before=before):
            yield from page
            before = sort_time(page[-1].last), page[-1].id

    def _frame(self, table: str, ids: Callable[[], Iterator[str]]) -> Callable[[], DataFrame]:
        def frame() -> DataFrame:
            from dateline.export.frame import frame_of

            return frame_of(self._archive, table, ids())

        return frame
