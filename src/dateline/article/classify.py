"""Which segments are the article's: trees over what each line and its neighbours show, and a small network.

The trees know numbers only; the network also knows names of elements, first words, and the page as a whole. Both are
made by training/article_blocks.py; the layers here are those of its Net.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
import onnxruntime

from dateline.article.context import with_context
from dateline.article.features import Features, Floats, features_of
from dateline.article.segments import Segment
from dateline.article.stated_body import stated_body, stated_title
from dateline.article.tree import Tree

OWN, PARENT = 12, 8  # columns of a name's row that tell of a block itself, and of its parent; the rest of the path
_SINGLE_THREADED = 200_000  # multiplications; OpenBLAS takes threads from 262,144 on
_DILATIONS = (1, 2, 4)
NET_SHARE = 0.3  # of the logits; the trees have the rest

Weights = dict[str, Floats]


def chances(tree: Tree, segments: list[Segment]) -> list[float]:
    """Return for each segment how likely it is the article's, 0 to 1."""
    if not segments:
        return []
    features = features_of(tree, segments, stated_title(tree), stated_body(tree))
    trees = _trees().run(None, {"segments": with_context(features.dense)})[0][:, 0]
    logits = (1 - NET_SHARE) * trees + NET_SHARE * _run(_net(), features)
    return [float(one) for one in _sigmoid(logits)]


@cache
def _trees() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the same sums in the same order
    data = resources.files(__package__).joinpath("data/blocks.onnx").read_bytes()
    return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])


@cache
def _net() -> Weights:
    stored = np.load(BytesIO(resources.files(__package__).joinpath("data/blocks.npz").read_bytes()))
    net = {name: stored[name].astype(np.float32) for name in stored.files}
    net["first.weight"] = np.ascontiguousarray(net["first.weight"].T)
    for layer in range(len(_DILATIONS)):  # (out, in, step) -> (step and in, out)
        weight = net[f"convs.{layer}.weight"]
        net[f"convs.{layer}.weight"] = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(-1, len(weight)))
    return net


def _run(net: Weights, features: Features) -> Floats:
    """Return the net's logits."""
    names = np.add.reduceat(net["names.weight"][features.element_ids], features.element_starts)
    words = np.add.reduceat(net["words.weight"][features.word_ids], features.word_starts)
    path = names[:, OWN + PARENT :].copy()
    path[0] = 0
    for depth in range(2, int(features.depths.max()) + 1):
        rows = np.nonzero(features.depths == depth)[0]
        path[rows] += path[features.parents[rows]]
    above = np.maximum(features.parents[features.blocks], 0)
    hidden: Floats = np.concatenate([(features.dense - net["mean"]) / net["scale"], names[features.blocks, :OWN],
                             names[above, OWN : OWN + PARENT], path[features.blocks], words], axis=1)
    hidden = _relu(_product(hidden, net["first.weight"]) + net["first.bias"])
    for layer, dilation in enumerate(_DILATIONS):
        hidden = hidden + _relu(_convolved(hidden, net[f"convs.{layer}.weight"], net[f"convs.{layer}.bias"], dilation))
    share = _sigmoid(hidden @ net["last.weight"].T + net["last.bias"])
    inside = (hidden * share).sum(0) / (share.sum() + 1)
    pooled = np.concatenate([inside, hidden.mean(0)])
    hidden = hidden + _relu(net["pool.weight"] @ pooled + net["pool.bias"])
    logits: Floats = (hidden @ net["last.weight"].T + net["last.bias"])[:, 0]
    return logits


def _convolved(hidden: Floats, weight: Floats, bias: Floats, dilation: int) -> Floats:
    count = len(hidden)
    padded = np.pad(hidden, ((dilation, dilation), (0, 0)))
    beside = np.concatenate([padded[step * dilation : step * dilation + count] for step in range(3)], axis=1)
    return bias + _product(beside, weight)


def _product(rows: Floats, weight: Floats) -> Floats:
    """Return rows @ weight, in pieces too small for BLAS to start threads, which cost more than they save here."""
    step = max(1, _SINGLE_THREADED // weight.size)
    return np.concatenate([rows[at : at + step] @ weight for at in range(0, len(rows), step)])


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


def _sigmoid(values: Floats) -> Floats:
    result: Floats = (1 / (1 + np.exp(-np.clip(values, -30, 30)))).astype(np.float32)
    return result
