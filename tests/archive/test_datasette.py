"""The archive in the real Datasette, over HTTP: with the shipped metadata, and every query that the docs show."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from dateline.archive import open_archive
from dateline.archive.datasette import metadata, questions
from dateline.pipeline import correct
from dateline_run import dateline, write_demo

DOCS = Path(__file__).parents[2] / "docs"
EMPTY_OFTEN = {"unread"}  # the examples can all be read


@pytest.fixture(scope="module")
def datasette(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """Datasette serving the archive of `dateline demo`, in which one headline was corrected."""
    folder = tmp_path_factory.mktemp("datasette")
    path = write_demo(folder)
    with open_archive(path, write=True) as archive:
        article = archive.db.execute("SELECT id FROM article ORDER BY id LIMIT 1").fetchone()[0]
        correct(archive, "headline", article, "Another headline", who="Kim")
    run = dateline("datasette-metadata", archive=path)
    (folder / "metadata.json").write_text(run.stdout, encoding="utf-8")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(path), "--metadata", str(folder / "metadata.json"),
               "--port", str(port), "--setting", "sql_time_limit_ms", "20000"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as server:
        try:
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                _wait_for(client, server)
                yield client
        finally:
            server.terminate()


def _wait_for(client: httpx.Client, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            client.get("/dateline-demo.json")
            return
        except httpx.TransportError:
            assert server.poll() is None, server.stderr.read().decode() if server.stderr else ""
            assert time.monotonic() < deadline, "Datasette did not start"
            time.sleep(0.2)


class TestDatasette:
    def test_shows_what_counts_and_hides_what_keeps_the_archive_going(self, datasette: httpx.Client) -> None:
        tables = {table["name"]: table for table in datasette.get("/dateline-demo.json").json()["tables"]}
        shown = {name for name, table in tables.items() if not table["hidden"]}
        assert {"article", "statement", "edition", "voice", "correction", "rejected"} <= shown
        assert not shown & {"payload", "pending", "story_key", "echo", "overlay"}

    def test_says_what_a_table_and_its_columns_are(self, datasette: httpx.Client) -> None:
        page = datasette.get("/dateline-demo/article").text
        assert "one page of the world" in page
        assert "ISO 8601, with an offset only where the page tells it" in page

    @pytest.mark.parametrize(("table", "words"), [("article", "bridge"), ("statement", "bridge")])
    def test_searches_by_our_index(self, datasette: httpx.Client, table: str, words: str) -> None:
        found, everything = (datasette.get(f"/dateline-demo/{table}.json", params={**asked, "_shape": "objects"}).json()
                             for asked in ({"_search": words}, {"_size": "max"}))
        assert 0 < len(found["rows"]) < len(everything["rows"])

    @pytest.mark.parametrize("name", [one.name for one in questions()])
    def test_answers_what_the_docs_ask(self, datasette: httpx.Client, name: str) -> None:
        heard = datasette.get("/dateline-demo/most_heard.json", params={"_shape": "objects"}).json()["rows"]
        asked = {"who_said": {"name": heard[0]["name"].upper()}, "statements_with": {"words": "bridge"}}.get(name, {})
        answer = datasette.get(f"/dateline-demo/{name}.json", params={**asked, "_shape": "objects"})
        assert answer.status_code == 200, answer.text
        assert answer.json()["rows"] or name in EMPTY_OFTEN
        assert datasette.get(f"/dateline-demo/{name}", params=asked).status_code == 200
        if name == "who_said":
            assert len(answer.json()["rows"]) == heard[0]["statements"]

    def test_answers_what_the_page_on_the_archive_asks(self, datasette: httpx.Client) -> None:
        blocks = re.findall(r"```sql\n(.*?)```", (DOCS / "archive.md").read_text(encoding="utf-8"), re.DOTALL)
        asked = [one for block in blocks for one in block.split(";") if "SELECT" in one]
        assert asked
        for sql in asked:
            answer = datasette.get("/dateline-demo.json", params={"sql": re.sub(r"--.*", "", sql).strip()})
            assert answer.status_code == 200, sql

    def test_words_stand_where_their_spans_say(self, datasette: httpx.Client) -> None:
        rows = datasette.get("/dateline-demo/words_at_their_place.json", params={"_shape": "objects"}).json()["rows"]
        assert all(row["words"] in row["content"] for row in rows)

    def test_a_correction_stands_beside_what_was_read(self, datasette: httpx.Client) -> None:
        [row] = datasette.get("/dateline-demo/corrected.json", params={"_shape": "objects"}).json()["rows"]
        assert (row["headline"], row["who"]) == ("Another headline", "Kim")
        assert row["headline_as_read"] != row["headline"]


class TestMetadata:
    def test_every_query_of_the_docs_is_in_it(self) -> None:
        page = (DOCS / "datasette.md").read_text(encoding="utf-8")
        queries = metadata("news")["databases"]["news"]["queries"]
        assert page.count("```sql\n") == len(queries) > 5
        assert all(query["sql"] in page for query in queries.values())

    def test_no_query_has_the_name_of_a_table(self) -> None:
        """They share an address in Datasette."""
        about = metadata("news")["databases"]["news"]
        assert not set(about["queries"]) & set(about["tables"])

    def test_it_names_the_database_as_datasette_does(self, tmp_path: Path) -> None:
        path = write_demo(tmp_path)
        run = dateline("datasette-metadata", archive=path)
        assert list(json.loads(run.stdout)["databases"]) == ["dateline-demo"]

    def test_without_an_archive_it_says_so(self, tmp_path: Path) -> None:
        assert dateline("datasette-metadata", archive=tmp_path / "none.db").returncode == 2
