"""What an article tells of the people and bodies that it names: one mention a name, for `join` to place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from dateline.model import Mention, Speaker, SpeakerType
from dateline.speakers.forms import block_of
from dateline.speakers.identity import identify
from dateline.speakers.names import folded
from dateline.speakers.roles import read_role

ROLES, BESIDE = 12, 32  # of one mention
_SOURCE, _BEFORE = 200, 5  # characters of a source that are looked at; words before a name
_JOINING = re.compile(r"\b(?:and|or|of|for|to|by|und|oder|von)\b|[“”\"'’]")
_OF = re.compile(r" of (?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*){0,2}")
_MR = re.compile(r"\b(?:(mr|herr|monsieur|señor|sir|lord)|(mrs|ms|miss|frau|madame|mme|señora|dame|lady))\b\.?",
                 re.IGNORECASE)


class Voice(Struct, frozen=True, kw_only=True):
    """A speaker of one statement, as an article has it."""

    bearer: str | None  # id of the name; None where none is given
    name: str
    type: SpeakerType
    role: str | None = None
    source: str = ""  # the printed words of the statement's source
    shown: bool = True  # whether the edition that is shown has it


def mentions_of(article: str, voices: Iterable[Voice], *, day: str = "", outlet: str = "", story: str = "",
                names: Iterable[str] = ()) -> list[Mention]:
    """Return one mention for each name that the speakers of an article bear, by bearer.

    names: names of several words that the text repeats. Pure: the order of voices doesn't matter.
    """
    by_bearer: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.bearer is not None:
            by_bearer.setdefault(voice.bearer, []).append(voice)
    printed = {bearer: _printed(some) for bearer, some in by_bearer.items()}
    around = sorted({_bare(folded(name)) for name in (*names, *(name for name in printed.values() if " " in name))})
    found = []
    for bearer, some in sorted(by_bearer.items()):
        name = printed[bearer]
        last = folded(name).rpartition(" ")[2]
        found.append(Mention(
            bearer=bearer, article=article, name=name, type=min(voice.type for voice in some), day=day, outlet=outlet,
            story=story, roles=_roles(some),
            gender=_gender(some), beside=tuple(one for one in around if last not in one.split())[:BESIDE],
            elsewhere=not any(voice.shown for voice in some)))
    return found


def _bare(name: str) -> str:
    """A folded name without the calling in front: "coach ron best" is "ron best"."""
    first, _, rest = name.partition(" ")
    return rest if " " in rest and read_role(first).heads else name


def _printed(voices: list[Voice]) -> str:
    """The name without titles as printed most, then the first in the alphabet."""
    names: Counter[str] = Counter()
    for (printed, kind), number in Counter((voice.name, voice.type) for voice in voices).items():
        found = identify(Speaker(name=printed, type=kind))
        if found:
            names[found.name] += number
    return min(names, key=lambda name: (-names[name], name)) if names else voices[0].name


def _roles(voices: list[Voice]) -> tuple[str, ...]:
    """The roles of a name, and what stands right before it in a source where that is an office or a calling.

    "President Ana Ruiz of Chile" is the president of Chile.
    """
    found = {voice.role for voice in voices if voice.role}
    for voice in voices:
        before, name, after = voice.source[:_SOURCE].partition(voice.name)
        words = before.strip()
        if name and words and "," not in words and read_role(words).heads and not _JOINING.search(words) \
                and len(words.split()) <= _BEFORE:
            place = _OF.match(after)
            full = f"{words}{place[0]}" if place else words
            found.discard(words)
            found.add(full if read_role(full).places else words)
    return tuple(sorted(found))[:ROLES]


def _gender(voices: list[Voice]) -> Literal["", "f", "m"]:
    told = {bool(match[1]) for voice in voices for match in _MR.finditer(f"{voice.role or ''} {voice.source[:80]}")}
    return "" if len(told) != 1 else "m" if told.pop() else "f"


def block(mention: Mention) -> str:
    """Return the block that a mention is placed in."""
    return block_of(mention.name, mention.type)


def offices_of(mention: Mention) -> list[tuple[str, str]]:
    """Return the offices that a mention's roles give its bearer, as (key, printed)."""
    return sorted({role.office: printed for printed in mention.roles if (role := read_role(printed)).office}.items())


def office_described(words: str) -> str:
    """Return the office that words mean which name nobody ("the Russian president"); "" where they mean none."""
    return read_role(words).office if len(words) <= 80 else ""
