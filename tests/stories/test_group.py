"""Stories out of links."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from newsroom import FERRY_WIRE, article, budget, ferry, horoscope, market_report

from dateline.model import Grouping, Link, Signature
from dateline.stories import group, group_all
from dateline.stories.group import RELATED_ITEMS, WINDOW, neighbours

COPY = article("copy", FERRY_WIRE[:-150], "Ferry ablaze", "2026-03-03T12:00:00", "Daily Coast")


def stories(groupings: tuple[Grouping, ...]) -> dict[str, str | None]:
    return {place.id: place.story for place in groupings}


def bare(id: str, published: str | None = None, keys: tuple[str, ...] = ()) -> Signature:
    """A signature of which only the id, the time and the keys count."""
    return Signature(id=id, published=published, outlet=None, words=0, keys=keys, sketch=b"", terms=())


def linked(*scores: tuple[str, str, float]) -> list[Link]:
    return [Link(a=a, b=b, score=score) for a, b, score in scores]


class TestGroupAll:
    """All articles in, the place of each among all out."""

    def test_events_become_stories(self) -> None:
        found = stories(group_all(ferry() + budget()))
        assert found == {"wire": "wire", "times": "wire", "islander": "wire", "herald": "herald", "post": "herald"}

    def test_order_does_not_matter(self) -> None:
        articles = [*ferry(), COPY, *budget(), *(market_report(day) for day in range(1, 8))]
        expected = {place.id: place for place in group_all(articles)}
        for seed in range(5):
            Random(seed).shuffle(articles)
            assert {place.id: place for place in group_all(articles)} == expected

    def test_unrelated_articles_change_nothing(self) -> None:
        alone = {place.id: place for place in group_all(ferry())}
        among = {place.id: place for place in group_all(ferry() + budget())}
        assert all(among[id] == place for id, place in alone.items())

    def test_keeps_the_order_and_number_of_the_input(self) -> None:
        articles = [*budget(), *ferry(), budget()[0]]
        assert [place.id for place in group_all(articles)] == ["herald", "post", "wire", "times", "islander", "herald"]

    @pytest.mark.parametrize("issue", [market_report, horoscope])
    def test_templates_do_not_chain(self, issue: object) -> None:
        """Two weeks of one daily column are as many stories."""
        found = group_all([issue(day) for day in range(1, 15)])  # type: ignore[operator]
        assert len({place.story for place in found}) == 14
        assert not any(place.copy_of for place in found)

    def test_nothing_of_nothing(self) -> None:
        assert group_all([]) == ()


class TestStory:
    """A story's id is that of its earliest article; copies count once in it."""

    def test_earliest_article_names_it(self) -> None:
        members = [bare("a", "2026-03-02"), bare("b", "2026-03-01"), bare("c")]
        found = group(members, linked(("a", "b", 0.9), ("a", "c", 0.9), ("b", "c", 0.9)))
        assert {place.story for place in found} == {"b"}

    def test_unknown_times_come_last(self) -> None:
        found = group([bare("a"), bare("b", "2026-03-01")], linked(("a", "b", 0.9)))
        assert {place.story for place in found} == {"b"}

    def test_a_bridge_does_not_join_two_events(self) -> None:
        """Average linkage: one article that is near to both leaves two groups apart."""
        inside = [(x, y, 0.9) for names in ("abc", "xyz") for x, y in combinations(names, 2)]
        members = [bare(name, f"2026-03-0{place}") for place, name in enumerate("abcxyz", 1)]
        found = stories(group(members, linked(*inside, ("c", "x", 0.6))))
        assert found == {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x", "z": "x"}

    def test_copies_count_once(self) -> None:
        """Thirty copies of one text outvote nobody: the text and the article beside it are one story."""
        copies = [bare(f"copy-{number:02}", f"2026-03-01T{number % 24:02}:00:00") for number in range(30)]
        same = [Link(a=copies[0].id, b=one.id, score=0.99, same_text=True) for one in copies[1:]]
        other = bare("other", "2026-03-02")
        found = group([*copies, other], [*same, Link(a="copy-00", b="other", score=0.6)])
        assert {place.story for place in found} == {"copy-00"}


class TestCopies:
    def test_copy_leads_to_its_original(self) -> None:
        found = {place.id: place.copy_of for place in group_all([COPY, *ferry()])}
        assert found == {"copy": "wire", "wire": None, "times": None, "islander": None}


class TestRelated:
    """Every article has the others that it is linked to, best first, whatever story they are in."""

    def test_best_first(self) -> None:
        found = group([bare("a"), bare("b"), bare("c")], linked(("a", "b", 0.3), ("a", "c", 0.8)))
        assert [place.related for place in found] == [("c", "b"), ("a",), ("a",)]

    def test_articles_outside_the_set_are_related_too(self) -> None:
        assert group([bare("a")], linked(("a", "elsewhere", 0.4)))[0].related == ("elsewhere",)

    def test_copies_come_first(self) -> None:
        found = {place.id: place.related for place in group_all([*ferry(), COPY])}
        assert found["wire"][0] == "copy"

    def test_the_list_is_bounded(self) -> None:
        members = [bare(f"{number:03}") for number in range(RELATED_ITEMS + 10)]
        found = group(members, linked(*(("000", one.id, 0.3) for one in members[1:])))
        assert len(found[0].related) == RELATED_ITEMS


class TestNeighbours:
    """Only articles that share a key are weighed, and of many only those next to each other in time."""

    def test_a_shared_key_is_needed(self) -> None:
        pairs = neighbours([bare("a", keys=("s:x",)), bare("b", keys=("s:x", "s:y")), bare("c", keys=("s:z",))])
        assert [(a.id, b.id) for a, b in pairs] == [("a", "b")]

    def test_each_pair_once(self) -> None:
        pairs = neighbours([bare("a", keys=("s:x", "s:y")), bare("b", keys=("s:x", "s:y"))])
        assert len(list(pairs)) == 1

    def test_a_crowded_key_leads_to_the_nearest_in_time(self) -> None:
        many = [bare(f"{number:03}", f"2026-03-01T{number // 60:02}:{number % 60:02}:00", ("s:x",))
                for number in range(200)]
        pairs = [(int(a.id), int(b.id)) for a, b in neighbours(many)]
        assert max(b - a for a, b in pairs) == WINDOW
        assert len(pairs) == sum(min(WINDOW, 199 - number) for number in range(200))
