"""Parquet, by pyarrow, which the extra `dateline[parquet]` installs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, BinaryIO

from dateline.errors import UsageError
from dateline.export.batches import Batch, Cells, Runs, together
from dateline.export.columns import Column, Type

if TYPE_CHECKING:
    import pyarrow

HOW_TO_GET_IT = "Parquet needs pyarrow: pip install 'dateline[parquet]'"
_BATCH = 2_000  # rows converted at a time, at least
_GROUP_BYTES = 32 * 1024 * 1024  # of columns in memory before a row group is written


def is_installed() -> bool:
    """Return whether Parquet can be written."""
    return find_spec("pyarrow") is not None


def write_parquet(columns: Sequence[Column], batches: Iterable[Batch], stream: BinaryIO) -> int:
    """Write a table; return its rows. What a column is stands in its field's metadata ("about").

    Raises UsageError where pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(HOW_TO_GET_IT) from None
    schema = pyarrow.schema([_field(column) for column in columns])
    count, size = 0, 0
    group: list[pyarrow.RecordBatch] = []
    sought = [column.name for column in columns if column.type not in ("words", "json")]  # by which files are searched
    with parquet.ParquetWriter(stream, schema, compression="zstd", write_statistics=sought) as writer:
        for batch in together(batches, _BATCH):
            group.append(_converted(schema, batch))
            count += batch.rows
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


def _converted(schema: pyarrow.Schema, batch: Batch) -> pyarrow.RecordBatch:
    import pyarrow

    return pyarrow.RecordBatch.from_arrays(
        [_array(field.type, cells) for field, cells in zip(schema, batch.columns, strict=True)], schema=schema)


def _array(kind: pyarrow.DataType, cells: Cells) -> pyarrow.Array:
    import numpy
    import pyarrow

    if isinstance(cells, Runs):
        values = _array(kind, cells.values)
        return values.take(pyarrow.array(numpy.repeat(numpy.arange(len(values)), cells.lengths)))
    if pyarrow.types.is_timestamp(kind):
        return pyarrow.array(cells, pyarrow.string()).cast(kind)
    return pyarrow.array(cells, kind)
