"""Stories of the archive: weigh the articles that wait, then group every connected set that changed.

Which pairs are weighed, how much they weigh, and how a connected set is grouped are functions of the set of
articles alone, so the result does not depend on the order of adding; what waits is kept in the archive, so that a
run that was killed is taken up by the next.
"""

from __future__ import annotations

from collections import Counter, OrderedDict

from dateline.archive import Archive, decided, groups
from dateline.model import Signature
from dateline.pipeline.changes import find_changes
from dateline.pipeline.echoes import find_echoes
from dateline.pipeline.name import name_speakers
from dateline.stories import link
from dateline.stories.group import MOST_MEMBERS, SHARED_KEYS, TOGETHER, group, group_linked, window
from dateline.stories.moment import order

_BATCH = 256  # articles a transaction
_KEPT = 1_024  # signatures at hand


def regroup(archive: Archive, *, most: int = MOST_MEMBERS) -> None:
    """Bring echoes, links, stories, copies, related articles and speakers up to date with what is shown and decided.

    most: articles of a connected set that is not cut, see `dateline.stories.group`.
    """
    find_echoes(archive)
    at_hand = _Signatures(archive)
    with archive.transaction():
        groups.queue(archive, sorted(decided.lay(archive)), 2)
    while waiting := groups.waiting(archive, 1, _BATCH):
        with archive.transaction():
            at_hand.forget(waiting)
            for article in waiting:
                _place(archive, article)
            for article in waiting:
                _weigh(archive, article, at_hand)
            groups.done(archive, waiting, 1)
    sets = _Sets(archive, most)
    while waiting := groups.waiting(archive, 2, _BATCH):
        with archive.transaction():
            left = set(waiting)
            while left:
                members, level = sets.around(min(left))
                groups.done(archive, members, 2)
                _group(archive, members, level, at_hand)
                left.difference_update(members)
            groups.done(archive, waiting, 2)
    name_speakers(archive)
    find_changes(archive)


class _Sets:
    """Connected sets of the archive, and which articles stand in ones too large."""

    def __init__(self, archive: Archive, most: int) -> None:
        self._archive, self._most = archive, most
        self._crowded: list[set[str]] = [set() for _ in TOGETHER]

    def around(self, article: str) -> tuple[list[str], int]:
        """Return the set that holds an article, and at which of the thresholds TOGETHER it is one."""
        for level, threshold in enumerate(TOGETHER[:-1]):
            if article not in self._crowded[level]:
                members = groups.connected(self._archive, article, threshold, self._most)
                if len(members) <= self._most:
                    return members, level
                self._crowded[level].update(members)
        return groups.connected(self._archive, article, TOGETHER[-1], None), len(TOGETHER) - 1


class _Signatures:
    """Signatures of the archive, the last used kept at hand."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept: OrderedDict[str, Signature | None] = OrderedDict()

    def __getitem__(self, article: str) -> Signature | None:
        if article not in self._kept:
            self._kept[article] = groups.placed(self._archive, article)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[article]

    def forget(self, articles: list[str]) -> None:
        for article in articles:
            self._kept.pop(article, None)


def _place(archive: Archive, article: str) -> None:
    """Let an article stand under the keys of what it shows now, and take away the links of those whom it parts."""
    signature = groups.signatures(archive, [article]).get(article)
    groups.keep_placed(archive, article, signature)
    keys = {(key, order(signature)[0]) for key in signature.keys} if signature else set()
    had = groups.keys_of(archive, article)
    for key, place in sorted(had - keys):
        reach = window(key)
        before, after = groups.around(archive, article, key, place, reach)
        groups.drop_key(archive, article, key, place)
        if len(before) + len(after) > reach:
            groups.queue(archive, before, 1)
    pushed_apart = Counter[tuple[str, str]]()
    for key, place in sorted(keys - had):
        reach = window(key)
        groups.add_key(archive, article, key, place)
        before, after = groups.around(archive, article, key, place, reach)
        pushed_apart.update((one, after[reach - 1 - number]) for number, one in enumerate(before)
                            if reach - 1 - number < len(after))
    for pair in groups.part(archive, pushed_apart, SHARED_KEYS):
        if groups.drop_link(archive, *pair, TOGETHER[0]):
            groups.queue(archive, pair, 2)


def _weigh(archive: Archive, article: str, at_hand: _Signatures) -> None:
    """Link an article to its neighbours, and queue whoever may stand in another story now."""
    signature, leading = at_hand[article], Counter[str]()
    found = []
    if signature is not None:
        leading.update(other for key, place in groups.keys_of(archive, article)
                          for side in groups.around(archive, article, key, place, window(key)) for other in side)
        for other in sorted(one for one, keys in leading.items() if keys >= SHARED_KEYS):
            about = at_hand[other]
            weighed = link(signature, about) if about else None
            if weighed:
                found.append(weighed)
    strong = groups.replace_links(archive, article, found, leading, TOGETHER[0])
    groups.queue(archive, sorted(strong | {article}), 2)


def _group(archive: Archive, members: list[str], level: int, at_hand: _Signatures) -> None:
    """Group a connected set, and queue those beside it that were not yet cut out of a set too large."""
    people = decided.places_of(archive, members)
    telling = [signature for one in members if (signature := at_hand[one])]
    silent = set(members) - {signature.id for signature in telling}
    put = [groups.bare_signature(archive, one) for one in sorted(silent) if one in people]
    links = groups.links_among(archive, members)
    as_read = {place.id: place.story or "" for place in group_linked(telling, links, level=level)} if people else None
    places = group([*telling, *put], links, decided=people, level=level)
    groups.keep_grouping(archive, places, as_read=as_read, level=level)
    for one in silent - people.keys():
        groups.forget_grouping(archive, one)
    if level:
        groups.queue(archive, groups.left_behind(archive, members, TOGETHER[:level]), 2)
