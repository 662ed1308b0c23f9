"""Page -> Article: everything that one page says of itself. Pure: no files, no network, no clock."""

from __future__ import annotations

from dateline.article.address import article_key, normal_address
from dateline.article.read import page_text, read_article

__all__ = ["article_key", "normal_address", "page_text", "read_article"]
