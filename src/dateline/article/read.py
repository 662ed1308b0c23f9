"""How a page becomes an article: decode, parse, decide blocks, read what is around them, repair."""

from __future__ import annotations

from dateline.model import Article, Page


def read_article(page: Page) -> Article:
    """Return the one reading of `page`.

    Raises PageError when nothing could be read: no bytes, or bytes that are not text.
    """
    raise NotImplementedError


def page_text(page: Page) -> str:
    """Return the text that spans of blocks, dropped and repairs count in: text nodes in document order.

    Script, style and template contents are apart. Of a text capture it is the decoded text.
    Raises PageError as read_article does.
    """
    raise NotImplementedError
