"""Which articles are weighed against each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from dateline.model import Signature
from dateline.stories.moment import order
from dateline.stories.near import HEAVY_WINDOW, UNKNOWN_PLACE, WINDOW, neighbours, numbered, place_of, window


def bare(id: str, published: str | None = None, keys: tuple[str, ...] = ()) -> Signature:
    """A signature of which only the id, the time and the keys count."""
    return Signature(id=id, published=published, outlet=None, words=0, keys=keys, sketch=b"", terms=())


class TestNeighbours:
    """Only articles that share a key are weighed, and of many only those next to each other in time."""

    def test_two_shared_keys_are_needed(self) -> None:
        pairs = neighbours([bare("a", keys=("s:x", "h:x")), bare("b", keys=("s:x", "h:x", "s:y")),
                            bare("c", keys=("s:y", "s:z"))])
        assert [(a.id, b.id) for a, b in pairs] == [("a", "b")]

    def test_each_pair_once(self) -> None:
        pairs = neighbours([bare("a", keys=("s:x", "s:y")), bare("b", keys=("s:x", "s:y"))])
        assert len(list(pairs)) == 1

    def test_a_crowded_key_leads_to_the_nearest_in_time(self) -> None:
        assert self.reach(("s:x", "p:x")) == WINDOW

    def test_one_word_that_many_share_leads_less_far(self) -> None:
        assert self.reach(("s:x", "h:x")) == HEAVY_WINDOW < WINDOW

    def test_articles_weeks_apart_need_one_key_more(self) -> None:
        """In a large archive two words that meet over weeks are a coincidence more often than a story."""
        two, three = ("s:x", "s:y"), ("s:x", "s:y", "s:z")
        first, near, far = "2026-03-01T10:00:00", "2026-03-08T10:00:00", "2026-03-08T10:00:01"
        assert self.weighed(bare("a", first, two), bare("b", near, two))
        assert not self.weighed(bare("a", first, two), bare("b", far, two))
        assert self.weighed(bare("a", first, three), bare("b", far, three))
        assert self.weighed(bare("a", first, two), bare("b", None, two)), "an unknown time is not far"

    @staticmethod
    def weighed(a: Signature, b: Signature) -> bool:
        return bool(list(neighbours([a, b])))

    @staticmethod
    def reach(keys: tuple[str, ...]) -> int:
        """How many places on those lie to whom an article is led, of 200 that share all keys."""
        many = [bare(f"{number:03}", f"2026-03-01T{number // 60:02}:{number % 60:02}:00", keys)
                for number in range(200)]
        pairs = [(int(a.id), int(b.id)) for a, b in neighbours(many)]
        farthest = max(b - a for a, b in pairs)
        assert len(pairs) == sum(min(farthest, 199 - number) for number in range(200))
        return farthest


class TestPlace:
    """Places are numbers in the order in which articles are sorted."""

    @given(some.lists(some.one_of(some.none(), some.datetimes().map(lambda one: one.isoformat(timespec="seconds")),
                                  some.dates().map(str)), max_size=20))
    def test_in_the_order_of_publishing(self, published: list[str | None]) -> None:
        articles = [bare(f"{number:02}", one) for number, one in enumerate(published)]
        assert sorted(articles, key=order) == sorted(articles, key=lambda one: (place_of(one.published), one.id))

    def test_unknown_is_behind_all(self) -> None:
        assert place_of("9999-12-31") < UNKNOWN_PLACE == place_of(None) == place_of("some day")


class TestKeysAsNumbers:
    def test_a_second_key_leads_less_far(self) -> None:
        assert window(numbered("s:ferry")) == WINDOW
        assert window(numbered("h:ferry")) == HEAVY_WINDOW

    def test_are_told_apart(self) -> None:
        keys = [f"{kind}:word{number}" for kind in "tshp" for number in range(5_000)]
        assert len({numbered(key) for key in keys}) == len(keys)
