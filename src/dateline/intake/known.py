"""A user's own list of people: a CSV with a line of names on top."""

from __future__ import annotations

import csv
from pathlib import Path

from dateline.errors import UsageError
from dateline.model import Known

MOST = 100_000  # people


def read_known(path: Path) -> tuple[Known, ...]:
    """Return the people of a CSV file: name, aliases (split by ";"), office, from, to, wikidata; only name is needed.

    Raises UsageError where it is no such table.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if "name" not in (rows.fieldnames or ()):
                raise UsageError(f"{path}: its first line must have a column called name")
            found = []
            for row in rows:
                told = {key: (value or "").strip() for key, value in row.items() if isinstance(value, str)}
                if told.get("name"):
                    found.append(Known(
                        name=told["name"], aliases=tuple(one.strip() for one in told.get("aliases", "").split(";")
                                                         if one.strip()),
                        office=told.get("office", ""), since=told.get("from", ""), until=told.get("to", ""),
                        wikidata=told.get("wikidata", "")))
                if len(found) > MOST:
                    raise UsageError(f"{path}: more than {MOST:,} people")
            return tuple(found)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from error
