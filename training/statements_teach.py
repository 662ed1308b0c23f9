"""What the teacher says of every article, read once and kept: soft labels for the student."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from statements_data import CUES, IGNORED, Labels, Sample
from statements_model import Tagger

from dateline.statements.decode import Floats, Forward, framed, read_scores
from dateline.statements.pieces import Ids, Pieces, read_pieces, windows

TEXTS = ("polnear/train", "stories/dev")  # in GOLD, rows of id and text; only the first has labels


@dataclass(frozen=True)
class Taught:
    """What the teacher says of an article: its words' log chances of tags, and where their links lead."""

    sample: Sample
    tags: NDArray[np.float16]  # (words, 7), of the first words at least
    links: list[tuple[int, int, NDArray[np.int32], NDArray[np.float16]]]  # as Scores: first, last, columns, links


def read_taught(path: Path, samples: dict[str, Sample]) -> Iterator[Taught]:
    with path.open("rb") as stream:
        while True:
            try:
                key, text, tags, links = pickle.load(stream)
            except EOFError:
                return
            sample = samples.get(key)
            if sample is None:
                pieces = read_pieces(text)
                none = np.full(len(pieces.ids), IGNORED), np.full((len(pieces.ids), CUES), IGNORED)
                sample = Sample(key, (pieces,), (Labels(*none),))
            yield Taught(sample, tags, links)


def teach(teacher: Tagger, gold: Path, name: str, folder: Path) -> Path:
    """Return the file in `folder` with what `teacher` says of every text of GOLD/`name`.jsonl, written unless there."""
    path = folder / f"{name.replace('/', '-')}.pickle"
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("wb") as stream, (gold / f"{name}.jsonl").open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                scores = list(read_scores(read_pieces(row["text"]), forward_through(teacher)))
                tags = np.concatenate([score.tags for score in scores]).astype(np.float16)
                links = [(score.first, score.last, score.columns.astype(np.int32), score.links.astype(np.float16))
                         for score in scores]
                pickle.dump((row["id"], row["text"], tags, links), stream)
        part.replace(path)
    return path


def forward_through(model: Tagger) -> Forward:
    """Return the function that runs `model` as decoding takes it."""
    def forward(*window: Ids) -> tuple[Floats, Floats]:
        with torch.no_grad():
            tags, links = model(*map(torch.from_numpy, window))
        return tags.numpy(), links.numpy()

    return forward


def window_of(pieces: Pieces) -> tuple[torch.Tensor, ...]:
    """Return the first window of an article as the network takes it."""
    start, end, *_ = next(windows(pieces))
    ids, shapes, quotes, breaks = map(torch.from_numpy, framed(pieces, start, end))
    return ids, shapes, quotes, breaks
