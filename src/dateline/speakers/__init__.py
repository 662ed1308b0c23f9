"""Who is who over articles: functions over values. Pure."""

from __future__ import annotations

from dateline.speakers.identity import identify
from dateline.speakers.join import Block, place_all, speaker_id
from dateline.speakers.known import KnownPeople
from dateline.speakers.mentions import Voice, mentions_of

__all__ = ["Block", "KnownPeople", "Voice", "identify", "mentions_of", "place_all", "speaker_id"]
