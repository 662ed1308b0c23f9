"""What people decide about who is who, made into corrections: they outlive every later run, and can be undone."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from dateline.archive import Archive, corrections, doubts, find, mentions
from dateline.archive.corrections import Decision
from dateline.archive.speaker_decisions import SAMPLE, Group, group_of
from dateline.errors import NotFound, UsageError
from dateline.model import Speaker
from dateline.pipeline.correct import now
from dateline.speakers import identify


def merge_speakers(archive: Archive, speakers: Sequence[str], *, who: str, why: str = "") -> str:
    """Say that two or more speakers are one; return the correction's id. Raises NotFound, UsageError.

    speakers: ids, beginnings of ids, or names that one speaker bears.
    """
    named = _several(archive, speakers)
    held = [group_of(archive, one).mentions for one in named]
    return _keep(archive, "merge-speakers", [Group(mentions=tuple(one for some in held for one in some))], who, why)


def split_speaker(archive: Archive, speaker: str, articles: Sequence[str], *, who: str, why: str = "") -> str:
    """Say that in some articles (ids or beginnings) this speaker is somebody else. Raises NotFound, UsageError."""
    named = speaker_named(archive, speaker)
    chosen = {find.full_id(archive, one) for one in articles}
    held = mentions.mentions_by(archive, named)
    out = tuple(one for one in held if one[1] in chosen)
    rest = tuple(one for one in held if one[1] not in chosen)
    if missing := chosen - {article for _, article in out}:
        raise UsageError(f"{min(missing)}: this article does not name {speaker}")
    if not out or not rest:
        raise UsageError("name some of the speaker's articles, not all: they are somebody else's")
    return _keep(archive, "split-speaker", [Group(mentions=rest[:SAMPLE]), Group(mentions=out)], who, why)


def never_merge(archive: Archive, speakers: Sequence[str], *, who: str, why: str = "") -> str:
    """Say that two or more speakers are not one, whatever the evidence becomes. Raises NotFound, UsageError."""
    named = _several(archive, speakers)
    return _keep(archive, "never-merge", [group_of(archive, one) for one in named], who, why)


def alias_speaker(archive: Archive, speaker: str, name: str, *, who: str, why: str = "") -> str:
    """Say that a name means this speaker wherever nothing else is known of it. Raises NotFound, UsageError."""
    named = speaker_named(archive, speaker)
    kind = find.speaker(archive, named, roles=False).type
    found = identify(Speaker(name=name, type=kind, named=True))  # type: ignore[arg-type]
    if found is None:
        raise UsageError(f"{name!r}: this is nobody's name")
    group = group_of(archive, named)
    return _keep(archive, "alias", [msgspec.structs.replace(group, bearers=(found.id,))], who, why)


def rename_speaker(archive: Archive, speaker: str, name: str, *, who: str, why: str = "") -> str:
    """Say what a speaker is called; what articles print stays beside it. Raises NotFound, UsageError."""
    if not name.strip():
        raise UsageError("a name cannot be empty")
    group = group_of(archive, speaker_named(archive, speaker))
    return _keep(archive, "rename", [msgspec.structs.replace(group, called=name.strip())], who, why)


def place_name(archive: Archive, article: str, bearer: str, speaker: str | None, *, who: str, why: str = "") -> str:
    """Say whom a name means in an article: the speaker with this id; None: nobody whom it was taken for or may mean.

    Where nothing tied the name to anybody, all that goes by it there goes along. Raises NotFound.
    """
    place = bearer, article
    taken_for = doubts.taken_for(archive, article, bearer)
    if taken_for is None:
        raise NotFound(f"{article}: nobody is named so in this article")
    held = mentions.why(archive, taken_for, limit=100_000)
    found = next(one for one in held if (one.bearer, one.article) == place)
    alone = not any(one.confirmed for one in held)
    named = [(one.bearer, one.article) for one in held]
    together = named if alone else [place]
    rest = [one for one in named if one not in set(together)][:SAMPLE]
    if speaker is None:
        others = [rest] if rest else [list(group_of(archive, doubts.speaker_now(archive, one)).mentions)
                                      for one in found.rivals]
        groups = [*(one for one in others if one), together[:SAMPLE]]
        kind = "split-speaker" if rest else "never-merge"
    elif speaker == found.speaker:
        groups, kind = [[place, *(one for one in named if one != place)][:SAMPLE]], "merge-speakers"
    else:
        joined = [*together[:SAMPLE], *group_of(archive, speaker).mentions]
        groups, kind = ([rest, joined], "split-speaker") if rest else ([joined], "merge-speakers")
    return _keep(archive, kind, [Group(mentions=tuple(one)) for one in groups], who, why)


def speaker_named(archive: Archive, meant: str) -> str:
    """Return the one speaker that an id, its beginning, or a name means. Raises NotFound where none or several do."""
    found = find.speakers_named(archive, meant)
    if not found and len(meant) >= 4:
        found = mentions.speakers_beginning(archive, meant.lower())
    if len(found) != 1:
        several = f"several speakers are called so ({', '.join(found[:5])}); give an id"
        raise NotFound(f"{meant}: {several if found else 'no such speaker'}")
    return found[0]


def _several(archive: Archive, speakers: Sequence[str]) -> list[str]:
    named = list(dict.fromkeys(speaker_named(archive, one) for one in speakers))
    if len(named) < 2:
        raise UsageError("name two speakers at least; these are one already")
    return named


def _keep(archive: Archive, kind: str, groups: list[Group], who: str, why: str) -> str:
    if not all(group.mentions for group in groups):
        raise UsageError("only people's corrections name this speaker; correct the statement instead")
    decision = Decision(kind=kind, article=groups[0].mentions[0][1], value=msgspec.to_builtins(groups), who=who,
                        made=now(), why=why)
    with archive.transaction():
        return corrections.keep(archive, decision)
