"""Boxes that ask for an e-mail address, which the classifier took for text."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, judging, kept, page, paragraphs

from dateline.article import decide, read_article
from dateline.model import Article

FIELD = "<input type=email placeholder='Your address'><button>Go</button>"
WORDS = "<h3>The morning tide</h3><p>The harbour, every day at seven. Leave whenever you like.</p>"


@pytest.fixture(autouse=True)
def keep_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the classifier makes of it."""
    monkeypatch.setattr(decide, "judged", judging(lambda _: True))


def read(inside: str) -> Article:
    return read_article(page(f"<html><body><article>{inside}</article></body></html>"))


@pytest.mark.parametrize("box", [
    f"<aside>{WORDS}<form>{FIELD}</form></aside>", f"<form><div>{WORDS}</div>{FIELD}</form>",
    f"<div><section>{WORDS}</section><form><input name=e-mail></form></div>"])
def test_the_words_around_the_field_go(box: str) -> None:
    article = read(paragraphs(*HARBOUR[:2]) + box + paragraphs(*HARBOUR[2:]))
    assert kept(article) == list(HARBOUR)
    assert "newsletter text" in {one.reason for one in article.dropped if "every day at seven" in one.text}


@pytest.mark.parametrize("html", [
    f"<form>{paragraphs()}{FIELD}</form>", f"{paragraphs()}<div>{WORDS}</div><form><input type=search></form>"])
def test_a_form_around_a_page_and_a_field_for_a_search_take_nothing(html: str) -> None:
    assert set(HARBOUR) <= set(kept(read(html)))


def test_a_page_of_nothing_else_keeps_its_words() -> None:
    assert kept(read(f"<div>{WORDS}<form>{FIELD}</form></div>"))
