"""The R code of docs/r.md, run by the real R where it is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from dateline_run import dateline, write_demo

PAGE = (Path(__file__).parent.parent / "docs" / "r.md").read_text(encoding="utf-8")
PARTS = [(section.splitlines()[0], number, code) for section in PAGE.split("\n## ")[1:]
         for number, code in enumerate(re.findall(r"```r\n(.*?)```", section, re.DOTALL), 1)]
R = shutil.which("Rscript")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the page stands on: the archive of `dateline demo`, its CSV and its Parquet."""
    place = tmp_path_factory.mktemp("r")
    path = write_demo(place)
    for form in ("csv", "parquet"):
        run = dateline("export", "--format", form, f"{place}/tables/", archive=path)
        assert run.returncode == 0, run.stderr
    return place


def test_the_page_has_every_part() -> None:
    used = {name for _, _, code in PARTS for name in re.findall(r"library\((\w+)\)", code)}
    assert used == {"DBI", "jsonlite", "arrow", "quanteda"}


@pytest.mark.parametrize(("title", "number", "code"), PARTS, ids=lambda value: str(value)[:30])
def test_the_code_runs(folder: Path, title: str, number: int, code: str) -> None:
    if R is None:
        pytest.skip("R is not on this machine")
    (folder / "part.R").write_text(code, encoding="utf-8")
    parsed = subprocess.run([R, "--vanilla", "--encoding=UTF-8", "-e", 'invisible(parse("part.R"))'], cwd=folder,
                            capture_output=True, text=True, check=False)
    assert parsed.returncode == 0, f"{title}, {number}: {parsed.stderr}"
    for package in {*re.findall(r"library\((\w+)\)|(\w+)::", code)}:
        name = "".join(package)
        if subprocess.run([R, "-e", f'if (!requireNamespace("{name}", quietly = TRUE)) quit(status = 3)'],
                          capture_output=True, check=False).returncode:
            pytest.skip(f"the R package {name} is not on this machine: the code is parsed only")
    run = subprocess.run([R, "--vanilla", "--encoding=UTF-8", "part.R"], cwd=folder, capture_output=True, text=True,
                         check=False, env={"LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin"})
    assert run.returncode == 0, f"{title}, {number}: {run.stderr}"
