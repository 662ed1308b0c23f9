"""Which of several copies of one text is the original, and why."""

from __future__ import annotations

import msgspec
import pytest
from newsroom import FERRY_WIRE, article

from dateline.model import Signature
from dateline.stories.copies import is_agency, original


def copy(id: str, published: str | None, *, outlet: str | None = None, text: str = FERRY_WIRE,
         credits: tuple[str, ...] = ()) -> Signature:
    return msgspec.structs.replace(article(id, text, "Ferry fire", published, outlet), credits=credits)


def original_of(*copies: Signature) -> tuple[str, str]:
    chosen, why = original(copies)
    assert original(copies[::-1]) == (chosen, why)
    return chosen.id, why


class TestOriginal:
    """By credit, then time, then completeness; the order in which copies come decides nothing."""

    def test_first_published(self) -> None:
        found = original_of(copy("a", "2026-03-03T09:00"), copy("b", "2026-03-03T08:00"))
        assert found == ("b", "published first")

    def test_offsets_count(self) -> None:
        """Nine in Moscow is before eight in London."""
        assert original_of(copy("a", "2026-03-03T09:00+03:00"), copy("b", "2026-03-03T08:00+00:00"))[0] == "a"

    def test_agency_before_an_earlier_copy(self) -> None:
        found = original_of(copy("a", "2026-03-03T08:00"), copy("b", "2026-03-03T09:00", outlet="reuters.com"))
        assert found == ("b", "the agency's own")

    def test_an_outlet_that_copies_credit_before_an_earlier_copy(self) -> None:
        found = original_of(copy("a", "2026-03-03", outlet="Island Post", credits=("Harrow Times",)),
                            copy("b", "2026-03-04", outlet="The Harrow Times"))
        assert found == ("b", "credited by other copies")

    def test_a_credit_to_oneself_is_none(self) -> None:
        found = original_of(copy("a", "2026-03-03"), copy("b", "2026-03-04", outlet="Post", credits=("Post",)))
        assert found == ("a", "published first")

    def test_a_day_without_an_hour_does_not_tell(self) -> None:
        """The longer of two that may both be the first."""
        cut = copy("a", "2026-03-03", text=FERRY_WIRE[:-300])
        found = original_of(cut, copy("b", "2026-03-03T08:00"))
        assert found == ("b", "the longest of those that may be the first")

    def test_unknown_time_comes_after_a_known_one(self) -> None:
        assert original_of(copy("a", None), copy("b", "2026-03-03"))[0] == "b"

    def test_least_id_where_nothing_tells(self) -> None:
        found = original_of(copy("b", None), copy("a", None))
        assert found == ("a", "the first in order, since neither time nor length tells")


@pytest.mark.parametrize("outlet", ["Reuters", "www.reuters.com", "The Associated Press", "AP News", "RIA Novosti"])
def test_agency(outlet: str) -> None:
    assert is_agency(outlet)


@pytest.mark.parametrize("outlet", [None, "", "Harrow Times", "apetimes.com", "Reuterstadt Anzeiger"])
def test_no_agency(outlet: str | None) -> None:
    assert not is_agency(outlet)
