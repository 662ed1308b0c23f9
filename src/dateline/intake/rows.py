"""Rows of text: JSON lines, JSON arrays, CSV and TSV. What a row says beside its text is kept as "given"."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from dateline import limits
from dateline.intake.files import Source
from dateline.model import Given, Left, Page

ADDRESS_ONLY = "address only: fetch it with dateline add ADDRESS"
CSV_CHARACTERS = 16 * limits.MIB  # of a line, and of a field; the csv module takes four bytes for each
# Rows without a page that are borne, and so many more for each page: lines of one byte may be a hundred million.
_EMPTY_ROWS, _EMPTY_ROWS_OF_A_PAGE = 100_000, 100
_JSON_LISTS = 4_000_000  # lists and objects; each takes some hundred bytes of memory
_JSON_SPACE = b" \t\r\n\xef\xbb\xbf\0\x1e"


def json_lines(source: Source, columns: Mapping[str, str]) -> Iterator[Page | Left]:
    """Yield the page of each line; a broken line is rejected with its number, and the rest goes on."""
    yield from _bounded(source, _json_lines(source, columns))


def _json_lines(source: Source, columns: Mapping[str, str]) -> Iterator[Page | Left | None]:
    for number, line in enumerate(_lines(source.stream), 1):
        if line is None:
            yield _rejected(source, number, f"line longer than {limits.LINE_BYTES // limits.MIB} MiB")
        elif line.strip(_JSON_SPACE):
            yield _json_row(source, number, line.strip(_JSON_SPACE), columns)
        else:
            yield None


def json_rows(source: Source, found: object, columns: Mapping[str, str]) -> Iterator[Page | Left]:
    """Yield the page of each object in a JSON array, or of one object alone, that is read already."""
    rows = enumerate(found if isinstance(found, list) else [found], 1)
    yield from _bounded(source, (page_of_row(source, number, row, columns) for number, row in rows))


def csv_rows(source: Source, columns: Mapping[str, str]) -> Iterator[Page | Left]:
    """Yield the page of each row of a CSV or TSV file; its first row names the fields."""
    yield from _bounded(source, _csv_rows(source, columns))


def _csv_rows(source: Source, columns: Mapping[str, str]) -> Iterator[Page | Left | None]:
    csv.field_size_limit(CSV_CHARACTERS)
    text = _text(source.stream)
    first = text.readline(CSV_CHARACTERS)
    delimiter = max(",;\t|", key=lambda mark: (first.count(mark), mark == ","))
    header = next(csv.reader([first], delimiter=delimiter), [])
    lines = _CsvLines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 0
    while True:
        number += 1
        try:
            row = next(reader, None)
        except csv.Error as error:
            yield _rejected(source, number, f"broken row: {error}")
            continue
        if row is None:
            return
        if lines.passed_over:
            lines.passed_over = False
            yield _rejected(source, number, f"line longer than {CSV_CHARACTERS // limits.MIB} MiB")
        elif any(row):
            yield page_of_row(source, number, dict(zip(header, row, strict=False)), columns)
        else:
            yield None


def _bounded(source: Source, found: Iterator[Page | Left | None]) -> Iterator[Page | Left]:
    """Yield what rows hold (None: nothing), until too many of them hold no page."""
    borne = _EMPTY_ROWS
    for one in found:
        if isinstance(one, Page):
            borne += _EMPTY_ROWS_OF_A_PAGE
        elif one is None or one.rejected:
            borne -= 1
        if borne < 0:
            yield Left(source=source.source, reason="the rest of a file whose rows hold no page", rejected=True)
            return
        if one is not None:
            yield one


def page_of_row(source: Source, number: int, row: Any, columns: Mapping[str, str]) -> Page | Left:
    """Return the page of one row. columns: other names of fields, as {"date": "published"}."""
    if not isinstance(row, dict):
        return _rejected(source, number, "not a JSON object")
    row = row | {field: row[name] for name, field in columns.items() if name in row}
    html, text = _words(row, "html"), _words(row, "text")
    url, captured = _words(row, "url"), _words(row, "captured")
    if html is None and text is None:
        if url:
            return Left(source=f"{source.source}#{number} {printable(url)}", reason=ADDRESS_ONLY)
        return _rejected(source, number, "neither html nor text")
    data = _bytes(html or text or "")
    cut = len(data) > limits.PAGE_BYTES
    return Page(
        id=_id(row) or f"{source.id}#{number}", data=data[:limits.PAGE_BYTES], form="html" if html else "text",
        charset="utf-8", url=url and printable(url), url_from="row" if url else None,
        captured=captured, captured_from="row" if captured else None, given=_given(row),
        truncated=f"longer than {limits.PAGE_BYTES // limits.MIB} MiB" if cut else None,
        source=f"{source.source}#{number}")


def _json_row(source: Source, number: int, line: bytes, columns: Mapping[str, str]) -> Page | Left:
    try:
        row = json_in(line)
    except ValueError as error:
        return _rejected(source, number, f"{error} line")
    return page_of_row(source, number, row, columns)


def json_in(data: bytes) -> object:
    """Return the JSON that bytes are. Raises ValueError, with a reason for people."""
    data = data.strip(_JSON_SPACE)
    if data.count(b"[") + data.count(b"{") > _JSON_LISTS:
        raise ValueError("crowded JSON")
    try:
        return json.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise ValueError("broken JSON") from error


def _rejected(source: Source, number: int, reason: str) -> Left:
    return Left(source=f"{source.source}#{number}", reason=reason, rejected=True)


def _given(row: dict[str, Any]) -> Given:
    authors = row.get("authors")
    names = authors if isinstance(authors, list) else authors.split(";") if isinstance(authors, str) else []
    title = _words(row, "title")
    return Given(title=title and title[:limits.GIVEN_CHARACTERS], published=_words(row, "published"),
                 outlet=_words(row, "outlet"),
                 authors=tuple(printable(name.strip()) for name in names if isinstance(name, str) and name.strip()),
                 language=_words(row, "language"))


def _id(row: dict[str, Any]) -> str | None:
    value = row.get("id")
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else _words(row, "id")


def _words(row: dict[str, Any], field: str) -> str | None:
    value = row.get(field)
    if not isinstance(value, str) or not value.strip():
        return None
    return value if field in ("html", "text") else printable(value)


def printable(text: str) -> str:
    """Lone surrogates cannot be printed or stored; they are replaced."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield lines; None for one that is longer than LINE_BYTES."""
    while line := stream.readline(limits.LINE_BYTES + 1):
        if len(line) <= limits.LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        del line
        while (rest := stream.readline(limits.MIB)) and not rest.endswith(b"\n"):
            pass
        yield None


def _text(stream: BinaryIO) -> io.TextIOWrapper:
    """Return a CSV file's text: UTF-8 where its beginning is, else Windows-1252; UTF-16 by its mark."""
    head = stream.peek(64 * 1024)[:64 * 1024] if isinstance(stream, io.BufferedReader) else b""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return io.TextIOWrapper(stream, "utf-16", errors="replace", newline="")
    try:
        head[:-4].decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end < len(head) - 8:
            return io.TextIOWrapper(stream, "cp1252", errors="replace", newline="")
    return io.TextIOWrapper(stream, "utf-8-sig", errors="replace", newline="")


class _CsvLines:
    """The lines of a CSV file; one that is too long comes out empty, and `passed_over` is set."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.passed_over = False

    def __iter__(self) -> _CsvLines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(CSV_CHARACTERS)
        if not line:
            raise StopIteration
        if len(line) == CSV_CHARACTERS and not line.endswith("\n"):
            self.passed_over = True
            while (rest := self._text.readline(limits.MIB)) and not rest.endswith("\n"):
                pass
            return "\n"
        return line.replace("\0", "\ufffd") if "\0" in line else line
