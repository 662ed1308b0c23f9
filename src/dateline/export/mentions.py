"""The speakers of statements as flat rows, with the words that lead to each name."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive import Archive
from dateline.archive.ids import words_at
from dateline.archive.selection import Selection
from dateline.archive.tables import Row, Texts, rows
from dateline.export.articles import CORRECTED
from dateline.export.columns import UNIT, Column
from dateline.export.voices import is_measured, voices_of

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
_READ = ("id", "article", "edition", "language", "in", "method", "voices", "over", "corrected_by", "corrected_at")


def mention_rows(archive: Archive, selection: Selection) -> Iterator[Row]:
    """Yield the rows of MENTIONS."""
    texts = Texts(archive)
    for (id_, article, edition, language, where, method, voices, over, corrected_by,
         corrected_at) in rows(archive, "statements", selection, _READ):
        speaking, as_read = voices_of(voices, over, selection.min_speaker_confidence)
        measured = is_measured(language, over, method)
        for place, one in enumerate(speaking, 1):
            chain = words_at(texts.of(edition, where), spans) if (spans := one.chain) else None
            yield (id_, place, article, one.speaker, one.name, one.role, one.type, bool(one.named), chain,
                   bytes(one.spans).decode(), where, UNIT, one.confidence, measured, as_read, corrected_by,
                   corrected_at)
