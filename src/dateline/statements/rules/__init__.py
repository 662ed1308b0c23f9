"""Attributions found by rules over words and quotation marks, without a parser: any language with a cue list."""

from __future__ import annotations

from dateline.statements.rules.attributions import find_attributions
from dateline.statements.rules.direct import find_direct

__all__ = ["find_attributions", "find_direct"]
