"""What changed in articles after they were first read: found once, from edition to edition, and kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from dateline.archive import Archive, changes, groups
from dateline.archive.changes import TELLING, Changed, EditionSaid, SaidInEdition
from dateline.stories.changes import Told, differences
from dateline.stories.wording import compare

_BATCH, _COMPARE = 256, 6  # articles a transaction; the stage of `pending`


def find_changes(archive: Archive) -> None:
    """Compare the editions of the articles that wait."""
    while waiting := groups.waiting(archive, _COMPARE, _BATCH):
        with archive.transaction():
            for article in waiting:
                changes.keep_changes(archive, article, _of_article(archive, article))
            groups.done(archive, waiting, _COMPARE)


def _of_article(archive: Archive, article: str) -> Iterator[Changed]:
    """Changes from each telling edition to the next; what rolls off a live page is not taken back."""
    editions = [one for one in changes.editions_said(archive, article) if one.status in TELLING]
    for before, after in pairwise(editions):
        yield from _between(before, after)


def _stands(said: SaidInEdition | None, edition: EditionSaid) -> bool:
    """Return whether the paragraph of a statement stands in another edition, word for word; so if there is none."""
    return said is None or (bool(said.paragraph) and said.paragraph in edition.paragraphs)


def _told_elsewhere(old: SaidInEdition | None, new: SaidInEdition | None) -> bool:
    """Return whether other paragraphs may tell whose words they are: one "he" in both, or a source outside its own."""
    if old is None or new is None or old.source == new.source:
        return True
    return not all(" ".join(one.source.split()) in one.paragraph for one in (old, new))


def _between(before: EditionSaid, after: EditionSaid) -> Iterator[Changed]:
    changed = partial(Changed, edition=after.id, before=before.id, day=after.day)
    if compare(before.headline, after.headline, exact=True).changes:
        yield changed(what="headline", old=before.headline, new=after.headline)
    if before.published != after.published:
        yield changed(what="published", old=before.published, new=after.published)
    was, now = before.statements, after.statements
    for one in differences([Told(content=s.content, speakers=s.speakers, source=s.source) for s in was],
                           [Told(content=s.content, speakers=s.speakers, source=s.source) for s in now]):
        old, new = (was[one.old] if one.old is not None else None), (now[one.new] if one.new is not None else None)
        if one.what == "removed" and after.status == "live":
            continue
        named = one.what == "re-attributed"
        if not (named and _told_elsewhere(old, new)) and _stands(old, after) and _stands(new, before):
            continue  # the page is as it was: it was only read otherwise beside other paragraphs
        yield changed(
            what=one.what, old=((old.source if named else old.content) if old else ""),
            new=((new.source if named else new.content) if new else ""), old_statement=old.id if old else "",
            new_statement=new.id if new else "",
            bearers=tuple(dict.fromkeys([*(old.bearers if old else ()), *(new.bearers if new else ())])))
