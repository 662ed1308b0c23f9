"""A passage of a random sample, to be coded before what was found in it is shown."""

from __future__ import annotations

from msgspec import Struct

from dateline.archive import Archive, samples
from dateline.archive.samples import Mark, Passage, SampleRow

ROWS = 6  # statements that a form has room for


class CodedMark(Struct, frozen=True, kw_only=True):
    """A statement in the words of the passage."""

    source: str
    content: str


class CodedPassage(Struct, frozen=True, kw_only=True):
    """What one coder, or dateline, marked in the passage."""

    coder: str
    marks: tuple[CodedMark, ...]


class SamplePage(Struct, frozen=True, kw_only=True):
    """All that sample.html may use."""

    sample: SampleRow
    place: int | None  # of the passage shown; None: this coder has coded all
    article: str | None  # its id, once it is coded
    text: str  # of the passage
    mine: CodedPassage | None  # None: not coded yet, and nothing else is shown
    others: tuple[CodedPassage, ...]  # dateline and the other coders; only once it is coded
    next: int | None  # the next passage to code
    rows: int


def read(archive: Archive, id_: str, *, place: int | None, coder: str) -> SamplePage:
    """Return the passage at `place`, else the next that `coder` has to code. Raises NotFound."""
    about = samples.sample(archive, id_)
    waiting = samples.next_for(archive, about.id, coder)
    at = place or waiting  # 0: the next
    if at is None:
        return SamplePage(sample=about, place=None, article=None, text="", mine=None, others=(), next=None, rows=ROWS)
    passage = samples.passage(archive, about.id, at)
    coded = {one.coder: _in_words(passage, one.coder, one.marks) for one in samples.coded(archive, about.id, at)}
    mine = coded.pop(coder, None) if coder else None
    others = (_in_words(passage, "dateline", passage.found), *coded.values()) if mine else ()
    return SamplePage(sample=about, place=at, article=passage.article.id if mine else None, text=passage.text,
                      mine=mine, others=others, next=waiting, rows=ROWS)


def _in_words(passage: Passage, coder: str, marks: tuple[Mark, ...]) -> CodedPassage:
    def words(spans: tuple[tuple[int, int], ...]) -> str:
        return " … ".join(passage.text[max(0, start - passage.start):end - passage.start] for start, end in spans)

    return CodedPassage(coder=coder, marks=tuple(CodedMark(source=words(source), content=words(content))
                                                 for source, content in marks))
