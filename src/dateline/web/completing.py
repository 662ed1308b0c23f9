"""What the last term in the search box may become: fields, speakers, outlets, kinds, acts, dates."""

from __future__ import annotations

import re

from dateline.archive import Archive
from dateline.archive.facets import (
    days_beginning,
    languages_beginning,
    outlets_beginning,
    quoted,
    speakers_beginning,
    stories_beginning,
)

FIELDS = ("speaker", "outlet", "kind", "act", "language", "story", "date", "confidence")
_KINDS = ("direct", "indirect", "mixed")
_ACTS = ("said", "refused", "denied", "asked", "ordered", "urged", "promised", "warned", "accused", "criticized",
         "praised", "supports", "opposes", "confirmed", "announced", "predicted", "plans", "wants", "believes", "shows",
         "answered")
_LAST = re.compile(r'(?:^|\s)((?:(\w+):)?("[^"]*|[^\s"]*))$')
_LONGEST = 1_000


def completions(archive: Archive, typed: str) -> tuple[str, ...]:
    """Return what is typed with its last term completed, the likeliest first; nothing for an empty end."""
    typed = typed[-_LONGEST:]
    match = _LAST.search(typed)
    if match is None or not match[1]:
        return ()
    before, field, start = typed[:match.start(1)], match[2], match[3].lstrip('"')
    if field is None:
        if len(start) < 2:
            return ()
        found = [f"{name}:" for name in FIELDS if name.startswith(start.lower())]
        found += [f"speaker:{quoted(name)}" for name in speakers_beginning(archive, start, limit=5)]
        found += [f"outlet:{quoted(name)}" for name in outlets_beginning(archive, start, limit=3)]
    elif field == "speaker":
        found = [f"speaker:{quoted(name)}" for name in speakers_beginning(archive, start)]
    elif field == "outlet":
        found = [f"outlet:{quoted(name)}" for name in outlets_beginning(archive, start)]
    elif field in ("kind", "act"):
        known = _KINDS if field == "kind" else _ACTS
        found = [f"{field}:{value}" for value in known if value.startswith(start.lower())]
    elif field == "date":
        first, dots, last = start.rpartition("..")
        found = [f"date:{first}{dots}{day}" for day in days_beginning(archive, last, not_before=first)]
    elif field == "language":
        found = [f"language:{language}" for language in languages_beginning(archive, start)]
    elif field == "story":
        found = [f"story:{story}" for story in stories_beginning(archive, start)]
    else:
        found = []
    return tuple(before + one for one in found)
