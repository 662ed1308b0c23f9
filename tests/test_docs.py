"""The docs say what the code does: rendered parts are fresh, every command and column is there."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.cli import main

DOCS = Path(__file__).parent.parent / "docs"
README = DOCS.parent / "README.md"
sys.path.insert(0, str(DOCS.parent / "bench"))

import reliability  # noqa: E402


@pytest.mark.parametrize("page", sorted(path.name for path in DOCS.glob("*.md")))
def test_rendered_parts_are_fresh(page: str) -> None:
    """Where this fails: python -m cogapp -r docs/*.md"""
    command = [sys.executable, "-m", "cogapp", "--check", str(DOCS / page)]
    check = subprocess.run(command, capture_output=True, text=True, check=False)
    assert check.returncode == 0, check.stdout + check.stderr


@pytest.mark.parametrize("name", main.list_commands(None))  # type: ignore[arg-type]
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## dateline {name}\n" in (DOCS / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", main.list_commands(None))  # type: ignore[arg-type]
def test_every_command_has_a_help_that_begins_with_what_it_does(name: str) -> None:
    command = main.get_command(None, name)  # type: ignore[arg-type]
    assert command is not None
    assert re.match(r"[A-Z][a-z]+ ", command.help or "")


def test_every_column_of_the_archive_is_documented() -> None:
    page = (DOCS / "archive.md").read_text(encoding="utf-8")
    sql = (files("dateline.archive") / "schema.sql").read_text(encoding="utf-8")
    for body in re.findall(r"CREATE TABLE \w+ \(.*?\n\)", sql, re.S):
        for column in re.findall(r'^\s+"?(\w+)"?\s+(?:TEXT|INTEGER|REAL|BLOB)\b', body, re.M):
            assert f"| {column} |" in page


def test_the_two_commands_of_the_readme_are_one_line_each() -> None:
    commands = re.findall(r"^    (\S.*)$", README.read_text(encoding="utf-8"), re.M)
    assert any("dateline demo" in line for line in commands)
    assert any("pytest" in line for line in commands)


@pytest.mark.parametrize("name", sorted(path.stem for path in (DOCS / "reliability").glob("*.json")))
def test_every_plot_draws_its_table(name: str) -> None:
    """Where this fails: python bench/reliability.py NAME"""
    drawn = (DOCS / "reliability" / f"{name}.svg").read_text(encoding="utf-8")
    assert drawn == reliability.svg(name.capitalize(), reliability.read(name))


def test_a_table_of_reliability_counts_every_answer_once() -> None:
    """1.0 belongs to the last tenth; a tenth without an answer has no row."""
    bins = reliability.binned([(0.0, 1.0), (0.3, 0.0), (0.3, 0.5), (1.0, 1.0)])
    told = [(one.low, one.count, one.said, one.right) for one in bins]
    assert told == [(0.0, 1, 0.0, 1.0), (0.3, 2, 0.3, 0.25), (0.9, 1, 1.0, 1.0)]
