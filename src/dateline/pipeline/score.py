"""How good is it here? Precision, recall and the coders' agreement on random samples, with intervals."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from itertools import combinations

from msgspec import Struct

from dateline.archive import Archive, samples
from dateline.archive.query import understand
from dateline.archive.samples import Mark, SampleRow
from dateline.errors import UsageError
from dateline.model import Span
from dateline.pipeline.words import pieces_of, place_of

_SHARED = 0.8  # Dice of the characters of two contents, from which on they are the same statement
_DRAWS = 2_000  # of passages, with replacement, for an interval

WHY_NOT_THE_QUEUE = ("the review queue shows the least certain statements first, so its answers say nothing of all the "
                     "others, and what was missed is not in it at all; draw passages with `dateline sample`")


class Share(Struct, frozen=True, kw_only=True):
    """A share with its interval, which holds it in 95 of 100 such samples; None where there is nothing to share."""

    value: float | None
    low: float | None
    high: float | None
    right: int
    of: int


class CoderScore(Struct, frozen=True, kw_only=True):
    """How what was found compares with what one coder marked."""

    coder: str
    passages: int
    precision: Share
    recall: Share


class Agreement(Struct, frozen=True, kw_only=True):
    """How far two coders marked the same: twice the shared marks, of all marks of both."""

    coders: tuple[str, str]
    passages: int
    agreement: Share


class Score(Struct, frozen=True, kw_only=True):
    """The score of one sample."""

    sample: SampleRow
    coders: tuple[CoderScore, ...]
    agreement: tuple[Agreement, ...]


def draw_sample(archive: Archive, count: int, *, seed: str, query: str = "") -> SampleRow:
    """Draw whole passages at random. Raises UsageError: no passage, or a query with words."""
    understood = understand(query)
    if understood.words:
        raise UsageError(f"{understood.words[0]!r}: a sample is drawn by outlet:, date:, language: or story:; "
                         "drawn by words it would say how good dateline is on these words")
    return samples.draw(archive, count, seed=seed, typed=query, query=understood, made=_now())


def code(archive: Archive, sample: str, place: int, *, coder: str, marks: Sequence[tuple[str, str]],
         near: Sequence[int | None] = ()) -> None:
    """Keep what a coder marked: (source, content) words as the passage has them, "" for no source.

    near: of each mark where its content begins in the passage, about. Equal words are those that come first, a source
    the nearest to what it says. Raises NotFound for words that are not in the passage, UsageError where it was coded
    before.
    """
    about = samples.passage(archive, sample, place)
    found = []
    for number, (source, content) in enumerate(marks):
        if content:
            said = pieces_of(about.text, content, near=(near[number] if number < len(near) else None) or 0)
            by = [place_of(about.text, source, near=said[0][0])] if source else []
            found.append((_moved(by, about.start), _moved(said, about.start)))
    samples.keep(archive, sample, place, coder=coder, marks=tuple(found), made=_now())


def score(archive: Archive, sample: str) -> Score:
    """Return how good what was found is, by what coders marked in a random sample. Raises UsageError without any."""
    about = samples.sample(archive, sample)
    coded = samples.coded(archive, about.id)
    if not coded:
        raise UsageError(f"nobody has coded the sample {about.id} yet; open it in the reader: /sample/{about.id}")
    marks: dict[str, dict[int, tuple[Mark, ...]]] = {}
    for one in coded:
        marks.setdefault(one.coder, {})[one.place] = one.marks
    found = samples.found_in(archive, about.id)
    return Score(
        sample=about, coders=tuple(_of_coder(name, made, found) for name, made in sorted(marks.items())),
        agreement=tuple(_between(one, other, marks) for one, other in combinations(sorted(marks), 2)
                        if marks[one].keys() & marks[other].keys()))


def _of_coder(name: str, made: dict[int, tuple[Mark, ...]], found: dict[int, tuple[Mark, ...]]) -> CoderScore:
    places = sorted(made)
    hits = {place: len(matched(found[place], made[place])) for place in places}
    return CoderScore(
        coder=name, passages=len(places),
        precision=_share(places, lambda place: (hits[place], len(found[place]))),
        recall=_share(places, lambda place: (hits[place], len(made[place]))))


def _between(one: str, other: str, marks: dict[str, dict[int, tuple[Mark, ...]]]) -> Agreement:
    places = sorted(marks[one].keys() & marks[other].keys())
    return Agreement(coders=(one, other), passages=len(places), agreement=_share(places, lambda place: (
        2 * len(matched(marks[one][place], marks[other][place])), len(marks[one][place]) + len(marks[other][place]))))


def matched(ones: Sequence[Mark], others: Sequence[Mark]) -> list[tuple[int, int]]:
    """Return pairs of marks that are the same statement: sources that touch (or none in both), contents that share
    enough of their characters; each mark once, those that share most first."""
    pairs = sorted(((-_dice(one[1], other[1]), a, b) for a, one in enumerate(ones) for b, other in enumerate(others)
                    if _dice(one[1], other[1]) >= _SHARED and (_shared(one[0], other[0]) or not (one[0] or other[0]))))
    taken: list[tuple[int, int]] = []
    for _, a, b in pairs:
        if all(a != x and b != y for x, y in taken):
            taken.append((a, b))
    return taken


def _share(places: Sequence[int], count: Callable[[int], tuple[int, int]]) -> Share:
    """Return the share over passages; its interval by drawing passages anew, since what stands together errs alike."""
    counted = [count(place) for place in places]
    right, of = sum(one for one, _ in counted), sum(all_ for _, all_ in counted)
    if not of:
        return Share(value=None, low=None, high=None, right=0, of=0)
    chance, drawn = random.Random(0), list[float]()
    for _ in range(_DRAWS):
        some = chance.choices(counted, k=len(counted))
        whole = sum(all_ for _, all_ in some)
        if whole:
            drawn.append(sum(one for one, _ in some) / whole)
    drawn.sort()
    return Share(value=right / of, low=drawn[int(len(drawn) * 0.025)], high=drawn[int(len(drawn) * 0.975)],
                 right=right, of=of)


def _dice(one: Sequence[Span], other: Sequence[Span]) -> float:
    whole = sum(end - start for start, end in (*one, *other))
    return 2 * _shared(one, other) / whole if whole else 0.0


def _shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    return sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple((start + by, end + by) for start, end in spans)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
