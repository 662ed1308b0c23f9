"""Who is who over articles: functions over values. Pure."""

from __future__ import annotations

from dateline.speakers.identity import identify

__all__ = ["identify"]
