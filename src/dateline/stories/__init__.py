"""Same text, same story, related, and how two wordings differ: functions over values. Pure."""

from __future__ import annotations

from dateline.stories.group import group, group_all
from dateline.stories.link import link
from dateline.stories.signature import signature

__all__ = ["group", "group_all", "link", "signature"]
