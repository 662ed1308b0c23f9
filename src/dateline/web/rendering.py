"""From a page's value to HTML: the templates, and the words that they may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Any

import jinja2
import msgspec
from msgspec import Struct

from dateline.archive.counts import in_words
from dateline.archive.values import Brief, Said
from dateline.version import __version__
from dateline.web import urls, wording
from dateline.web.access import Visitor
from dateline.web.marking import UNSURE, ShownBlock

GLOBALS: dict[str, Any] = {"urls": urls, "plural": wording.plural, "version": __version__, "unsure": UNSURE,
                           "months_link": lambda id_: lambda month: urls.speaker(id_, month=month)}


@cache
def templates() -> jinja2.Environment:
    """Return the environment that the pages are rendered in: everything escaped, unknown names refused."""
    environment = jinja2.Environment(loader=jinja2.FunctionLoader(_source), autoescape=True, trim_blocks=True,
                                     lstrip_blocks=True, undefined=jinja2.StrictUndefined, auto_reload=False)
    environment.globals.update(GLOBALS)
    environment.filters.update(day=wording.day, moment=wording.moment, size=wording.size, outside=urls.outside,
                               known_from=wording.known_from, found_words=wording.found_words, runs=runs,
                               by_article=by_article, in_words=in_words, relation=wording.relation)
    return environment


def prepare() -> None:
    """Compile every template, so that the first who asks for a page does not wait for it."""
    for file in (files("dateline.web") / "templates").iterdir():
        if file.name.endswith(".html"):
            templates().get_template(file.name)


def _source(name: str) -> str | None:
    try:
        return (files("dateline.web") / "templates" / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None


def html(template: str, page: Struct, *, here: str, visitor: Visitor, back: str, made: str = "",
         forms: Mapping[str, str] | None = None) -> str:
    """Return a page as HTML.

    here: the address of its JSON twin. back: its own, for forms to lead back to. made: the correction just made.
    forms: the addresses of its list as tables and feeds.
    """
    return templates().get_template(template).render(_fields(page), here=here, visitor=visitor, back=back, made=made,
                                                     forms=forms or {})


def json(page: Struct) -> bytes:
    """Return a page's value as JSON."""
    return msgspec.json.encode(page)


def runs(blocks: Iterable[ShownBlock]) -> Iterator[tuple[str, list[ShownBlock]]]:
    """Return blocks of one kind that follow each other together: the items of a list, the rows of a table."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        yield kind, list(group)


def by_article(statements: Iterable[Said]) -> Iterator[tuple[Brief, list[Said]]]:
    """Return statements that follow each other in one article together, those of an article in reading order."""
    for _, group in groupby(statements, key=lambda said: said.article.id):
        said = list(group)
        yield said[0].article, said[::-1]


def _fields(page: Struct) -> dict[str, Any]:
    return {name: getattr(page, name) for name in page.__struct_fields__}
