"""Which kind of input a path is, and the pages in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.model import Left, Page


@dataclass(frozen=True, kw_only=True)
class Options:
    """What a person says of the input.

    url, captured: of the one page that the paths hold (KnownFrom "person").
    columns: other names of row fields, as {"date": "published"}.
    """

    url: str | None = None
    captured: str | None = None
    columns: dict[str, str] = field(default_factory=dict)


def pages(paths: Sequence[str], options: Options | None = None) -> Iterator[Page | Left]:
    """Yield every page in `paths` and a Left for everything that is none, in a fixed order, one at a time.

    paths: files, folders, globs, "-" (standard input), http(s) addresses.
    Never raises for what is inside an input; raises UsageError when a path does not exist, before anything is read.
    """
    raise NotImplementedError
