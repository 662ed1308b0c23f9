"""Lines that the classifier dropped and that belong to kept ones; what it kept and is the page's own machinery."""

from __future__ import annotations

import time

import pytest
from newspaper import HARBOUR, judging, kept, page, paragraphs

from dateline.article import decide, read_article
from dateline.model import Article

DROPPED: set[str] = set()


@pytest.fixture(autouse=True)
def keep_all_but_some(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the classifier makes of it."""
    DROPPED.clear()
    monkeypatch.setattr(decide, "judged", judging(lambda text: text not in DROPPED))


def read(inside: str, *dropped: str) -> Article:
    DROPPED.update(dropped)
    return read_article(page(f"<html><body><h1>Harbour closes</h1><article>{inside}</article></body></html>"))


class TestHeadings:
    @pytest.mark.parametrize("line", [
        "<h3>Which boats must leave?</h3>", "<button>Which boats must leave?</button>",
        "<details open><summary>Which boats must leave?</summary></details>",
        "<h2><span>Which boats must leave?</span></h2>"])
    def test_one_between_kept_lines_stays(self, line: str) -> None:
        article = read(paragraphs(*HARBOUR[:2]) + line + paragraphs(*HARBOUR[2:]), "Which boats must leave?")
        assert kept(article) == [*HARBOUR[:2], "Which boats must leave?", *HARBOUR[2:]]
        assert "heads kept text" in {block.why for block in article.blocks}

    @pytest.mark.parametrize("line", [
        "<h3><a href=/x>Which boats must leave?</a></h3>", "<p>Which boats must leave?</p>",
        "<nav><h3>Which boats must leave?</h3></nav>"])
    def test_a_link_a_paragraph_and_a_menu_stay_away(self, line: str) -> None:
        article = read(paragraphs(*HARBOUR[:2]) + line + paragraphs(*HARBOUR[2:]), "Which boats must leave?")
        assert kept(article) == list(HARBOUR)

    @pytest.mark.parametrize("words", [
        "Advertisement", "Share this article", "Read also", "Related", "Most read", "Sign up for our newsletter",
        "Comments", "Follow us on Facebook", "Contents", "Werbung", "More from Lindholm", "Join our mailing list"])
    def test_what_heads_no_text_of_the_article_stays_away(self, words: str) -> None:
        article = read(paragraphs(*HARBOUR[:2]) + f"<h3>{words}</h3>" + paragraphs(*HARBOUR[2:]), words)
        assert kept(article) == list(HARBOUR)

    def test_the_headline_said_again_and_a_caption_stay_away(self) -> None:
        again, caption = "<h2>Harbour closes</h2>", "<div class=caption><h4>The old wall</h4></div>"
        article = read(paragraphs(HARBOUR[0]) + again + f"<div><img src=/a.jpg>{caption}</div>"
                       + paragraphs(*HARBOUR[1:]), "Harbour closes", "The old wall")
        assert kept(article) == list(HARBOUR)

    def test_one_over_dropped_text_stays_away(self) -> None:
        article = read(paragraphs(*HARBOUR[:2]) + "<h3>Most read</h3><p>Gulls.</p>" + paragraphs(*HARBOUR[2:]),
                       "Most read", "Gulls.")
        assert kept(article) == list(HARBOUR)


@pytest.mark.parametrize("line", [
    "This post contains affiliate links. If you buy, we may earn a small commission, at no cost to you.",
    "As an Amazon Associate we earn from qualifying purchases.",
    "Dieser Artikel enthält Affiliate-Links und werbende Inhalte.",
    "The Courier is a non-profit. Advertising on our site helps support our mission."])
def test_how_the_outlet_earns_is_not_the_article(line: str) -> None:
    article = read(paragraphs(*HARBOUR[:2]) + f"<p>{line}</p>" + paragraphs(*HARBOUR[2:]))
    assert kept(article) == list(HARBOUR)
    assert "disclosure of commissions" in {one.reason for one in article.dropped}


@pytest.mark.parametrize("line", [
    "Streamers earn a commission when viewers buy games through them, the union said.",
    "The report found that affiliate marketing had doubled in a year.",
    "“We get a commission for each berth that we sell,” said Bo Lind, a broker.",
    "She said she would learn more about the walls before the vote."])
def test_news_of_commissions_stays(line: str) -> None:
    assert line in read(paragraphs(*HARBOUR[:2]) + f"<p>{line}</p>" + paragraphs(*HARBOUR[2:])).text


@pytest.mark.parametrize("line", ["Read more", "Learn more.", "Back to top", "Zurück zum Inhaltsverzeichnis",
                                  "via GIPHY"])
def test_a_button_is_not_text(line: str) -> None:
    article = read(paragraphs(*HARBOUR[:2]) + f"<p>{line}</p>" + paragraphs(*HARBOUR[2:]))
    assert kept(article) == list(HARBOUR)
    assert [one.reason for one in article.dropped if one.text == line] == ["button"]


class TestContents:
    LINKS = "<li><a href=#walls>The walls</a></li><li><a href=#boats>The boats</a></li>"

    @pytest.mark.parametrize("head", ["Table of contents", "Inhaltsverzeichnis", "Sommaire", "目次"])
    def test_the_pages_own_contents_go_with_their_head(self, head: str) -> None:
        article = read(paragraphs(*HARBOUR[:2]) + f"<p>{head}</p><ul>{self.LINKS}</ul>" + paragraphs(*HARBOUR[2:]))
        assert kept(article) == list(HARBOUR)
        assert {one.reason for one in article.dropped if one.text} == {"table of contents", "headline"}

    def test_a_head_alone_goes_too(self) -> None:
        html = paragraphs(*HARBOUR[:2]) + "<p>Contents</p><p>The walls</p>" + paragraphs(*HARBOUR[2:])
        article = read(html, "The walls")
        assert kept(article) == list(HARBOUR)

    def test_a_heading_of_that_name_over_text_stays(self) -> None:
        assert "Contents" in kept(read(paragraphs(*HARBOUR[:2]) + "<h3>Contents</h3>" + paragraphs(*HARBOUR[2:])))

    def test_links_within_the_page_without_a_head_stay(self) -> None:
        assert "The walls" in kept(read(paragraphs(*HARBOUR[:2]) + f"<ul>{self.LINKS}</ul>" + paragraphs(*HARBOUR[2:])))


def test_a_heading_of_mail_goes_with_what_it_offers() -> None:
    html = (paragraphs(*HARBOUR[:2]) + "<h3>Headlines delivered to your inbox</h3>"
            "<p>Sign up for the Courier's morning newsletter.</p>" + paragraphs(*HARBOUR[2:]))
    assert kept(read(html)) == list(HARBOUR)


@pytest.mark.parametrize("head", ["Related", "See also:", "Verwandte Artikel:", "Lire aussi sur le-courrier.example"])
def test_more_heads_of_other_stories(head: str) -> None:
    other = "<p><a href=/a>Gull steals chips</a></p>"
    html = paragraphs(*HARBOUR[:2]) + f"<p>{head}</p>{other}" + paragraphs(*HARBOUR[2:])
    assert kept(read(html)) == list(HARBOUR)


@pytest.mark.parametrize("head", ["Related", "See also", "Related articles"])
def test_a_list_of_other_stories_before_the_text_does_not_take_it_along(head: str) -> None:
    other = f"<h3>{head}</h3><ul><li><a href=/a>Gull steals chips from the mayor</a></li></ul>"
    assert kept(read(other + paragraphs())) == list(HARBOUR)


def test_whole_other_stories_behind_the_text_go_however_long() -> None:
    others = "".join(f"<p>The gull of Marlow took the mayor's chips on day {day} of the fair.</p>" for day in range(40))
    html = f"<div>{paragraphs()}</div><section><h3>Related articles</h3>{others}</section>"
    assert kept(read(html)) == list(HARBOUR)


class TestIcons:
    def test_white_space_around_a_name_is_not_sought_through_by_every_element_around_it(self) -> None:
        nested = "<span class=material-icons>" * 450 + " " * 2_000_000 + "x y" + "</span>" * 450
        start = time.process_time()
        read(paragraphs() + nested)
        assert time.process_time() - start < 3

    @pytest.mark.parametrize("name", ["material-icons", "material-symbols-outlined", "icon material-icons-round"])
    def test_a_word_that_a_font_draws_is_cut(self, name: str) -> None:
        heading = f"<h3>Which boats? <i class='{name}'>chevron_right</i></h3>"
        html = paragraphs(*HARBOUR[:2]) + heading + paragraphs(*HARBOUR[2:])
        article = read(html)
        assert "Which boats?" in kept(article)
        assert [one.kind for one in article.repairs] == ["icon"]

    def test_words_of_other_elements_stay(self) -> None:
        line = "<p>Write <code class='material-icons'>chevron_right</code> or <i class=name>arrow_back</i> there.</p>"
        text = read(paragraphs(*HARBOUR[:2]) + line + paragraphs(*HARBOUR[2:])).text
        assert "chevron_right" in text
        assert "arrow_back" in text


class TestWebArchive:
    def test_a_banner_is_known_in_every_encoding(self) -> None:
        html = f"<body>{self.BANNER}<article><h1>Harbour closes</h1>{paragraphs()}</article></body>"
        article = read_article(page(html.encode("utf-16")))
        assert "These crawls" not in article.text
        assert "banner of a web archive" in {one.reason for one in article.dropped}

    BANNER = ("<div id=wm-ipp-base><p>These crawls are part of an effort to archive pages as they are created and to "
              "keep the pages that they refer to, so that references replace links that would be broken.</p></div>")

    def test_what_an_archive_laid_over_the_page_is_not_its_text_nor_its_language(self) -> None:
        german = ("<p>Der Hafen von Lindholm schließt sein östliches Becken vom März an für zwei Jahre, teilte die "
                  "Behörde am Montag mit. Die Mauern stammen aus dem Jahr 1911 und geben seit langem nach.</p>") * 3
        html = f"<body>{self.BANNER}<article><h1>Der Hafen schließt</h1>{german}</article></body>"
        article = read_article(page(f"<html lang=en>{html}</html>"))
        assert "These crawls" not in article.text
        assert "banner of a web archive" in {one.reason for one in article.dropped}
        assert article.language == "de"


def test_a_caption_that_speaks_of_a_newsletter_is_a_caption() -> None:
    html = (paragraphs(*HARBOUR[:2]) + "<figure><img src=/a.png><figcaption>Step 1: search for newsletters</figcaption>"
            "</figure>" + paragraphs(*HARBOUR[2:]))
    assert [one.reason for one in read(html).dropped if "Step 1" in one.text] == ["caption"]
