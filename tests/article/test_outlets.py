"""The outlet's name without its claim, this page's headline, or a word that names no outlet."""

from __future__ import annotations

import pytest
from newspaper import page, paragraphs, whole

from dateline.article import read_article


def outlet(site_name: str, *, url: str = "https://lindholm-courier.example/a", head: str = "") -> str | None:
    stated = f'<meta property="og:site_name" content="{site_name}">{head}'
    return read_article(page(whole(paragraphs(), head=stated), url=url)).outlet


@pytest.mark.parametrize("stated, name", [
    ("Lindholm Courier", "Lindholm Courier"),
    ("Lindholm Courier | News for the whole fjord", "Lindholm Courier"),
    ("All the news, every day - The Lindholm Courier", "The Lindholm Courier"),
    ("Lindholm Courier |", "Lindholm Courier"),
    ("Harbour closes | The Courier", "The Courier"),
    ("LC - Lindholm Courier", "Lindholm Courier"),
    ("The Fjord | Town and sea", "The Fjord | Town and sea"),
])
def test_the_part_that_the_domain_is_called_by(stated: str, name: str) -> None:
    assert outlet(stated) == name


def test_letters_keep_what_they_stand_for() -> None:
    assert outlet("LPA - Lindholm Port Authority", url="https://lpa.example/a") == "LPA - Lindholm Port Authority"


@pytest.mark.parametrize("stated", ["Blog", "Home", "Startseite"])
def test_a_word_that_names_no_outlet_gives_way_to_the_next(stated: str) -> None:
    publisher = ('<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Harbour closes", '
                 '"publisher": {"@type": "Organization", "name": "The Courier Blog"}}</script>')
    assert outlet(stated, head=publisher) == "The Courier Blog"
    assert outlet(stated) == "Lindholm Courier"  # as the title ends


@pytest.mark.parametrize("name, domain", [("Index", "index"), ("News - Star", "newsstar"), ("Start", "start")])
def test_such_a_word_names_the_outlet_whose_domain_it_is(name: str, domain: str) -> None:
    assert outlet(name, url=f"https://{domain}.example/a") == name


def test_a_title_that_ends_with_marks_names_no_outlet() -> None:
    html = whole(paragraphs()).replace(" - Lindholm Courier\n    </title>", " - ...</title>")
    assert read_article(page(html, url="https://harbours.example/a")).outlet == "harbours.example"


@pytest.mark.parametrize("alt, name", [
    ("Fjord Letters logo", "Fjord Letters"), ("Logo: Fjord Letters", "Fjord Letters"),
    ("Fjord Letters's avatar", None), ("fjord letters", None), ("A gull", None)])
def test_a_logo_called_as_the_host_is(alt: str, name: str | None) -> None:
    html = f'<html><title>Harbour closes</title><body><img src=/l.png alt="{alt}"><h1>Harbour closes</h1>'
    found = read_article(page(html + paragraphs(), url="https://fjordletters.example/p/a")).outlet
    assert found == (name or "fjordletters.example")


class TestHeadline:
    """A title behind which the page prints its outlet is the title alone."""

    @pytest.mark.parametrize("title", [
        "Harbour shuts its eastern gate | Lindholm Courier", "Harbour shuts its eastern gate |",
        "Harbour shuts its eastern gate | lindholmcourier"])
    def test_without_the_outlet(self, title: str) -> None:
        html = whole(paragraphs()).replace("Harbour closes", title).replace(f"{title} - Lindholm Courier", title)
        url = "https://lindholmcourier.example/harbour-shuts-its-eastern-gate"
        stated = html.replace("<head>", '<head><meta property="og:site_name" content="Lindholm Courier">')
        assert read_article(page(stated, url=url)).headline == "Harbour shuts its eastern gate"

    def test_a_title_with_a_dash_of_its_own_stays(self) -> None:
        title = "Harbour shuts – for two years"
        html = whole(paragraphs()).replace("Harbour closes", title)
        assert read_article(page(html, url="https://lindholmcourier.example/a")).headline == title
