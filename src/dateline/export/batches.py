"""Rows of a table by columns: a column at a time is made, and written, in half of the time that a cell at a time takes.

    Batch(3, ("a", "b", "c"), Runs(("Courier", "Herald"), (2, 1)))  # three rows of two columns
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, repeat
from typing import Any, TypeAlias, TypeVar

from msgspec import Struct

from dateline.archive.tables import Row

Item = TypeVar("Item")
AT_ONCE = 100  # rows: few enough to stay in the processor's cache, and to be gone before the collector looks at them


class Runs(Struct, frozen=True):
    """A column in which each value stands in `lengths` rows, one after the other."""

    values: Sequence[Any]
    lengths: Sequence[int]

    def __iter__(self) -> Iterator[Any]:
        return chain.from_iterable(map(repeat, self.values, self.lengths))


Cells: TypeAlias = Sequence[Any] | Runs


class Batch(Struct, frozen=True):
    """Some rows: how many, and their columns."""

    rows: int
    columns: Sequence[Cells]


def in_batches(rows: Iterable[Row]) -> Iterator[Batch]:
    """Yield rows by columns."""
    for some in at_once(rows):
        yield Batch(len(some), tuple(zip(*some, strict=True)))


def at_once(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Yield rows, or what rows are looked up by, some at a time."""
    pending = iter(items)
    while some := list(islice(pending, AT_ONCE)):
        yield some


def in_rows(batches: Iterable[Batch]) -> Iterator[Row]:
    """Yield the rows of batches."""
    for batch in batches:
        yield from zip(*batch.columns, strict=True)


def together(batches: Iterable[Batch], least: int) -> Iterator[Batch]:
    """Yield the same rows in batches of at least so many, but for the last."""
    count, columns = 0, list["_Growing"]()
    for batch in batches:
        columns = columns or [Runs([], []) if isinstance(cells, Runs) else [] for cells in batch.columns]
        columns = [_longer(column, cells) for column, cells in zip(columns, batch.columns, strict=True)]
        count += batch.rows
        if count >= least:
            yield Batch(count, columns)
            count, columns = 0, []
    if count:
        yield Batch(count, columns)


_Growing: TypeAlias = list[Any] | Runs


def _longer(column: _Growing, cells: Cells) -> _Growing:
    if not isinstance(column, Runs):
        column.extend(cells)
        return column
    if not isinstance(cells, Runs):
        return [*column, *cells]
    return Runs([*column.values, *cells.values], [*column.lengths, *cells.lengths])
