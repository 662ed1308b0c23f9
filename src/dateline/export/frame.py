"""A list as a pandas data frame: the rows of the flat tables, typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.archive import Archive
from dateline.archive.selection import Selection
from dateline.errors import UsageError
from dateline.export.columns import Type
from dateline.export.tables import TABLES, rows_of

if TYPE_CHECKING:
    from pandas import DataFrame

HOW_TO_GET_IT = "this needs pandas: pip install pandas"
_TYPES: dict[Type, str] = {"integer": "Int64", "real": "Float64", "boolean": "boolean"}


def frame_of(archive: Archive, table: str, ids: Iterable[str]) -> DataFrame:
    """Return the rows of a table that have these ids, in their order. Raises UsageError where pandas is missing."""
    try:
        import pandas
    except ImportError:
        raise UsageError(HOW_TO_GET_IT) from None
    about = TABLES[table]
    frame = pandas.DataFrame(rows_of(archive, about, ids, Selection()), dtype=object,
                             columns=[column.name for column in about.columns])
    for column in about.columns:
        if column.type == "utc":
            frame[column.name] = pandas.to_datetime(frame[column.name], utc=True, errors="coerce", format="ISO8601")
    return frame.astype({column.name: _TYPES.get(column.type, "string") for column in about.columns
                         if column.type != "utc"})
