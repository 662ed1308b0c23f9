"""schema.org as JSON-LD: each article a NewsArticle, each statement in it a Quotation, or a Claim where it is indirect.

One document with the articles as its `@graph`. What schema.org has no word for (cue, modality, where the words stand)
stands under `dl:`, so that no statement leaves without its cue and modality.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.export.articles import other
from dateline.export.columns import UNIT
from dateline.export.feeds import web_address
from dateline.export.records import Record, Told, records
from dateline.export.voices import Voice, is_calibrated

CONTEXT = {"@vocab": "https://schema.org/", "dl": "urn:dateline:term:", "url": {"@type": "@id"}}
_TYPES = {"person": "Person", "organisation": "Organization", "group": "Thing", "text": "CreativeWork"}


def write_jsonld(archive: Archive, stream: BinaryIO, selection: Selection) -> int:
    """Write the articles of a selection; return how many."""
    return write_document(b'{"@context":' + msgspec.json.encode(CONTEXT) + b',"@graph":[',
                          (article(record) for record in records(archive, selection)), stream)


def write_document(head: bytes, items: Iterable[object], stream: BinaryIO) -> int:
    """Write a JSON document that ends in a list, an item a line, without holding more than one; return how many."""
    stream.write(head)
    count = 0
    for count, item in enumerate(items, 1):
        stream.write((b",\n" if count > 1 else b"\n") + msgspec.json.encode(item))
    stream.write(b"\n]}\n")
    return count


def article(record: Record) -> dict[str, Any]:
    """Return an article as a NewsArticle."""
    row = record.row
    by = [{"@type": "Person" if one["kind"] == "person" else "Organization", "name": one["name"]}
          for one in msgspec.json.decode(row["bylines"]) if one.get("role", "text") == "text"]
    if row["authors"] != row["authors_read"]:
        by = [{"@type": "Person", "name": name} for name in msgspec.json.decode(row["authors"])]
    return _given({
        "@type": "NewsArticle", "@id": f"urn:dateline:article:{row['id']}", "identifier": row["id"],
        "url": web_address(row["url"]), "headline": row["headline"], "inLanguage": row["language"],
        "datePublished": row["published"], "dateModified": row["modified"], "author": by,
        "publisher": {"@type": "Organization", "name": row["outlet"]} if row["outlet"] else None,
        "articleBody": row["text"] or None, "creativeWorkStatus": row["status"],
        "isBasedOn": {"@id": f"urn:dateline:article:{row['copy_of']}"} if row["copy_of"] else None,
        "dl:edition": row["edition"], "dl:story": row["story"], "dl:captured": row["captured"],
        **_corrected(row, headline=other(row["headline_read"], row["headline"]),
                     datePublished=other(row["published_read"], row["published"]),
                     publisher=other(row["outlet_read"], row["outlet"]), author=_names(row)),
        "hasPart": [_statement(told) for told in record.statements]})


def _statement(told: Told) -> dict[str, Any]:
    row = told.row
    speakers = [_speaker(voice) for voice in told.voices]
    return _given({
        "@type": "Claim" if row["kind"] == "indirect" else "Quotation",
        "@id": f"urn:dateline:statement:{row['id']}", "text": row["content"],
        "author" if row["kind"] == "indirect" else "spokenByCharacter": speakers,
        "dl:kind": row["kind"], "dl:act": row["act"], "dl:modality": row["modality"], "dl:cue": row["cue"],
        "dl:source": row["source"], "dl:confidence": row["confidence"], "dl:calibrated": is_calibrated(row["method"]),
        "dl:in": row["in"], "dl:unit": UNIT,
        "dl:span": [{"dl:role": p.role, "dl:start": p.start, "dl:end": p.end, "dl:words": p.words}
                    for p in told.pieces],
        **_corrected(row, speakers=told.as_read, text=row["content_read"])})


def _names(row: dict[str, Any]) -> str | None:
    """Who was read as the author, where people said that it was others."""
    return other("; ".join(msgspec.json.decode(row["authors_read"])), "; ".join(msgspec.json.decode(row["authors"])))


def _speaker(voice: Voice) -> dict[str, Any]:
    id_ = f"urn:dateline:speaker:{quote(voice.speaker)}" if voice.speaker else None
    return _given({"@type": _TYPES[voice.type], "@id": id_, "name": voice.name, "description": voice.role})


def _corrected(row: dict[str, Any], **read: str | None) -> dict[str, Any]:
    if not row["corrected_by"]:
        return {}
    return {"dl:corrected_by": row["corrected_by"], "dl:corrected_at": row["corrected_at"],
            "dl:as_read": {f"dl:{name}": value for name, value in read.items() if value is not None} or None}


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}

