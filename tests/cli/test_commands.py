"""The commands as people and programs meet them: output, errors, exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dateline_run import dateline, page_html

FIRE = """A fire broke out in the engine room of the ferry Saint Brannoc on Tuesday, forcing 212 passengers to abandon \
the ship two miles off Port Harrow. Captain Mairead Tolland ordered everybody into the boats at 6:40 after a second \
pump failed, the Coast Guard said. Three crew members were treated at Harrow General Hospital. The operator, Brannoc \
Lines, suspended all crossings to the Outer Skerries until Thursday."""
ADDRESS = "https://www.courier.example/news/3"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "council.html"
    path.write_text(page_html(3), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def archive(page: Path) -> Path:
    path = page.parent / "a.db"
    run = dateline("add", "--url", ADDRESS, "--captured", "2026-10-01T00:00:00Z", page, archive=path)
    assert run.returncode == 0, run.stderr
    return path


def lines(run: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


class TestRead:
    def test_a_line_has_the_fields_of_the_contract(self, page: Path) -> None:
        [article] = lines(dateline("read", page))
        assert set(article) >= {
            "id", "url", "canonical", "outlet", "headline", "dateline", "published", "modified", "captured", "times",
            "authors", "bylines", "text", "blocks", "dropped", "credits", "media", "related", "repairs", "language",
            "status"}
        assert (article["id"], article["status"]) == ("council", "ok")

    def test_what_cannot_be_read_is_a_line_on_stderr_and_the_rest_comes_out(self, page: Path, tmp_path: Path) -> None:
        (tmp_path / "empty.html").write_bytes(b"")
        run = dateline("read", tmp_path / "empty.html", page)
        assert run.returncode == 1
        assert len(run.stdout.splitlines()) == 1
        [complaint] = run.stderr.splitlines()
        assert "empty.html: " in complaint

    def test_a_file_that_is_not_there_is_wrong_usage(self, tmp_path: Path) -> None:
        run = dateline("read", tmp_path / "none.html")
        assert run.returncode == 2
        assert "none.html" in run.stderr

    def test_kept_and_dropped_are_explained_piece_by_piece(self, page: Path) -> None:
        run = dateline("read", "--explain", page)
        assert "+ " in run.stdout
        assert "- " in run.stdout
        assert "All rights reserved" in run.stdout


class TestStatements:
    def test_what_read_prints_goes_in(self, page: Path) -> None:
        read = dateline("read", page)
        [found] = lines(dateline("statements", "-", input=read.stdout))
        text = json.loads(read.stdout)["text"]
        assert found["id"] == "council"
        said = [text[start:end] for one in found["statements"] for start, end in one["content"]]
        assert any("steady rain" in words for words in said)

    def test_clean_text_goes_in(self) -> None:
        row = json.dumps({"id": "x", "text": "“It rains,” said Ana Ruiz."})
        [found] = lines(dateline("statements", "-", input=row + "\n"))
        [one] = found["statements"]  # type: ignore[misc]
        assert [speaker["name"] for speaker in one["speakers"]] == ["Ana Ruiz"]

    def test_a_broken_line_is_named_and_the_rest_comes_out(self) -> None:
        good = json.dumps({"id": "x", "text": "It rains."})
        run = dateline("statements", "-", input=f"{{broken\n{good}\n[1]\n")
        assert run.returncode == 1
        assert [json.loads(line)["id"] for line in run.stdout.splitlines()] == ["x"]
        assert "line 1" in run.stderr
        assert "line 3" in run.stderr


class TestStories:
    def test_each_line_comes_back_with_its_story(self) -> None:
        rows = [{"id": str(n), "title": f"Bridge {n}", "text": page_html(n), "date_publish": "2026-10-01"}
                for n in range(3)]
        found = lines(dateline("stories", "-", input="".join(json.dumps(row) + "\n" for row in rows)))
        assert [row["id"] for row in found] == ["0", "1", "2"]
        assert all(set(row) >= {"id", "story", "copy_of", "related"} for row in found)


class TestArchive:
    def test_what_was_added_is_found(self, archive: Path) -> None:
        [found] = lines(dateline("search", "council", "outlet:Valley Courier", archive=archive))
        assert found["url"] == ADDRESS

    def test_it_is_shown_by_the_beginning_of_its_id_and_by_its_address(self, archive: Path) -> None:
        [found] = lines(dateline("search", "council", archive=archive))
        [by_id] = lines(dateline("show", str(found["id"])[:6], archive=archive))
        [by_address] = lines(dateline("show", ADDRESS, archive=archive))
        assert by_id == by_address
        assert by_id["captures"][0]["captured"] == "2026-10-01T00:00:00Z"

    def test_quotes_are_of_every_kind_unless_one_is_asked_for(self, archive: Path) -> None:
        kinds = {row["statement"]["kind"] for row in lines(dateline("quotes", archive=archive))}
        assert len(kinds) > 1
        direct = lines(dateline("quotes", "--kind", "direct", archive=archive))
        assert {row["statement"]["kind"] for row in direct} == {"direct"}

    def test_unsure_speakers_are_not_named_where_more_is_asked_for(self, archive: Path) -> None:
        rows = lines(dateline("quotes", "--min-speaker-confidence", "1", archive=archive))
        assert all(voice["confidence"] == 1 for row in rows for voice in row["speakers"])

    @pytest.mark.parametrize("what", ["articles", "statements", "speakers", "stories"])
    def test_it_is_exported_as_lines(self, archive: Path, what: str, tmp_path: Path) -> None:
        piped = lines(dateline("export", "--what", what, archive=archive))
        dateline("export", "--what", what, tmp_path / "out.jsonl", archive=archive)
        assert [json.loads(line) for line in (tmp_path / "out.jsonl").read_text().splitlines()] == piped != []

    def test_it_is_verified(self, archive: Path) -> None:
        run = dateline("verify", archive=archive)
        assert run.returncode == 0
        assert run.stdout.endswith("all hold.\n")

    def test_a_changed_span_fails_and_is_named(self, archive: Path, tmp_path: Path) -> None:
        import shutil
        import sqlite3

        broken = tmp_path / "broken.db"
        shutil.copy(archive, broken)
        with sqlite3.connect(broken) as db:
            db.execute("UPDATE statement SET content = content || '!' WHERE number = 1")
        run = dateline("verify", archive=broken)
        assert run.returncode == 1
        assert "its content is not what stands at its spans" in run.stderr

    def test_changed_bytes_fail_and_are_named(self, archive: Path, tmp_path: Path) -> None:
        import shutil
        import sqlite3

        import zstandard

        broken = tmp_path / "broken.db"
        shutil.copy(archive, broken)
        with sqlite3.connect(broken) as db:
            data = zstandard.compress(page_html(4).encode())
            db.execute("UPDATE payload SET zstd = ?, size = ?", (data, len(page_html(4).encode())))
        run = dateline("verify", archive=broken)
        assert run.returncode == 1
        assert "their hash differs" in run.stderr

    def test_reading_it_again_changes_nothing(self, archive: Path) -> None:
        before = dateline("digest", archive=archive).stdout
        run = dateline("reread", "--apply", archive=archive)
        assert "nothing changes" in run.stderr
        assert dateline("digest", archive=archive).stdout == before


class TestCorrecting:
    def test_from_correction_to_undo(self, archive: Path, tmp_path: Path) -> None:
        copy = tmp_path / "copy.db"
        assert dateline("backup", copy, archive=archive).returncode == 0
        [found] = lines(dateline("search", "council", archive=copy))
        made = dateline("correct", "headline", found["id"], "Volcano ahead", "--who", "Kim", archive=copy)
        assert made.returncode == 0, made.stderr
        [after] = lines(dateline("search", "volcano", archive=copy))
        assert after["headline"] == "Volcano ahead"
        [listed] = lines(dateline("correct", "list", archive=copy))
        assert (listed["state"], listed["who"]) == ("in force", "Kim")
        dateline("correct", "undo", listed["id"], "--who", "Kim", archive=copy)
        assert lines(dateline("search", "volcano", archive=copy)) == []

    def test_a_name_is_needed(self, archive: Path) -> None:
        run = dateline("correct", "headline", ADDRESS, "Storm", archive=archive)
        assert run.returncode == 2
        assert "--who" in run.stderr


class TestRemoving:
    def test_it_is_gone_and_does_not_come_back(self, page: Path, tmp_path: Path) -> None:
        archive = tmp_path / "a.db"
        dateline("add", "--url", ADDRESS, page, archive=archive)
        gone = dateline("remove", ADDRESS, "--yes", "--why", "court order", archive=archive)
        assert gone.returncode == 0, gone.stderr
        again = json.loads(dateline("add", "--json", "--url", ADDRESS, page, archive=archive).stdout)
        assert again["skipped"] == {"removed before": 1}
        assert lines(dateline("search", "council", archive=archive)) == []


@pytest.mark.parametrize("command", ["search x", "show x", "quotes", "export", "verify", "digest", "reread", "serve",
                                     "rejected", "related x", "speakers", "correct list", "remove x --why y --yes"])
def test_without_an_archive_a_command_says_where_it_looked(command: str, tmp_path: Path) -> None:
    run = dateline(*command.split(), archive=tmp_path / "nowhere.db")
    assert run.returncode == 2
    assert "nowhere.db: no archive here" in run.stderr
    assert not (tmp_path / "nowhere.db").exists()


def test_the_archive_is_named_by_option_then_by_environment_then_by_place(archive: Path, tmp_path: Path) -> None:
    assert dateline("digest", "--archive", archive, archive=tmp_path / "none.db").returncode == 0
    assert dateline("digest", archive=archive).returncode == 0
    here = dateline("digest", cwd=tmp_path)
    assert here.returncode == 2
    assert "dateline.db: no archive here" in here.stderr


def test_help_does_not_load_what_it_does_not_need() -> None:
    """What keeps `dateline --help` under 0.2 s: nothing heavy is imported for it."""
    code = ("import sys; from dateline.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass\n"
            "print([m for m in ('numpy', 'selectolax', 'onnxruntime', 'starlette', 'httpx', 'msgspec') "
            "if m in sys.modules])")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"


class TestStory:
    """A story is shown with reasons, and people decide last."""

    @pytest.fixture
    def three(self, tmp_path: Path) -> Path:
        rows = [{"id": str(number), "url": f"https://{number}.example/fire", "published": f"2026-03-0{number}T08:00:00",
                 "title": f"Fire on the ferry Saint Brannoc, report {number}",
                 "text": f"{FIRE}\n\nReport number {number} was written by another hand than the others."}
                for number in (1, 2, 3)]
        (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        run = dateline("add", tmp_path / "rows.jsonl", archive=tmp_path / "a.db")
        assert run.returncode == 0, run.stderr
        return tmp_path / "a.db"

    def test_split_and_undo(self, three: Path) -> None:
        first, second, third = (row["id"] for row in sorted(
            lines(dateline("export", "--quiet", archive=three)), key=lambda row: str(row["article"]["published"])))
        [shown] = lines(dateline("story", "show", first, archive=three))
        assert [place["article"]["id"] for place in shown["articles"]] == [first, second, third]
        assert all(place["why"] for place in shown["articles"])
        made = dateline("story", "split", first, third, "--who", "Kim", "--why", "another fire", archive=three)
        assert made.returncode == 0, made.stderr
        [apart] = lines(dateline("story", "show", third, archive=three))
        assert apart["story"]["articles"] == 1
        assert apart["decisions"][0]["why"] == "another fire"
        undone = dateline("correct", "undo", apart["decisions"][0]["correction"], "--who", "Kim", archive=three)
        assert undone.returncode == 0, undone.stderr
        [again] = lines(dateline("story", "show", third, archive=three))
        assert again["story"]["articles"] == 3

    def test_what_is_none_is_wrong_usage(self, three: Path) -> None:
        assert dateline("story", "show", "ffff", archive=three).returncode == 2
        assert dateline("story", "merge", "ffff", "eeee", "--who", "Kim", archive=three).returncode == 2
