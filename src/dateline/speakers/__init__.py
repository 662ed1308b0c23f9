"""Who is who over articles: functions over values. Pure."""

from __future__ import annotations

from dateline.speakers.block import Block, place_all
from dateline.speakers.identity import identify
from dateline.speakers.known import KnownPeople
from dateline.speakers.mentions import Voice, mentions_of
from dateline.speakers.people import speaker_id

__all__ = ["Block", "KnownPeople", "Voice", "identify", "mentions_of", "place_all", "speaker_id"]
