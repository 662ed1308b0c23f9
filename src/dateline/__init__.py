"""dateline reads news pages and keeps the record: what was published, who said what, and how it went on.

>>> import dateline
>>> [article] = dateline.read("council.html")        # doctest: +SKIP
>>> for statement in dateline.statements(article):   # doctest: +SKIP
...     print(statement.speakers, statement.content)
>>> archive = dateline.open("dateline.db")           # doctest: +SKIP
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import TYPE_CHECKING

from dateline.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.archive import Archive
    from dateline.errors import PageError
    from dateline.model import Article, Statement

__all__ = ["__version__", "open", "read", "statements"]


def read(path: str | Path, *, unreadable: Callable[[PageError], None] | None = None) -> Iterator[Article]:
    """Yield every article that a path holds, one at a time: a file, folder, container, feed, rows or address.

    unreadable: called for each page that cannot be read; without it that PageError is raised.
    Raises UsageError when the path does not exist.
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
    """Return who says what in an article, in reading order; offsets count in what a statement's `where` names."""
    from dateline.statements import find_statements

    return find_statements(article)


def open(path: str | Path) -> Archive:
    """Open an archive for reading; `dateline.archive.find` asks it. Raises ArchiveError where there is none."""
    from dateline.archive import open_archive

    return open_archive(path)


class _Api(ModuleType):
    """Keeps `dateline.statements` the function: loading the room of that name would put the module in its place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name == "statements" and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Api
