"""Which of several copies of one text is the original."""

from __future__ import annotations

import pytest
from newsroom import FERRY_WIRE, article

from dateline.model import Signature
from dateline.stories.copies import is_agency, original


def copy(id: str, published: str | None, *, outlet: str | None = None, text: str = FERRY_WIRE) -> Signature:
    return article(id, text, "Ferry fire", published, outlet)


class TestOriginal:
    """The others are copies of the agency's own article, else of the first, else of the longest."""

    def test_first_published(self) -> None:
        assert original([copy("a", "2026-03-03T09:00"), copy("b", "2026-03-03T08:00")]).id == "b"

    def test_offsets_count(self) -> None:
        """Nine in Moscow is before eight in London."""
        assert original([copy("a", "2026-03-03T09:00+03:00"), copy("b", "2026-03-03T08:00+00:00")]).id == "a"

    def test_agency_before_an_earlier_copy(self) -> None:
        assert original([copy("a", "2026-03-03T08:00"), copy("b", "2026-03-03T09:00", outlet="reuters.com")]).id == "b"

    def test_a_day_without_an_hour_does_not_tell(self) -> None:
        """The longer of two that may both be the first."""
        cut = copy("a", "2026-03-03", text=FERRY_WIRE[:-300])
        assert original([cut, copy("b", "2026-03-03T08:00")]).id == "b"

    def test_unknown_time_comes_after_a_known_one(self) -> None:
        assert original([copy("a", None), copy("b", "2026-03-03")]).id == "b"

    def test_least_id_where_nothing_tells(self) -> None:
        assert original([copy("b", None), copy("a", None)]).id == "a"


@pytest.mark.parametrize("outlet", ["Reuters", "www.reuters.com", "The Associated Press", "AP News", "RIA Novosti"])
def test_agency(outlet: str) -> None:
    assert is_agency(outlet)


@pytest.mark.parametrize("outlet", [None, "", "Harrow Times", "apetimes.com", "Reuterstadt Anzeiger"])
def test_no_agency(outlet: str | None) -> None:
    assert not is_agency(outlet)
