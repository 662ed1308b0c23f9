"""Each format, as it is written of the demo's archive, is read by a program that is not ours; and memory stays
as it is however much is written."""

from __future__ import annotations

import io
import json
import sys
import tracemalloc
from itertools import islice
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import msgspec
import pandas
import pytest
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from test_marks import ANNOTATIONS, TASKS

from dateline.archive import Archive, open_archive
from dateline.archive.selection import Selection
from dateline.archive.values import Said, SpeakerRow, Stored
from dateline.export.forms import FORMS, Options
from dateline.export.manifest import Manifest
from dateline.export.tables import TABLES, rows_of
from dateline.export.text_free import HiddenArticle
from dateline.export.writing import write_file
from dateline_run import write_demo

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))

import export as bench

RELATED = {"type": "object", "required": ["id", "url", "title", "related"], "properties": {
    "id": {"type": "string"}, "related": {"type": "array", "items": {
        "type": "object", "required": ["id", "sort", "contenttypeid", "pic", "title"],
        "additionalProperties": {"type": ["string", "null"]}}}}}
SCHEMA = Namespace("https://schema.org/")
LINES = {"articles": Stored, "statements": Said, "speakers": SpeakerRow, "stories": dict[str, Any]}


def lines(data: bytes, schema: Any) -> int:
    """Read JSON lines with pandas, and some of them by their schema; return how many there are."""
    found = [json.loads(line) for line in data.splitlines()]
    validator = jsonschema.Draft202012Validator(schema)
    for one in found[::max(1, len(found) // 12)]:
        validator.validate(one)
    assert len(pandas.read_json(io.BytesIO(data), lines=True)) == len(found)
    return len(found)


def feed(data: bytes, what: str) -> int:
    found = feedparser.parse(data)
    assert not found.bozo
    assert all(entry.id.startswith(f"urn:dateline:{what[:-1]}:") and entry.title for entry in found.entries)
    return len(found.entries)


def document(data: bytes, schema: dict[str, Any]) -> Any:
    found = json.loads(data)
    jsonschema.validate(found, schema)
    return found


def read(form: str, what: str, data: bytes) -> int:
    """Return how many things a program of others finds in a file of a format."""
    match form:
        case "jsonl" | "related" | "text-free":
            kind = HiddenArticle if form == "text-free" else LINES[what]
            return lines(data, RELATED if form == "related" else msgspec.json.schema(
                kind, schema_hook=lambda _: {"description": "any"}))
        case "csv":
            return len(pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False))
        case "parquet":
            return len(pandas.read_parquet(io.BytesIO(data)))
        case "rss" | "atom":
            return feed(data, what)
        case "json-ld":
            return len(set(Graph().parse(data=data, format="json-ld").subjects(RDF.type, SCHEMA["NewsArticle"])))
        case "web-annotation":
            return len(document(data, ANNOTATIONS)["items"])
        case "label-studio":
            return len(document(data, TASKS))
        case _:
            raise AssertionError(f"no program of others reads {form} here")


EMPTY = {"corrections", "rejected"}  # of the demo


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_demo(tmp_path_factory.mktemp("demo"))


@pytest.mark.parametrize(("form", "what"), [(form, what) for form in FORMS for what in FORMS[form].what])
def test_a_program_of_others_reads_it(demo: Path, tmp_path: Path, form: str, what: str) -> None:
    """As many things as the manifest says, each as its schema or reader has it."""
    target = tmp_path / "out"
    with open_archive(demo) as archive:
        write_file(archive, form, what, target, Selection(), Options())
    told = json.loads((tmp_path / "out.manifest.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, msgspec.json.schema(Manifest))
    assert read(form, what, target.read_bytes()) == told["files"][0]["rows"]
    assert told["files"][0]["rows"] > 0 or what in EMPTY


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> tuple[Archive, Archive]:
    """One of 100 statements, and one of eight times as many."""
    folder = tmp_path_factory.mktemp("memory")
    for count in (100, 800):
        bench.make(folder / f"{count}.db", count)
    small, large = (open_archive(folder / f"{count}.db") for count in (100, 800))
    return small, large


@pytest.mark.parametrize("form", FORMS)
def test_memory_does_not_grow_with_what_is_written(archives: tuple[Archive, Archive], form: str,
                                                   monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight times the statements take less than half as much again; of Arrow's own memory bench/export.py tells."""
    for name in ("batches.AT_ONCE", "parquet._BATCH"):
        monkeypatch.setattr(f"dateline.export.{name}", 20)
    peak(archives[1], form)  # fills the caches, which have a bound
    small, large = (peak(archive, form) for archive in archives)
    assert large < 1.5 * small


def peak(archive: Archive, form: str) -> int:
    """Return the most memory of Python that writing a format took, in bytes."""
    with Path("/dev/null").open("wb") as stream:
        tracemalloc.start()
        try:
            FORMS[form].write(archive, FORMS[form].what[0], stream, Selection(), Options(limit=5))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()


@pytest.mark.parametrize("table", ["articles", "statements", "speakers", "stories"])
def test_a_row_is_found_by_its_key_without_a_look_at_the_others(archives: tuple[Archive, Archive], table: str) -> None:
    """A row of a list takes about as many steps of SQLite in eight times the archive."""
    small, large = (steps(archive, table) for archive in archives)
    assert large < 2.5 * small


def steps(archive: Archive, table: str) -> int:
    """Return how many steps a row by its key takes, in the middle of twenty."""
    about, told, count = TABLES[table], [], 0

    def step() -> None:
        nonlocal count
        count += 1

    ids = [row[0] for row in islice(about.rows(archive, Selection()), 20)]
    archive.db.set_progress_handler(step, 5)
    try:
        for id_ in ids:
            count = 0
            assert [row[0] for row in rows_of(archive, about, [id_], Selection())] == [id_]
            told.append(count)
    finally:
        archive.db.set_progress_handler(None, 0)
    return sorted(told)[len(told) // 2]
