"""What a page says of itself around its body."""

from __future__ import annotations

import json

import pytest

from dateline.article.metadata import Metadata, read_metadata
from dateline.article.tree import Tree
from dateline.model import Given, Page

URL = "https://www.valley-courier.example/2026/04/15/flood-reaches-lower-town.html"
BODY = "<p>" + "The river rose above the old wall on Tuesday night, and the lower town woke to water. " * 6 + "</p>"
LINKED = {
    "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Flood reaches the lower town",
    "datePublished": "2026-04-15T07:30:00+02:00", "dateModified": "2026-04-15T09:00:00+02:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}], "publisher": {"@type": "Organization",
        "name": "Valley Courier"},
    "isAccessibleForFree": "False",
}


def page_of(*, head: str = "", body: str = "", url: str | None = URL, **fields: object) -> Metadata:
    html = f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{body}</body></html>"
    page = Page(id="x", data=html.encode(), url=url, **fields)  # type: ignore[arg-type]
    tree = Tree(html)
    return read_metadata(page, tree, tree.text)


def full_page(**fields: object) -> Metadata:
    return page_of(
        head="<title>Flood reaches the lower town - Valley Courier</title>"
             "<meta property='og:title' content='Flood reaches the lower town'>"
             "<link rel=canonical href='/2026/04/15/flood-reaches-lower-town.html'>"
             f"<script type='application/ld+json'>{json.dumps(LINKED)}</script>",
        body="<nav><a href='/'>Valley Courier</a></nav><article><h1>Flood reaches<br>the lower town</h1>"
             "<p class='byline'>By <a rel='author' href='/authors/ana-ruiz'>Ana Ruiz</a></p>"
             "<time datetime='2026-04-15T07:30:00+02:00'>15 April 2026</time>"
             "<figure><img src='/wall.jpg' alt='A wall'><figcaption>The old wall. Photo: Bo Lind</figcaption></figure>"
             f"{BODY}<h3>Related</h3>"
             "<ul><li><a href='/2026/04/14/river-rises'>The river rises for a third day</a></li></ul>"
             "</article>", **fields)


class TestFullPage:
    def test_headline_is_printed_once_with_space_at_line_breaks(self) -> None:
        assert full_page().headline == "Flood reaches the lower town"

    def test_times_keep_offset_precision_and_evidence(self) -> None:
        times = full_page().times
        assert times.published is not None
        assert (times.published.value, times.published.precision) == ("2026-04-15T07:30:00+02:00", "second")
        assert times.published.evidence == "json-ld datePublished"
        assert times.modified is not None
        assert times.modified.value == "2026-04-15T09:00:00+02:00"

    def test_byline_outlet_language_canonical(self) -> None:
        found = full_page()
        assert found.authors == ("Ana Ruiz",)
        assert found.bylines[0].kind == "person"
        assert (found.outlet, found.language, found.canonical) == ("Valley Courier", "en", URL)

    def test_media_with_caption_and_credit(self) -> None:
        (media,) = full_page().media
        assert media.url == "https://www.valley-courier.example/wall.jpg"
        assert (media.caption, media.alt) == ("The old wall. Photo: Bo Lind", "A wall")
        assert media.credit is not None
        assert "Bo Lind" in media.credit

    def test_related_list_under_its_heading(self) -> None:
        (item,) = full_page().related
        assert (item.title, item.date, item.found_in) == ("The river rises for a third day", "2026-04-14", "markup")

    def test_status_hints(self) -> None:
        found = full_page()
        assert "NewsArticle" in found.types
        assert found.free is False


def test_a_language_of_three_letters_is_said_in_two() -> None:
    html = "<html lang=eng><body><p>Short.</p></body></html>"
    tree = Tree(html)
    assert read_metadata(Page(id="x", data=html.encode()), tree, tree.text).language == "en"


class TestGiven:
    def test_what_the_input_says_wins_and_the_page_becomes_a_rival(self) -> None:
        given = Given(title="Flood", published="2026-04-14", outlet="VC", authors=("A. Ruiz",), language="de")
        found = full_page(given=given)
        assert (found.headline, found.outlet, found.authors, found.language) == ("Flood", "VC", ("A. Ruiz",), "de")
        assert found.times.published is not None
        assert (found.times.published.value, found.times.published.evidence) == ("2026-04-14", "given")
        assert found.times.rivals[0].value == "2026-04-15T07:30:00+02:00"


class TestCapture:
    def test_nothing_is_published_later_than_a_day_behind_the_capture(self) -> None:
        found = full_page(captured="2026-04-01T00:00:00Z")
        assert found.times.published is None
        assert found.times.captured is not None

    def test_year_99999_is_no_date(self) -> None:
        found = page_of(head="<meta property='article:published_time' content='99999-01-01T00:00:00Z'>", url=None)
        assert found.times.published is None


TEXT = (
    "River Talks End Without Result: Minister\n\nRiver Talks End Without Result: Minister\nWed Nov 9, 2016 16:51:35\n\n"
    + "The minister of water has said that the talks on the river ended late and brought nothing new. " * 3
    + '\n\nstring(90) "[{"id":"7","sort":"1","contenttypeid":"21","pic":"/2016/08/30/a_4x3.jpg",'
    + '"title":"Dam & Wall: Expert"} ,'
    + '{"id":"8","pic":"/2016/09/01/b.mp4","title":"VIDEO: Boats"} ,{"id":"9","pi')


class TestTextCapture:
    def test_doubled_headline_is_read_once_and_both_places_are_known(self) -> None:
        found = read_metadata(Page(id="x", data=b"", form="text"), None, TEXT)
        assert found.headline == "River Talks End Without Result: Minister"
        assert len(found.headline_spans) == 2

    def test_time_without_zone_gets_none(self) -> None:
        found = read_metadata(Page(id="x", data=b"", form="text"), None, TEXT)
        assert found.times.published is not None
        assert found.times.published.value == "2016-11-09T16:51:35"

    def test_leaked_list_that_is_cut_gives_its_whole_items(self) -> None:
        found = read_metadata(Page(id="x", data=b"", form="text"), None, TEXT)
        first, second = found.related
        assert (first.id, first.sort, first.contenttypeid, first.title) == ("7", "1", "21", "Dam & Wall: Expert")
        assert (first.media, first.date, second.media) == ("picture", "2016-08-30", "video")
        ((start, end),) = found.dump_spans
        assert TEXT[start:end].startswith("string(90)")
        assert end == len(TEXT)


@pytest.mark.parametrize("script", [
    "[" * 100_000, '{"a":' * 100_000, "{", "null", '"x"', "{'a': 1}",
        '{"@type": 5, "headline": {"a": []}, "author": [[[]]]}',
    '{"@type":"NewsArticle","headline":"\\ud800","datePublished":"x"}', "\x00", "9" * 10_000,
])
def test_hostile_json_hurts_nothing(script: str) -> None:
    assert page_of(head=f"<script type='application/ld+json'>{script}</script>", body=f"<h1>Flood</h1>{BODY}").headline


FIGURE = "<article><figure><img src='{}'><figcaption>A wall</figcaption></figure>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", " JaVaScript:x", "data:image/png;base64,AAAA"])
def test_script_and_inline_addresses_are_not_kept(address: str) -> None:
    found = page_of(body=FIGURE.format(address) + BODY + "</article>")
    assert all(media.url is None for media in found.media)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://169.254.169.254/latest"])
def test_other_addresses_are_kept_as_text(address: str) -> None:
    found = page_of(body=FIGURE.format(address) + BODY + "</article>")
    assert found.media[0].url == address


TEASER = ("<a href='/other-story.html'><article><figure><img src='/b.jpg'><figcaption><h5>Divers find a crack</h5>"
          "<p>1 hour ago</p></figcaption></figure></article></a>")
OF_THE_PICTURE = ("<a href='/wall.jpg'><figure><img src='/wall.jpg'><figcaption><h5>Wall</h5> In 1931</figcaption>"
                  "</figure></a>")


def test_the_headline_of_another_story_is_no_caption() -> None:
    found = page_of(body=f"<article>{BODY}{OF_THE_PICTURE}</article>{TEASER}")
    assert [media.caption for media in found.media if media.caption] == ["Wall In 1931"]
