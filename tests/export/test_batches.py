"""Rows by columns are the same rows, however many stand in a batch and whichever way a column is told."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from dateline.archive import Archive
from dateline.archive.query import Query
from dateline.archive.selection import Selection
from dateline.archive.tables import COLUMNS, rows
from dateline.export import batches, statements
from dateline.export.batches import Batch, Cells, Runs, in_batches, in_rows, together
from dateline.export.columns import Column
from dateline.export.csv import write_csv
from dateline.export.parquet import write_parquet
from dateline.export.tables import TABLES

WORDS, NUMBER, TIME = Column("words", "words", ""), Column("number", "integer", ""), Column("at", "utc", "")


@st.composite
def made(draw: st.DrawFn) -> list[Batch]:
    """Batches of two columns, each told as it is or in runs."""
    found = []
    for lengths in draw(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), max_size=6)):
        columns: list[Cells] = []
        for _ in range(2):
            runs = Runs(draw(st.lists(st.one_of(st.none(), st.text()), min_size=len(lengths), max_size=len(lengths))),
                        lengths)
            columns.append(runs if draw(st.booleans()) else tuple(runs))
        found.append(Batch(sum(lengths), columns))
    return found


class TestBatches:
    @settings(deadline=None)
    @given(made(), st.integers(1, 12))
    def test_put_together_they_hold_the_same_rows(self, given: list[Batch], least: int) -> None:
        larger = list(together(given, least))
        assert list(in_rows(larger)) == list(in_rows(given))
        assert all(batch.rows >= least for batch in larger[:-1])

    @settings(deadline=None)
    @given(st.lists(st.tuples(st.integers(), st.text()), max_size=250))
    def test_rows_in_batches_are_the_rows(self, given: list[tuple[int, str]]) -> None:
        found = list(in_batches(given))
        assert list(in_rows(found)) == given
        assert sum(batch.rows for batch in found) == len(given)

    def test_runs_are_written_as_their_rows_are(self) -> None:
        runs = Batch(3, (Runs(("=a", None), (2, 1)), Runs((7,), (3,)), Runs(("2026-03-01T00:00:00Z", None), (1, 2))))
        plain = Batch(3, tuple(tuple(cells) for cells in runs.columns))
        files = []
        for batch in (runs, plain):
            stream, table = io.BytesIO(), io.BytesIO()
            write_csv((WORDS, NUMBER, TIME), [batch], stream)
            write_parquet((WORDS, NUMBER, TIME), [batch], table)
            files.append((stream.getvalue(), parquet.read_table(table).to_pylist()))
        assert files[0] == files[1]
        [_, *cells] = csv.reader(io.StringIO(files[0][0].decode("utf-8-sig"), newline=""))
        assert [row[:2] for row in cells] == [["'=a", "7"], ["'=a", "7"], ["", "7"]]


class TestStatements:
    @pytest.mark.parametrize("selection", [
        Selection(), Selection(as_read=True), Selection(query=Query(min_speaker_confidence=0.95)),
        Selection(query=Query(outlet="Herald"))])
    def test_a_batch_of_one_row_holds_what_a_larger_one_does(self, corrected: Archive, selection: Selection,
                                                             monkeypatch: pytest.MonkeyPatch) -> None:
        table = TABLES["statements"]
        whole = list(table.rows(corrected, selection))
        assert whole
        monkeypatch.setattr(batches, "AT_ONCE", 1)
        assert list(table.rows(corrected, selection)) == whole

    def test_a_first_speaker_is_told_only_where_there_is_no_other(self, corrected: Archive) -> None:
        names = ("first_name", "joint", "over")
        assert set(names) <= set(COLUMNS["statements"])
        for first, joint, over in rows(corrected, "statements", Selection(), names):
            assert (joint is not None) == (over is not None)
            assert first

    @pytest.mark.parametrize("spans", [
        '{"source":[[0,8]],"cue":[],"content":[[9,12],[14,20]]}',
        '{"cue":[],"source":[[0,8]],"content":[[9,12],[14,20]]}',
        '{"source": [[0,8]], "cue": [], "content": [[9,12],[14,20]]}'])
    def test_spans_are_read_however_they_are_written(self, spans: str) -> None:
        found = statements._where((spans, spans))
        assert found["source_spans"] == ["[[0,8]]"] * 2
        assert (found["content_start"], found["content_end"]) == ([9, 9], [20, 20])
