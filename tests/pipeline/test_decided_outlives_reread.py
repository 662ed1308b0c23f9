"""What people decided about speakers outlives a real `reread` by a tagger that gives other results."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dateline.archive import Archive, find, open_archive
from dateline.archive.corrections import listed
from dateline.pipeline import add
from dateline_run import dateline

OTHER_TAGGER = '''
import sys

from dateline.statements.find import FINDERS
from dateline.statements.rules import find_attributions


def other(text, blocks):
    return tuple(one for one in find_attributions(text, blocks)
                 if "ferry" not in text[one.content[0][0]:one.content[-1][1]])


FINDERS["en"] = other
sys.modules["dateline.statements"].MODEL = "another tagger"
'''
"""Run by every Python that starts: English is tagged by the rules, and half of what they find is left out."""

PAGES = {  # headline, opening, full name, surname, what is quoted, what is told, closing
    "capital": ("Ice closes the northern harbour", "Ice lay so thick on Tuesday that no boat left, and the lamps on "
                "the mole burned until noon.", "President Anton Volkov of Norway", "Volkov",
                "We will mend the harbour before winter", "the ferry waits", "Two tugs came in at night."),
    "coast": ("Money for the breakwater", "Stone for the new breakwater was bought in Denmark in spring, nine barges "
              "of it, and paid in three parts.", "President Anton Volkov of Norway", "Volkov",
              "There is enough money for a year", "the ferry is paid as well", "The last barge is due in August."),
    "valley": ("School robbed in the valley", "Nobody heard the window break, though four houses stand around the yard "
               "and a dog sleeps in one of them.", "Sheriff Anton Volkov of Ohio", "Volkov",
               "Two men broke into the school", "the ferry was not touched", "Lessons began an hour late."),
    "county": ("Two men held after a chase", "The chase went over eleven miles of gravel and ended in a field of maize "
               "with one wheel gone.", "Sheriff Anton Volkov of Ohio", "Volkov", "We have the two men",
               "the ferry brought them here", "Both are to see a judge in Toledo."),
    "gate": ("A baker who writes novels", "Bread is in the oven at four, and from six until nine there is a desk "
             "behind the shop with a typewriter on it.", "Tony Wolkow", "Wolkow", "I have never held an office",
             "the ferry in the book is made up", "The third volume is out in May."),
    "port": ("Cod dearer than ever", "A kilogram was sold for nineteen crowns on Friday, which no one at the stalls "
             "had seen before.", "Petra Wolkow", "Wolkow", "I sell fish and nothing else", "the ferry smells of it",
             "Herring stays where it was."),
}


def html(name: str, day: int) -> str:
    headline, opening, full, short, quoted, told, closing = PAGES[name]
    return f"""<!doctype html><html lang="en"><head><title>{headline} - Courier</title>
<meta property="og:site_name" content="Courier">
<meta property="article:published_time" content="2026-02-{day:02}T08:00:00+00:00"></head><body><article>
<h1>{headline}</h1><p>{opening}</p><p>“{quoted},” said {full}.</p><p>{short} said that {told}.</p><p>{closing}</p>
</article></body></html>"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rows = [{"id": name, "url": f"https://courier.example/{name}", "html": html(name, day)}
            for day, name in enumerate(PAGES, 10)]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    add(tmp_path / "a.db", [str(tmp_path / "rows.jsonl")], jobs=1)
    return tmp_path / "a.db"


def id_of(archive: Archive, name: str) -> str:
    """The id of a page's article."""
    return str(archive.db.execute("SELECT id FROM article WHERE url LIKE ?", (f"%/{name}",)).fetchone()["id"])


def who(path: Path, name: str) -> str:
    """Whom all statements of a page are by."""
    with open_archive(path) as archive:
        said = find.statements_of(archive, id_of(archive, name))
    [found] = {voice.speaker for one in said for voice in one.speakers}
    return str(found)


def decide(path: Path, *arguments: str) -> None:
    run = dateline("speaker", *arguments, "--who", "Kim", archive=path)
    assert run.returncode == 0, run.stderr


def read_by_another(path: Path, monkeypatch: pytest.MonkeyPatch, folder: Path) -> str:
    """Read the archive again, as a user would, by the other tagger; return what was printed."""
    (folder / "sitecustomize.py").write_text(OTHER_TAGGER, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setenv("PYTHONPATH", os.pathsep.join([str(folder), os.environ.get("PYTHONPATH", "")]))
        run = dateline("reread", "--apply", archive=path)
    assert run.returncode == 0, run.stderr
    with open_archive(path) as archive:
        assert {row[0] for row in archive.db.execute("SELECT DISTINCT model FROM edition")} == {"another tagger"}
    return run.stdout


def test_every_kind_of_decision(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {name: who(path, name) for name in PAGES}
    president, sheriff = before["capital"], before["valley"]
    assert before == {**before, "coast": president, "county": sheriff}
    assert len(set(before.values())) == 4
    decide(path, "never-merge", president, sheriff)
    decide(path, "merge", president, before["port"])
    with open_archive(path) as archive:
        coast = id_of(archive, "coast")
    decide(path, "split", president, coast)
    decide(path, "alias", sheriff, "Tony Wolkow")
    decide(path, "rename", sheriff, "A. Volkov of Toledo")
    decided = {name: who(path, name) for name in PAGES}
    assert decided["capital"] == decided["port"] != decided["coast"]
    assert decided["valley"] == decided["county"] == decided["gate"] != decided["capital"]

    printed = read_by_another(path, monkeypatch, tmp_path)

    assert len([line for line in printed.splitlines() if '"what":"statement"' in line]) >= len(PAGES)
    assert {name: who(path, name) for name in PAGES} == decided
    with open_archive(path) as archive:
        assert find.speaker(archive, decided["valley"]).name == "A. Volkov of Toledo"
        corrections = listed(archive)
    assert {one.state for one in corrections} == {"in force"}
    assert len(corrections) == 5

    for one in corrections:
        assert dateline("correct", "undo", one.id, "--who", "Kim", archive=path).returncode == 0
    assert {name: who(path, name) for name in PAGES} == before
    with open_archive(path) as archive:
        assert {one.state for one in listed(archive)} == {"undone", "undo"}
