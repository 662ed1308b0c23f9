"""Every error that dateline raises on purpose, and how they hang together.

DatelineError
├── PageError          a page, or the file it lies in, cannot be read
│   └── FetchError     an address could not be fetched
├── ArchiveError       an archive file cannot be used
│   ├── ArchiveBusy    another process is writing to it
│   └── ArchiveTooNew  a later dateline wrote it
├── NotFound           an id, a prefix or a name leads to nothing (or to several things)
└── UsageError         what was asked for makes no sense; nothing was done

Each message names the file (or id) and the reason, so that a command only has to print it.
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root of all errors that dateline raises on purpose."""


class PageError(DatelineError):
    """A page cannot be read; the rest of a run goes on."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}")
        self.place, self.reason = place, reason

    def __reduce__(self) -> tuple[type[PageError], tuple[str, str]]:
        return type(self), (self.place, self.reason)  # workers send it through a pipe


class FetchError(PageError):
    """An address could not be fetched."""


class ArchiveError(DatelineError):
    """An archive file cannot be used."""

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path, self.reason = path, reason


class ArchiveBusy(ArchiveError):
    """Another process is writing to the archive, and waiting for it took too long."""


class ArchiveTooNew(ArchiveError):
    """The archive was written by a later dateline than this one."""


class NotFound(DatelineError):
    """An id, a prefix or a name leads to nothing, or to several things."""


class UsageError(DatelineError):
    """What was asked for makes no sense; nothing was done."""
