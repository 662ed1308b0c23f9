"""Which room may import which: the arrows of the design, held to."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import dateline

HOUSE = Path(dateline.__file__).parent
OPEN_TO_ALL = {"errors", "limits", "native", "version"}
PURE = {"article", "statements", "speakers", "stories"}
MAY_IMPORT = {
    "errors": set(),
    "limits": set(),
    "version": set(),
    "model": set(),
    "native": set(),
    "article": {"model"},
    "statements": {"model"},
    "speakers": {"model"},
    "stories": {"model"},
    "intake": {"model"},
    "archive": {"model"},
    "pipeline": {"model", "intake", "article", "statements", "speakers", "stories", "archive"},
    "export": {"model", "archive"},
    "web": {"model", "archive", "stories", "export", "pipeline"},
    "cli": {"model", "intake", "article", "statements", "stories", "pipeline", "archive", "web", "export", "examples"},
    "examples": set(),
    "opened": {"model", "archive", "export"},
    "__init__": {"model", "opened", "article", "intake", "statements"},
}
OUTSIDE_WORLD = {"socket", "http", "urllib.request", "httpx", "time", "subprocess", "os", "pathlib", "tempfile"}


def modules_of(room: str) -> list[Path]:
    folder = HOUSE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [HOUSE / f"{room}.py"]


def imports_of(room: str) -> set[str]:
    """Every module that a room's files import, wherever in the file."""
    found = set()
    for path in modules_of(room):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
                if node.module == "dateline":
                    found |= {f"dateline.{alias.name}" for alias in node.names}
    return found


def rooms() -> set[str]:
    names = {path.stem if path.is_file() else path.name for path in HOUSE.iterdir()}
    return {name for name in names if name in MAY_IMPORT or (HOUSE / name / "__init__.py").exists()
            or (HOUSE / f"{name}.py").exists()}


def test_every_room_is_listed() -> None:
    assert rooms() <= set(MAY_IMPORT)


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_room_imports_only_what_it_may(room: str) -> None:
    if room not in rooms():
        pytest.skip(f"{room} is not built yet")
    ours = {name.split(".")[1] for name in imports_of(room) if name.startswith("dateline.")}
    assert ours - OPEN_TO_ALL - {room, "__version__"} <= MAY_IMPORT[room]


@pytest.mark.parametrize("room", sorted(PURE))
def test_pure_rooms_do_not_reach_outside(room: str) -> None:
    assert not imports_of(room) & OUTSIDE_WORLD


def test_only_the_archive_speaks_sql() -> None:
    for room in rooms() - {"archive"}:
        assert "sqlite3" not in imports_of(room), room
