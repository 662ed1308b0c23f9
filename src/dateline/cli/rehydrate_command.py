"""dateline rehydrate: the words of a text-free package, from the pages."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from dateline.cli.common import complain, errors_shown, jobs_option, print_json, quiet_option

if TYPE_CHECKING:
    from dateline.export.text_free import HiddenArticle, Rehydrated
    from dateline.model import Article, Page


@click.command()
@click.argument("package", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@jobs_option
@quiet_option
def command(package: Path, paths: tuple[str, ...], jobs: int | None, quiet: bool) -> None:
    """Put the words back into a text-free package: an article a line as JSON, its statements with their words.

    PATH: where the pages are, as for `read`; without it each address of the package is fetched. A page belongs to an
    article by its bytes, else by its address. Words count only where their hash is that of the package; `standing`
    says whether they stand where it says (exact), elsewhere (moved), or nowhere (lost). An article without a page, or
    with a lost statement, is named on stderr, and the exit status is 1.
    """
    from dateline.pipeline.pool import default_jobs

    with errors_shown(), package.open("rb") as lines:
        known = _Package(package, lines)
        moved = lost = 0
        for found in _rehydrated(known, paths or known.addresses(), jobs or default_jobs()):
            print_json(found)
            standings = [one.standing for one in found.statements]
            moved += standings.count("moved")
            if standings.count("lost"):
                lost += standings.count("lost")
                complain(f"{found.id}: {standings.count('lost')} of {len(standings)} statements are not in the page "
                         f"({found.read_from})")
        sys.stdout.flush()
        missing = list(known.missing())
        for article in missing:
            complain(f"{article.id}: no page for it ({article.url or 'no address'})")
        if not quiet:
            click.echo(f"{known.count - len(missing):,} of {known.count:,} articles have their words back; "
                       f"{moved:,} statements moved, {lost:,} lost", err=True)
    sys.exit(1 if missing or lost else 0)


class _Package:
    """A package on disk: where the line of each article is, by the bytes and the address of its captures."""

    def __init__(self, path: Path, lines: BinaryIO) -> None:
        from dateline.export.text_free import read_package

        self._path, self._lines, self._open = path, lines, dict[int, None]()
        self._by_bytes, self._by_address = dict[bytes, int](), dict[str, int]()
        for offset, article in read_package(lines, str(path)):
            self._open[offset] = None
            for one in article.captures:
                self._by_bytes[bytes.fromhex(one.sha256)[:16]] = offset
            for url in {article.url, *(one.url for one in article.captures)} - {None}:
                self._by_address.setdefault(_plain(str(url)), offset)
        self.count = len(self._open)

    def addresses(self) -> list[str]:
        """Return the address of each article that has one."""
        return [article.url for article in self.missing() if article.url]

    def place_of(self, page: Page) -> int | None:
        """Return where the article of a page is, if it still waits for one."""
        import hashlib

        by_bytes = self._by_bytes.get(hashlib.sha256(page.data).digest()[:16])
        place = by_bytes if by_bytes is not None else self._by_address.get(_plain(page.url or ""))
        return place if place in self._open else None

    def article(self, place: int) -> HiddenArticle:
        """Return the article at a place."""
        from dateline.export.text_free import article_of

        self._lines.seek(place)
        return article_of(self._lines.readline(), str(self._path))

    def done(self, place: int) -> bool:
        """Take an article off those that wait; return whether it still did."""
        return self._open.pop(place, 0) is None

    def missing(self) -> Iterator[HiddenArticle]:
        """Yield the articles that wait for a page."""
        return (self.article(place) for place in list(self._open))


def _plain(url: str) -> str:
    from dateline.article.address import normal_address

    return normal_address(url) if url else ""


def _rehydrated(known: _Package, paths: Iterable[str], jobs: int) -> Iterator[Rehydrated]:
    """Yield each article as soon as its page is read; where only another edition of a page comes, at the end."""
    from dateline.archive.ids import text_of
    from dateline.export.text_free import put_back
    from dateline.intake import pages
    from dateline.model import Article, Left, Page, Statement
    from dateline.pipeline.pool import through_workers

    def wanted(thing: Page | Left) -> Page | None:
        return thing if isinstance(thing, Page) and known.place_of(thing) is not None else None

    later: dict[int, Rehydrated] = {}
    for thing, article in through_workers("article", pages(list(paths)), jobs=jobs, work_of=wanted):
        place = known.place_of(thing) if isinstance(thing, Page) else None
        if place is None or article is None:
            continue
        if not isinstance(article, Article):
            complain(f"{thing.source}: {article.reason}")
            continue
        read: Article = article

        def text_in(where: str, read: Article = read) -> str:
            return text_of(read, Statement(where=where, kind="direct", content=((0, 0),)))

        found = put_back(known.article(place), read, thing.source, text_in)
        if found.exact and known.done(place):
            later.pop(place, None)
            yield found
        elif not found.exact:
            later.setdefault(place, found)
    for place, found in later.items():
        if known.done(place):
            yield found
