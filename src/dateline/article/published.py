"""When the page was published and changed: every date that it shows, weighed by day, with its evidence.

What no place shows clearly enough stays unknown.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.article.day_features import compare
from dateline.article.days import best_moment, days_of, is_stated, only_in_prose, shifted
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup
from dateline.article.printed_dates import read_stamp
from dateline.article.ranking import score, shares, weights
from dateline.article.sightings import DatesAround, Sighting, moment_of, sightings
from dateline.model import Moment, Page, Times

_SURE = 0.42  # share of a day among all days and none, from which it is the publication's
_RIVALS = 20


def find_times(page: Page, markup: Markup, linked: LinkedData, around: DatesAround) -> Times:
    """Return when the page was published and modified, with the days that lost, the likeliest first."""
    captured = captured_moment(page)
    seen = list(sightings(page, markup, linked, around))
    days = days_of(seen, captured)
    compare(days, seen)
    names, weigh = sorted(days), weights("published")
    chances = shares([score(days[name].features, weigh) for name in names])
    ranked = sorted(zip(chances, names, strict=True), reverse=True)
    if ranked and only_in_prose(days[ranked[0][1]]):  # what the text tells of is no publication where one is stated
        ranked.sort(key=lambda one: (is_stated(days[one[1]]), one[0]), reverse=True)
    best = days[ranked[0][1]] if ranked and max(chances) >= _SURE else None
    published = best_moment(best.sightings) if best else None
    modified = _modified(seen, published, captured)
    rivals = [best_moment(days[name].sightings) for _, name in ranked if days[name] is not best][:_RIVALS]
    return with_given(page, Times(published=published, modified=modified, captured=captured,
                                  rivals=tuple(one for one in rivals if one != modified)))


def with_given(page: Page, times: Times) -> Times:
    """Return the times with what the input says of the page in front of what the page says."""
    reading = read_stamp(page.given.published) if page.given.published else None
    if reading is None:
        return times
    given = moment_of(reading, "given", page.given.published or "")
    rivals = (times.published, *times.rivals) if times.published else times.rivals
    return Times(published=given, modified=times.modified, captured=times.captured, rivals=rivals)


def captured_moment(page: Page) -> Moment | None:
    """Return the time of capture that came with the page."""
    reading = read_stamp(page.captured) if page.captured else None
    return moment_of(reading, page.captured_from or "given", page.captured or "") if reading else None


def _modified(seen: Sequence[Sighting], published: Moment | None, captured: Moment | None) -> Moment | None:
    """Return the best moment that a place calls the last change, unless it lies before publication."""
    last = shifted(captured.value[:10], 1) if captured else "9999"
    for wanted in ("json-ld dateModified", "meta modified", "itemprop", "time element", "printed"):
        for one in seen:
            if (one.source == wanted and "modified" in one.features[0].lower() and not one.alternative
                    and (published is None or one.moment.value[:10] >= published.value[:10])
                    and one.moment.value[:10] <= last):
                return one.moment
    return None
