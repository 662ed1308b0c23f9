"""How much two articles belong together, and why."""

from __future__ import annotations

from dateline.model import Link, Signature


def link(a: Signature, b: Signature) -> Link | None:
    """Return how `a` and `b` belong together, or None where they do not: symmetric, and of these two alone."""
    raise NotImplementedError
