"""The text-free package holds no word of a page, and gives all of them back from the page."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.examples import example_paths
from dateline.export.text_free import HiddenArticle, put_back, read_package, write_text_free
from dateline.model import Article
from dateline_run import dateline, write_demo


def package_of(archive: Archive) -> list[HiddenArticle]:
    stream = io.BytesIO()
    count = write_text_free(archive, stream, Selection())
    stream.seek(0)
    found = [article for _, article in read_package(stream, "p")]
    assert len(found) == count
    return found


class TestWordsByHand:
    def test_corrected_names_leave_since_they_are_peoples_own(self, corrected: Archive) -> None:
        found = {voice.given for article in package_of(corrected) for one in article.statements
                 for voice in one.speakers}
        assert found == {None, "Omar Said", "Ivy Chen"}

    def test_words_that_moved_are_found_by_their_hash_and_others_are_lost(self, archive: Archive) -> None:
        [ferry] = [one for one in package_of(archive) if one.url and one.url.endswith("ferry")]
        read = Article(id="x", text="🌧️ Update. Bo Lind said that the ferry is late. Eva Holm was not asked.")
        back = put_back(ferry, read, "x.html", lambda _: read.text)
        assert [(one.standing, one.source, one.cue, one.content) for one in back.statements] == [
            ("moved", "Bo Lind", "said", "the ferry is late"), ("lost", "", "", "")]
        assert not back.exact
        start, end = back.statements[0].content_spans[0]
        assert read.text[start:end] == "the ferry is late"
        assert back.statements[0].speakers == ("Bo Lind",)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the archive of `dateline demo` and its package."""
    folder = tmp_path_factory.mktemp("package")
    path = write_demo(folder)
    run = dateline("export", "--format", "text-free", folder / "p.jsonl", archive=path)
    assert run.returncode == 0, run.stderr
    return folder


def statements_in(path: Path) -> dict[str, dict[str, Any]]:
    run = dateline("export", "--what", "statements", archive=path)
    return {one["id"]: one for one in map(json.loads, run.stdout.splitlines())}


class TestPackage:
    def test_holds_no_word_of_a_page(self, demo: Path) -> None:
        text = (demo / "p.jsonl").read_text(encoding="utf-8")
        said = statements_in(demo / "dateline-demo.db").values()
        assert len(said) > 40
        for one in said:
            for words in (one["content"], one["article"]["headline"], *(voice["name"] for voice in one["speakers"])):
                assert len(words.split()) < 2 or words not in text

    def test_has_its_manifest(self, demo: Path) -> None:
        about = json.loads((demo / "p.jsonl.manifest.json").read_text(encoding="utf-8"))
        assert about["files"][0]["rows"] == len((demo / "p.jsonl").read_bytes().splitlines())


class TestRehydrate:
    def test_every_word_comes_back_from_the_pages(self, demo: Path) -> None:
        with example_paths() as paths:
            run = dateline("rehydrate", demo / "p.jsonl", *paths)
        assert run.returncode == 0, run.stderr
        found = [json.loads(line) for line in run.stdout.splitlines()]
        known = statements_in(demo / "dateline-demo.db")
        assert all(article["exact"] for article in found)
        back = {one["statement"]["id"]: one for article in found for one in article["statements"]}
        assert set(back) == set(known)
        for id_, one in back.items():
            assert one["standing"] == "exact"
            for role in ("source", "cue", "content"):
                assert one[role].split("\n") == known[id_][role].split(" … ") or one[role] == known[id_][role]

    def test_what_has_no_page_is_named(self, demo: Path) -> None:
        with example_paths() as paths:
            run = dateline("rehydrate", demo / "p.jsonl", next(one for one in paths if "harrow-bay" in str(one)))
        assert run.returncode == 1
        assert len(run.stdout.splitlines()) == 1
        assert "no page for it (https://" in run.stderr
        assert "1 of " in run.stderr

    def test_a_page_that_changed_is_found_by_its_address_and_what_is_gone_is_named(self, demo: Path,
                                                                                  tmp_path: Path) -> None:
        with example_paths() as paths:
            page = next(one for one in paths if "harrow-bay" in str(one))
            text = Path(page).read_text(encoding="utf-8")
        [line] = [one for one in map(json.loads, (demo / "p.jsonl").read_text(encoding="utf-8").splitlines())
                  if one["outlet"] == "Harrow Bay Courier"]
        changed = text.replace("<p>", "<p>Updated on Friday by our staff. ", 3)
        (tmp_path / "page.jsonl").write_text(json.dumps({"id": "x", "url": line["url"], "html": changed}) + "\n",
                                             encoding="utf-8")
        run = dateline("rehydrate", demo / "p.jsonl", tmp_path / "page.jsonl")
        [back] = map(json.loads, run.stdout.splitlines())
        assert not back["exact"]
        standings = {one["standing"] for one in back["statements"]}
        assert "moved" in standings
        for one in back["statements"]:
            if one["standing"] == "moved":
                [(start, end)] = one["content_spans"]
                assert (back["text"][start:end] == one["content"]) or one["statement"]["in"] != "text"

    @pytest.mark.parametrize("line", ["{}", "not json", '{"format": "another 1"}', "[" * 5000])
    def test_what_is_no_package_is_said_with_its_line(self, tmp_path: Path, line: str) -> None:
        (tmp_path / "p.jsonl").write_text("\n" + line + "\n", encoding="utf-8")
        run = dateline("rehydrate", tmp_path / "p.jsonl", tmp_path)
        assert run.returncode == 2
        assert "p.jsonl, line 2" in run.stderr
