"""Which statements echo each other, kept up to date with what is shown: by keys, each a function of one wording."""

from __future__ import annotations

from dateline.archive import Archive, groups
from dateline.archive.echoes import contents_of, replace_keys
from dateline.stories.echoes import echo_keys, edge_keys

_BATCH = 512  # articles a transaction


def find_echoes(archive: Archive) -> None:
    """Bring the keys by which echoes are found up to date with what is shown."""
    while waiting := groups.waiting(archive, 3, _BATCH):
        with archive.transaction():
            for article in waiting:
                replace_keys(archive, article, ((key, number) for number, content in contents_of(archive, article)
                                                for key in (*echo_keys(content), *edge_keys(content))))
            groups.done(archive, waiting, 3)
