"""What the teacher says of every article, read once and kept: soft labels for the student."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from statements_data import CUES, IGNORED, Labels, Sample
from statements_model import SIZE, TAGS, Tagger
from torch import Tensor

from dateline.statements.decode import Floats, Forward, framed, is_mute, read_scores
from dateline.statements.pieces import Ids, Pieces, read_pieces, windows

SHORTEST, LONGEST = 6, 90  # words of a paragraph that is taught alone
EVERY = 15
UNLIKELY = -6.0


@dataclass(frozen=True)
class Taught:
    """What the teacher says of an article: its words' log chances of tags, and where their links lead."""

    sample: Sample
    tags: NDArray[np.float16]  # (words, 7), of the first words at least
    links: list[tuple[int, int, NDArray[np.int32], NDArray[np.float16]]]  # as Scores: first, last, columns, links
    hidden: NDArray[np.float16]  # (pieces, SIZE), what its last layer gave


def read_taught(path: Path, samples: dict[str, Sample]) -> Iterator[Taught]:
    with path.open("rb") as stream:
        while True:
            try:
                key, text, tags, links, hidden = pickle.load(stream)
            except EOFError:
                return
            sample = samples.get(key)
            if sample is None:
                pieces = read_pieces(text)
                none = np.full(len(pieces.ids), IGNORED), np.full((len(pieces.ids), CUES), IGNORED)
                sample = Sample(key, (pieces,), (Labels(*none),))
            yield Taught(sample, tags, links, hidden)


def write_apart(gold: list[dict[str, Any]], path: Path) -> Path:
    """Write to `path`, as rows of id and text, paragraphs of `gold` alone: all whose quotation marks hold no content,
    and one in EVERY of the others. Whoever asks for the statements of a sentence gives no article around it."""
    with path.open("w", encoding="utf-8") as stream:
        others = 0
        for row in gold:
            contents = [span for annotation in row["annotations"] for said in annotation["attributions"]
                        for span in said["content"]]
            for paragraph in re.finditer(r"[^\n]+", row["text"]):
                words = len(paragraph.group().split())
                if SHORTEST <= words <= LONGEST:
                    marks = [mark.end() + paragraph.start() for mark in re.finditer("[“\"]", paragraph.group())]
                    speech = any(start <= mark <= end for mark in marks for start, end in contents)
                    others += speech or not marks
                    if (marks and not speech) or others % EVERY == 0:
                        stream.write(json.dumps({"id": f"{row['id']}#{paragraph.start()}", "text": paragraph.group()}))
                        stream.write("\n")
    return path


def teach(teacher: Tagger, texts: Path, path: Path) -> Path:
    """Return `path`, which holds what `teacher` says of every text of `texts`, rows of id and text; written unless
    there. Where a row's `statements` are [], a reader found none, and the teacher is not asked."""
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("wb") as stream, texts.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                pieces = read_pieces(row["text"])
                if row.get("statements") == []:
                    pickle.dump((row["id"], row["text"], _nothing(pieces), [], _joined(pieces, None)), stream)
                    continue
                given: list[Tensor] = []
                scores = list(read_scores(pieces, _keeping(teacher, given)))
                tags = np.concatenate([score.tags for score in scores]).astype(np.float16)
                links = [(score.first, score.last, score.columns.astype(np.int32), score.links.astype(np.float16))
                         for score in scores]
                pickle.dump((row["id"], row["text"], tags, links, _joined(pieces, given)), stream)
        part.replace(path)
    return path


def _keeping(model: Tagger, given: list[Tensor]) -> Forward:
    """Return the function that runs `model` as decoding takes it, and adds what its last layer gives to `given`."""
    def forward(*window: Ids) -> tuple[Floats, Floats]:
        ids, shapes, quotes, breaks = map(torch.from_numpy, window)
        with torch.no_grad():
            hidden = model.hidden(ids, shapes, quotes, breaks)
            tags, links = model.scores(ids, hidden)
        given.append(hidden[0])
        return tags.log_softmax(-1).numpy(), links.log_softmax(-1).numpy()

    return forward


def _nothing(pieces: Pieces) -> NDArray[np.float16]:
    """Return the log chances of one who is sure that no word is in a statement."""
    tags = np.full((len(pieces.words), len(TAGS)), UNLIKELY, dtype=np.float16)
    tags[:, 0] = np.log1p(-(len(TAGS) - 1) * np.exp(UNLIKELY))
    return tags


def _joined(pieces: Pieces, given: list[Tensor] | None) -> NDArray[np.float16]:
    """Return what each piece's own window gave; 0 where no window was read."""
    joined = np.zeros((len(pieces.ids), SIZE), dtype=np.float16)
    if given is None:
        return joined
    rest = iter(given)
    for start, end, first, last in windows(pieces):
        labelled = pieces.words[slice(*np.searchsorted(pieces.words, (first, last)))]
        if len(labelled) and not is_mute(pieces, start, end):
            joined[first:last] = next(rest)[first - start + 1:last - start + 1].numpy()
    return joined


def forward_through(model: Tagger) -> Forward:
    """Return the function that runs `model` as decoding takes it."""
    def forward(*window: Ids) -> tuple[Floats, Floats]:
        with torch.no_grad():
            tags, links = model(*map(torch.from_numpy, window))
        return tags.log_softmax(-1).numpy(), links.log_softmax(-1).numpy()

    return forward


def window_of(pieces: Pieces) -> tuple[torch.Tensor, ...]:
    """Return the first window of an article as the network takes it."""
    start, end, *_ = next(windows(pieces))
    ids, shapes, quotes, breaks = map(torch.from_numpy, framed(pieces, start, end))
    return ids, shapes, quotes, breaks
