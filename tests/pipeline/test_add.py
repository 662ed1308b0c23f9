"""The same archive always: any order, any number of workers, killed at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline_run import dateline, write_paper

PAGES = 60


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_paper(tmp_path_factory.mktemp("paper"), PAGES)


@pytest.fixture(scope="module")
def straight(paper: list[Path], tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, object]]:
    """The digest and the account of one run over everything, in order."""
    archive = tmp_path_factory.mktemp("straight") / "a.db"
    run = dateline("add", "--json", "--jobs", "2", *paper, archive=archive)
    assert run.returncode == 1, run.stderr  # some are broken on purpose
    return dateline("digest", archive=archive).stdout, json.loads(run.stdout)


def test_the_account_adds_up(straight: tuple[str, dict[str, object]]) -> None:
    account = straight[1]
    parts = [sum(account["added"].values()), account["unchanged"], account["new editions"],  # type: ignore[attr-defined]
             sum(account["skipped"].values()), account["rejected"]]  # type: ignore[attr-defined]
    assert account["in"] == sum(parts) == PAGES + 2 * 6 + 5 + 3
    assert account["new editions"] == 2 * 6
    assert account["unchanged"] == 5
    assert sum(account["added"].values()) == PAGES + 1  # type: ignore[attr-defined]


def test_adding_the_same_again_changes_nothing(paper: list[Path], straight: tuple[str, dict[str, object]],
                                               tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    dateline("add", *paper, archive=archive)
    again = json.loads(dateline("add", "--json", *paper, archive=archive).stdout)
    assert (again["added"], again["new editions"]) == ({}, 0)
    assert dateline("digest", archive=archive).stdout == straight[0]


@pytest.mark.parametrize(("seed", "jobs"), [(1, 1), (2, 2), (3, 2)])
def test_any_order_and_number_of_workers(paper: list[Path], straight: tuple[str, dict[str, object]], tmp_path: Path,
                                         seed: int, jobs: int) -> None:
    rows = [line for path in paper if path.suffix == ".jsonl" for line in path.read_text().splitlines()]
    others = [path for path in paper if path.suffix != ".jsonl"]
    chance = random.Random(seed)
    chance.shuffle(rows)
    chance.shuffle(others)
    (tmp_path / "mixed.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    archive = tmp_path / "a.db"
    for part in ([*others[:1]], [tmp_path / "mixed.jsonl"], [*others[1:]]):
        dateline("add", "--jobs", str(jobs), *part, archive=archive)
    assert dateline("digest", archive=archive).stdout == straight[0]
    assert dateline("verify", archive=archive).returncode == 0


def test_killed_at_any_moment_and_run_again(paper: list[Path], straight: tuple[str, dict[str, object]],
                                            tmp_path: Path) -> None:
    """Twenty runs are killed at random moments; each takes up the archive as the last one left it."""
    archive = tmp_path / "a.db"
    command = [sys.executable, "-c", "from dateline.cli import main; main()", "add", "--quiet", *map(str, paper)]
    chance = random.Random(7)
    for _ in range(20):
        with subprocess.Popen(command, env={**os.environ, "DATELINE_ARCHIVE": str(archive)}, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL) as run:
            time.sleep(chance.uniform(0.2, 1.6))
            run.send_signal(signal.SIGKILL)
    dateline("add", *paper, archive=archive)
    assert dateline("digest", archive=archive).stdout == straight[0]
    assert dateline("verify", archive=archive).returncode == 0


def test_a_second_writer_says_who_holds_the_archive_and_readers_do_not_wait(tmp_path: Path, paper: list[Path]) -> None:
    from dateline.archive import open_archive

    archive = tmp_path / "a.db"
    dateline("add", paper[0], archive=archive)
    with open_archive(archive, write=True, purpose="dateline add everything"):
        started = time.monotonic()
        assert dateline("search", "bridge", archive=archive).stdout
        assert time.monotonic() - started < 10
        second = subprocess.run(
            [sys.executable, "-c", "import dateline.archive.connection as c;"
             "c.open_archive.__kwdefaults__['wait'] = 0.2;from dateline.cli import main; main()", "add", str(paper[0])],
            env={**os.environ, "DATELINE_ARCHIVE": str(archive)}, capture_output=True, text=True, check=False)
    assert second.returncode == 2
    assert "is being written to by `dateline add everything`" in second.stderr


def test_what_could_not_be_read_is_kept_with_the_reason(paper: list[Path], tmp_path: Path) -> None:
    archive = tmp_path / "a.db"
    run = dateline("add", *paper, archive=archive)
    assert run.returncode == 1
    assert "empty.html: " in run.stderr
    listed = [json.loads(line) for line in dateline("rejected", archive=archive).stdout.splitlines()]
    assert any(row["source"].endswith("empty.html") and row["reason"] for row in listed)
