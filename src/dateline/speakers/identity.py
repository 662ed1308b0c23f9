"""One identity per person or body over the whole archive."""

from __future__ import annotations

from hashlib import blake2b

from dateline.model import Identity, Speaker
from dateline.speakers.names import folded_body, folded_person, is_nobody, printed, without_titles


def identify(speaker: Speaker) -> Identity | None:
    """Return whom a speaker of one article is over all articles; None where no name is given.

    A pure function of one mention, so that any order of arrival gives the same identities. Case, accents, dots,
    titles, possessives and legal forms are folded; nothing else joins two names. So "Putin" is an identity of its
    own beside "Vladimir Putin", and "George W. Bush" beside "George Bush": joining them takes evidence that one
    mention doesn't hold. Groups, pronouns and bare titles are nobody.
    """
    if not speaker.named or speaker.type == "group":
        return None
    name = printed(speaker.name)
    if is_nobody(name):
        return None
    if speaker.type == "person":
        name = without_titles(name)
    key = folded_person(name) if speaker.type == "person" else folded_body(name)
    if not key:
        return None
    digest = blake2b(f"{speaker.type}\0{key}".encode(), digest_size=8).hexdigest()
    return Identity(id=digest, name=name, type=speaker.type)
