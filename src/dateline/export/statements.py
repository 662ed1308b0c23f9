"""Statements and who speaks in them as flat rows; content never without its cue and modality."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from msgspec import Raw, Struct

from dateline.archive import Archive
from dateline.archive.ids import words_at
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, Texts, rows
from dateline.export.articles import CORRECTED
from dateline.export.columns import UNIT, Column, time_of, times
from dateline.model import Span

_decode = msgspec.json.decode
_encode = msgspec.json.encode
_BY_HAND = ("rules", "person")  # methods whose confidence was not fitted on labelled statements


class _Spans(Struct):
    source: Raw
    cue: Raw
    content: Raw


_spans = msgspec.json.Decoder(_Spans).decode


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

MENTIONS = (
    Column("statement", "key", "statements.id"),
    Column("place", "integer", "1 for the first of joint speakers"),
    Column("article", "key", "articles.id"),
    Column("speaker", "key", "speakers.id; null where no name is given"),
    Column("name", "words", "as the article prints it in full"),
    Column("role", "words", "as printed"),
    Column("type", "key", "person, organisation, group, text"),
    Column("named", "boolean", "whether the name is a proper name"),
    Column("chain", "words", "the mentions that lead from the source to the name, joined by \" … \""),
    Column("chain_spans", "json", "[[start, end], ...], half-open, in span_unit, in what span_in says"),
    Column("span_in", "key", "what spans count in: text or headline of the edition, media/N: its N-th caption"),
    Column("span_unit", "key", "what spans count: always code points, from 0"),
    Column("confidence", "real", "chance that the speaker is right, 0 to 1"),
    Column("calibrated", "boolean", "whether that chance was measured: English, not given by a person"),
    Column("as_read", "words", "the speakers that were read, where a person changed them; else null"),
    *CORRECTED)


class Voice(Struct, frozen=True, array_like=True):
    """Who speaks in a statement."""

    name: str
    speaker: str | None
    role: str | None
    type: str
    named: int
    confidence: float
    spans: Raw  # of the chain, as JSON: most tables leave it unread

    @property
    def chain(self) -> tuple[Span, ...]:
        """The mentions that lead to the name."""
        return _chain(self.spans)


_NOWHERE = Raw(b"[]")
_chain = msgspec.json.Decoder(tuple[Span, ...]).decode


_voices = msgspec.json.Decoder(tuple[Voice, ...]).decode


def voices_of(voices: str, over: str | None, least: float) -> tuple[tuple[Voice, ...], str | None]:
    """Return who speaks, corrected where a person said so (`over`), and who was read there; None where nothing was
    changed. Speakers less sure than `least` are left out."""
    read = _voices(voices) if voices != "[]" else ()
    if over is None:
        return (read if least <= 0 else tuple(v for v in read if v.confidence >= least)), None
    given = tuple(Voice(v["name"], v.get("speaker"), None, v.get("type", "person"), 1, 1.0, _NOWHERE)
                  for v in _decode(over))
    return given, "; ".join(v.name for v in read)


def is_measured(language: str | None, over: str | None, method: str) -> bool:
    """Return whether the confidence of a speaker is a share of right answers that was measured."""
    return over is None and method != "person" and (language or "").startswith("en")


def is_calibrated(method: str) -> bool:
    """Return whether the confidence of what `method` found is a measured chance."""
    return method not in _BY_HAND


def statement_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of STATEMENTS."""
    for (id_, article, edition, ordinal, url, outlet, headline, language, story, copy_of, published, where, kind, act,
         modality, method, confidence, source, cue, content, spans, candidates, via, addressee, occasion, voices, over,
         corrected_by, corrected_at, content_read, inferred) in rows(archive, "statements", selection):
        speaking, as_read = voices_of(voices, over, selection.min_speaker_confidence)
        found = _spans(spans)
        at = _decode(found.content)
        yield (id_, article, edition, ordinal, url, outlet, headline, language, story, copy_of, *time_of(published),
               *_speaking(speaking), is_measured(language, over, method) if speaking else None, as_read,
               *_inferred(inferred), corrected_by, corrected_at, source, bytes(found.source).decode(), cue,
               bytes(found.cue).decode(), content,
               bytes(found.content).decode(), at[0][0], at[-1][1], content_read, where, UNIT, kind, act, modality,
               method, confidence, is_calibrated(method), _candidates(candidates), *_parties(via), *_parties(addressee),
               *_parties(occasion))


def _speaking(voices: Sequence[Voice]) -> tuple[str | None, str | None, str | None, str | None, float | None]:
    if not voices:
        return None, None, None, None, None
    if len(voices) == 1:
        one = voices[0]
        return one.name, one.speaker, one.role, one.type, one.confidence
    return ("; ".join(v.name for v in voices), "; ".join(v.speaker or "" for v in voices),
            "; ".join(v.role or "" for v in voices), "; ".join(v.type for v in voices),
            min(v.confidence for v in voices))


def _inferred(inferred: str | None) -> tuple[str | None, str | None]:
    if inferred is None:
        return None, None
    speakers, offices = zip(*_decode(inferred), strict=True)
    return "; ".join(speakers), "; ".join(offices)


def _candidates(candidates: str) -> str | None:
    if candidates == "[]":
        return None
    return _encode([[one["name"], one["confidence"]] for one in _decode(candidates)]).decode()


def _parties(parties: str) -> tuple[str | None, str | None]:
    if parties == "[]":
        return None, None
    found: list[dict[str, Any]] = _decode(parties)
    return ("; ".join(one["text"] for one in found), _encode([one.get("spans", []) for one in found]).decode())


def mention_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of MENTIONS."""
    texts = Texts(archive)
    for (id_, article, edition, _, _, _, _, language, _, _, _, where, _, _, _, method, _, _, _, _, _, _, _, _, _,
         voices, over, corrected_by, corrected_at, _, _) in rows(archive, "statements", selection):
        speaking, as_read = voices_of(voices, over, selection.min_speaker_confidence)
        measured = is_measured(language, over, method)
        for place, one in enumerate(speaking, 1):
            chain = words_at(texts.of(edition, where), spans) if (spans := one.chain) else None
            yield (id_, place, article, one.speaker, one.name, one.role, one.type, bool(one.named), chain,
                   bytes(one.spans).decode(), where, UNIT, one.confidence, measured, as_read, corrected_by,
                   corrected_at)
