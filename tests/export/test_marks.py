"""Web Annotations and Label Studio tasks: valid, and out and in again the same."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from making import reading_of, statement_of, write
from rdflib import Graph

from dateline.archive import Archive, find
from dateline.archive.corrections import listed
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.forms import FORMS, Options
from dateline.export.importing import read_marks
from dateline.export.marks import Refused, steps
from dateline.pipeline import correct
from dateline_run import dateline

SPAN = {"type": "object", "required": ["start", "end"],
        "properties": {"start": {"type": "integer", "minimum": 0}, "end": {"type": "integer", "minimum": 1}}}
# From the Web Annotation Data Model (W3C, 2017): sections 3.1, 3.2.4, 4.2.4, 4.2.5, 4.3.1, 5.1.
ANNOTATIONS = {
    "type": "object", "required": ["@context", "type", "items"],
    "properties": {
        "@context": {"type": "array", "contains": {"const": "http://www.w3.org/ns/anno.jsonld"}},
        "type": {"const": "AnnotationPage"},
        "items": {"type": "array", "items": {
            "type": "object", "required": ["id", "type", "target", "body", "motivation"],
            "properties": {
                "id": {"type": "string", "pattern": "^urn:"}, "type": {"const": "Annotation"},
                "body": {"type": "array", "items": {
                    "type": "object", "required": ["type", "value"], "properties": {
                        "type": {"const": "TextualBody"}, "value": {"type": "string"},
                        "purpose": {"enum": ["identifying", "tagging"]}}}},
                "target": {"type": "array", "minItems": 1, "items": {
                    "type": "object", "required": ["type", "source", "selector"], "properties": {
                        "type": {"const": "SpecificResource"}, "source": {"type": "string"},
                        "state": {"properties": {"type": {"const": "TimeState"},
                                                 "sourceDate": {"type": "string", "pattern": "Z$"}}},
                        "selector": {"type": "array", "prefixItems": [
                            {**SPAN, "properties": {**SPAN["properties"],  # type: ignore[dict-item]
                                                    "type": {"const": "TextPositionSelector"}}},
                            {"required": ["exact", "prefix", "suffix"],
                             "properties": {"type": {"const": "TextQuoteSelector"}}}]}}}}}}}}}
# From Label Studio's guide to tasks and pre-annotations.
TASKS = {
    "type": "array", "items": {
        "type": "object", "required": ["data", "predictions"], "properties": {
            "data": {"type": "object", "required": ["text"]},
            "predictions": {"type": "array", "items": {
                "type": "object", "required": ["model_version", "result"], "properties": {
                    "result": {"type": "array", "items": {"oneOf": [
                        {"required": ["from_id", "to_id", "direction"], "properties": {"type": {"const": "relation"}}},
                        {"required": ["id", "from_name", "to_name", "value"],
                         "properties": {"type": {"enum": ["labels", "choices", "textarea"]}, "value": SPAN,
                                        "to_name": {"const": "text"}}}]}}}}}}}}


def exported(archive: Archive, form: str, folder: Path) -> Any:
    with (folder / form).open("wb") as stream:
        FORMS[form].write(archive, "", stream, Selection(), Options())
    return json.loads((folder / form).read_text(encoding="utf-8"))


def brought_back(archive: Archive, changed: Any, folder: Path) -> list[Refused]:
    """Import a file as `dateline correct import` does; return what was refused."""
    path = folder / "changed.json"
    path.write_text(json.dumps(changed), encoding="utf-8")
    refused = []
    for step in steps(archive, read_marks(path)):
        if isinstance(step, Refused):
            refused.append(step)
        else:
            correct(archive, step.kind, step.target, step.value, who="Kim")
    return refused


def annotated(tasks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tasks as Label Studio gives them back when a person took every prediction."""
    return [{**task, "annotations": [{"result": deepcopy(task["predictions"][0]["result"])}]} for task in tasks]


def ferry_task(tasks: list[dict[str, Any]]) -> dict[str, Any]:
    [task] = [one for one in tasks if "ferry is late" in one["data"]["text"]]
    return task


def said(archive: Archive, address: str = "https://courier.example/ferry") -> list[tuple[str, str, str, list[str]]]:
    return [(one.source, one.cue, one.content, [voice.name for voice in one.speakers])
            for one in find.statements_of(archive, find.full_id(archive, address))]


class TestWebAnnotation:
    def test_it_is_as_the_standard_has_it(self, corrected: Archive, tmp_path: Path) -> None:
        page = exported(corrected, "web-annotation", tmp_path)
        jsonschema.validate(page, ANNOTATIONS)
        page["@context"] = {"@vocab": "http://www.w3.org/ns/oa#", "dl": "urn:dateline:term:", "id": "@id",
                            "type": "@type"}  # the standard's own lies on the net
        assert len(Graph().parse(data=json.dumps(page), format="json-ld")) > 50

    def test_a_text_that_has_them_selects_the_words_by_place_and_by_quotation(self, archive: Archive,
                                                                              tmp_path: Path) -> None:
        for item in exported(archive, "web-annotation", tmp_path)["items"]:
            for target in item["target"]:
                article, _, where = target["source"].removeprefix("urn:dateline:article:").partition("#")
                assert where == "text"
                text = find.show(archive, article).article.text
                place, quote = target["selector"]
                assert text[place["start"]:place["end"]] == quote["exact"]
                assert text[:place["start"]].endswith(quote["prefix"])
                assert text[place["end"]:].startswith(quote["suffix"])

    def test_out_and_in_again_changes_nothing(self, corrected: Archive, tmp_path: Path) -> None:
        page, before = exported(corrected, "web-annotation", tmp_path), len(listed(corrected))
        assert brought_back(corrected, page, tmp_path) == []
        assert len(listed(corrected)) == before
        assert exported(corrected, "web-annotation", tmp_path) == page

    def test_another_speaker_and_a_tag_become_corrections(self, archive: Archive, tmp_path: Path) -> None:
        page = exported(archive, "web-annotation", tmp_path)
        for item in page["items"]:
            if item["body"][0]["value"] == "Bo Lind":
                item["body"][0]["value"] = "Omar Said"
            if item["body"][0]["value"] == "Eva Holm":
                item["body"].append({"type": "TextualBody", "purpose": "tagging", "value": "not-statement"})
        assert brought_back(archive, page, tmp_path) == []
        assert said(archive) == [("Bo Lind", "said", "the ferry is late", ["Omar Said"])]


class TestLabelStudio:
    def test_it_is_as_label_studio_reads_tasks(self, corrected: Archive, tmp_path: Path) -> None:
        tasks = exported(corrected, "label-studio", tmp_path)
        jsonschema.validate(tasks, TASKS)
        for task in tasks:
            for part in task["predictions"][0]["result"]:
                if part["type"] == "labels":
                    value = part["value"]
                    assert task["data"]["text"][value["start"]:value["end"]] == value["text"]

    def test_out_and_in_again_changes_nothing(self, corrected: Archive, tmp_path: Path) -> None:
        tasks, before = exported(corrected, "label-studio", tmp_path), len(listed(corrected))
        assert brought_back(corrected, annotated(tasks), tmp_path) == []
        assert len(listed(corrected)) == before
        assert exported(corrected, "label-studio", tmp_path) == tasks

    def test_a_task_that_nobody_did_says_nothing(self, archive: Archive, tmp_path: Path) -> None:
        tasks = exported(archive, "label-studio", tmp_path)
        for task in tasks:
            task["annotations"] = [{"result": [], "was_cancelled": True}]
        brought_back(archive, tasks, tmp_path)
        assert listed(archive) == []

    def test_what_a_person_did_is_what_the_next_export_holds(self, archive: Archive, tmp_path: Path) -> None:
        """One statement gets another speaker, one is taken out, one is added with its cue and source."""
        tasks = annotated(exported(archive, "label-studio", tmp_path))
        task = ferry_task(tasks)
        result = task["annotations"][0]["result"]
        late, plus = (next(part["id"].rpartition("-")[0] for part in result
                           if part["type"] == "textarea" and part["value"]["text"] == [name])
                      for name in ("Bo Lind", "Eva Holm"))
        result = [part for part in result if not str(part.get("id", part.get("from_id"))).startswith(plus)]
        next(part for part in result if part["type"] == "textarea")["value"]["text"] = ["Omar Said"]
        text = task["data"]["text"]
        for name, role, words in (("n1", "content", "+1"), ("n2", "cue", "said"), ("n3", "source", "Eva Holm")):
            start = text.rindex(words)
            result.append({"id": name, "from_name": "role", "to_name": "text", "type": "labels",
                           "value": {"start": start, "end": start + len(words), "text": words, "labels": [role]}})
        result.append({"id": "n1", "from_name": "speaker", "to_name": "text", "type": "textarea",
                       "value": {**result[-3]["value"], "text": ["Ivy Chen"]}})
        result += [{"type": "relation", "from_id": "n1", "to_id": to, "direction": "right"} for to in ("n2", "n3")]
        task["annotations"][0]["result"] = result
        assert brought_back(archive, tasks, tmp_path) == []
        assert said(archive) == [("Bo Lind", "said", "the ferry is late", ["Omar Said"]),
                                 ("Eva Holm", "said", "+1", ["Ivy Chen"])]
        assert {one.kind for one in listed(archive)} == {"speaker", "not-statement", "statement"}
        assert late in json.dumps(exported(archive, "label-studio", tmp_path))
        made = len(listed(archive))
        again = annotated(exported(archive, "label-studio", tmp_path))
        assert brought_back(archive, again, tmp_path) == []
        assert len(listed(archive)) == made

    def test_offsets_in_utf_16_are_known_by_their_words(self, archive: Archive, tmp_path: Path) -> None:
        """The rain stands behind an emoji, which is two UTF-16 units."""
        tasks = annotated(exported(archive, "label-studio", tmp_path))
        for task in tasks:
            for part in task["annotations"][0]["result"]:
                for end in ("start", "end"):
                    if "value" in part:
                        before = task["data"]["text"][:part["value"][end]]
                        part["value"][end] = len(before.encode("utf-16-le")) // 2
        assert brought_back(archive, tasks, tmp_path) == []
        assert listed(archive) == []

    def test_words_that_do_not_stand_there_are_refused_by_name(self, archive: Archive, tmp_path: Path) -> None:
        tasks = annotated(exported(archive, "label-studio", tmp_path))
        ferry_task(tasks)["annotations"][0]["result"][0]["value"]["text"] = "the ferry is early"
        [refused] = brought_back(archive, tasks, tmp_path)
        assert "do not stand" in refused.reason
        assert listed(archive) == []

    def test_a_statement_in_the_headline_is_a_task_of_its_own(self, archive: Archive, tmp_path: Path) -> None:
        headline = "Bo Lind said that the pier is closed"
        one = statement_of(headline, source="Bo Lind", cue="said", content="the pier is closed", speaker="Bo Lind")
        from msgspec.structs import replace

        write(archive, reading_of("The pier.", headline=headline, url="https://courier.example/pier",
                                  statements=(replace(one, where="headline"),)))
        tasks = exported(archive, "label-studio", tmp_path)
        [task] = [task for task in tasks if task["data"]["in"] == "headline"]
        assert task["data"]["text"] == headline
        done = annotated([task])
        [region] = [part for part in done[0]["annotations"][0]["result"]
                    if part["type"] == "choices" and part["from_name"] == "modality"]
        region["value"]["choices"] = ["hedged"]
        assert brought_back(archive, done, tmp_path) == []
        assert [(s.statement.where, s.statement.modality, s.content) for s in find.statements_of(
            archive, task["data"]["article"])] == [("headline", "hedged", "the pier is closed")]


@pytest.mark.parametrize("text", ["", "{}", "[1]", "{\"type\": \"AnnotationPage\", \"items\": [{\"body\": 1}]}",
                                  "[{\"annotations\": [{\"result\": [{}]}], \"data\": {}}]", "[" * 100_000])
def test_a_file_of_something_else_is_refused(archive: Archive, tmp_path: Path, text: str) -> None:
    (tmp_path / "x.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        list(steps(archive, read_marks(tmp_path / "x.json")))


def test_the_command_takes_a_file_in_and_names_what_it_refuses(archive: Archive, tmp_path: Path) -> None:
    tasks = annotated(exported(archive, "label-studio", tmp_path))
    parts = ferry_task(tasks)["annotations"][0]["result"]
    next(part for part in parts if part["type"] == "textarea")["value"]["text"] = ["Omar Said"]
    other = next(task for task in tasks if task is not ferry_task(tasks))
    other["annotations"][0]["result"][0]["value"]["text"] = "it hails"
    (tmp_path / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
    archive.close()
    run = dateline("correct", "import", tmp_path / "tasks.json", "--who", "Kim", archive=archive.path)
    assert run.returncode == 1
    assert run.stdout == "1 corrections made, 1 refused\n"
    assert "do not stand where it says" in run.stderr
