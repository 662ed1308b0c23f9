"""One article: its words with the statements marked in them, and the evidence for all that is said of it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dateline.archive import Archive, find, groups
from dateline.archive.echoes import echoed_in
from dateline.archive.ids import text_of
from dateline.archive.naming import surely
from dateline.archive.values import Brief, Said, Stored
from dateline.model import Span, Statement
from dateline.web.marking import Segment, ShownBlock, colours_of, shown_blocks, shown_line


class ShownStatement(Struct, frozen=True, kw_only=True):
    """A statement as the article page lists it."""

    number: int
    colour: int
    said: Said
    echoed: int  # in how many other articles
    chains: tuple[tuple[str, ...], ...]  # for each speaker the printed mentions that lead to the name


class ShownMedia(Struct, frozen=True, kw_only=True):
    """A picture, video or sound, which is never loaded; its caption with what was said in it."""

    kind: str
    url: str | None
    caption: tuple[Segment, ...]
    credit: str | None
    alt: str | None


class RelatedArticle(Struct, frozen=True, kw_only=True):
    """An article that belongs with this one, and why."""

    article: Brief
    reason: str


class ArticlePage(Struct, frozen=True, kw_only=True):
    """All that article.html may use."""

    stored: Stored
    headline: tuple[Segment, ...]
    blocks: list[ShownBlock]
    media: tuple[ShownMedia, ...]
    statements: tuple[ShownStatement, ...]
    related: tuple[RelatedArticle, ...]  # best first
    original: Brief | None  # the article whose text this one repeats
    least: float  # statements less sure are neither marked nor listed
    hidden: int  # how many these are
    editing: bool  # whether its blocks are shown with what can be done to them
    speakers: tuple[str, ...]  # names that speak in it, to choose from


def read(archive: Archive, id_: str, *, least: float = 0.0, least_speaker: float = 0.0,
         editing: bool = False) -> ArticlePage:
    """Return the page of the article whose id begins with `id_`; speakers less sure than asked stay as printed.

    Raises NotFound.
    """
    stored = find.show(archive, find.full_id(archive, id_))
    article = stored.article
    said = tuple(surely(one, least_speaker) for one in stored.statements if one.statement.confidence >= least)
    colours, echoed = colours_of(said), echoed_in(archive, stored.id)
    # A headline that a person corrected is not the text that spans in it count in.
    headline_said = said if article.headline == stored.headline_as_read else ()
    return ArticlePage(
        stored=stored, least=least, editing=editing, speakers=names_in(stored),
        hidden=len(stored.statements) - len(said),
        headline=shown_line(article.headline or "", "headline", headline_said, colours),
        blocks=_with_pieces(stored, shown_blocks(article.text, article.blocks, said, colours)),
        media=tuple(ShownMedia(kind=one.kind, url=one.url, credit=one.credit, alt=one.alt,
                               caption=shown_line(one.caption, f"media/{place}", said, colours))
                    for place, one in enumerate(article.media)),
        statements=tuple(ShownStatement(number=number, colour=colour, said=one, echoed=echoed.get(one.id, 0),
                                         chains=chains_of(stored, one))
                         for number, (one, colour) in enumerate(zip(said, colours, strict=True), 1)),
        related=_related(archive, stored),
        original=find.brief_of(archive, stored.copy_of) if stored.copy_of else None)


def names_in(stored: Stored) -> tuple[str, ...]:
    """Return the names of all who speak in an article, in the order in which they first speak."""
    return tuple(dict.fromkeys(voice.name for one in stored.statements for voice in one.speakers))


def _with_pieces(stored: Stored, blocks: tuple[ShownBlock, ...]) -> list[ShownBlock]:
    """Return blocks with those marked that people took out, and those among them that people brought back."""
    out = {piece.span: piece.correction for piece in stored.taken_out}
    shown = [replace(block, correction=next((made for (start, end), made in out.items()
                                             if start <= block.start and block.end <= end), None)) for block in blocks]
    places = {piece.text: piece.spans[0][0] for piece in stored.article.dropped if piece.spans}
    starts = [block.spans[0][0] if block.spans else 0 for block in sorted(stored.article.blocks, key=lambda b: b.start)]
    for piece in stored.brought_back:
        at = sum(start < places.get(piece.words, 0) for start in starts)
        shown.insert(at, ShownBlock(kind="brought back", segments=(Segment(text=piece.words),),
                                    correction=piece.correction))
        starts.insert(at, places.get(piece.words, 0))
    return shown


def _related(archive: Archive, stored: Stored) -> tuple[RelatedArticle, ...]:
    links = groups.links_of(archive, stored.id)
    reasons = {groups.far_end(link, stored.id): link.reason for link in links}
    return tuple(RelatedArticle(article=one, reason=reasons.get(one.id, "")) for one in stored.related)


def chains_of(stored: Stored, said: Said) -> tuple[tuple[str, ...], ...]:
    """Return for each speaker of a statement the printed mentions that lead to the name."""
    text = text_read(stored, said.statement)
    return tuple(_mentions(text, voice.chain) for voice in said.speakers)


def text_read(stored: Stored, statement: Statement) -> str:
    """Return the text that a statement's spans count in, as read."""
    if statement.where == "headline":
        return stored.headline_as_read or ""
    return text_of(stored.article, statement)


def _mentions(text: str, chain: tuple[Span, ...]) -> tuple[str, ...]:
    """Return the words of a chain, without repeating what stands twice in a row."""
    words = [text[start:end] for start, end in chain]
    return tuple(word for place, word in enumerate(words) if not place or word != words[place - 1])
