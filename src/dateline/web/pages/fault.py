"""What is shown when an address leads to nothing, or a page cannot be made."""

from __future__ import annotations

from msgspec import Struct


class FaultPage(Struct, frozen=True, kw_only=True):
    """All that fault.html may use."""

    status: int
    title: str
    reason: str
