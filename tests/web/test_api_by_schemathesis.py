"""A client made from the OpenAPI document alone, let loose on the API over real HTTP: schemathesis, as a command.

It sends what the document allows and what it forbids, and holds each answer to what the document says of it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import serving

from dateline.web.api.openapi import document
from dateline_run import write_demo

TOKEN = "a-token-of-some-length"


@pytest.mark.parametrize("token", [None, TOKEN], ids=["reading", "writing"])
def test_every_answer_is_as_the_document_says(tmp_path: Path, token: str | None) -> None:
    """Every operation of a reader; of a writer those of corrections."""
    with serving(write_demo(tmp_path), token=token) as address:
        command = [sys.executable, "-m", "schemathesis.cli", "run", f"{address}/api/openapi.json", "--checks", "all",
                   "--phases", "coverage,fuzzing", "--max-examples", "2" if token is None else "40", "--seed", "1",
                   "--no-shrink", "--continue-on-failure", "--suppress-health-check", "all"]
        if token:
            command += ["--header", f"Authorization: Bearer {token}", "--include-path-regex", "/api/corrections"]
        run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, timeout=900)
    assert run.returncode == 0, run.stdout[-6000:]
    selected = re.search(r"Selected: (\d+)/", run.stdout)
    operations = [place for place, path in document(writing=token is not None)["paths"].items() for _ in path
                  if place != "/api/openapi.json" and (token is None or place.startswith("/api/corrections"))]
    assert selected is not None
    assert int(selected[1]) == len(operations)
