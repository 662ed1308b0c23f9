"""Lists of an archive as pandas data frames: the exported columns, the list's order, honest types."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline
from dateline.errors import UsageError
from dateline.export.tables import TABLES
from dateline.opened import OpenArchive
from dateline_run import write_demo


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenArchive]:
    with dateline.open(write_demo(tmp_path_factory.mktemp("frames"))) as opened:
        yield opened


@pytest.mark.parametrize("what", ["articles", "statements", "speakers", "stories"])
def test_a_frame_has_the_rows_of_its_list_in_their_order(archive: OpenArchive, what: str) -> None:
    found = getattr(archive, what)()
    frame = found.to_pandas()
    assert list(frame["id"]) == [one.id for one in found]
    assert list(frame.columns) == [column.name for column in TABLES[what].columns]
    kinds = {"utc": "datetime64", "integer": "Int64", "real": "Float64", "boolean": "boolean"}
    for column in TABLES[what].columns:
        assert str(frame[column.name].dtype).startswith(kinds.get(column.type, "string"))


def test_a_time_without_an_offset_is_no_time_in_utc(archive: OpenArchive) -> None:
    frame = archive.articles().to_pandas()
    assert (frame["published_utc"].isna() == frame["published_offset"].isna()).all()
    assert frame["published_utc"].notna().any()
    assert frame["published_offset"].isna().any()


def test_a_frame_of_nothing_has_its_columns(archive: OpenArchive) -> None:
    frame = archive.statements("nosuchwordanywhere").to_pandas()
    assert (len(frame), "content" in frame.columns) == (0, True)


def test_spans_of_a_frame_give_its_words(archive: OpenArchive) -> None:
    articles = archive.articles().to_pandas().set_index("id")
    frame = archive.statements().to_pandas()
    for row in frame[frame["span_in"] == "text"].itertuples():
        text = articles.loc[row.article, "text"]
        for start, end in json.loads(row.content_spans):
            assert text[start:end] in row.content


def test_without_pandas_it_says_how_to_get_it(archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        archive.stories().to_pandas()


def test_pandas_is_loaded_only_when_it_is_asked_for(tmp_path: Path) -> None:
    script = "import sys, dateline, dateline.opened; assert 'pandas' not in sys.modules"
    assert subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=False).returncode == 0
