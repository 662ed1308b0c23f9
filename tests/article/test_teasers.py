"""Lists of other stories, promotions and credited pictures that the classifier took for text."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, judging, kept, page, paragraphs

from dateline.article import decide, read_article
from dateline.model import Article

OTHERS = "".join(f"<article><p>Elsewhere a ferry came late, and {n} people waited for it in the rain.</p></article>"
                 for n in ("two", "three", "four"))


@pytest.fixture(autouse=True)
def keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the classifier makes of it."""
    monkeypatch.setattr(decide, "judged", judging(lambda _: True))


def read(inside: str) -> Article:
    return read_article(page(f"<html><body><article>{inside}</article></body></html>"))


@pytest.mark.parametrize("head", ["You may also like:", "DON'T MISS", "Você pode gostar...", "Schon gelesen?",
                                  "Читайте также", "関連記事"])
def test_a_heading_of_other_stories_and_all_that_it_heads(head: str) -> None:
    article = read_article(page(
        f"<html><body><article>{paragraphs()}</article><div><h3>{head}</h3>{OTHERS}</div></body></html>"))
    assert kept(article) == list(HARBOUR)
    assert {one.reason for one in article.dropped if "Elsewhere a ferry" in one.text} == {"other stories"}


def test_links_behind_a_head_go_and_the_text_behind_them_stays() -> None:
    html = (paragraphs(*HARBOUR[:2]) + "<p>DON'T MISS</p><p><a href=/a>Gull steals chips</a></p>"
            "<p><a href=/b>Mayor wants them back</a></p>" + paragraphs(*HARBOUR[2:]))
    assert kept(read(html)) == list(HARBOUR)


def test_a_heading_amid_the_text_takes_no_paragraph_with_it() -> None:
    html = paragraphs(*HARBOUR[:2]) + "<h3>Related articles</h3>" + paragraphs(*HARBOUR[2:])
    assert kept(read(html)) == list(HARBOUR)


@pytest.mark.parametrize("line, reason", [
    ("Follow The Harrow Courier on Twitter and Instagram @harrow.", "promotion of the outlet"),
    ("Download our free news app for iOS and Android.", "promotion of the outlet"),
    ("Subscribe now to our morning edition.", "promotion of the outlet"),
    ("ADVERTISEMENT", "promotion of the outlet"),
    ("Boats in the eastern basin on Sunday (Image: HARROW PICTURES )", "caption"),
])
def test_a_line_that_sells_or_credits_a_picture(line: str, reason: str) -> None:
    article = read(paragraphs(*HARBOUR[:2]) + f"<p>{line}</p>" + paragraphs(*HARBOUR[2:]))
    assert kept(article) == list(HARBOUR)
    assert [one.reason for one in article.dropped if line[:12] in one.text] == [reason]


@pytest.mark.parametrize("line", [
    "Advertisement rates fell by a third last year, the paper said.",
    "Follow the coast road on foot, and you reach the old quay in an hour.",
    "He called the picture of the boats (a photograph from 1961) a fake.",
    "Read more books, she said, and talk less.",
])
def test_a_sentence_of_the_same_words_stays(line: str) -> None:
    assert line in read(paragraphs(*HARBOUR[:2]) + f"<p>{line}</p>" + paragraphs(*HARBOUR[2:])).text


def test_a_long_last_heading_that_is_a_sentence_stays() -> None:
    last = "All of these boats, and many more of them, can be seen in the eastern basin until the end of May."
    assert last in read(paragraphs() + f"<h4>{last}</h4>").text
