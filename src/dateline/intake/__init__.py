"""Where pages come from: files, folders, containers, feeds, rows, addresses. Yields lazily, never holds two."""

from __future__ import annotations

from dateline.intake.known import read_known
from dateline.intake.open import Options, pages
from dateline.intake.warc import read_place

__all__ = ["Options", "pages", "read_known", "read_place"]
