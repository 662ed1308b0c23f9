"""Addresses on a page are joined with its own as urllib joins them, most of them in a shorter way."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article.media import shown_address

_PARTS = st.sampled_from(["/", "//", ".", "..", "a", "B", "?", "#", ";", "=", ":", "%20", "é", "[", "\t", "\n", "&",
                          "https:", "http://", "x.example", "/a.jpg", "@", "\\"])
_BASES = st.sampled_from(["https://news.example/a/b.html?c#d", "http://news.example", "https://News.example/",
                          "https://a:80/b", "https://news.example?c", "https://news.example\t/x", "//news.example/a",
                          "news.example/a", " https://a.example/b", "https://[::1]/a", "https://ünews.example/a"])


@given(_BASES, st.lists(_PARTS, max_size=7).map("".join))
def test_they_are_joined_as_urllib_does(base: str, address: str) -> None:
    try:
        expected: str | None = urljoin(base, address.strip())
    except ValueError:
        expected = address.strip()
    assert shown_address(address, base) == (expected if address.strip() else None)


@pytest.mark.parametrize("address", ["javascript:alert(1)", " DATA:image/png;base64,", "", " "])
def test_what_is_none_is_not_shown(address: str) -> None:
    assert shown_address(address, "https://news.example/") is None
