"""Stories out of links."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from newsroom import FERRY_WIRE, article, budget, ferry, horoscope, market_report, match_report, weather

from dateline.limits import RELATED_ARTICLES
from dateline.model import Grouping, Link, Signature
from dateline.stories import group, group_all
from dateline.stories.group import SUSPICIOUS_TEXTS, group_linked

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

    @pytest.mark.parametrize("issue", [market_report, horoscope, weather, match_report])
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
        found = group_linked([bare("a"), bare("b"), bare("c")], linked(("a", "b", 0.3), ("a", "c", 0.8)))
        assert [place.related for place in found] == [("c", "b"), ("a",), ("a",)]

    def test_articles_outside_the_set_are_related_too(self) -> None:
        assert group_linked([bare("a")], linked(("a", "elsewhere", 0.4)))[0].related == ("elsewhere",)

    def test_copies_come_first(self) -> None:
        found = {place.id: place.related for place in group_all([*ferry(), COPY])}
        assert found["wire"][0] == "copy"

    def test_the_list_is_bounded(self) -> None:
        members = [bare(f"{number:03}") for number in range(RELATED_ARTICLES + 10)]
        found = group_linked(members, linked(*(("000", one.id, 0.3) for one in members[1:])))
        assert len(found[0].related) == RELATED_ARTICLES


class TestDecided:
    """What people decided stands above links: under one name one story, under two names never."""

    def test_put_together_without_any_link(self) -> None:
        found = stories(group([bare("a", "2026-03-01"), bare("b", "2026-03-02")], [], decided={"a": "x", "b": "x"}))
        assert found == {"a": "a", "b": "a"}

    def test_told_apart_however_strong_the_link(self) -> None:
        members = [bare("a", "2026-03-01"), bare("b", "2026-03-02")]
        assert stories(group(members, linked(("a", "b", 0.99)), decided={"a": "x", "b": "y"})) == {"a": "a", "b": "b"}

    def test_copies_told_apart_stay_copies(self) -> None:
        same = [Link(a="a", b="b", score=0.99, same_text=True)]
        found = group([bare("a", "2026-03-01"), bare("b", "2026-03-02")], same, decided={"a": "x", "b": "y"})
        assert [(place.story, place.copy_of) for place in found] == [("a", None), ("b", "a")]

    def test_a_new_article_joins_the_part_that_it_is_closest_to(self) -> None:
        """Of two stories put together either part draws what belongs to it, though the other is far from it."""
        members = [bare(name, f"2026-03-0{place}") for place, name in enumerate("abxyn", 1)]
        links = linked(("a", "b", 0.9), ("x", "y", 0.9), ("x", "n", 0.8), ("y", "n", 0.8))
        found = stories(group(members, links, decided=dict.fromkeys("abxy", "one")))
        assert set(found.values()) == {"a"}

    def test_a_new_article_cannot_bring_together_what_was_told_apart(self) -> None:
        members = [bare(name, f"2026-03-0{place}") for place, name in enumerate("anb", 1)]
        links = linked(("a", "n", 0.9), ("b", "n", 0.8), ("a", "b", 0.9))
        assert stories(group(members, links, decided={"a": "x", "b": "y"})) == {"a": "a", "n": "a", "b": "b"}


class TestReasons:
    """Every article of a story says what it has in common with which other one."""

    def test_names_the_closest_article_of_the_story(self) -> None:
        links = [Link(a="a", b="b", score=0.9, reason="the same name"), Link(a="b", b="c", score=0.8, reason="a word"),
                 Link(a="b", b="z", score=0.95, reason="elsewhere")]
        found = group([bare(name) for name in "abc"], [*links, Link(a="a", b="c", score=0.7)])
        assert [(place.beside, place.why) for place in found] == [("b", "the same name"), ("a", "the same name"),
                                                                  ("b", "a word")]

    def test_real_articles_say_it_in_words(self) -> None:
        places = {place.id: place for place in group_all(ferry())}
        assert places["times"].beside == "wire"
        assert "the same six names" in places["times"].why
        assert "the same quotation" in places["times"].why
        assert places["times"].why.endswith("three hours apart")

    def test_alone_there_is_none(self) -> None:
        assert group([bare("a")], linked(("a", "outside", 0.9)))[0].why == ""


class TestName:
    """A story has the id of its earliest article; where times do not tell, of one that is no copy."""

    def test_a_copy_of_that_day_does_not_name_it(self) -> None:
        """The wire's text of 8:10 is printed by a paper that gives the day only."""
        copied = article("aaa", FERRY_WIRE[:-150], "Ferry ablaze", "2026-03-03", "Daily Coast")
        assert {place.story for place in group_all([copied, *ferry()])} == {"wire"}


class TestSuspicious:
    """A story of too many texts is marked, and so is one cut out of too many linked articles."""

    @staticmethod
    def lump(count: int) -> tuple[list[Signature], list[Link]]:
        members = [bare(f"{number:03}") for number in range(count)]
        return members, linked(*((a.id, b.id, 0.9) for a, b in combinations(members, 2)))

    def test_more_than_a_hundred_texts(self) -> None:
        assert {place.suspicious for place in group(*self.lump(SUSPICIOUS_TEXTS))} == {""}
        assert {place.suspicious for place in group(*self.lump(SUSPICIOUS_TEXTS + 1))} == {"more than 100 texts"}

    def test_copies_do_not_count(self) -> None:
        members, links = self.lump(SUSPICIOUS_TEXTS + 20)
        same = [Link(a=x.a, b=x.b, score=0.99, same_text=True) for x in links]
        assert {place.suspicious for place in group(members, same)} == {""}

    @pytest.mark.parametrize(("first", "second", "suspicious"), [
        ("abcdef", "uvwxyz", "cut out of a set of linked articles too large for one story"),
        ("abcd", "wxyz", ""),
    ])
    def test_a_set_too_large_falls_apart_at_its_weaker_links(self, first: str, second: str, suspicious: str) -> None:
        """Two events, bridged by weak links; in any order the strong links make sets. Large ones are suspicious."""
        members = [bare(name, f"2026-03-{place:02}") for place, name in enumerate(first + second, 1)]
        strong = [(x, y, 0.9) for names in (first, second) for x, y in combinations(names, 2)]
        weak = [(x, y, 0.6) for x in first for y in second]
        found = group_linked(members, linked(*strong, *weak), most=len(first) + 2)
        assert stories(found) == {**dict.fromkeys(first, first[0]), **dict.fromkeys(second, second[0])}
        assert {place.suspicious for place in found} == {suspicious}
        assert set(group_linked(members[::-1], linked(*weak, *strong), most=len(first) + 2)) == set(found)


class TestEvents:
    """A story over weeks is a line of dated events; see test_storyline for where it is cut."""

    def test_weeks_later_is_another_event_of_the_same_story(self) -> None:
        members = [bare("a", "2026-03-03T08:00"), bare("b", "2026-03-04T08:00"), bare("c", "2026-03-20T08:00"),
                   bare("d", None)]
        links = linked(*((x, y, 0.9) for x, y in combinations("abc", 2)), ("c", "d", 0.95), ("a", "d", 0.9),
                       ("b", "d", 0.9))
        found = group(members, links)
        assert [(place.story, place.event) for place in found] == [("a", "a"), ("a", "a"), ("a", "c"), ("a", "c")]

    def test_a_story_of_one_event_names_none(self) -> None:
        assert {place.event for place in group_all(ferry())} == {None}
