"""CSV that a spreadsheet opens right: RFC 4180 in UTF-8, every word quoted, no cell that is run as a formula.

A cell of words that begins with = + - @, a tab, a line break or one of their full-width forms gets an apostrophe in
front; so does one that begins with an apostrophe, so that taking the first apostrophe away gives back what was read.
Empty cells are null. Source of the list: OWASP, CSV Injection.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import BinaryIO

from dateline.archive.tables import Row
from dateline.export.columns import Column

BOM = b"\xef\xbb\xbf"  # by which spreadsheets know UTF-8
_RISKY = frozenset("=+-@\t\r\n＝＋－＠'")
_BATCH = 2_000  # rows encoded at a time


def write_csv(columns: Sequence[Column], rows: Iterable[Row], stream: BinaryIO, *, bom: bool = True) -> int:
    """Write a table with a line of names; return its rows. bom: begin with a byte order mark, for spreadsheets."""
    if bom:
        stream.write(BOM)
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    words = [place for place, column in enumerate(columns) if column.type == "words"]
    truths = [place for place, column in enumerate(columns) if column.type == "boolean"]
    count, pending = 0, iter(rows)
    while batch := [_cells(row, words, truths) for row in islice(pending, _BATCH)]:
        writer.writerows(batch)
        count += len(batch)
        stream.write(text.getvalue().encode("utf-8", "replace"))
        text.seek(0)
        text.truncate()
    stream.write(text.getvalue().encode())
    return count


def _cells(row: Row, words: Sequence[int], truths: Sequence[int]) -> list[object]:
    cells = list(row)
    for place in words:
        value = cells[place]
        if value and value[0] in _RISKY:
            cells[place] = "'" + value
    for place in truths:
        if cells[place] is not None:
            cells[place] = "true" if cells[place] else "false"
    return cells
