"""Label Studio tasks: each text that holds statements is a task with them as predictions, out and in again.

Offsets are code points, as Label Studio has counted since 2022; each region brings its words, by which a file that
counts UTF-16 units is known. A statement is a region labelled content with its speakers, kind and modality, and
relations to the regions of its cue, its source and its further pieces. docs/export.md has the labelling interface.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import groupby
from typing import Any, BinaryIO

import msgspec

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.archive.tables import Texts
from dateline.errors import UsageError
from dateline.export.marks import Mark
from dateline.export.records import ROLES, Record, Told, records
from dateline.model import Span


def write_tasks(archive: Archive, stream: BinaryIO, selection: Selection) -> int:
    """Write the statements of a selection as a list of tasks; return how many tasks."""
    texts = Texts(archive)
    stream.write(b"[")
    count = 0
    for record in records(archive, selection):
        ordered = sorted(record.statements, key=lambda told: told.row["in"])
        for where, told in groupby(ordered, key=lambda told: told.row["in"]):
            count += 1
            task = msgspec.json.encode(_task(record, where, list(told), texts))
            stream.write((b",\n" if count > 1 else b"\n") + task)
    stream.write(b"\n]\n")
    return count


def _task(record: Record, where: str, statements: list[Told], texts: Texts) -> dict[str, Any]:
    row = record.row
    text = texts.of(row["edition"], where)
    return {"data": {"text": text, "article": row["id"], "edition": row["edition"], "in": where,
                     "headline": row["headline"], "outlet": row["outlet"], "url": row["url"],
                     "text_sha256": hashlib.sha256(text.encode()).hexdigest(), "span_unit": "code points"},
            "predictions": [{"model_version": row["model"], "result": [
                part for told in sorted(statements, key=lambda told: told.row["ordinal"]) for part in _parts(told)]}]}


def _parts(told: Told) -> Iterator[dict[str, Any]]:
    """The regions of a statement, what is said of its content, and how they hang together."""
    row = told.row
    names = [f"{row['id']}-{number}" for number in range(len(told.pieces))]
    for name, piece in zip(names, told.pieces, strict=True):
        place = {"start": piece.start, "end": piece.end, "text": piece.words}
        yield _region(name, "role", "labels", {**place, "labels": [piece.role]})
        if name == names[0]:  # content comes first
            yield _region(name, "kind", "choices", {**place, "choices": [row["kind"]]})
            yield _region(name, "modality", "choices", {**place, "choices": [row["modality"]]})
            if told.voices:
                yield _region(name, "speaker", "textarea", {**place, "text": [voice.name for voice in told.voices]})
        else:
            yield {"type": "relation", "from_id": names[0], "to_id": name, "direction": "right",
                   "labels": [piece.role]}


def _region(name: str, of: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": name, "from_name": of, "to_name": "text", "type": kind, "value": value}


def read_tasks(tasks: list[dict[str, Any]]) -> Iterator[Mark]:
    """Yield what a person left of tasks: each statement of the last annotation, and as gone each that was predicted and
    is not there any more. A task without annotations says nothing. Raises UsageError where one is not of ours."""
    for number, task in enumerate(tasks, 1):
        try:
            done = [one for one in task.get("annotations") or () if not one.get("was_cancelled")]
            if done:
                yield from _marks(task["data"], done[-1]["result"], task.get("predictions") or ())
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise UsageError(f"task {number} is not as dateline writes them ({error!r})") from error


def _marks(data: dict[str, Any], result: list[dict[str, Any]], predictions: Any) -> Iterator[Mark]:
    left = set()
    for mark in _statements(data, result):
        left.add(mark.statement)
        yield mark
    for prediction in predictions:
        for mark in _statements(data, prediction["result"]):
            if mark.statement not in left:
                yield msgspec.structs.replace(mark, gone=True)


def _statements(data: dict[str, Any], result: list[dict[str, Any]]) -> Iterator[Mark]:
    said = {(part["id"], part["from_name"]): part["value"] for part in result if part["type"] != "relation"}
    roles = {name: value["labels"][0] for (name, of), value in said.items() if of == "role"}
    tied = [(part["from_id"], part["to_id"]) for part in result if part["type"] == "relation"]
    further = {to for from_, to in tied if roles.get(from_) == roles.get(to) == "content"}
    for name, role in roles.items():
        if role != "content" or name in further:
            continue
        parts = [name, *(to for from_, to in tied if from_ == name and to in roles)]
        spans: dict[str, list[Span]] = {one: [] for one in ROLES}
        words: dict[Span, str] = {}
        for part in parts:
            value = said[part, "role"]
            span = int(value["start"]), int(value["end"])
            spans[roles[part]].append(span)
            words[span] = str(value["text"])
        known, _, place = name.rpartition("-")
        yield Mark(article=str(data["article"]), where=str(data["in"]), words=words,
                   statement=known if known and place.isdigit() else None,
                   kind=_chosen(said.get((name, "kind"))), modality=_chosen(said.get((name, "modality"))),
                   speakers=tuple(said.get((name, "speaker"), {}).get("text", ())),
                   content=tuple(spans["content"]), cue=tuple(spans["cue"]), source=tuple(spans["source"]))


def _chosen(value: dict[str, Any] | None) -> str | None:
    return str(value["choices"][0]) if value else None
