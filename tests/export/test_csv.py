"""CSV opens right: in a spreadsheet, in Python and in pandas."""

from __future__ import annotations

import csv
import io

import pandas
import pytest

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.export.batches import in_batches
from dateline.export.columns import Column
from dateline.export.csv import BOM, write_csv
from dateline.export.tables import TABLES


def written(columns: tuple[Column, ...], rows: list[tuple[object, ...]], *, bom: bool = True) -> bytes:
    stream = io.BytesIO()
    assert write_csv(columns, in_batches(rows), stream, bom=bom) == len(rows)
    return stream.getvalue()


@pytest.mark.parametrize("name", TABLES)
def test_pandas_reads_back_every_cell(corrected: Archive, name: str) -> None:
    table = TABLES[name]
    rows = list(table.rows(corrected, Selection()))
    frame = pandas.read_csv(io.BytesIO(written(table.columns, rows)), dtype=str, keep_default_na=False)
    assert list(frame.columns) == [column.name for column in table.columns]
    for row, cells in zip(rows, frame.itertuples(index=False), strict=True):
        for column, value, cell in zip(table.columns, row, cells, strict=True):
            if isinstance(value, str):
                cell = cell.removeprefix("'") if value[:1] in tuple("=+-@\t\r\n'") else cell
            assert cell == ("" if value is None else str(value).lower() if column.type == "boolean" else str(value))


class TestSpreadsheets:
    WORDS = (Column("id", "key", ""), Column("words", "words", ""))

    @pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "'twas"])
    def test_no_cell_of_words_is_a_formula_and_one_apostrophe_gives_them_back(self, words: str) -> None:
        [_, row] = csv.reader(io.StringIO(written(self.WORDS, [("a", words)], bom=False).decode(), newline=""))
        assert row[1] == "'" + words

    def test_an_offset_is_no_time_of_day(self) -> None:
        rows = [("+01:00", "x"), ("-05:00", "y"), (None, "z")]
        [_, *found] = csv.reader(io.StringIO(written(self.WORDS, rows, bom=False).decode(), newline=""))
        assert [row[0] for row in found] == ["'+01:00", "'-05:00", ""]

    def test_words_are_quoted_so_that_no_other_separator_makes_a_cell(self) -> None:
        assert b'"a;=1+1"' in written(self.WORDS, [("a", "a;=1+1")])

    def test_a_byte_order_mark_is_a_choice(self) -> None:
        assert written(self.WORDS, []).startswith(BOM)
        assert written(self.WORDS, [], bom=False) == b'"id","words"\r\n'

    def test_line_breaks_and_accents_stay(self) -> None:
        data = written(self.WORDS, [("a", "Zürich\r\n\nsagt „ja“ 🌧️, \"so\"")])
        [_, row] = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        assert row == ["a", "Zürich\r\n\nsagt „ja“ 🌧️, \"so\""]
