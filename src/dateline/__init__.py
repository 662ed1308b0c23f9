"""dateline reads news pages and keeps the record: what was published, who said what, and how it went on."""

from __future__ import annotations

from dateline.version import __version__

__all__ = ["__version__"]
