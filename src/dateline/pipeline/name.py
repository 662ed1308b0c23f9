"""Who is who over the archive: mentions of the articles that wait, placed block by block.

What a block's mentions mean is a function of the set of them, so the result does not depend on the order of adding;
what waits is kept in the archive, so that a run that was killed is taken up by the next. Memory holds what is known of
the names of one block.
"""

from __future__ import annotations

from dateline.archive import Archive, groups, mentions, offices, speaker_decisions
from dateline.speakers import Block, KnownPeople, Voice, mentions_of
from dateline.speakers.mentions import block, office_described, offices_of

_BATCH = 256  # articles, or blocks, a transaction
_READ, _APPLY = 4, 5  # stages of `pending`


def name_speakers(archive: Archive) -> None:
    """Bring mentions, identities, and what is inferred from offices up to date with what is shown and decided."""
    while waiting := groups.waiting(archive, _READ, _BATCH):
        with archive.transaction():
            for article in waiting:
                _read(archive, article)
            groups.done(archive, waiting, _READ)
    known = KnownPeople(mentions.known_people(archive))
    while blocks := mentions.waiting(archive, "block", _BATCH):
        with archive.transaction():
            for one in blocks:
                _place(archive, one, known)
                mentions.done(archive, "block", one)
    with archive.transaction():
        speaker_decisions.lay(archive)
    while waiting := groups.waiting(archive, _APPLY, _BATCH):
        with archive.transaction():
            for article in waiting:
                mentions.apply(archive, article)
            groups.done(archive, waiting, _APPLY)
    while described := mentions.waiting(archive, "office", _BATCH):
        with archive.transaction():
            for one in described:
                offices.infer(archive, one)
                mentions.done(archive, "office", one)


def _read(archive: Archive, article: str) -> None:
    """Keep what an article tells of those whom it names."""
    told = mentions.naming_of(archive, article)
    if told is None:
        mentions.keep_mentions(archive, article, (), (), ())
        return
    voices = [Voice(bearer=one.bearer, name=one.name, type=one.type, role=one.role, source=one.source,  # type: ignore[arg-type]
                    shown=one.statement is not None)
              for one in told.voices]
    found = mentions_of(article, voices, day=told.day, outlet=told.outlet, story=told.story, names=told.names)
    held = [(office, one.day, one.bearer, printed) for one in found for office, printed in offices_of(one)]
    described = [(one.statement, one.place, office, told.day) for one in told.voices
                 if one.bearer is None and one.statement is not None and one.type == "person"
                 and (office := office_described(one.name))]
    mentions.keep_mentions(archive, article, [(block(one), one) for one in found], held, described)


def _place(archive: Archive, name: str, known: KnownPeople) -> None:
    """Place every mention of a block, and keep those that are placed otherwise than before."""
    names = Block(known)
    for mention, _ in mentions.mentions_in(archive, name):
        names.see(mention)
    names.settle()
    for mention, before in mentions.mentions_in(archive, name):
        placed = names.place(mention, lambda story: mentions.named_in_story(archive, name, story))
        if placed != before:
            mentions.keep_placed(archive, name, mention, placed)
