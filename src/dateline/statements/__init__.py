"""Article -> statements: who said what, tied to the words of the article. Pure."""

from __future__ import annotations

from dateline.statements.find import MODEL, find_statements

__all__ = ["MODEL", "find_statements"]
