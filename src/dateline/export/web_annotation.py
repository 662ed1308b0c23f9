"""W3C Web Annotation: each statement an annotation of its article's text, out and in again.

One AnnotationPage. A target names the role of its words (`dl:role`: content, cue, source) and selects them twice, by
position (code points from 0 in the text that the target's source names) and by quotation. Bodies that identify are the
speakers; tags are `kind=`, `act=`, `modality=`. An annotation that a person tags `not-statement` is one to take out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.columns import time_of
from dateline.export.feeds import web_address
from dateline.export.jsonld import write_document
from dateline.export.marks import Mark
from dateline.export.records import ROLES, Piece, Record, Told, records
from dateline.model import Span

CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"dl": "urn:dateline:term:"}]
GONE = "not-statement"  # the tag that takes a statement out
_STATEMENT, _ARTICLE, _SPEAKER = ("urn:dateline:statement:", "urn:dateline:article:", "urn:dateline:speaker:")


def write_annotations(archive: Archive, stream: BinaryIO, selection: Selection) -> int:
    """Write the statements of a selection; return how many."""
    head = b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"type":"AnnotationPage","items":['
    return write_document(head, (_annotation(record, told) for record in records(archive, selection)
                                 for told in record.statements), stream)


def _annotation(record: Record, told: Told) -> dict[str, Any]:
    row = told.row
    speakers = [{"type": "TextualBody", "purpose": "identifying", "format": "text/plain", "value": voice.name,
                 **({"dl:speaker": _SPEAKER + quote(voice.speaker)} if voice.speaker else {})} for voice in told.voices]
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": f"{name}={row[name]}"}
            for name in ("kind", "act", "modality")]
    return {
        "id": _STATEMENT + row["id"], "type": "Annotation", "motivation": "identifying", "body": [*speakers, *tags],
        "dl:confidence": row["confidence"],
        **({"dl:corrected_by": row["corrected_by"], "dl:corrected_at": row["corrected_at"]}
           if row["corrected_by"] else {}),
        "target": [_target(record, row, piece) for piece in told.pieces]}


def _target(record: Record, row: dict[str, Any], piece: Piece) -> dict[str, Any]:
    address, captured = web_address(record.row["url"]), time_of(record.row["captured"])[2]
    return {
        "type": "SpecificResource", "source": f"{_ARTICLE}{row['article']}#{row['in']}", "dl:role": piece.role,
        **({"scope": address} if address else {}),
        **({"state": {"type": "TimeState", "sourceDate": captured}} if captured else {}),
        "selector": [
            {"type": "TextPositionSelector", "start": piece.start, "end": piece.end},
            {"type": "TextQuoteSelector", "exact": piece.words, "prefix": piece.before, "suffix": piece.after}]}


def read_annotations(page: dict[str, Any]) -> Iterator[Mark]:
    """Yield what a person left of an AnnotationPage. Raises UsageError where an item is no annotation of ours."""
    for number, item in enumerate(page.get("items") or (), 1):
        try:
            yield _mark(item)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise UsageError(f"annotation {number} is not as dateline writes them ({error!r})") from error


def _mark(item: dict[str, Any]) -> Mark:
    tags = [body["value"] for body in item["body"] if body["purpose"] == "tagging"]
    told = dict(tag.split("=", 1) for tag in tags if "=" in tag)
    spans: dict[str, list[Span]] = {role: [] for role in ROLES}
    words: dict[Span, str] = {}
    for target in item["target"]:
        by = {selector["type"]: selector for selector in target["selector"]}
        place = by["TextPositionSelector"]
        span = int(place["start"]), int(place["end"])
        spans[target["dl:role"]].append(span)
        words[span] = str(by["TextQuoteSelector"]["exact"])
    article, _, where = item["target"][0]["source"].removeprefix(_ARTICLE).partition("#")
    id_ = item.get("id", "")
    return Mark(article=article, where=where or "text", words=words, kind=told.get("kind"),
                statement=id_.removeprefix(_STATEMENT) if id_.startswith(_STATEMENT) else None,
                modality=told.get("modality"), gone=GONE in tags,
                speakers=tuple(body["value"] for body in item["body"] if body["purpose"] == "identifying"),
                content=tuple(spans["content"]), cue=tuple(spans["cue"]), source=tuple(spans["source"]))
