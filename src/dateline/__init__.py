"""dateline reads news pages and keeps the record: what was published, who said what, and how it went on.

>>> import dateline
>>> [article] = dateline.read("council.html")
>>> [one.kind for one in dateline.statements(article)]
['direct']
>>> with dateline.open("dateline-demo.db") as archive:
...     [stored.article.headline for stored in archive.articles("bridge", outlet="Harrow Bay Courier")]
['Sorrel Bridge closed after divers find crack in pier']
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from dateline.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.errors import PageError
    from dateline.model import Article, Statement
    from dateline.opened import OpenArchive

__all__ = ["__version__", "open", "read", "statements"]


def read(path: str | Path, *, unreadable: Callable[[PageError], None] | None = None) -> Iterator[Article]:
    """Yield every article that a path holds, one at a time: a file, folder, container, feed, rows or address.

    unreadable: called for each page that cannot be read; without it that PageError is raised.
    Raises UsageError when the path does not exist.

    >>> [article] = read("council.html")
    >>> article.headline, article.published
    ('Council votes to mend the bridge', '2026-10-13')
    """
    from dateline.article import read_article
    from dateline.errors import PageError
    from dateline.intake import pages
    from dateline.model import Left

    for thing in pages([str(path)]):
        try:
            if not isinstance(thing, Left):
                yield read_article(thing)
            elif thing.rejected:
                raise PageError(thing.source, thing.reason)
        except PageError as error:
            if unreadable is None:
                raise
            unreadable(error)


def statements(article: Article) -> tuple[Statement, ...]:
    """Return who says what in an article, in reading order; offsets count in what a statement's `where` names.

    >>> [article] = read("council.html")
    >>> [(one.speakers[0].name, [article.text[start:end] for start, end in one.content]) for one in statements(article)]
    [('Ana Ruiz', ['“We will mend the bridge before winter,”'])]
    """
    from dateline.statements import find_statements

    return find_statements(article)


def open(path: str | Path) -> OpenArchive:
    """Open an archive for reading. Raises ArchiveError where there is none.

    >>> with open("dateline-demo.db") as archive:
    ...     said = next(iter(archive.statements(kind="direct")))
    >>> said.statement.kind
    'direct'
    """
    from dateline.opened import OpenArchive

    return OpenArchive(path)


class _Api(ModuleType):
    """Keeps `dateline.statements` the function: loading the room of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "statements" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Api
