"""What `stories` keeps of an article: a small value by which its neighbours are found and weighed."""

from __future__ import annotations

from dateline.model import Signature


def signature(*, id: str, text: str, title: str | None, published: str | None, outlet: str | None) -> Signature:
    """Return the signature of one article: a pure function of it alone (term weights come from a shipped table).

    Articles that may belong together share at least one of its keys.
    """
    raise NotImplementedError
