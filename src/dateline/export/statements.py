"""Statements as flat rows, made column by column; content never without its cue and modality."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import msgspec
from msgspec import Raw, Struct

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, article_of, rows
from dateline.export.articles import CORRECTED
from dateline.export.batches import Batch, Cells, Runs, at_once
from dateline.export.columns import UNIT, Column, time_of, times
from dateline.export.voices import Voice, is_calibrated, is_measured, voices_of


def _party(name: str, what: str) -> tuple[Column, Column]:
    return (Column(name, "words", f"{what}: the words, several joined by \"; \""),
            Column(f"{name}_spans", "json", "a list of their spans for each; [] where they stand nowhere as they are"))


STATEMENTS = (
    Column("id", "key", "statement"),
    Column("article", "key", "articles.id"),
    Column("edition", "key", "editions.id: its text is what spans count in"),
    Column("ordinal", "integer", "reading order in the article, from 1"),
    Column("url", "words", "address of the article"),
    Column("outlet", "words", "who published it"),
    Column("headline", "words", "headline of the article"),
    Column("language", "key", "ISO 639-1"),
    Column("story", "key", "stories.id"),
    Column("copy_of", "key", "article whose text the article repeats"),
    *times("published", "when the article was published"),
    Column("speaker", "words", "who speaks, in full; joint speakers joined by \"; \"; null where nobody is known"),
    Column("speaker_id", "key", "speakers.id, joined likewise; empty for who has no name"),
    Column("speaker_role", "words", "as printed, joined likewise"),
    Column("speaker_type", "key", "person, organisation, group, text; joined likewise"),
    Column("speaker_confidence", "real", "chance that the speaker is right, 0 to 1; the least of joint ones"),
    Column("speaker_calibrated", "boolean", "whether that chance was measured: English, not given by a person"),
    Column("speaker_as_read", "words", "what was read, where a person changed it; else null"),
    Column("inferred_id", "key", "speakers.id of who held the office that the source names, where it names nobody: "
           "inferred from other articles, never read, never in speaker; joined likewise"),
    Column("inferred_office", "words", "that office, folded for comparing; joined likewise"),
    *CORRECTED,
    Column("source", "words", "who is printed as speaking; pieces joined by \" … \""),
    Column("source_spans", "json", "[[start, end], ...], half-open, in span_unit, in what span_in says"),
    Column("cue", "words", "the words that say so"),
    Column("cue_spans", "json", "likewise"),
    Column("content", "words", "what was said"),
    Column("content_spans", "json", "likewise"),
    Column("content_start", "integer", "where it begins"),
    Column("content_end", "integer", "where it ends, exclusive"),
    Column("content_as_read", "words", "what was read, where a person gave other words in its place; else null"),
    Column("span_in", "key", "what spans count in: text or headline of the edition, media/N: its N-th caption"),
    Column("span_unit", "key", "what spans count: always code points, from 0"),
    Column("kind", "key", "direct, indirect, mixed"),
    Column("act", "key", "said, asked, denied, ..."),
    Column("modality", "key", "asserted, negated, hypothetical, hedged"),
    Column("method", "key", "what found it: a model, rules, person"),
    Column("confidence", "real", "how sure, 0 to 1"),
    Column("calibrated", "boolean", "whether that is a measured chance (see docs/quality.md) or the rules' own weight"),
    Column("candidates", "json", "[[name, confidence], ...]: whom an unsure source may mean"),
    *_party("via", "through whom it reached the page"),
    *_party("addressee", "to whom it was said"),
    *_party("occasion", "where or when it was said"))

_decode = msgspec.json.decode
_encode = msgspec.json.encode
_SPEAKING = ("speaker", "speaker_id", "speaker_role", "speaker_type", "speaker_confidence")
_OF_ARTICLE = ("id", "edition", "url", "outlet", "headline", "language", "story", "copy_of", "published")
_AS_THEY_ARE = ("id", "ordinal", "kind", "act", "modality", "method", "confidence", "source", "cue", "content",
                "corrected_by", "corrected_at")
_PARTIES = ("via", "addressee", "occasion")
_FIRST = ("first_name", "first_speaker", "first_role", "first_type", "first_confidence")  # as _SPEAKING
_READ = ("number", *_AS_THEY_ARE, "in", "content_read", "spans", "candidates", *_PARTIES, *_FIRST,
         "joint", "over", "inferred")


def statement_batches(archive: Archive, selection: Selection) -> Iterator[Batch]:
    """Yield the rows of STATEMENTS."""
    article = article_of(archive, selection, _OF_ARTICLE)
    for some in at_once(rows(archive, "statements", selection, _READ)):
        read = dict(zip(_READ, zip(*some, strict=True), strict=True))
        cells = _of_articles(read["number"], article) | _of_statements(read)
        cells |= _who(read, cells["language"], selection.min_speaker_confidence)
        yield Batch(len(some), [cells[column.name] for column in STATEMENTS])


_Read = Mapping[str, Sequence[Any]]  # columns of `tables`


def _of_articles(numbers: Sequence[int], article: Callable[[int], Row]) -> dict[str, Cells]:
    """What statements of one article share: read and worked out once for those that stand one after the other."""
    runs = [(number, len(tuple(group))) for number, group in groupby(numbers)]
    lengths = [length for _, length in runs]
    found = dict(zip(_OF_ARTICLE, zip(*(article(number) for number, _ in runs), strict=True), strict=True))
    found["article"] = found.pop("id")
    for name, values in zip(("published", "published_offset", "published_utc"),
                            zip(*map(time_of, found["published"]), strict=True), strict=True):
        found[name] = values
    return {name: Runs(values, lengths) for name, values in found.items()}


def _of_statements(read: _Read) -> dict[str, Cells]:
    return {
        **{name: read[name] for name in _AS_THEY_ARE}, **_where(read["spans"]),
        "content_as_read": read["content_read"], "span_in": read["in"], "span_unit": Runs((UNIT,), (len(read["in"]),)),
        "calibrated": [is_calibrated(method) for method in read["method"]],
        "candidates": _made(read["candidates"], _candidates),
        **_pairs(read["inferred"], None, _inferred, "inferred_id", "inferred_office"),
        **{name: cells for party in _PARTIES
           for name, cells in _pairs(read[party], "[]", _party_cells, party, f"{party}_spans").items()}}


def _who(read: _Read, languages: Cells, least: float) -> dict[str, Cells]:
    """Who speaks: the first voice as it is, unless there are more, or a person gave others, or it is not sure."""
    columns = [list(read[name]) for name in _FIRST]
    as_read: list[str | None] = [None] * len(columns[0])
    for number, (joint, over, sure) in enumerate(zip(read["joint"], read["over"], columns[-1], strict=True)):
        if joint is not None:
            voices, as_read[number] = voices_of(joint, over, least)
        elif sure is not None and sure < least:
            voices = ()
        else:
            continue
        for column, value in zip(columns, _speaking(voices), strict=True):
            column[number] = value
    measured = [None if name is None else is_measured(language, over, method) for name, language, over, method in
                zip(columns[0], languages, read["over"], read["method"], strict=True)]
    return {**dict(zip(_SPEAKING, columns, strict=True)), "speaker_calibrated": measured, "speaker_as_read": as_read}


def _speaking(voices: Sequence[Voice]) -> tuple[str | None, str | None, str | None, str | None, float | None]:
    if not voices:
        return None, None, None, None, None
    if len(voices) == 1:
        one = voices[0]
        return one.name, one.speaker, one.role, one.type, one.confidence
    return ("; ".join(v.name for v in voices), "; ".join(v.speaker or "" for v in voices),
            "; ".join(v.role or "" for v in voices), "; ".join(v.type for v in voices),
            min(v.confidence for v in voices))


class _Spans(Struct):
    source: Raw
    cue: Raw
    content: Raw


_spans = msgspec.json.Decoder(list[_Spans]).decode
_places = msgspec.json.Decoder(list[list[tuple[int, int]]]).decode


def _where(spans: Sequence[str]) -> dict[str, Cells]:
    """The spans of each part as JSON, and where the content begins and ends: all read in one go."""
    source, cue, content = _parts(spans)
    places = _places(f"[{','.join(content)}]")
    return {"source_spans": source, "cue_spans": cue, "content_spans": content,
            "content_start": [place[0][0] for place in places], "content_end": [place[-1][1] for place in places]}


def _parts(spans: Sequence[str]) -> Iterable[list[str]]:
    """The JSON of each part: cut out where they stand as they are written, else decoded."""
    joined = '"'.join(spans)
    cut = joined.split('"')
    if " " not in joined and all(cut[n::7].count(name) == len(spans)
                                 for n, name in ((1, "source"), (3, "cue"), (5, "content"))):
        return ([part[1:-1] for part in cut[n::7]] for n in (2, 4, 6))  # :[[0,8]],  :[[9,13]],  :[[19,57]]}
    found = _spans(f"[{','.join(spans)}]")
    return ([str(part, "ascii") for part in parts] for parts in zip(
        *((one.source, one.cue, one.content) for one in found), strict=True))


def _made(values: Sequence[str], make: Callable[[str], str]) -> Cells:
    """A column of JSON lists, null where they are empty: most are."""
    if values.count("[]") == len(values):
        return Runs((None,), (len(values),))
    return [None if value == "[]" else make(value) for value in values]


def _candidates(candidates: str) -> str:
    return _encode([[one["name"], one["confidence"]] for one in _decode(candidates)]).decode()


def _pairs(values: Sequence[str | None], empty: str | None, make: Callable[[str], tuple[str, str]],
           *names: str) -> dict[str, Cells]:
    """Two columns that are made from one, null where that is empty: most are."""
    if values.count(empty) == len(values):
        return dict.fromkeys(names, Runs((None,), (len(values),)))
    made = [(None, None) if value is None or value == empty else make(value) for value in values]
    return dict(zip(names, zip(*made, strict=True), strict=True))


def _inferred(inferred: str) -> tuple[str, str]:
    speakers, offices = zip(*_decode(inferred), strict=True)
    return "; ".join(speakers), "; ".join(offices)


def _party_cells(parties: str) -> tuple[str, str]:
    found: list[dict[str, Any]] = _decode(parties)
    return "; ".join(one["text"] for one in found), _encode([one.get("spans", []) for one in found]).decode()
