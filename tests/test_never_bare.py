"""No view, export, feed or citation shows what was said without its cue and its modality, and how sure that is."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from making import archive_of, reading_of, statement_of
from starlette.testclient import TestClient

from dateline.archive import Archive, find, open_archive
from dateline.archive.query import Query, understand
from dateline.archive.selection import Selection
from dateline.cli import quoting
from dateline.export.forms import FORMS, Options
from dateline.model import Statement
from dateline.web import create_app
from dateline_run import dateline

ENGLISH = "Ana Ruiz refused to say that the ferry would run."
GERMAN = "Anna Berg bestritt, „dass die Fähre wieder fährt“."
CONTENT, CUE = "that the ferry would run", "refused to say"


def refusal() -> Statement:
    made = statement_of(ENGLISH, source="Ana Ruiz", cue=CUE, content=CONTENT, speaker="Ana Ruiz")
    return msgspec.structs.replace(made, modality="negated", method="tagger 1", confidence=0.9)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with a refusal that a model found, and a German denial that rules found."""
    where = tmp_path_factory.mktemp("bare") / "a.db"
    denial = statement_of(GERMAN, source="Anna Berg", cue="bestritt", content="„dass die Fähre wieder fährt“",
                          speaker="Anna Berg")
    german = reading_of(GERMAN, headline="Fähre", url="https://kurier.example/faehre",
                        statements=(msgspec.structs.replace(denial, confidence=0.6),))
    german = msgspec.structs.replace(german, article=msgspec.structs.replace(german.article, language="de"))
    archive_of(where, reading_of(ENGLISH, statements=(refusal(),)), german).close()
    return where


@pytest.fixture
def archive(path: Path) -> Iterator[Archive]:
    with open_archive(path) as opened:
        yield opened


@pytest.fixture
def reader(path: Path) -> Iterator[TestClient]:
    with TestClient(create_app(path), base_url="http://127.0.0.1") as client:
        yield client


def places(archive: Archive) -> dict[str, str]:
    """Every page of the reader that lists statements."""
    (said, _), = find.quotes(archive, Query(words=("ferry",)), limit=5)
    return {"article": f"/article/{said.article.id}", "search": "/search?q=ferry",
            "speaker": f"/speaker/{said.speakers[0].speaker}"}


def statements_in(value: Any) -> Iterator[dict[str, Any]]:
    """Every object that holds the words or the spans of a content, at any depth of a JSON value."""
    if isinstance(value, dict):
        if "content" in value:
            yield value
        for part in value.values():
            yield from statements_in(part)
    elif isinstance(value, list):
        for part in value:
            yield from statements_in(part)


def words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


class TestReader:
    @pytest.mark.parametrize("page", ["article", "search", "speaker"])
    def test_each_listed_content_has_its_manner_behind_it(self, archive: Archive, reader: TestClient,
                                                          page: str) -> None:
        answer = reader.get(places(archive)[page]).text
        shown = answer.split("<blockquote")[1:]
        assert shown
        for one in shown:
            manner = words_of(one.partition('<p class="manner">')[2].partition("</p>")[0])
            assert "cue refused to say" in manner
            assert "negated" in manner
            assert "90 % sure" in manner

    @pytest.mark.parametrize("page", ["article", "search", "speaker"])
    def test_so_has_its_json_twin(self, archive: Archive, reader: TestClient, page: str) -> None:
        place, _, query = places(archive)[page].partition("?")
        found = list(statements_in(reader.get(f"{place}.json" + (f"?{query}" if query else "")).json()))
        assert found
        for one in found:
            statement = one.get("statement", one)
            assert one["cue"]
            assert (statement["modality"], statement["calibrated"]) == ("negated", True)

    def test_another_language_is_said_to_be_uncalibrated(self, reader: TestClient) -> None:
        assert "not calibrated for this language" in words_of(reader.get("/search?q=Fähre").text)
        assert "not calibrated" not in words_of(reader.get("/search?q=ferry").text)

    def test_unsure_statements_can_be_left_out_everywhere(self, archive: Archive, reader: TestClient) -> None:
        for page in ("article", "speaker"):
            place = places(archive)[page]
            assert "<blockquote" in reader.get(f"{place}?confidence=0.9").text
            assert "<blockquote" not in reader.get(f"{place}?confidence=0.95").text
        assert "<blockquote" in reader.get("/search?q=ferry+confidence:0.9").text
        assert "<blockquote" not in reader.get("/search?q=ferry+confidence:0.95").text

    def test_unsure_speakers_stay_as_printed_everywhere(self, archive: Archive, reader: TestClient) -> None:
        known = places(archive)
        assert self.whoever(reader.get(f"{known['article']}?speaker_confidence=0.9").text) == {"Ana Ruiz"}
        assert not self.whoever(reader.get(f"{known['article']}?speaker_confidence=0.95").text)
        assert "<blockquote" in reader.get(f"{known['speaker']}?speaker_confidence=0.9").text
        assert "<blockquote" not in reader.get(f"{known['speaker']}?speaker_confidence=0.95").text
        assert self.whoever(reader.get("/search?q=ferry+speaker-confidence:0.9").text) == {"Ana Ruiz"}
        assert not self.whoever(reader.get("/search?q=ferry+speaker-confidence:0.95").text)
        trail = reader.get("/trace.json?q=that+the+ferry+would+run&speaker_confidence=0.95").json()["trail"]
        assert [one["said"]["speakers"] for one in trail["wordings"]] == [[]]

    @staticmethod
    def whoever(page: str) -> set[str]:
        """The names that statements of a page are given to."""
        who = [part.partition("</p>")[0] for part in page.split('<p class="who">')[1:]]
        return set(re.findall(r'<a href="/speaker/[^"]*">([^<]+)', " ".join(who)))

    @pytest.mark.parametrize("value", ["", "x", "-1", "2", "1e9", "nan", "٠"])
    def test_a_confidence_that_is_none_leaves_nothing_out(self, archive: Archive, reader: TestClient,
                                                          value: str) -> None:
        answer = reader.get(places(archive)["article"], params={"confidence": value})
        assert (answer.status_code, "<blockquote" in answer.text) == (200, True)


class TestTerminal:
    def test_a_printed_statement(self, archive: Archive, capsys: pytest.CaptureFixture[str]) -> None:
        printed = {}
        for said, _ in find.quotes(archive, Query(), limit=5):
            quoting.print_said(said)
            printed[said.article.language] = capsys.readouterr().out
        assert f"{CUE} (indirect, negated, 90% sure)" in printed["en"]
        assert "bestritt (indirect, 60% sure, not calibrated for this language)" in printed["de"]

    @pytest.mark.parametrize("command", ["quotes", "show"])
    def test_a_line_of_json(self, path: Path, command: str) -> None:
        words = ["https://courier.example/rain"] if command == "show" else ["ferry"]
        run = dateline(command, *words, "--json", archive=path)
        found = [one for line in run.stdout.splitlines() for one in statements_in(json.loads(line))]
        assert found, run.stderr
        assert all(one["cue"] and one.get("statement", one)["modality"] == "negated" for one in found)

    @pytest.mark.parametrize("command", ["quotes", "show"])
    def test_unsure_ones_can_be_left_out(self, path: Path, command: str) -> None:
        words = ["https://courier.example/rain"] if command == "show" else ["ferry"]
        run = dateline(command, *words, "--json", "--min-confidence", "0.95", archive=path)
        assert run.returncode == 0
        assert not [one for line in run.stdout.splitlines() for one in statements_in(json.loads(line))]

    @pytest.mark.parametrize("command", ["quotes", "show", "trace", "export"])
    def test_unsure_speakers_can_be_left_unnamed(self, path: Path, command: str) -> None:
        words = {"show": ["https://courier.example/rain"], "trace": ["that the ferry would run"],
                 "export": ["--what", "statements", "-"]}.get(command, ["ferry"])
        extra = [] if command == "export" else ["--json"]
        for least, named in (("0.9", True), ("0.95", False)):
            run = dateline(command, *words, *extra, "--min-speaker-confidence", least, archive=path)
            found = [one for line in run.stdout.splitlines() for one in statements_in(json.loads(line))]
            assert found, run.stderr
            assert any(one.get("speakers") for one in found) is named

    def test_statements_of_a_line(self) -> None:
        line = json.dumps({"id": "a", "text": GERMAN.replace("bestritt", "sagte:"), "language": "de"})
        run = dateline("statements", "-", input=line)
        one, = json.loads(run.stdout)["statements"]
        assert one["cue"]
        assert (one["modality"], one["method"], one["calibrated"]) == ("asserted", "rules", False)


WORDLESS = {"related", "text-free"}  # forms that show nothing of what was said: ids and spans


class TestExports:
    @pytest.mark.parametrize("form", sorted(WORDLESS))
    def test_a_form_without_words_shows_no_content(self, archive: Archive, form: str) -> None:
        stream = io.BytesIO()
        FORMS[form].write(archive, "articles", stream, Selection(), Options())
        assert CONTENT not in stream.getvalue().decode()

    @pytest.mark.parametrize("form", sorted(set(FORMS) - WORDLESS))
    def test_each_form_of_statements(self, archive: Archive, form: str) -> None:
        if form == "parquet":
            pytest.importorskip("pyarrow", reason="Parquet needs dateline[parquet]")
        stream = io.BytesIO()
        FORMS[form].write(archive, "statements", stream, Selection(), Options())
        if form == "parquet":
            import pyarrow.parquet

            rows = pyarrow.parquet.read_table(stream).to_pylist()
            assert {(row["cue"], row["modality"], row["calibrated"]) for row in rows} == {
                (CUE, "negated", True), ("bestritt", "asserted", False)}
            return
        written = stream.getvalue().decode()
        pieces = [piece for piece in re.split(r"\n|<item>|<entry>", written) if CONTENT in piece]
        assert pieces
        assert all(CUE in piece and "negated" in piece for piece in pieces)
        if form in ("rss", "atom"):
            assert written.count("not calibrated") == 1


class TestCalibrated:
    """It follows from what found the statement: a model's confidence was measured, on English news."""

    @pytest.mark.parametrize("method, calibrated", [("tagger 1", True), ("rules", False), ("person", False)])
    def test_by_method(self, method: str, calibrated: bool) -> None:
        assert msgspec.structs.replace(refusal(), method=method).calibrated is calibrated

    def test_a_confidence_in_the_search_box(self) -> None:
        assert understand("ferry confidence:0.8") == Query(words=("ferry",), min_confidence=0.8)
        assert understand("ferry speaker-confidence:0.8") == Query(words=("ferry",), min_speaker_confidence=0.8)
        assert understand("confidence:high") == Query(words=("confidence:high",))
