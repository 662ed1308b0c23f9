"""A page that is less than an article is called so, and what a wall prints is never a body."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, page, paragraphs, whole

from dateline.article import read_article

CONSENT = [
    "<div id=consent><h2>We value your privacy</h2><p>We and our 812 partners store cookies and use tracking to measure"
    " this site. Consent to continue, or manage your privacy choices.</p><button>Accept cookies</button></div>",
    "<div class=cmp-box><p>Mit Ihrer Zustimmung verwenden wir Cookies und Tracking. Ihre Einwilligung können Sie"
    " jederzeit im Datenschutz widerrufen.</p><button>Akzeptieren</button></div>",
    "<div id=didomi><p>Nos partenaires et nous déposons des cookies. Acceptez, ou réglez la confidentialité.</p></div>",
]
PAYWALL = [
    '<div class="paywall"><p>Subscribe to continue reading</p><p>Already a subscriber? Sign in</p></div>',
    '<div class="reg-wall"><h3>Jetzt weiterlesen mit Courier plus</h3><a href="/abo">Abonnieren</a></div>',
    "<section class=paywall><p>Cet article est réservé aux abonnés</p></section>",
]


class TestStatus:
    def test_an_article_is_ok(self) -> None:
        assert read_article(page(whole(paragraphs()))).status == "ok"

    @pytest.mark.parametrize("wall", CONSENT)
    def test_a_consent_wall_has_no_body(self, wall: str) -> None:
        article = read_article(page(f"<html><head><title>Courier</title></head><body>{wall}</body></html>"))
        assert (article.status, article.text) == ("consent", "")

    @pytest.mark.parametrize("wall", PAYWALL)
    def test_a_paywall_leaves_the_teaser_and_not_its_own_words(self, wall: str) -> None:
        article = read_article(page(whole(paragraphs(*HARBOUR[:2]) + wall)))
        assert article.status == "paywall"
        assert "ubscri" not in article.text
        assert "Abo" not in article.text
        assert "abonn" not in article.text

    def test_an_article_that_says_it_is_not_free_and_is_short_is_behind_a_paywall(self) -> None:
        head = (
            '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",'
            ' "isAccessibleForFree": false}</script>'
        )
        assert read_article(page(whole(paragraphs(*HARBOUR[:2]), head=head))).status == "paywall"
        assert (
            read_article(
                page(
                    whole(
                        paragraphs(*HARBOUR, *HARBOUR, *(f"{n}. {line}" for n in range(4) for line in HARBOUR)),
                        head=head,
                    )
                )
            ).status
            == "ok"
        )

    @pytest.mark.parametrize(
        "body",
        [
            "<div id=root></div><script src=/app.js></script>",
            "<noscript>Please enable JavaScript to read us.</noscript><div id=app></div><script src=/a.js></script>",
            "<noscript>Bitte aktivieren Sie JavaScript.</noscript><div id=app></div><script src=/a.js></script>",
        ],
    )
    def test_a_page_that_scripts_would_write_is_script_only(self, body: str) -> None:
        article = read_article(page(f"<html><head><title>Courier</title></head><body>{body}</body></html>"))
        assert (article.status, article.text) == ("script-only", "")

    def test_a_front_page_is_not_an_article(self) -> None:
        teasers = "".join(f'<li><a href="/{n}">Story {n} of the harbour</a></li>' for n in range(60))
        html = f"<html><head><title>Courier</title></head><body><nav><ul>{teasers}</ul></nav></body></html>"
        assert read_article(page(html)).status == "not-article"

    def test_a_line_of_news_is_a_stub(self) -> None:
        article = read_article(page(whole(paragraphs(HARBOUR[0]))))
        assert (article.status, article.text) == ("stub", HARBOUR[0])

    def test_a_live_blog_is_live_and_its_entries_have_times(self) -> None:
        entries = "".join(
            f'<div class="live-blog-post"><time datetime="2024-03-0{n + 1}T10:00">10:00</time><p>{line}</p></div>'
            for n, line in enumerate(HARBOUR)
        )
        article = read_article(page(whole(entries)))
        assert article.status == "live"
        assert [
            (block.kind, block.time) for block in article.blocks if len(article.text[block.start : block.end]) > 60
        ] == [("live entry", f"2024-03-0{n + 1}T10:00") for n in range(len(HARBOUR))]
