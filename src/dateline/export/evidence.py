"""A folder that proves a statement without dateline: page, text, statement, times, hashes, and how to check them."""

from __future__ import annotations

import builtins
import hashlib
from pathlib import Path

import msgspec

from dateline.archive import Archive, bytes, find
from dateline.archive.bytes import ReadPlace
from dateline.archive.values import CaptureRow, Said, Stored
from dateline.errors import UsageError
from dateline.version import __version__

_HOW = """How to check this folder, with standard tools and without dateline
==================================================================

1. The page is as it was captured:
       sha256sum -c SHA256SUMS
   The hash of {page} is also the one that statement.json names ("payload").

2. The words stand in the text. statement.json gives offsets in Unicode code points, half-open, into text.txt
   (or, where "in" is not "text", into the headline or caption that it quotes):
       python3 -c 'import json; s = json.load(open("statement.json")); \\
         t = s["counted_in"]; print([[t[a:b] for a, b in s["spans"][k]] for k in ("source", "cue", "content")])'

3. The text stands in the page: open {page} in a browser and look for the words of statement.txt.
   What dateline cut or mended on the way is listed in text.json under "repairs", with what stood there.

4. The times. text.json names under "times" from which characters of the page each was read, and the candidates that
   lost. captured.json says how the address and the time of the capture are known: fetched, read from a WARC record,
   stated by a file or by a person. dateline never takes a time from a clock or from a file's date.
"""


def write_evidence(archive: Archive, statement: str, folder: Path, read_place: ReadPlace) -> tuple[Path, ...]:
    """Write the evidence of a statement into a new folder; return the files.

    statement: an id or its beginning. Raises NotFound, UsageError where the folder is there, ArchiveError.
    """
    said = find.statement(archive, find.full_id(archive, statement, kind="statement"))
    stored = find.show(archive, said.article.id)
    capture = next(one for one in stored.captures if one.edition == stored.edition)
    page = bytes.page(archive, capture.id, read_place)
    name = "page.html" if page.form == "html" else "page.txt"
    files: dict[str, builtins.bytes] = {
        name: page.data, "text.txt": stored.article.text.encode(), "statement.txt": _in_words(said, stored).encode(),
        "statement.json": _json(_statement(said, stored, capture)), "text.json": _json(_reading(stored)),
        "captured.json": _json([one for one in stored.captures if one.edition == stored.edition]),
        "HOW-TO-CHECK.txt": _HOW.format(page=name).encode()}
    files["SHA256SUMS"] = "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()
                                  ).encode()
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise UsageError(f"{folder}: is there already; evidence overwrites nothing") from None
    except OSError as error:
        raise UsageError(f"{folder}: cannot be made ({error.strerror})") from error
    for file, data in files.items():
        (folder / file).write_bytes(data)
    return tuple(folder / file for file in files)


def _json(value: object) -> builtins.bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _statement(said: Said, stored: Stored, capture: CaptureRow) -> dict[str, object]:
    one = said.statement
    where = {"text": stored.article.text, "headline": stored.headline_as_read or ""}.get(one.where)
    if where is None:
        where = stored.article.media[int(one.where.partition("/")[2])].caption
    return {
        "id": said.id, "article": stored.id, "edition": stored.edition, "capture": capture.id,
        "payload": capture.payload, "in": one.where, "counted_in": where,
        "spans": {"source": one.source, "cue": one.cue, "content": one.content}, "source": said.source, "cue": said.cue,
        "content": said.content, "kind": one.kind, "act": one.act, "modality": one.modality, "method": one.method,
        "confidence": one.confidence, "calibrated": one.calibrated, "speakers": said.speakers,
        "inferred_from_office": said.inferred, "speakers_as_read": said.as_read,
        "corrected_by": said.corrected_by, "corrected_at": said.corrected_at,
        "via": one.via, "addressee": one.addressee, "occasion": one.occasion, "dateline": __version__}


def _reading(stored: Stored) -> dict[str, object]:
    read = stored.article
    return {"url": read.url, "outlet": read.outlet, "headline": read.headline,
            "headline_as_read": stored.headline_as_read,
            "authors": read.authors, "authors_as_read": stored.authors_as_read, "published": read.published,
            "published_as_read": stored.published_as_read, "modified": read.modified, "times": read.times,
            "status": read.status, "language": read.language, "repairs": read.repairs, "blocks": read.blocks,
            "runs": read.runs, "version": stored.version, "model": stored.model,
            "corrections": stored.corrections}


def _in_words(said: Said, stored: Stored) -> str:
    """The statement for people: what is printed of it, apart; a paraphrase is said to be one."""
    kind = {"direct": "quoted by the page word for word", "indirect": "a paraphrase of the page, not a quotation",
            "mixed": "partly quoted; only what stands in quotation marks is"}[said.statement.kind]
    names = " and ".join(voice.name for voice in said.speakers) or "nobody who is named"
    held = "".join(f"          (inferred from office, not named by the page: {one.name}, {one.office} by "
                   f"{one.articles} other texts of {one.first} to {one.last})\n" for one in said.inferred)
    return (f"who:      {names} (printed: {said.source or 'nobody'})\n{held}cue:      {said.cue or 'none'}\n"
            f"modality: {said.statement.modality}\nwords:    {said.content}\n          ({kind})\n"
            f"sure:     {said.statement.confidence:.0%}{'' if said.statement.calibrated else ', not calibrated'}\n"
            f"in:       {stored.article.headline or '(no headline)'}, {stored.article.outlet or 'outlet unknown'}, "
            f"{stored.article.published or 'undated'}\naddress:  {stored.article.url or 'not known'}\n")
