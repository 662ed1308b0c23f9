"""The model's scores -> attributions: the likeliest labelling of all words, each word in one statement at most."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from dateline.model import Span
from dateline.statements.attribution import Attribution
from dateline.statements.pieces import BREAKS, CLS, SEP, SHAPES, Pieces, windows

Floats = NDArray[np.float32]
Ids = NDArray[np.int64]
Forward = Callable[[Ids, Ids, Ids, Ids], tuple[Floats, Floats]]
"""ids, shapes, quotes, breaks of one window, (1, pieces) -> log chances of tags (1, pieces, 7), and of each piece's
links (1, 2, pieces, pieces)."""

OUTSIDE, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)
CUE, SOURCE, CONTENT = range(3)
FAINT = 0.02  # a word less likely than this to begin a cue is no candidate
_MUTE = [SHAPES.index(shape) for shape in ("none", "digits", "mark")]
NEVER = np.float32(-1e9)
FAR = 700.0  # beyond, math.exp overflows
LEAST_LINK = 0.01  # added to a link before its logarithm is taken


class Decoding(Struct, frozen=True, kw_only=True):
    """What was chosen on the dev articles, beside the weights; see training/MODEL_CARD.md."""

    model: str  # its name, and a short hash of its weights
    cue: float  # least chance of beginning a cue for a word to be a candidate
    link: float  # weight of a link's logarithm beside the tag's
    floor: float  # a link's least probability
    enter: float  # cost of beginning a span
    share: float  # least worth (link times tag) of another statement's source for one that has none
    rescue: float  # the same of words left outside
    away: float  # weight of such a link out of another paragraph
    least: float  # statements less sure are left out
    weights: tuple[float, ...]  # of the features of confidence, the first without a feature


class Scores(Struct, frozen=True, kw_only=True):
    """Words first:last of a text: their tags' log chances, and their links to the words that may begin cues."""

    first: int
    last: int
    tags: Floats  # (words, 7)
    columns: Ids  # words
    links: Floats  # (2, words, columns): chances, of source and of content


@cache
def decoding() -> Decoding:
    """Return what was chosen for the shipped weights."""
    source = files("dateline.statements") / "data" / "model" / "decoding.json"
    return msgspec.json.decode(source.read_bytes(), type=Decoding)


def read_scores(pieces: Pieces, forward: Forward) -> Iterator[Scores]:
    """Run the model over each window alone, so that no window's scores depend on another's; not over windows without
    a letter, which say nothing."""
    for start, end, first, last in windows(pieces):
        low, high = np.searchsorted(pieces.words, (first, last))
        if low == high:
            continue
        edges = np.searchsorted(pieces.words, (start, end))
        if is_mute(pieces, start, end):
            yield _nothing(int(low), int(high))
            continue
        seen = np.arange(*edges)
        tags, links = forward(*framed(pieces, start, end))
        chances = tags[0, pieces.words[seen] - start + 1]
        columns = seen[chances[:, B_CUE] > np.log(FAINT)]
        own = pieces.words[low:high] - start + 1
        linked = np.exp(links[0][:, own[:, None], pieces.words[columns] - start + 1])
        yield Scores(first=int(low), last=int(high), tags=chances[low - edges[0]:high - edges[0]], columns=columns,
                     links=linked)


def is_mute(pieces: Pieces, start: int, end: int) -> bool:
    """Return whether pieces[start:end] have no letter: they are not read."""
    return bool(np.isin(pieces.shapes[start:end], _MUTE).all())


def _nothing(first: int, last: int) -> Scores:
    tags = np.full((last - first, 7), NEVER, dtype=np.float32)
    tags[:, OUTSIDE] = 0
    return Scores(first=first, last=last, tags=tags, columns=np.zeros(0, dtype=np.int64),
                  links=np.zeros((2, last - first, 0), dtype=np.float32))


def read_attributions(pieces: Pieces, scores: list[Scores], chosen: Decoding, method: str) -> tuple[Attribution, ...]:
    """Return the attributions that label the words of `pieces` best, by where their content begins."""
    found = [attribution for _, attribution in read_members(pieces, scores, chosen, method)
             if attribution.content and attribution.confidence >= chosen.least]
    return tuple(sorted(found, key=lambda a: (a.content, a.cue)))


class Members(Struct, kw_only=True):
    """One statement's words, ascending; `cue_at` is the word that the others link to."""

    cue_at: int
    cue: list[int]
    source: list[int]
    content: list[int]


def read_members(pieces: Pieces, scores: list[Scores], chosen: Decoding, method: str
                 ) -> Iterator[tuple[Members, Attribution]]:
    """Yield the words and the attribution of every cue, also without content, also where less sure than `least`."""
    if not scores:
        return
    tags = np.concatenate([part.tags for part in scores])
    cues = np.flatnonzero(tags[:, B_CUE] > np.log(chosen.cue))
    statements = _gather(best_labels(cues, scores, chosen), cues, tags)
    paragraphs = np.cumsum(pieces.breaks[pieces.words] == BREAKS.index("paragraph"))
    give_sources(statements, tags, paragraphs, scores, chosen)
    for members in statements:
        sure = round(confidence(members, tags, scores, chosen), 2)
        yield members, Attribution(source=_spans(members.source, pieces), cue=_spans(members.cue, pieces),
                                   content=_spans(members.content, pieces), confidence=sure, method=method)


def best_labels(cues: Ids, scores: list[Scores], chosen: Decoding) -> list[tuple[int, int]]:
    """Return (role, index in `cues`) of each word, (-1, -1) outside: the likeliest path (Viterbi).

    A path's states are "outside" and the three roles of each cue in the window. Staying in a state takes the I-tag's
    chance, entering one the B-tag's; time and memory are linear in words, since a window holds so many cues at most.
    """
    backs: list[tuple[NDArray[np.bool_], list[int], int, int]] = []
    path = np.zeros(1, dtype=np.float32)
    low = high = 0
    for part in scores:
        before = low, high
        if len(part.columns):
            low, high = (int(n) for n in np.searchsorted(cues, (part.columns[0], part.columns[-1] + 1)))
        else:
            low = high
        path = _carried(path, before, (low, high))
        stay, enter = _steps(part, cues, low, high, chosen)
        kept = np.empty(stay.shape, dtype=np.bool_)
        came: list[int] = []
        entered = np.empty_like(path)  # one word's arrays are written over and over: making them is half of the work
        for stays, enters, keeps in zip(stay, enter, kept, strict=True):
            best = path.argmax()
            np.add(enters, path[best], out=entered)
            np.add(path, stays, out=path)
            np.greater_equal(path, entered, out=keeps)
            np.maximum(path, entered, out=path)
            came.append(int(best))
        path -= path.max()
        backs.append((kept, came, low, high))
    return _traced(backs, int(path.argmax()))


def _steps(part: Scores, cues: Ids, low: int, high: int, chosen: Decoding) -> tuple[Floats, Floats]:
    """Return what each word gains by staying in, and by entering, each state: outside, cues, sources, contents."""
    count, wide = part.last - part.first, high - low
    links = np.full((2, count, wide), chosen.floor, dtype=np.float32)
    places = {int(word): n for n, word in enumerate(part.columns)}
    for n in range(wide):
        if int(cues[low + n]) in places:
            links[:, :, n] += part.links[:, :, places[int(cues[low + n])]]
    links = (chosen.link * np.log(links)).astype(np.float32)
    begins = cues[low:high][None, :] == np.arange(part.first, part.last)[:, None]

    def tag(number: int) -> Floats:
        return part.tags[:, number, None]

    stay = np.concatenate([tag(OUTSIDE), np.repeat(tag(I_CUE), wide, 1), tag(I_SOURCE) + links[0],
                           tag(I_CONTENT) + links[1]], 1)
    enter = np.concatenate([tag(OUTSIDE), np.where(begins, tag(B_CUE), NEVER), tag(B_SOURCE) + links[0] - chosen.enter,
                            tag(B_CONTENT) + links[1] - chosen.enter], 1)
    return stay.astype(np.float32), enter.astype(np.float32)


def _carried(path: Floats, before: Span, now: Span) -> Floats:
    """Return the path's scores with the states of the cues in sight now; states out of sight are given up."""
    wide, was = now[1] - now[0], before[1] - before[0]
    found = np.full(1 + 3 * wide, NEVER, dtype=np.float32)
    found[0] = path[0]
    first, last = max(before[0], now[0]), min(before[1], now[1])
    if first < last:
        for role in range(3):
            there, here = 1 + role * was - before[0], 1 + role * wide - now[0]
            found[here + first:here + last] = path[there + first:there + last]
    return found


def _traced(backs: list[tuple[NDArray[np.bool_], list[int], int, int]], state: int) -> list[tuple[int, int]]:
    labels: list[tuple[int, int]] = []
    role, cue = -1, -1
    for number, (kept, came, low, high) in enumerate(reversed(backs)):
        wide = high - low
        if number:
            inside = role >= 0 and low <= cue < high
            state = 1 + role * wide + cue - low if inside else 0
        for n in range(len(came) - 1, -1, -1):
            role, cue = divmod(state - 1, wide) if state else (-1, -1)
            cue = cue + low if state else -1
            labels.append((role, cue))
            if not kept[n, state]:
                state = came[n]
        role, cue = divmod(state - 1, wide) if state else (-1, -1)
        cue = cue + low if state else -1
    return labels[::-1]


def _gather(labels: list[tuple[int, int]], cues: Ids, tags: Floats) -> list[Members]:
    """Return the words of each cue's statement; a cue that the path left out is read from its tags."""
    found: dict[int, Members] = {}
    for word, (role, cue) in enumerate(labels):
        if role >= 0:
            members = found.setdefault(cue, Members(cue_at=int(cues[cue]), cue=[], source=[], content=[]))
            (members.cue, members.source, members.content)[role].append(word)
    for members in found.values():
        if not members.cue:
            members.cue = [members.cue_at]
            taken = {*members.source, *members.content}
            while (after := members.cue[-1] + 1) < len(tags) and after not in taken \
                    and tags[after].argmax() == I_CUE:
                members.cue.append(after)
    return list(found.values())


def give_sources(statements: list[Members], tags: Floats, paragraphs: Ids, scores: list[Scores], chosen: Decoding
                 ) -> None:
    """Give each statement without a source the one that its cue's links name: another's ("he said A, adding B"), or
    words that the path left outside. In other paragraphs than the cue's, links are believed less."""
    taken = {word for members in statements for word in (*members.cue, *members.content)}
    spans = {members.source[0]: members.source for members in statements if members.source}
    chances = np.exp(np.logaddexp(tags[:, B_SOURCE], tags[:, I_SOURCE]))
    firsts = np.array(sorted(spans), dtype=np.int64)
    for members in statements:
        if members.source or not members.content:
            continue
        linked = _links_to(members.cue_at, scores)
        if linked is None:
            continue
        first, links = linked
        here = paragraphs[first:first + len(links)] == paragraphs[members.cue_at]
        worth = links * chances[first:first + len(links)] * np.where(here, 1, chosen.away)
        near = firsts[(firsts >= first) & (firsts < first + len(links))]
        shared = max(near, key=lambda word: worth[word - first], default=None)
        if shared is not None and worth[shared - first] >= chosen.share:
            members.source = list(spans[int(shared)])
            continue
        best = int(worth.argmax())
        if worth[best] >= chosen.rescue and first + best not in taken:
            members.source = _grown(first + best, tags, taken)


def _links_to(cue: int, scores: list[Scores]) -> tuple[int, Floats] | None:
    """Return the first word whose window sees this cue, and its and its followers' source links to it."""
    number = bisect_right(scores, cue, key=lambda part: part.first) - 1
    parts = []
    for part in scores[max(0, number - 1):number + 2]:
        place = np.flatnonzero(part.columns == cue)
        if len(place):
            parts.append((part.first, part.links[0][:, place[0]]))
    return (parts[0][0], np.concatenate([links for _, links in parts])) if parts else None


def _grown(word: int, tags: Floats, taken: set[int]) -> list[int]:
    """Return the source around `word`: its neighbours while they are rather inside one than anything else."""
    inside = np.logaddexp(tags[:, B_SOURCE], tags[:, I_SOURCE])
    first = last = word
    while last + 1 < len(tags) and last + 1 not in taken and tags[last + 1, I_SOURCE] > tags[last + 1, OUTSIDE]:
        last += 1
    while first > 0 and first - 1 not in taken and tags[first, B_SOURCE] < tags[first, I_SOURCE] \
            and inside[first - 1] > tags[first - 1, OUTSIDE]:
        first -= 1
    return list(range(first, last + 1))


def confidence(members: Members, tags: Floats, scores: list[Scores], chosen: Decoding) -> float:
    """Return the chance that a reader would mark the statement so."""
    score = sum(weight * one for weight, one in zip(chosen.weights, features(members, tags, scores), strict=True))
    return 1 / (1 + math.exp(min(-score, FAR)))


def features(members: Members, tags: Floats, scores: list[Scores]) -> list[float]:
    """Return what the confidence is reckoned from."""
    content = _inside(tags, members.content, B_CONTENT)
    source = _inside(tags, members.source, B_SOURCE)
    runs = 1 + sum(b > a + 1 for a, b in pairwise(members.content))
    return [
        1.0,
        float(tags[members.cue_at, B_CUE]),
        float(content.sum()) / len(content) if len(content) else 0.0,
        float(content.min()) if len(content) else 0.0,
        float(source.sum()) / len(source) if len(source) else 0.0,
        float(not members.source),
        math.log(len(members.content) + 1),
        float(len(members.content) < 3),
        float(runs - 1),
        _linked(members.cue_at, 1, members.content, scores),
        _linked(members.cue_at, 0, members.source, scores),
    ]


def _inside(tags: Floats, words: list[int], begins: int) -> Floats:
    """Return the log chance of each word of being in a span of this role."""
    two = tags[words, begins:begins + 2]
    return np.logaddexp(two[:, 0], two[:, 1])


def _linked(cue: int, role: int, words: list[int], scores: list[Scores]) -> float:
    """Return the mean logarithm of the links of `words`, ascending, to the cue."""
    total, done = 0.0, 0
    number = bisect_right(scores, words[0], key=lambda part: part.first) - 1 if words else 0
    while done < len(words):
        part = scores[number]
        end = bisect_left(words, part.last, done)
        place = bisect_left(part.columns, cue)
        if place < len(part.columns) and part.columns[place] == cue:
            rows = np.array(words[done:end], dtype=np.int64) - part.first
            total += float(np.log(part.links[role, rows, place] + LEAST_LINK).sum())
        else:
            total += (end - done) * math.log(LEAST_LINK)
        done, number = end, number + 1
    return total / len(words) if words else 0.0


def _spans(words: list[int], pieces: Pieces) -> tuple[Span, ...]:
    found: list[Span] = []
    last = -2
    for word in words:
        start, end = pieces.spans[word]
        if word == last + 1:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        last = word
    return tuple(found)


def framed(pieces: Pieces, start: int, end: int) -> tuple[Ids, Ids, Ids, Ids]:
    """Return what the model takes of pieces[start:end], between its two marks."""

    def row(values: Ids, first: int, last: int) -> Ids:
        return np.concatenate([[first], values[start:end], [last]]).astype(np.int64)[None, :]

    return (row(pieces.ids, CLS, SEP), row(pieces.shapes, 0, 0), row(pieces.quotes, 0, 0), row(pieces.breaks, 0, 0))
