"""The trained tagger: one text in, its attributions out. See training/MODEL_CARD.md for what it learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.model import Block
from dateline.statements.attribution import Attribution
from dateline.statements.decode import Floats, decoding, read_attributions, read_scores
from dateline.statements.pieces import read_pieces

MODEL = decoding().model
"""The model's name and a short hash of its weights, for every row to remember."""


def tag(text: str, blocks: Sequence[Block] = ()) -> tuple[Attribution, ...]:
    """Return the attributions of `text` by where their content begins; paragraphs begin where `blocks` do.

    Time and memory are linear in the text. No word is in two attributions.
    """
    pieces = read_pieces(text, blocks)
    return read_attributions(pieces, list(read_scores(pieces, _forward)), decoding(), MODEL)


def _forward(ids: NDArray[np.int64], shapes: NDArray[np.int64], quotes: NDArray[np.int64],
             breaks: NDArray[np.int64]) -> tuple[Floats, Floats]:
    tags, links = _session().run(None, {"ids": ids, "shapes": shapes, "quotes": quotes, "breaks": breaks})
    return tags, links


@cache
def _session() -> Any:
    """Return the shipped weights, loaded once a process; one thread, since processes use the cores."""
    import onnxruntime  # a third of a second that `dateline --help` should not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    weights = (files("dateline.statements") / "data" / "model" / "tagger.onnx").read_bytes()
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
