"""The value between finding spans and knowing who speaks: an attribution without its speaker."""

from __future__ import annotations

from msgspec import Struct

from dateline.model import Span


class Attribution(Struct, frozen=True, kw_only=True):
    """Source, cue and content of one statement in one text (an article's text, its headline, or a caption)."""

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    confidence: float  # that a reader would mark these spans so; two decimals
    method: str  # "rules", or the model's name
