"""Stories of the archive: weigh the articles that wait, then group every connected set that changed.

Which pairs are weighed, how much they weigh, and how a connected set is grouped are functions of the set of
articles alone, so the result does not depend on the order of adding; what waits is kept in the archive, so that a
run that was killed is taken up by the next.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Iterable

from msgspec.structs import replace

from dateline.archive import Archive, decided, groups, keys
from dateline.archive.keys import At, Standing
from dateline.model import Grouping, Signature
from dateline.pipeline.changes import find_changes
from dateline.pipeline.echoes import find_echoes
from dateline.pipeline.name import name_speakers
from dateline.stories import link
from dateline.stories.group import MOST_MEMBERS, TOGETHER, group, group_linked
from dateline.stories.near import keys_needed, leads, numbered, place_of, window

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
                around = _place(archive, article)
            for article in waiting:
                last = around if article == waiting[-1] else None
                _weigh(archive, article, _leading(archive, article) if last is None else last, at_hand)
            groups.done(archive, waiting, 1)
    sets = _Sets(archive, most)
    while waiting := groups.waiting(archive, 2, _BATCH):
        with archive.transaction():
            left = set(waiting)
            while left:
                members, level = sets.around(min(left))
                groups.done(archive, members, 2)
                _group(archive, members, level)
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
        self._kept: OrderedDict[str, Signature] = OrderedDict()

    def of(self, articles: Iterable[str]) -> dict[str, Signature]:
        """Return the signatures of these articles, of those that have one."""
        known = {one: self._kept[one] for one in articles if one in self._kept}
        found = groups.placed(self._archive, [one for one in articles if one not in known])
        self._kept |= found
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return known | found

    def forget(self, articles: list[str]) -> None:
        for article in articles:
            self._kept.pop(article, None)


Leading = Counter[At]
"""How many keys lead to each article around one."""


def _place(archive: Archive, article: str) -> Leading | None:
    """Let an article stand under the keys of what it shows now, and take away the links of those whom it parts.

    Returns what leads from it as long as no other article is placed; None where it stood under a key before.
    """
    signature = groups.signatures(archive, [article]).get(article)
    had = keys.standing(archive, article)
    now = Standing(place_of(signature.published), frozenset(map(numbered, signature.keys))) if signature \
        else keys.NOWHERE
    keys.keep(archive, article, signature, now)
    stays = had.place == now.place
    for key in sorted(had.keys - now.keys if stays else had.keys):
        _take_from_under(archive, At(had.place, keys.number_of(article)), key)
    at, leading, apart = At(now.place, keys.number_of(article)), Leading(), Counter[tuple[At, At]]()
    for key in sorted(now.keys - had.keys if stays else now.keys):
        reach = window(key)
        before, after = keys.around(archive, at, key, reach)
        keys.put_under(archive, at, key)
        leading.update(before)
        leading.update(after)
        apart.update(zip(before[reach - len(after):], reversed(after), strict=False))
    _part(archive, apart)
    return None if had.keys else leading


def _take_from_under(archive: Archive, at: At, key: int) -> None:
    """Take an article from under a key, and let those be weighed again that it held apart."""
    reach = window(key)
    before, after = keys.around(archive, at, key, reach)
    keys.take_from_under(archive, at, key)
    if len(before) + len(after) > reach:
        groups.queue(archive, (keys.id_of(number) for _, number in before), 1)


def _part(archive: Archive, apart: Counter[tuple[At, At]]) -> None:
    """Take away the links between articles that too few keys lead to now; `apart` has how many do not any more."""
    pairs: dict[tuple[str, str], tuple[int, int]] = {}
    for ((place, one), (later, other)), gone in apart.items():
        pairs[keys.id_of(min(one, other)), keys.id_of(max(one, other))] = gone, keys_needed(place, later)
    for pair in groups.part(archive, pairs):
        if groups.drop_link(archive, *pair, TOGETHER[0]):
            groups.queue(archive, pair, 2)


def _leading(archive: Archive, article: str) -> Leading:
    """Return what leads from an article to others."""
    stood, found = keys.standing(archive, article), Leading()
    at = At(stood.place, keys.number_of(article))
    for key in stood.keys:
        for side in keys.around(archive, at, key, window(key)):
            found.update(side)
    return found


def _weigh(archive: Archive, article: str, leading: Leading, at_hand: _Signatures) -> None:
    """Link an article to its neighbours, and queue whoever may stand in another story now."""
    found, near = [], dict[str, int]()
    signature = at_hand.of([article]).get(article)
    if signature is not None:
        here = place_of(signature.published)
        near = {keys.id_of(number): count for (place, number), count in leading.items() if leads(count, here, place)}
        found = [weighed for _, other in sorted(at_hand.of(near).items()) if (weighed := link(signature, other))]
    joined = groups.replace_links(archive, article, found, near, TOGETHER)
    groups.queue(archive, sorted(joined | {article}), 2)


def _group(archive: Archive, members: list[str], level: int) -> None:
    """Group a connected set, and queue those beside it that were not yet cut out of a set too large."""
    people = decided.places_of(archive, members)
    telling = groups.dated(archive, members)
    links = groups.links_among(archive, members)
    silent = set(members) - telling.keys()
    put = [groups.bare_signature(archive, one) for one in sorted(silent) if one in people]
    as_read = {place.id: place.story or "" for place in group_linked([*telling.values()], links, level=level)} \
        if people else None
    places = group([*telling.values(), *put], links, decided=people, level=level)
    groups.keep_grouping(archive, _with_reasons(archive, places), as_read=as_read, level=level)
    for one in silent - people.keys():
        groups.forget_grouping(archive, one)
    if level:
        groups.queue(archive, groups.left_behind(archive, members, TOGETHER[:level]), 2)


def _with_reasons(archive: Archive, places: Iterable[Grouping]) -> list[Grouping]:
    """Say of each article why it is in its story: links are grouped without their reasons, most of which nobody asks
    for."""
    beside = {place: (min(place.id, place.beside), max(place.id, place.beside)) if place.beside else None
              for place in places}
    why = groups.reasons(archive, filter(None, beside.values()))
    return [replace(place, why=why[pair]) if pair else place for place, pair in beside.items()]
