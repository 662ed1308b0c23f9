"""What an archive holds, in ten lines that a newcomer understands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dateline.archive import Archive, find, open_archive
from dateline.archive.digest import digest
from dateline.archive.query import Query
from dateline.archive.values import Said
from dateline.cli.common import many, one_line
from dateline.pipeline import Account


def findings(path: Path, account: Account) -> Iterator[str]:
    """Yield the lines."""
    with open_archive(path) as archive:
        counts = find.counts(archive)
        lines = (
            f"{many(account.total, 'thing')} came in: {_account(account)}.",
            f"{many(counts.articles, 'article')} from {many(counts.outlets, 'outlet')} hold "
            f"{many(counts.texts, 'distinct text')} and tell {many(counts.stories, 'story', 'stories')}.",
            *_statements(archive),
            *_resolved(archive),
            *_stories(archive),
            *_copies(archive),
            *_editions(archive),
            *_repairs(archive),
            *_not_counted(archive),
            f"Every line above leads back to the bytes: `dateline verify --archive {path}` proves it.",
            f"All of it is one SQLite file, {path}, with the digest {digest(archive)['total'][:16]}.",
        )
        yield from (one_line(line) for line in lines)



def _account(account: Account) -> str:
    parts = [f"{many(sum(account.added.values()), 'page')} added"]
    parts += [f"{count} {name}" for count, name in ((account.new_editions, "changed since an earlier capture"),
                                                    (account.unchanged, "known already")) if count]
    if account.skipped:
        parts.append(f"{sum(account.skipped.values())} skipped ({', '.join(sorted(account.skipped))})")
    if account.rejected_count:
        parts.append(f"{account.rejected_count} could not be read")
    return ", ".join(parts)


def _statements(archive: Archive) -> Iterator[str]:
    kinds = find.count_kinds(archive)
    if not kinds:
        return
    listed = ", ".join(f"{count} {kind}" for kind, count in kinds.items())
    top = find.speakers(archive, limit=1)
    most = f"; most by {top[0].name} ({top[0].statements})" if top else ""
    yield f"They hold {many(sum(kinds.values()), 'statement')} ({listed}){most}."


def _resolved(archive: Archive) -> Iterator[str]:
    """One statement whose speaker is printed without a name."""
    for said, _ in find.quotes(archive, Query(kind="direct"), limit=500):
        voice = said.speakers[0] if len(said.speakers) == 1 else None
        if voice and voice.named and said.source and not _shares_a_word(voice.name, said.source):
            yield f"“{_short(said)}”: the page prints “{said.source} {said.cue}”, and that is {voice.name}."
            return


def _shares_a_word(a: str, b: str) -> bool:
    return bool(set(a.casefold().split()) & set(b.casefold().split()))


def _short(said: Said) -> str:
    words = said.content.strip("“”\"„ ").split()
    return " ".join(words[:14]) + (" …" if len(words) > 14 else "")


def _stories(archive: Archive) -> Iterator[str]:
    for story in find.stories(archive, limit=50):
        if story.outlets > 1 and story.texts > 1:
            yield (f"{many(story.outlets, 'outlet')} tell one story in {many(story.articles, 'article')} "
                   f"({many(story.texts, 'distinct text')}): “{story.headline}”.")
            return


def _copies(archive: Archive) -> Iterator[str]:
    for article in find.latest(archive, limit=500):
        original = find.brief_of(archive, article.copy_of) if article.copy_of else None
        if original:
            yield (f"“{article.headline}” ({article.outlet}) is the text of “{original.headline}” "
                   f"({original.outlet}) once more: one text, not two reports.")
            return


def _editions(archive: Archive) -> Iterator[str]:
    for article in find.changed(archive, limit=1):
        yield (f"“{article.headline}” ({article.outlet}) changed between two captures; both editions are kept, "
               f"the later one is shown.")


def _repairs(archive: Archive) -> Iterator[str]:
    kinds = find.count_repairs(archive)
    if kinds:
        yield ("Repaired, with what stood there kept: "
               + ", ".join(f"{kind} ({count})" for kind, count in kinds.items()) + ".")


def _not_counted(archive: Archive) -> Iterator[str]:
    others = {status: count for status, count in find.statuses(archive).items() if status not in ("ok", "live")}
    if others:
        listed = ", ".join(f"{count} {status}" for status, count in others.items())
        yield f"Not passed off as articles in full: {listed}."
