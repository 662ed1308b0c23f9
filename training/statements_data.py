"""The gold as the network takes it: windows of pieces with a tag and the place of its cue for each word."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from statements_model import TAGS
from torch import Tensor

from dateline.statements.pieces import CLS, PAD, SEP, Ids, Pieces, read_pieces

IGNORED = -100
CUES = 4  # one source has, at most
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
ANGLED = str.maketrans("“”", "«»")


@dataclass(frozen=True)
class Labels:
    """What one annotator said of each piece: its tag, and the pieces where its cues begin (IGNORED: no word starts
    here, or it has no more); "he" in "he smiled and said A, adding B" is the source of two."""

    tags: Ids
    cues: Ids  # (pieces, CUES)


@dataclass(frozen=True)
class Sample:
    """An article's pieces, in each of its forms of quotation marks, with the labels of each annotator."""

    id: str
    forms: tuple[Pieces, ...]
    labels: tuple[Labels, ...]


def read_gold(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_samples(path: Path) -> list[Sample]:
    """Return the gold's articles; the same labels fit all forms, since a form changes no length."""
    samples = []
    for row in read_gold(path):
        texts = [row["text"], row["text"].translate(STRAIGHT), row["text"].translate(ANGLED)]
        forms = [read_pieces(text) for text in texts]
        kept = tuple(form for form in forms if form.spans == forms[0].spans and len(form.ids) == len(forms[0].ids))
        labels = tuple(_labels(forms[0], a["attributions"]) for a in row["annotations"])
        samples.append(Sample(row["id"], kept, labels))
    return samples


def _labels(pieces: Pieces, attributions: list[dict[str, list[list[int]]]]) -> Labels:
    tags = np.full(len(pieces.ids), IGNORED, dtype=np.int64)
    cues = np.full((len(pieces.ids), CUES), IGNORED, dtype=np.int64)
    tags[pieces.words] = 0
    starts = np.array([s for s, _ in pieces.spans])
    ends = np.array([e for _, e in pieces.spans])
    for attribution in attributions:
        cue = None
        for role in ("cue", "source", "content"):
            for start, end in attribution[role]:
                words = np.flatnonzero((ends > start) & (starts < end))
                if not len(words):
                    continue
                members = pieces.words[words]
                tags[members] = TAGS.index(f"I-{role}")
                tags[members[0]] = TAGS.index(f"B-{role}")
                if role == "cue" and cue is None:
                    cue = members[0]
                elif cue is not None:
                    for member in members:
                        free = np.flatnonzero(cues[member] == IGNORED)
                        cues[member, free[:1]] = cue
    return Labels(tags, cues)


@dataclass(frozen=True)
class Batch:
    """Windows of like length: (windows, pieces) each, but `cues`: (windows, pieces, CUES), counted in the window."""

    ids: Tensor
    shapes: Tensor
    quotes: Tensor
    breaks: Tensor
    tags: Tensor
    cues: Tensor


Cut = tuple[int, Pieces, Labels, int, int]
"""A window of an article: the article's number, a form of it, one annotator's labels, its first piece and its end."""


def epoch(samples: list[Sample], window: int, size: int, chance: random.Random) -> Iterator[Batch]:
    """Yield every article's windows once, cut at chance places, in chance order, in batches of `size`."""
    for batch in cut(samples, window, size, chance):
        yield batch_of([window[1:] for window in batch])


def cut(samples: list[Sample], window: int, size: int, chance: random.Random) -> Iterator[list[Cut]]:
    """Yield every article's windows of at most `window` pieces once, `size` of like length at a time."""
    cuts: list[Cut] = []
    for number, sample in enumerate(samples):
        form = sample.forms[0] if chance.random() < 0.8 else chance.choice(sample.forms)
        labels = chance.choice(sample.labels)
        first = -chance.randrange(window // 2) if len(form.ids) > window else 0
        for start in range(first, len(form.ids), window - 16):
            cuts.append((number, form, labels, max(0, start), min(start + window, len(form.ids))))
    chance.shuffle(cuts)
    near = [sorted(cuts[i:i + 8 * size], key=lambda c: c[4] - c[3]) for i in range(0, len(cuts), 8 * size)]
    batches = [group[i:i + size] for group in near for i in range(0, len(group), size)]
    chance.shuffle(batches)
    yield from batches


def batch_of(cuts: list[tuple[Pieces, Labels, int, int]]) -> Batch:
    length = -(-(max(end - start for *_, start, end in cuts) + 2) // 32) * 32  # whole tiles are faster
    rows: dict[str, list[NDArray[np.int64]]] = {name: [] for name in Batch.__annotations__}

    def padded(values: Ids, first: int, last: int, fill: int) -> Ids:
        row = np.full((length, *values.shape[1:]), fill, dtype=np.int64)
        row[0], row[len(values) + 1] = first, last
        row[1:len(values) + 1] = values
        return row

    for pieces, labels, start, end in cuts:
        rows["ids"].append(padded(pieces.ids[start:end], CLS, SEP, PAD))
        for name in ("shapes", "quotes", "breaks"):
            rows[name].append(padded(getattr(pieces, name)[start:end], 0, 0, 0))
        rows["tags"].append(padded(labels.tags[start:end], IGNORED, IGNORED, IGNORED))
        cues = labels.cues[start:end] - start + 1
        cues[(cues < 1) | (cues > end - start)] = IGNORED
        rows["cues"].append(padded(cues, IGNORED, IGNORED, IGNORED))
    return Batch(**{name: torch.from_numpy(np.stack(values)) for name, values in rows.items()})
