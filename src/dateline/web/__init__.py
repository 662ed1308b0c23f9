"""HTTP API and reader: server-rendered pages over an archive."""

from __future__ import annotations

from dateline.web.app import create_app

__all__ = ["create_app"]
