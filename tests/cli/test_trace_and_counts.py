"""The trail of a quotation and the four counts, as people and programs meet them."""

from __future__ import annotations

import json
import os
import pty
import sys
from pathlib import Path

import pytest

from dateline_run import dateline, page_html


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three pages of one week, whose quotations differ in the speaker alone, and one with another word in it."""
    folder = tmp_path_factory.mktemp("paper")
    for number in (3, 4, 5):
        (folder / f"{number}.html").write_text(page_html(number), encoding="utf-8")
    (folder / "changed.html").write_text(page_html(33, edition=1), encoding="utf-8")
    path = tmp_path_factory.mktemp("archive") / "a.db"
    run = dateline("add", "--quiet", folder, archive=path)
    assert run.returncode == 0, run.stderr
    return path


def at_a_terminal(*arguments: str, archive: Path) -> str:
    """Run a command as one does at a terminal; return what it prints."""
    command = [sys.executable, "-c", "from dateline.cli import main; main()", *arguments, "--archive", str(archive)]
    printed = bytearray()

    def read(terminal: int) -> bytes:
        data = os.read(terminal, 65536)
        printed.extend(data)
        return data

    silent = os.open(os.devnull, os.O_WRONLY)
    kept = os.dup(1)
    try:
        os.dup2(silent, 1)
        assert os.waitstatus_to_exitcode(pty.spawn(command, read, lambda _: b"")) == 0
    finally:
        os.dup2(kept, 1)
        os.close(silent)
        os.close(kept)
    return printed.decode()


class TestTrace:
    def test_one_object_holds_every_wording_with_what_differs(self, archive: Path) -> None:
        run = dateline("trace", "we expect steady rain until the bridge number 1 is mended", archive=archive)
        trail = json.loads(run.stdout)
        assert trail["total"] == 4
        assert [one["relation"] for one in trail["wordings"]] == ["same", "same", "same", "reworded"]
        assert [piece["text"] for piece in trail["wordings"][3]["pieces"] if piece["kind"] == "new"] == ["heavy", "11"]
        first, *_, last = trail["wordings"]
        assert (first["other_speaker"], last["other_speaker"]) == (False, True)
        assert trail["counts"]["articles"] == 4

    def test_people_see_the_difference_marked_in_text(self, archive: Path) -> None:
        shown = at_a_terminal("trace", "we expect steady rain until the bridge number 1 is mended", archive=archive)
        assert "{+heavy+}" in shown
        assert "[-steady-]" in shown
        assert "4 wordings in 4 articles" in shown

    def test_nothing_to_look_for_is_wrong_usage(self, archive: Path) -> None:
        run = dateline("trace", "“…”", archive=archive)
        assert (run.returncode, run.stderr) == (2, "dateline: '“…”': no words to look for\n")


class TestCount:
    @pytest.mark.parametrize("command", [
        ("search", "bridge", "--count"), ("outlets", "--count"), ("outlets", "valley", "--count")])
    def test_a_search_and_an_outlet_are_counted_four_ways(self, archive: Path, command: tuple[str, ...]) -> None:
        count = json.loads(dateline(*command, archive=archive).stdout)["count"]
        assert (count["articles"], count["outlets"]) == (4, 1)
        assert 1 <= count["stories"] <= count["texts"] <= 4
        assert set(count["not_counted"]) == {"unsure", "inferred", "statuses", "languages"}

    def test_a_story_is_counted_four_ways(self, archive: Path) -> None:
        """Also how many of its articles hold a statement that no other of them has."""
        article = json.loads(dateline("search", "bridge", archive=archive).stdout.splitlines()[0])["id"]
        shown = json.loads(dateline("story", "show", article, archive=archive).stdout)
        told = json.loads(dateline("story", "show", article, "--count", archive=archive).stdout)
        assert told["id"] == shown["story"]["id"]
        assert (told["count"]["articles"], told["count"]["stories"]) == (len(shown["articles"]), 1)
        assert told["count"]["with_own"] <= len(shown["articles"])
        assert set(told["count"]["not_counted"]) == {"unsure", "inferred", "statuses", "languages"}
        assert "not counted: " in at_a_terminal("story", "show", article, archive=archive)

    def test_each_speaker_of_the_list_is_counted(self, archive: Path) -> None:
        run = dateline("speakers", "--count", archive=archive)
        counted = {row["name"]: row["count"]["articles"] for row in map(json.loads, run.stdout.splitlines())}
        listed = [json.loads(line)["name"] for line in dateline("speakers", archive=archive).stdout.splitlines()]
        assert list(counted) == listed != []
        assert all(count >= 1 for count in counted.values())

    def test_people_see_what_is_not_counted(self, archive: Path) -> None:
        shown = at_a_terminal("outlets", "--count", archive=archive)
        assert "4 articles" in shown
        assert "not counted: " in shown

    def test_outlets_are_listed_with_their_articles(self, archive: Path) -> None:
        assert json.loads(dateline("outlets", archive=archive).stdout) == {"outlet": "Valley Courier", "articles": 4}
