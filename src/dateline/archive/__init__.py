"""The record: one SQLite file. The only room that touches SQL.

`open_archive` gives an Archive; the functions of the other modules take it first: `store` writes what was read,
`find` reads, `groups` serves stories, `corrections` and `shown` keep what people decided, `digest` and `remove`.
"""

from __future__ import annotations

from dateline.archive.connection import Archive, open_archive

__all__ = ["Archive", "open_archive"]
