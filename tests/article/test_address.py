"""Which addresses name the same page."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.article.address import article_key, normal_address, registrable_domain

DIGEST = "ab" * 32
STORY = "https://courier.example.com/2026/04/flood-reaches-town"


class TestNormalAddress:
    @pytest.mark.parametrize("variant", [
        "http://courier.example.com/2026/04/flood-reaches-town",
        "HTTPS://Courier.Example.COM/2026/04/flood-reaches-town/",
        "https://www.courier.example.com/2026/04/flood-reaches-town",
        "https://m.courier.example.com/2026/04/flood-reaches-town",
        "https://courier.example.com:443/2026/04/flood-reaches-town#comments",
        "https://user:secret@courier.example.com:80/2026/04/flood-reaches-town",
        "https://courier.example.com/2026/04/flood-reaches-town?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2",
        "https://courier.example.com/2026/04/flood-reaches-town/amp",
        "https://courier.example.com/2026/04/flood-reaches-town/amp/",
        "https://amp.courier.example.com/2026/04/flood-reaches-town?amp=1",
        "https://courier.example.com/2026/04/flood-reaches-town?amp",
        "https://courier.example.com/2026/04/flood-reaches-town?outputType=amp",
        "https://courier.example.com/2026/04/flood-reaches-town/index.html",
        "https://courier.example.com/2026/./04/x/../flood%2Dreaches-t%6fwn",
        "https:\\\\courier.example.com\\2026\\04\\flood-reaches-town",
        " https://courier.example.com/2026/04/flood-\nreaches-town\t",
        "https://www.google.com/amp/s/courier.example.com/2026/04/flood-reaches-town",
        "https://courier-example-com.cdn.ampproject.org/c/s/courier.example.com/2026/04/flood-reaches-town",
    ])
    def test_variants_of_one_page_have_one_address(self, variant: str) -> None:
        assert normal_address(variant) == STORY

    @pytest.mark.parametrize("address, normal", [
        ("http://example.com", "https://example.com/"),
        ("https://example.com/story.amp.html", "https://example.com/story.html"),
        ("https://example.com/amp", "https://example.com/amp"),
        ("https://example.com/a?b=2&a=1&utm_id=3", "https://example.com/a?a=1&b=2"),
        ("https://example.com/a#!/story/5", "https://example.com/a#!/story/5"),
        ("https://example.com:8080/a", "https://example.com:8080/a"),
        ("https://bücher.example.com/straße", "https://xn--bcher-kva.example.com/stra%C3%9Fe"),
        ("https://example.com/a%2fb%c3%a4", "https://example.com/a%2Fb%C3%A4"),
        ("https://de.m.wikipedia.org/wiki/Oder", "https://de.wikipedia.org/wiki/Oder"),
        ("https://m.co.uk/a", "https://m.co.uk/a"),
        ("https://[::1]:8000/a", "https://[::1]:8000/a"),
    ])
    def test_normal_form(self, address: str, normal: str) -> None:
        assert normal_address(address) == normal

    @pytest.mark.parametrize("address", [
        "", "mailto:a@example.com", "javascript:alert(1)", "file:///etc/passwd", "http://", "https:///?", "data:,x",
        "story",
    ])
    def test_what_is_not_http_comes_back_as_it_is(self, address: str) -> None:
        assert normal_address(address) == address

    @given(st.one_of(st.text(), st.text(alphabet="ahtps:/.?#&=%m@[]-wamp2!\\ \ud800ß").map(lambda rest: f"http://{rest}")))
    @example("http://[::1/x")
    @example("http://a.b/%")
    @example("http://0::")
    @example("http://0:80:80")
    @example("http://a.b/\ud800")
    @example("http://www.www.a.com/amp/amp.amp.html")
    @example("http://a@b@c.com:99999999999/")
    @example("https://google.com/amp/s/google.com/amp/s/a.b/c")
    def test_never_raises_and_is_idempotent(self, address: str) -> None:
        once = normal_address(address)
        assert normal_address(once) == once

    def test_long_paths_cost_little(self) -> None:
        """A path of thousands of AMP segments is peeled in one pass."""
        assert normal_address("https://example.com/a" + "/amp" * 3_000) == "https://example.com/a"


class TestArticleKey:
    def test_address_without_canonical(self) -> None:
        assert article_key(url="http://www.example.com/a/", canonical=None, digest=DIGEST) == "url:https://example.com/a"

    def test_canonical_on_the_same_registrable_domain(self) -> None:
        canonical = "https://example.com/flood-in-town"
        key = article_key(url="https://news.example.com/?p=77", canonical=canonical, digest=DIGEST)
        assert key == "url:https://example.com/flood-in-town"

    @pytest.mark.parametrize("canonical", [
        "https://example.com/", "https://example.com", "https://example.com/news", "https://other.org/news/2026/flood",
        "ftp://example.com/x/y/z", "javascript:alert(1)", "/news", "", "https://example.com/news/world",
    ])
    def test_canonical_that_cannot_be_the_page_is_not_believed(self, canonical: str) -> None:
        key = article_key(url="https://example.com/news/2026/flood", canonical=canonical, digest=DIGEST)
        assert key == "url:https://example.com/news/2026/flood"

    def test_root_with_another_query_is_another_page(self) -> None:
        key = article_key(url="https://example.com/?p=7", canonical="https://example.com/", digest=DIGEST)
        assert key == "url:https://example.com/?p=7"

    @pytest.mark.parametrize("url", [None, "", "file:///home/a/x.html", "urn:x:1"])
    def test_without_a_web_address_the_bytes_are_the_key(self, url: str | None) -> None:
        assert article_key(url=url, canonical="https://example.com/a-b-c", digest=DIGEST) == f"bytes:{DIGEST}"

    @given(st.text(), st.one_of(st.none(), st.text()))
    def test_never_raises_and_kinds_stay_apart(self, url: str, canonical: str | None) -> None:
        assert article_key(url=url, canonical=canonical, digest=DIGEST).startswith(("url:https://", "bytes:"))


@pytest.mark.parametrize("url, domain", [
    ("https://news.bbc.co.uk/1", "bbc.co.uk"), ("http://10.0.0.1/x", "10.0.0.1"), ("mailto:x", ""),
    ("http://localhost:8000/", "localhost"),
])
def test_registrable_domain(url: str, domain: str) -> None:
    assert registrable_domain(url) == domain
