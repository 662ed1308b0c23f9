"""Parquet: typed columns that pyarrow and pandas read, with what they mean; without pyarrow a word on how to get it."""

from __future__ import annotations

import io
import subprocess
import sys

import pyarrow
import pytest
from pyarrow import parquet

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.export.batches import in_batches
from dateline.export.parquet import HOW_TO_GET_IT, write_parquet
from dateline.export.tables import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_pyarrow_reads_back_every_value(corrected: Archive, name: str) -> None:
    table = TABLES[name]
    stream, rows = io.BytesIO(), list(table.rows(corrected, Selection()))
    assert write_parquet(table.columns, in_batches(rows), stream) == len(rows)
    read = parquet.read_table(stream)
    assert read.column_names == [column.name for column in table.columns]
    for place, column in enumerate(table.columns):
        values = read.column(place).to_pylist()
        if column.type == "utc":
            values = [value and value.isoformat().replace("+00:00", "Z") for value in values]
        assert values == [row[place] for row in rows]
        assert read.schema.field(place).metadata == {b"about": column.about.encode()}


def test_times_in_utc_are_times_with_a_zone(archive: Archive) -> None:
    stream, table = io.BytesIO(), TABLES["statements"]
    write_parquet(table.columns, table.batches(archive, Selection()), stream)
    assert parquet.read_schema(stream).field("published_utc").type == pyarrow.timestamp("us", tz="UTC")
    assert str(parquet.read_table(stream).to_pandas()["published_utc"].dtype).endswith("UTC]")


def test_an_empty_table_has_its_columns() -> None:
    stream = io.BytesIO()
    assert write_parquet(TABLES["stories"].columns, [], stream) == 0
    assert parquet.read_table(stream).num_rows == 0


def test_without_pyarrow_it_says_how_to_get_it() -> None:
    """In a process that is told that there is none."""
    code = ("import sys; sys.modules['pyarrow'] = None\nfrom dateline.export.parquet import write_parquet\n"
            "from dateline.errors import UsageError\n"
            "try: write_parquet((), (), None)\nexcept UsageError as error: print(error)")
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == HOW_TO_GET_IT
