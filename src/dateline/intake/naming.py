"""What an input is called: the id of a file's page, the name that people see, and clashes between the two."""

from __future__ import annotations

import os
import re

_PACKED = ("gz", "zst", "br")
_KINDS = ("html", "htm", "xhtml", "shtml", "mhtml", "mht", "txt", "text", "warc", "wacz", "jsonl", "ndjson", "json",
          "csv", "tsv", "xml", "rss", "atom")
_SUFFIXES = re.compile(rf"(?<=[^/])(?:\.(?:{'|'.join(_KINDS)}))?(?:\.(?:{'|'.join(_PACKED)}))?$", re.IGNORECASE)


def shown(path: str) -> str:
    """Return `path` as text that can be printed and stored; bytes that are not UTF-8 are written as \\xNN."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def stem(path: str) -> str:
    """Return a file's name without the suffixes that only say what it is: "a/x.html.gz" gives "x"."""
    name = os.path.basename(shown(path).rstrip("/"))
    return _SUFFIXES.sub("", name, count=1) or name


class Names:
    """The ids of one run's files: the second of two that clash gets its path."""

    def __init__(self) -> None:
        self._taken: set[tuple[bool, str]] = set()

    def of(self, path: str, *, container: bool) -> str:
        """Return the id of a file's page, or of a container, whose pages add #number to it."""
        name = stem(path)
        if (container, name) in self._taken:
            name = shown(path)
        self._taken.add((container, name))
        return name
