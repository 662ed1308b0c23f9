"""A related list names stories, each once: no buttons, authors, sections, dates, shares, nor the page itself."""

from __future__ import annotations

import pytest
from newspaper import page, paragraphs, whole

from dateline.article import read_article

URL = "https://www.lindholm-courier.example/harbour-closes"


def listed(*links: tuple[str, str]) -> list[str]:
    items = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in links)
    html = whole(paragraphs(), after=f"<section><h3>Related stories</h3><ul>{items}</ul></section>")
    return [one.title for one in read_article(page(html, url=URL)).related]


STORY = ("/ferry-late", "Ferry late for the third day in a row")


@pytest.mark.parametrize("link", [
    ("/all", "View all related stories"), ("/ferry", "Read more about it"), ("/category/sea", "All about the sea"),
    ("/authors/mira-olsen", "Mira Olsen, our harbour reporter"), ("/b", "Written by Mira Olsen"),
    ("/c", "December 13, 2021"), ("/d", "© Bo Lind, Lindholm Courier"),
    ("/harbour-closes", "Harbour closes for two years"),
    ("https://www.facebook.com/sharer/sharer.php?u=x", "Tell your friends about it"),
    ("/e", "Click to share on Facebook (Opens in new window)")])
def test_no_story(link: tuple[str, str]) -> None:
    assert listed(STORY, link) == [STORY[1]]


@pytest.mark.parametrize("title", [
    "By the numbers: how the flood hit Lindholm", "Copyright law reform passes parliament", "Comment: close it now",
    "Subscribers to pay more for power", "See all the winners of the 2024 Harbour Awards"])
def test_a_story_that_begins_as_buttons_do(title: str) -> None:
    assert listed(STORY, ("/f", title)) == [STORY[1], title]


def test_stories_told_apart_by_their_query_only() -> None:
    items = "".join(f'<li><a href="{address}">{title}</a></li>' for address, title in (
        ("/story.php?id=8", "Ferry late for the third day"), ("/story.php?id=7&share=mail", "Harbour closes again"),
        ("/story.php?id=9", "Gull steals chips from the mayor")))
    html = whole(paragraphs(), after=f"<section><h3>Related stories</h3><ul>{items}</ul></section>")
    found = read_article(page(html, url="https://lindholm-courier.example/story.php?id=7")).related
    assert [one.title for one in found] == ["Ferry late for the third day", "Gull steals chips from the mayor"]


def test_of_several_links_to_a_story_the_one_that_says_most() -> None:
    assert listed(("/ferry-late", "The ferry again"), STORY, ("/gulls", "Gull steals chips from the mayor")) == [
        STORY[1], "Gull steals chips from the mayor"]
