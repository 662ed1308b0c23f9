"""What a person left of exported statements, and which corrections make the archive say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct

from dateline.archive import Archive, find
from dateline.archive.tables import Texts
from dateline.archive.values import Said
from dateline.errors import NotFound
from dateline.model import Span


class Mark(Struct, frozen=True, kw_only=True):
    """A statement as a file has it; spans count in what `where` names of the article's shown edition."""

    article: str
    where: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    words: dict[Span, str]  # what stands at each span, as the file says
    statement: str | None = None  # its id, where the file knows one
    speakers: tuple[str, ...] = ()
    kind: str | None = None
    modality: str | None = None
    gone: bool = False  # the person took it out


class Step(Struct, frozen=True, kw_only=True):
    """A correction to make, as `pipeline.correct` takes it."""

    kind: str
    target: str
    value: Any = None


class Refused(Struct, frozen=True, kw_only=True):
    """A mark that cannot be taken in, and why."""

    mark: Mark
    reason: str


def steps(archive: Archive, marks: Iterable[Mark]) -> Iterator[Step | Refused]:
    """Yield the corrections that marks mean, in order; nothing for those that say what the archive says already."""
    texts = Texts(archive)
    for mark in marks:
        try:
            yield from _steps(archive, texts, mark)
        except NotFound as error:
            yield Refused(mark=mark, reason=str(error))


def _steps(archive: Archive, texts: Texts, mark: Mark) -> Iterator[Step | Refused]:
    known = _known(archive, mark)
    if mark.gone:
        if known:
            yield Step(kind="not-statement", target=known.id)
        return
    spans = _in_code_points(texts.of(find.show(archive, mark.article).edition, mark.where), mark)
    if spans is None:
        yield Refused(mark=mark, reason="its words do not stand where it says; the article was read anew, or edited")
    elif known and _stands(known, mark, spans):
        if tuple(voice.name for voice in known.speakers) != mark.speakers:
            yield Step(kind="speaker", target=known.id, value=list(mark.speakers))
    elif any(len(spans[role]) > 1 for role in spans):
        yield Refused(mark=mark, reason="a statement that a person gives must be one piece, as its cue and its source")
    else:
        if known:
            yield Step(kind="not-statement", target=known.id)
        yield Step(kind="statement", target=mark.article, value={
            "in": mark.where, "kind": mark.kind, "modality": mark.modality, "speakers": list(mark.speakers),
            **{role: spans[role][0] for role in spans if spans[role]}})


def _known(archive: Archive, mark: Mark) -> Said | None:
    """The statement that a mark is about: by its id, else by standing at the same place."""
    said = find.statements_of(archive, find.full_id(archive, mark.article))
    for one in said:
        if one.id == mark.statement or (mark.statement is None and one.statement.where == mark.where
                                        and one.statement.content == mark.content):
            return one
    return None


def _stands(known: Said, mark: Mark, spans: dict[str, tuple[Span, ...]]) -> bool:
    one = known.statement
    return (one.where == mark.where and all(getattr(one, role) == spans[role] for role in spans)
            and mark.kind in (None, one.kind) and mark.modality in (None, one.modality))


def _in_code_points(text: str, mark: Mark) -> dict[str, tuple[Span, ...]] | None:
    """The spans of a mark in code points, whether its file counts those or UTF-16 units; None where its words do not
    stand there."""
    roles = {"content": mark.content, "cue": mark.cue, "source": mark.source}
    if all(text[start:end] == words for (start, end), words in mark.words.items()):
        return roles
    units = text.encode("utf-16-le")

    def moved(span: Span) -> Span:
        start, end = (len(units[:2 * place].decode("utf-16-le", "ignore")) for place in span)
        return start, end

    if all(text[slice(*moved(span))] == words for span, words in mark.words.items()):
        return {role: tuple(moved(span) for span in spans) for role, spans in roles.items()}
    return None
