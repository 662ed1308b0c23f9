"""Parquet, by pyarrow, which the extra `dateline[parquet]` installs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from dateline.archive.tables import Row
from dateline.errors import UsageError
from dateline.export.columns import Column, Type

if TYPE_CHECKING:
    import pyarrow

HOW_TO_GET_IT = "Parquet needs pyarrow: pip install 'dateline[parquet]'"
_BATCH = 2_000  # rows converted at a time
_GROUP_BYTES = 32 * 1024 * 1024  # of columns in memory before a row group is written


def is_installed() -> bool:
    """Return whether Parquet can be written."""
    return find_spec("pyarrow") is not None


def write_parquet(columns: Sequence[Column], rows: Iterable[Row], stream: BinaryIO) -> int:
    """Write a table; return its rows. What a column is stands in its field's metadata ("about").

    Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(HOW_TO_GET_IT) from None
    schema = pyarrow.schema([_field(column) for column in columns])
    count, size, pending = 0, 0, iter(rows)
    group: list[pyarrow.RecordBatch] = []
    with parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while batch := list(islice(pending, _BATCH)):
            group.append(_batch(schema, columns, batch))
            count += len(batch)
            size += group[-1].nbytes
            if size >= _GROUP_BYTES:
                writer.write_table(pyarrow.Table.from_batches(group))
                group, size = [], 0
        if group:
            writer.write_table(pyarrow.Table.from_batches(group))
    return count


def _field(column: Column) -> pyarrow.Field:
    import pyarrow

    types: dict[Type, pyarrow.DataType] = {
        "integer": pyarrow.int64(), "real": pyarrow.float64(), "boolean": pyarrow.bool_(),
        "utc": pyarrow.timestamp("us", tz="UTC")}
    return pyarrow.field(column.name, types.get(column.type, pyarrow.string()), metadata={"about": column.about})


def _batch(schema: pyarrow.Schema, columns: Sequence[Column], rows: Sequence[Row]) -> pyarrow.RecordBatch:
    import pyarrow

    arrays = []
    for column, field, values in zip(columns, schema, zip(*rows, strict=True), strict=True):
        if column.type == "utc":
            arrays.append(pyarrow.array(values, pyarrow.string()).cast(field.type))
        else:
            arrays.append(pyarrow.array(values, field.type))
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)
