"""How much two articles belong together, and why."""

from __future__ import annotations

from itertools import combinations

import pytest
from newsroom import BUDGET_HERALD, FERRY_WIRE, article, budget, ferry, horoscope, market_report, match_report, weather

from dateline.model import Signature
from dateline.stories import link
from dateline.stories.group import TOGETHER

LINES = FERRY_WIRE.split("\n\n")
OWN_LEAD = "Readers along the coast woke to sirens this morning, as this newspaper reported first on its live page.\n\n"
EDITS = {
    "cut tail": FERRY_WIRE[:-190],
    "added lead": OWN_LEAD + FERRY_WIRE,
    "other marks": FERRY_WIRE.replace('"', "“").replace("-", "—"),
    "editor's note": FERRY_WIRE + "\n\nEditor's note: An earlier version misstated the year in which she was built.",
    "credit removed": FERRY_WIRE.replace("PORT HARROW, March 3 (Coast Press) - ", ""),
    "a paragraph dropped": "\n\n".join(LINES[:1] + LINES[2:]),
    "paragraphs in another order": "\n\n".join([LINES[0], LINES[2], LINES[1], LINES[3]]),
}
LONG_QUOTATION = (
    '"I have said it to the board, I have said it to the minister and I will say it to anybody who asks me, that a '
    'ship of forty years does not become younger because a committee has looked at her from the quay," she said. '
)


def wire(text: str = FERRY_WIRE, title: str = "Ferry fire off Port Harrow, 212 saved") -> Signature:
    return article("other", text, title, "2026-03-03T09:00:00")


class TestSameText:
    """Copies and light edits of a wire text are one text; what only quotes the same is not."""

    @pytest.mark.parametrize("edit", sorted(EDITS))
    def test_light_edit_is_the_same_text(self, edit: str) -> None:
        found = link(ferry()[0], wire(EDITS[edit]))
        assert found is not None
        assert found.same_text

    def test_headline_does_not_matter(self) -> None:
        found = link(ferry()[0], wire(title="Captain praised after blaze at sea"))
        assert found is not None
        assert found.same_text

    def test_other_reports_of_the_event_are_other_texts(self) -> None:
        found = [link(a, b) for a, b in combinations(ferry(), 2)]
        assert all(one is not None and not one.same_text for one in found)

    def test_a_long_quotation_in_common_is_not_enough(self) -> None:
        one = article("one", LONG_QUOTATION + ferry_text_without_quotation(), "Ferry fire", "2026-03-03")
        other = article("other", budget_text() + LONG_QUOTATION, "Lindale council", "2026-03-03")
        found = link(one, other)
        assert found is None or not found.same_text


class TestScore:
    """A link's score says how likely two articles tell one story."""

    @pytest.mark.parametrize("events", [ferry, budget])
    def test_reports_of_one_event_are_together(self, events: object) -> None:
        members = events()  # type: ignore[operator]
        scores = [found.score for a, b in combinations(members, 2) if (found := link(a, b))]
        assert max(scores) >= TOGETHER[0]

    def test_articles_of_different_events_are_not_linked(self) -> None:
        assert all(link(a, b) is None for a in ferry() for b in budget())

    def test_it_fades_with_time(self) -> None:
        now, same_day, next_year = (article(id, FERRY_WIRE[:700], "Fire", day) for id, day in (
            ("a", "2026-03-03"), ("b", "2026-03-03"), ("c", "2027-03-03")))
        times = ferry()[1]
        near, far = link(times, same_day), link(times, next_year)
        assert near is not None
        assert far is not None
        assert near.score > far.score
        assert link(times, now) is not None

    def test_it_is_symmetric(self) -> None:
        members = ferry() + budget()
        assert all(link(a, b) == link(b, a) for a, b in combinations(members, 2))

    def test_an_unknown_time_still_links(self) -> None:
        assert link(ferry()[0], article("undated", ferry_text_without_quotation(), "Ferry fire", None)) is not None


class TestSeries:
    """Templates that recur from day to day are related, and never one story or one text."""

    @pytest.mark.parametrize("issue", [market_report, horoscope, weather, match_report])
    def test_issues_of_two_days_stay_apart(self, issue: object) -> None:
        pairs = combinations([issue(day) for day in range(1, 15)], 2)  # type: ignore[operator]
        found = [one for a, b in pairs if (one := link(a, b))]
        assert all(one.score < TOGETHER[0] and not one.same_text for one in found)

    def test_the_same_phrases_about_other_people(self) -> None:
        """Another fire on another ferry, told in the words of the first."""
        other = FERRY_WIRE
        for name, new in (("Saint Brannoc", "Lady Oona"), ("Port Harrow", "Cape Merrin"),
                          ("Mairead Tolland", "Jon Ask"), ("Coast Guard", "Harbour Watch"),
                          ("Harrow General Hospital", "Merrin Old Infirmary"), ("Brannoc Lines", "Merrin Boats"),
                          ("Outer Skerries", "Low Holms"), ("Marine Safety Board", "Transport Court"),
                          ("Idris Vaughan", "Una Kell")):
            other = other.replace(name, new)
        found = link(article("a", FERRY_WIRE, "Ferry fire, 212 saved", "2026-03-03T08:10:00", "Coast Press"),
                     article("b", other, "Ferry fire off Merrin", "2026-05-09T08:10:00", "Merrin Post"))
        assert found is None or (found.score < TOGETHER[0] and not found.same_text)


class TestReason:
    """A link says in words what two articles have in common."""

    def test_names_quotation_and_time(self) -> None:
        found = link(*ferry()[:2])
        assert found is not None
        assert found.reason.startswith("the same six names (Idris Vaughan, ")
        assert "the same quotation" in found.reason
        assert found.reason.endswith("three hours apart")

    @pytest.mark.parametrize(("one", "other", "words"), [
        ("2026-03-03T10:00:00", "2026-03-03T10:30:00", "within the hour"),
        ("2026-03-03", "2026-03-03T15:10:00", "the same day"),
        ("2026-03-03T00:00:00", "2026-03-04", "a day apart"),
        ("2026-03-03", "2026-03-05T10:00:00", "two days apart"),
        ("2026-03", "2026-03-05T10:00:00", "the same month"),
        ("2026", "2026-03", "the same year"),
        ("2026-03", "2026-06-02", "at least 63 days apart"),
    ])
    def test_says_how_far_apart_no_finer_than_the_times_are_known(self, one: str, other: str, words: str) -> None:
        """Midnight to the second is a day: two reports of it are not told to be within the hour."""
        found = link(article("a", FERRY_WIRE, "Ferry ablaze", one), article("b", FERRY_WIRE, "Ferry ablaze", other))
        assert found is not None
        assert found.reason.split(", ")[-1] == words

    def test_a_copy_says_so_first(self) -> None:
        found = link(ferry()[0], wire(EDITS["cut tail"]))
        assert found is not None
        assert found.reason.startswith("the same text, ")


def ferry_text_without_quotation() -> str:
    return "\n\n".join((LINES[0], LINES[1], LINES[3]))


def budget_text() -> str:
    return BUDGET_HERALD * 2


class TestSlight:
    """A place, a day, a person in common is too little for one story, however rare the words are."""

    def test_one_place_on_one_day(self) -> None:
        """The ferry burnt off Port Harrow on March 3; the exchange of Harrow closed on March 3."""
        found = [link(one, market_report(3)) for one in ferry()]
        assert all(one is None or one.score < 0.5 for one in found)
