"""Article -> statements: who said what, tied to the words of the article. Pure."""

from __future__ import annotations

from dateline.statements.find import find_statements
from dateline.statements.tagger import MODEL

__all__ = ["MODEL", "find_statements"]
