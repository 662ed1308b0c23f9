"""Everything that can be read: an address, what may be asked for, what comes. Routes and OpenAPI are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from dateline.archive import Archive, find, groups
from dateline.archive.counts import counts_of, of_search
from dateline.archive.values import Corrected, Counts, Said, SpeakerRow, Stored, StoryRow
from dateline.export.listing import MEDIA, ListForm
from dateline.pipeline import Trail
from dateline.version import __version__
from dateline.web.api.asked import Counted, Nothing, Traced, fed, paged, query_of, tabled
from dateline.web.api.lists import LISTS, TRACE, List, Page, correction, page_of, traced

ROOT = "/api"


class About(Struct, frozen=True, kw_only=True):
    """What is served."""

    dateline: str  # version
    counts: Counts
    statements: int
    read_by: tuple[tuple[str, str, int], ...]  # version, model, articles
    writing: bool  # whether corrections are taken


class Endpoint(Struct, frozen=True, kw_only=True):
    """An address that answers with a value as JSON: `read(archive, asked, path)`, path: what stands in the address."""

    address: str
    name: str
    about: str
    asks: type[Struct] = Nothing
    gives: Any
    read: Callable[[Archive, Any, Mapping[str, str]], Any]


class FileEndpoint(Struct, frozen=True, kw_only=True):
    """An address that answers with a list as a table or a feed."""

    address: str
    name: str
    about: str
    asks: type[Struct]
    list: List
    form: ListForm


def _page(one: List, address: str) -> Callable[[Archive, Any, Mapping[str, str]], Page[Any]]:
    return lambda archive, asked, _: page_of(archive, one, asked, address)


def _lists() -> tuple[Endpoint, ...]:
    found = []
    for one in LISTS:
        asks = paged(one.asks, one.after)
        for ending, name in (("", "list"), (".json", "listJson")):
            address = f"{ROOT}/{one.what}{ending}"
            found.append(Endpoint(address=address, name=f"{name}{one.what.title()}", about=one.about, asks=asks,
                                  gives=Page[one.gives], read=_page(one, address)))  # type: ignore[name-defined]
    return tuple(found)


def _about(archive: Archive, writing: bool) -> About:
    return About(dateline=__version__, counts=find.counts(archive), statements=find.count_statements(archive),
                 read_by=tuple(find.versions(archive)), writing=writing)


def endpoints(*, writing: bool) -> tuple[Endpoint, ...]:
    """Return the addresses that answer with JSON. Those with a part in braces come last, so that none hides a list."""
    return (
        Endpoint(address=f"{ROOT}/archive", name="getArchive", about="What is served, and how much it is.",
                 gives=About, read=lambda archive, _, __: _about(archive, writing)),
        Endpoint(address=f"{ROOT}/counts", name="count", asks=Counted, gives=Counts,
                 about="How many articles, distinct texts, stories and outlets, and what is not counted.",
                 read=lambda archive, asked, _: counts_of(archive, of_search(archive, query_of(archive, asked)),
                                                          all_statuses=asked.all_statuses)),
        Endpoint(address=f"{ROOT}/trace", name="traceQuotation", asks=Traced, gives=Trail,
                 about=TRACE.about, read=lambda archive, asked, _: traced(archive, asked, asked.limit)),
        Endpoint(address=f"{ROOT}/trace.json", name="traceQuotationJson", asks=Traced, gives=Trail,
                 about=TRACE.about, read=lambda archive, asked, _: traced(archive, asked, asked.limit)),
        *_lists(),
        Endpoint(address=f"{ROOT}/articles/{{id}}", name="getArticle", gives=Stored,
                 about="An article with all that is known of it.",
                 read=lambda archive, _, path: find.show(archive, find.full_id(archive, path["id"]))),
        Endpoint(address=f"{ROOT}/statements/{{id}}", name="getStatement", gives=Said,
                 about="A statement with the words of its spans; ids from before a reread lead to what replaced them.",
                 read=lambda archive, _, path: find.statement(
                     archive, find.full_id(archive, path["id"], kind="statement"))),
        Endpoint(address=f"{ROOT}/speakers/{{id}}", name="getSpeaker", gives=SpeakerRow,
                 about="A speaker with every form of the name and the offices held.",
                 read=lambda archive, _, path: find.speaker(archive, path["id"])),
        Endpoint(address=f"{ROOT}/stories/{{id}}", name="getStory", gives=StoryRow,
                 about="A story, by its id or that of any article in it; /api/articles?story=ID lists its articles.",
                 read=lambda archive, _, path: find.story(archive, groups.story_named(archive, path["id"]))[0]),
        Endpoint(address=f"{ROOT}/corrections/{{id}}", name="getCorrection", gives=Corrected,
                 about="A correction and its state.", read=lambda archive, _, path: correction(archive, path["id"])),
    )


def file_endpoints() -> tuple[FileEndpoint, ...]:
    """Return the addresses that answer with files."""
    found = []
    for one in (*LISTS, TRACE):
        for form in MEDIA:
            feed = form in ("rss", "atom")
            what = "as a feed of what is new" if feed else f"as {form.upper() if form == 'csv' else 'Parquet'}"
            found.append(FileEndpoint(
                address=f"{ROOT}/{one.what}.{form}", name=f"list{form.title()}{one.what.title()}",
                about=f"{one.about[:-1]}, {what}.", list=one, form=form,
                asks=fed(one.asks) if feed else tabled(one.asks, one.after)))
    return tuple(found)
