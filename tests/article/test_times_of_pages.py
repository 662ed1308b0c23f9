"""Times with their evidence: where each was read, how precise it is, and which days lost."""

from __future__ import annotations

import json

import pytest
from newspaper import page, paragraphs, whole

from dateline.article import page_text, read_article
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup
from dateline.article.sightings import DatesAround, sightings
from dateline.article.tree import Tree
from dateline.model import Article, Moment

CAPTURED = "2024-03-20T08:00:00Z"


def read(*, head: str = "", line: str = "", url: str | None = None, language: str = "en",
         captured: str | None = CAPTURED) -> Article:
    html = whole(line + paragraphs(), head=head).replace('lang="en"', f'lang="{language}"')
    return read_article(page(html, url=url, captured=captured))


def linked(**fields: str) -> str:
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour closes", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def published(article: Article) -> Moment:
    assert article.times.published is not None
    return article.times.published


class TestEvidence:
    @pytest.mark.parametrize("place, evidence, value, precision", [
        ({"head": linked(datePublished="2024-03-04T07:30:00+01:00")}, "json-ld datePublished",
         "2024-03-04T07:30:00+01:00", "second"),
        ({"head": '<meta property="article:published_time" content="2024-03-04T07:30Z">'},
         "meta article:published_time", "2024-03-04T07:30Z", "minute"),
        ({"line": '<time datetime="2024-03-04T07:30">today</time>'}, "time element", "2024-03-04T07:30", "minute"),
        ({"line": '<p itemprop="datePublished" content="2024-03-04">Monday</p>'},
         "itemprop datepublished", "2024-03-04", "day"),
        ({"line": '<abbr class="published" title="2024-03-04T07:30:00+01:00">Monday</abbr>'}, "abbr attribute",
         "2024-03-04T07:30:00+01:00", "second"),
        ({"line": "<p>Published: March 4, 2024 at 7:30 am EST</p>"}, "printed", "2024-03-04T07:30-05:00", "minute"),
        ({"url": "https://courier.example.com/2024/03/04/harbour-closes"}, "address", "2024-03-04", "day"),
        ({"url": "https://courier.example.com/news/2024/mar/04/harbour-closes"}, "address", "2024-03-04", "day"),
    ])
    def test_each_place_is_read_and_named(self, place: dict[str, str], evidence: str, value: str,
                                          precision: str) -> None:
        moment = published(read(**place))  # type: ignore[arg-type]
        assert (moment.evidence, moment.value, moment.precision) == (evidence, value, precision)

    def test_a_visible_date_knows_its_place_in_page_text(self) -> None:
        one = page(whole("<p>Published: March 4, 2024</p>" + paragraphs()))
        moment = published(read_article(one))
        assert moment.span is not None
        assert page_text(one)[slice(*moment.span)] == moment.printed == "March 4, 2024"

    def test_modified_and_captured_have_evidence_too(self) -> None:
        times = read(head=linked(datePublished="2024-03-04", dateModified="2024-03-06T10:00:00Z")).times
        assert times.modified is not None
        assert (times.modified.value, times.modified.evidence) == ("2024-03-06T10:00:00Z", "json-ld dateModified")
        assert times.captured is not None
        assert times.captured.value == CAPTURED

    def test_days_that_lose_are_kept_as_rivals(self) -> None:
        head = linked(datePublished="2024-03-04T07:30:00+01:00")
        told = "A part of the old wall fell into the basin on May 2, 2019, says a report that the town has kept back."
        text = paragraphs() + f"<p>{told}</p>"
        article = read_article(page(whole(text, head=head), captured=CAPTURED))
        assert published(article).value.startswith("2024-03-04")
        assert {"2019-05-02"} <= {rival.value for rival in article.times.rivals}

    def test_no_offset_is_made_up(self) -> None:
        assert published(read(line="<p>Published: March 4, 2024, 16:51</p>")).value == "2024-03-04T16:51"

    def test_a_page_without_a_date_has_none(self) -> None:
        assert read().times.published is None


class TestNothingIsLaterThanTheCapture:
    @pytest.mark.parametrize("day", ["2024-04-01", "2031-01-01T00:00:00Z"])
    def test_a_day_behind_the_capture_is_no_publication(self, day: str) -> None:
        article = read(head=linked(datePublished=day, dateModified=day))
        assert article.times.published is None
        assert article.times.modified is None

    def test_the_next_best_day_is_taken(self) -> None:
        article = read(head=linked(datePublished="2024-04-01"), line="<p>Published: March 4, 2024</p>")
        assert published(article).value == "2024-03-04"


class TestDayAndMonth:
    @pytest.mark.parametrize("language, printed, value", [
        ("de", "10.05.2021", "2021-05-10"), ("de", "05.10.2021", "2021-10-05"), ("en-US", "10/05/2021", "2021-10-05"),
        ("en-GB", "10/05/2021", "2021-05-10"), ("fr", "05/10/2021", "2021-10-05"), ("en", "25/12/2021", "2021-12-25"),
    ])
    def test_the_language_settles_it(self, language: str, printed: str, value: str) -> None:
        moment = published(read(line=f"<p>Published: {printed}</p>", language=language))
        assert (moment.value, moment.note) == (value, "")

    def test_what_nothing_settles_is_marked_and_its_other_reading_is_a_rival(self) -> None:
        article = read(line="<p>Published: 10/05/2021</p>")
        assert published(article).note == "ambiguous day and month"
        assert {published(article).value, article.times.rivals[0].value} == {"2021-05-10", "2021-10-05"}

    def test_what_a_machine_is_told_settles_it(self) -> None:
        article = read(head=linked(datePublished="2021-05-10"), line="<p>Published: 10/05/2021</p>")
        assert published(article).value == "2021-05-10"
        assert all(rival.value != "2021-10-05" or rival.note for rival in article.times.rivals)


@pytest.mark.parametrize("first, place", [
    ("MOSCOW, Nov 9 (RIA) - The president of the port said that the basin would close.", "MOSCOW"),
    ("LINDHOLM (Reuters) – The eastern basin will close for two years, the port authority said on Monday.", "LINDHOLM"),
    ("Lindholm (dpa) - Das östliche Becken wird für zwei Jahre geschlossen, teilte die Behörde am Montag mit.",
     "Lindholm"),
])
def test_the_place_of_a_dateline_is_a_field_with_its_span(first: str, place: str) -> None:
    html = whole(paragraphs(first) + paragraphs())
    article, text = read_article(page(html)), page_text(page(html))
    assert article.dateline is not None
    assert article.dateline.place == place
    assert article.dateline.span is not None
    assert text[slice(*article.dateline.span)] == article.dateline.printed


class TestDatesOfOthers:
    """A date that belongs to something else on the page is not the article's."""

    def test_what_a_web_archive_lays_over_a_page_is_none_of_its_dates(self) -> None:
        banner = '<div id="wm-ipp-base"><div>10 Mar 2024</div></div>'
        html = whole("<p>Published: March 4, 2024</p>" + paragraphs()).replace("<body>", f"<body>{banner}")
        times = read_article(page(html, captured=CAPTURED)).times
        assert times.published is not None
        assert times.published.value == "2024-03-04"
        assert "2024-03-10" not in {one.value for one in times.rivals}

    @pytest.mark.parametrize("other", [
        '<ol class="comments"><li class="comment"><time datetime="2024-03-09T10:00">9 March</time> Right.</li></ol>',
        '<blockquote class="instagram-media"><p>A post shared on <time datetime="2023-05-01T10:00">May 1, 2023</time>'
        "</p></blockquote>",
    ])
    def test_comments_and_embedded_posts_do_not_outweigh_a_printed_line(self, other: str) -> None:
        html = whole("<p>March 4, 2024, 7:30 am</p>" + paragraphs() + other)
        assert published(read_article(page(html, captured=CAPTURED))).value.startswith("2024-03-04")

    def test_the_line_above_a_date_says_what_it_is(self) -> None:
        html = whole("<div>Published</div><div>March 4, 2024</div><div>Updated</div><div>March 6, 2024</div>"
                     + paragraphs())
        assert published(read_article(page(html, captured=CAPTURED))).value == "2024-03-04"

    def test_a_picture_tells_a_day_where_nothing_else_does(self) -> None:
        head = '<meta property="og:image" content="https://courier.example.com/pictures/2024/03/04/harbour.jpg">'
        times = read(head=head).times
        shown = [times.published, *times.rivals]
        assert [(one.value, one.evidence) for one in shown if one] == [("2024-03-04", "address of the picture")]


class TestWhatAPageCallsItsDates:
    @pytest.mark.parametrize("printed, label", [
        ("Last updated on March 4, 2024", "modified"), ("Published on March 4, 2024", "published"),
        ("Originally published on March 4, 2024", "published"), ("On March 4, 2024", "loose"),
        ("Valid until March 4, 2024", "event"), ("Published March 4, 2024. Updated on March 6, 2024", "published"),
    ])
    def test_a_word_like_on_counts_where_no_other_label_stands(self, printed: str, label: str) -> None:
        markup = Markup(Tree(whole(f"<p>{printed}</p>" + paragraphs())))
        seen = sightings(page(""), markup, LinkedData([]), DatesAround())
        first = next(one for one in seen if one.moment.value == "2024-03-04")
        assert [one for one in first.features if one in (
            "label modified", "label published", "label loose", "label event")] == [f"label {label}"]

    def test_microdata_without_an_attribute_is_its_text(self) -> None:
        moment = published(read(line='<ul><li itemprop="datePublished">On <span>4 March 2024</span></li></ul>'))
        assert (moment.value, moment.evidence) == ("2024-03-04", "itemprop datepublished")

    def test_what_microdata_call_changed_is_no_publication(self) -> None:
        article = read(line='<time itemprop="dateModified">2024-03-08 14:15:57</time> <time itemprop="datePublished" '
                            'datetime="2024-03-04 10:20:00">2024-03-04 10:20:00</time> <span>4 March 2024 10:20</span>')
        assert published(article).value == "2024-03-04T10:20:00"
        assert article.times.modified is not None
        assert article.times.modified.value == "2024-03-08T14:15:57"

    def test_a_class_that_names_both_is_a_publication(self) -> None:
        line = '<p><time class="entry-date published updated" datetime="2024-03-04T07:30:00Z">March 4</time></p>'
        assert published(read(line=line)).value == "2024-03-04T07:30:00Z"
        assert read(line=line).times.modified is None

    def test_a_term_is_no_rival_of_what_is_stated(self) -> None:
        offer = "<p>Half the price, valid until 12/31/2023</p>"
        html = whole(paragraphs(), head=linked(datePublished="2020-02-10")).replace("<main>", offer + "<main>")
        assert published(read_article(page(html, captured=CAPTURED))).value == "2020-02-10"

    def test_a_line_with_a_clock_beside_the_headline_is_no_prose(self) -> None:
        """A local evening is the next day in universal time; what is printed there is the page's own date."""
        byline = "<p>Mira Olsen, Anders Holm and Ida Berg, reporters of the Courier, 3/4/2024 22:41</p>"
        article = read(head=linked(datePublished="2024-03-05T02:41:00Z"), line=byline, language="en-US")
        assert published(article).value == "2024-03-04T22:41"
