"""Who speaks in a statement, as it leaves: as read, or as people decided."""

from __future__ import annotations

import msgspec
from msgspec import Raw, Struct

from dateline.model import Span

_BY_HAND = ("rules", "person")  # methods whose confidence was not fitted on labelled statements


class Voice(Struct, frozen=True, array_like=True):
    """Who speaks in a statement."""

    name: str
    speaker: str | None
    role: str | None
    type: str
    named: int
    confidence: float
    spans: Raw  # of the chain, as JSON: most tables leave it unread

    @property
    def chain(self) -> tuple[Span, ...]:
        """The mentions that lead to the name."""
        return _chain(self.spans)


_NOWHERE = Raw(b"[]")
_decode = msgspec.json.decode
_chain = msgspec.json.Decoder(tuple[Span, ...]).decode
_voices = msgspec.json.Decoder(tuple[Voice, ...]).decode


def voices_of(voices: str, over: str | None, least: float) -> tuple[tuple[Voice, ...], str | None]:
    """Return who speaks, corrected where a person said so (`over`), and who was read there; None where nothing was
    changed. Speakers less sure than `least` are left out."""
    read = _voices(voices) if voices != "[]" else ()
    if over is None:
        return (read if least <= 0 else tuple(v for v in read if v.confidence >= least)), None
    given = tuple(Voice(v["name"], v.get("speaker"), None, v.get("type", "person"), 1, 1.0, _NOWHERE)
                  for v in _decode(over))
    return given, "; ".join(v.name for v in read)


def is_measured(language: str | None, over: str | None, method: str) -> bool:
    """Return whether the confidence of a speaker is a share of right answers that was measured."""
    return over is None and method != "person" and (language or "").startswith("en")


def is_calibrated(method: str) -> bool:
    """Return whether the confidence of what `method` found is a measured chance."""
    return method not in _BY_HAND
