"""One statement: where it stands, how it is known, what people decided on it, and how it is cited."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.echoes import echoed_in
from dateline.archive.values import CaptureRow, Corrected, Said, Stored
from dateline.pipeline import as_captured
from dateline.web.citing import Citation, cite
from dateline.web.marking import Segment, ShownBlock, shown_blocks, shown_line
from dateline.web.pages.article import chains_of, names_in, text_read


class InPlace(Struct, frozen=True, kw_only=True):
    """A statement in the words around it."""

    said: Said
    chains: tuple[tuple[str, ...], ...]  # for each speaker the printed mentions that lead to the name
    blocks: tuple[ShownBlock, ...]  # of the text, with the one before; empty for a headline or a caption
    line: tuple[Segment, ...]  # the headline or the caption


class StatementPage(Struct, frozen=True, kw_only=True):
    """All that statement.html may use."""

    place: InPlace
    citation: Citation
    echoed: int  # in how many other articles
    edition: str
    capture: CaptureRow | None  # the edition's first
    corrections: tuple[Corrected, ...]  # on it
    speakers: tuple[str, ...]  # names that speak in the article, to choose from


def read(archive: Archive, id_: str) -> StatementPage:
    """Return the page of the statement whose id begins with `id_`. Raises NotFound."""
    said = find.statement(archive, find.full_id(archive, id_, kind="statement"))
    stored = find.show(archive, said.article.id)
    capture = next((one for one in stored.captures if one.edition == stored.edition), None)
    return StatementPage(
        place=in_place(stored, said), citation=cite(said, stored, capture, as_captured(archive, stored, said)),
        echoed=echoed_in(archive, stored.id).get(said.id, 0), edition=stored.edition, capture=capture,
        corrections=tuple(one for one in stored.corrections if one.statement == said.id or one.id == said.correction),
        speakers=names_in(stored))


def in_place(stored: Stored, said: Said) -> InPlace:
    """Return a statement in the words around it: its own blocks and the one before."""
    where = said.statement.where
    if where != "text":
        return InPlace(said=said, chains=chains_of(stored, said), blocks=(),
                       line=shown_line(text_read(stored, said.statement), where, [said], (1,)))
    spans = said.statement.content + said.statement.source + said.statement.cue
    blocks = sorted(stored.article.blocks, key=lambda block: block.start)
    touched = [number for number, block in enumerate(blocks)
               if any(start < block.end and end > block.start for start, end in spans)]
    around = blocks[max(0, min(touched) - 1):max(touched) + 1] if touched else []
    return InPlace(said=said, chains=chains_of(stored, said), line=(),
                   blocks=shown_blocks(stored.article.text, around, [said], (1,)))
