"""The twenty written archives of archives.txt: articles in which «source»=label says something."""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from dateline.model import Article, Mention
from dateline.speakers import Voice, identify, mentions_of
from dateline.statements.attribution import Attribution
from dateline.statements.speakers import resolve
from dateline.stories import signature

_MARK = re.compile(r"«([^»]+)»=(\w+)")
_SAID = re.compile(r" (said) that ([^.]+)\.")


class Written(Struct, frozen=True):
    """An archive: its mentions, and who each (article, bearer) is."""

    title: str
    mentions: tuple[Mention, ...]
    who: dict[tuple[str, str], str]


def archives() -> list[Written]:
    """Return the written archives, read as articles are."""
    text = (Path(__file__).parent / "archives.txt").read_text(encoding="utf-8")
    return [_archive(part) for part in re.split(r"^# ", text, flags=re.M)[1:]]


def _archive(part: str) -> Written:
    title, *articles = re.split(r"^== ", part.strip(), flags=re.M)
    mentions: list[Mention] = []
    who: dict[tuple[str, str], str] = {}
    for number, article in enumerate(articles):
        head, _, body = article.partition("\n")
        day, outlet, *story = (field.strip() for field in head.split("|"))
        found, labels = _read(f"{title.split('.')[0]}-{number}", body.strip(), day, outlet, "".join(story))
        mentions += found
        who |= labels
    return Written(title.strip(), tuple(mentions), who)


def _read(id_: str, marked: str, day: str, outlet: str, story: str
          ) -> tuple[list[Mention], dict[tuple[str, str], str]]:
    text, at, labels, attributions = "", 0, [], []
    for match in _MARK.finditer(marked):
        text += marked[at:match.start()]
        start = len(text)
        text += match[1]
        at = match.end()
        labels.append(match[2])
        attributions.append((start, len(text)))
    text += marked[at:]
    sources = []
    for start, end in attributions:
        said = _SAID.match(text, end)
        assert said, text[start:]
        sources.append(Attribution(source=((start, end),), cue=(said.span(1),), content=(said.span(2),),
                                   confidence=1.0, method="written"))
    voices, who = [], {}
    for label, one, resolved in zip(labels, sources, resolve(Article(id=id_, text=text), sources), strict=True):
        for speaker in resolved.speakers:
            name = identify(speaker)
            voices.append(Voice(bearer=name.id if name else None, name=speaker.name, type=speaker.type,
                                role=speaker.role, source=text[slice(*one.source[0])]))
            if name:
                who[id_, name.id] = label
    signed = signature(id=id_, text=text, title=None, published=day, outlet=outlet)
    return mentions_of(id_, voices, day=day, outlet=outlet, story=story, names=signed.names), who
