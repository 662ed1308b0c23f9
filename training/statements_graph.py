"""A student as ONNX, operator by operator.

onnxruntime's fused operators, and matrices in 8 bits with static scales.

What goes into a matrix is a byte, by a scale measured once on training windows: a window's scores depend on no
neighbour and on no batch. Weights keep to 7 bits, so that the sums of processors without 8-bit dot products, which add
two products in 16 bits, cannot overflow: all processors add the same.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import onnx
import onnxruntime
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from statements_model import LINKED, PLACES, SIZE, TAGS, Tagger, buckets
from torch import Tensor

from dateline.statements.decode import Decoding, Floats, Forward
from dateline.statements.pieces import BREAKS, QUOTES, Ids

NAME = "dateline-tagger-2"

INPUTS = ("ids", "shapes", "quotes", "breaks")
FUSED = "com.microsoft"
STEPS = 63  # of a weight, on either side of 0


@dataclass(frozen=True)
class Scale:
    """How what goes into a matrix becomes bytes: each column times its `shrink`, then in steps from `zero`."""

    step: float
    zero: int
    shrink: Floats | None = None


class Graph:
    """Nodes and constants as they are added; a constant's name is said once."""

    def __init__(self) -> None:
        self.nodes: list[Any] = []
        self.held: dict[str, Any] = {}

    def constant(self, name: str, value: Any) -> str:
        self.held.setdefault(name, numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, kind: str, inputs: list[str], out: str = "", domain: str = "", **attributes: Any) -> str:
        out = out or f"{kind}.{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [out], name=out, domain=domain, **attributes))
        return out


class Writer:
    """Writes one student's graph."""

    def __init__(self, model: Tagger, scales: dict[str, Scale]) -> None:
        self.model, self.scales, self.graph = model, scales, Graph()
        self.state = {name: value.detach().numpy().astype(np.float32) for name, value in model.state_dict().items()}

    def own(self, name: str) -> str:
        return self.graph.constant(name, self.state[name])

    def linear(self, hidden: str, name: str, seen: str) -> str:
        """Add a linear map in 8 bits; `seen` names the scale of what goes in."""
        given = self.scales[seen]
        scale = self.graph.constant(f"{seen}.scale", np.float32(given.step))
        nought = self.graph.constant(f"{seen}.zero", np.uint8(given.zero))
        weight, codes = self.state[f"{name}.weight"].T, f"{hidden}.bytes"
        if given.shrink is not None:
            weight = weight / given.shrink[:, None]
        if not any(codes in node.output for node in self.graph.nodes):
            if given.shrink is not None:
                hidden = self.graph.add("Mul", [hidden, self.graph.constant(f"{seen}.shrink", given.shrink)])
            self.graph.add("QuantizeLinear", [hidden, scale, nought], codes)
        weight, steps = in_steps(weight)
        return self.graph.add("MatMulIntegerToFloat", [
            codes, self.graph.constant(f"{name}.codes", weight), scale, self.graph.constant(f"{name}.scales", steps),
            nought, self.graph.constant(f"{name}.zeros", np.zeros(len(steps), np.int8)), self.own(f"{name}.bias")],
            domain=FUSED)

    def embeddings(self) -> str:
        graph, state = self.graph, self.state
        words = state["words.weight"]
        scale = np.maximum(np.abs(words).max(1, keepdims=True), 1e-9) / 127
        rows = graph.constant("words.rows", np.round(words / scale).astype(np.int8))
        codes = graph.add("Cast", [graph.add("Gather", [rows, "ids"])], to=TensorProto.FLOAT)
        hidden = graph.add("Mul", [codes, graph.add("Gather", [graph.constant("words.scales", scale), "ids"])])
        # the three kinds of marks as one table of all that can meet
        marks = (state["shapes.weight"][:, None, None] + state["quotes.weight"][None, :, None]
                 + state["breaks.weight"][None, None])
        by_shape = graph.add("Mul", ["shapes", graph.constant("of.shape", np.int64(len(QUOTES) * len(BREAKS)))])
        by_quote = graph.add("Mul", ["quotes", graph.constant("of.quote", np.int64(len(BREAKS)))])
        which = graph.add("Add", [by_shape, graph.add("Add", [by_quote, "breaks"])])
        table = graph.constant("marks", marks.reshape(-1, words.shape[1]))
        hidden = graph.add("Add", [hidden, graph.add("Gather", [table, which])])
        count = graph.add("Shape", ["ids"], "count", start=1, end=2)
        nought = graph.constant("nought", np.zeros(1, np.int64))
        places = graph.add("Slice", [self.own("places.weight"), nought, count])
        return self.normed(hidden, places, "norm")

    def normed(self, before: str, more: str, name: str) -> str:
        """Add the sum of two, normed: as steps over whole matrices, which take under half the time of onnxruntime's
        own operator (0.40 for 0.97 ms of 384 x 384 with AVX2)."""
        graph = self.graph
        mean = graph.constant("mean", np.full((SIZE, 1), 1 / SIZE, np.float32))
        both = graph.add("Add", [before, more])
        apart = graph.add("Sub", [both, graph.add("MatMul", [both, mean])])
        spread = graph.add("MatMul", [graph.add("Mul", [apart, apart]), mean])
        spread = graph.add("Sqrt", [graph.add("Add", [spread, graph.constant("least", np.float32(1e-12))])])
        even = graph.add("Mul", [apart, graph.add("Reciprocal", [spread])])
        return graph.add("Add", [graph.add("Mul", [even, self.own(f"{name}.weight")]), self.own(f"{name}.bias")])

    def layer(self, hidden: str, number: int) -> str:
        here = f"layers.{number}."

        parts = [self.linear(hidden, here + part, here + "query") for part in ("query", "key", "value")]
        seen = self.graph.add("MultiHeadAttention", parts, domain=FUSED, num_heads=self.model.layers[number].heads)
        hidden = self.normed(hidden, self.linear(seen, here + "mixed", here + "mixed"), here + "mixed_norm")
        inner = self.linear(hidden, here + "inner", here + "inner")
        if self.model.shape.gelu:
            inner = self.graph.add("Gelu", [inner], domain=FUSED)
        # else a byte whose 0 is the least there is makes all below it 0: that is ReLU
        return self.normed(hidden, self.linear(inner, here + "outer", here + "outer"), here + "out_norm")

    def heads(self, hidden: str) -> None:
        graph, rank = self.graph, self.model.shape.links

        def straight(name: str) -> str:
            product = graph.add("MatMul", [hidden, graph.constant(f"{name}.turned", self.state[f"{name}.weight"].T)])
            return graph.add("Add", [product, self.own(f"{name}.bias")])

        graph.add("LogSoftmax", [straight("tag")], "tags", axis=-1)
        sides = graph.constant("sides", np.array([0, 0, len(LINKED), rank], np.int64))

        def side(name: str, order: list[int]) -> str:
            parted = graph.add("Reshape", [self.linear(hidden, name, "out"), sides])
            return graph.add("Transpose", [parted], perm=order)

        product = graph.add("MatMul", [side("word_side", [0, 2, 1, 3]), side("cue_side", [0, 2, 3, 1])])
        scaled = graph.add("Mul", [product, graph.constant("root", np.float32(rank ** -0.5))])
        pull = graph.add("Unsqueeze", [graph.add("Transpose", [straight("pull")], perm=[0, 2, 1]),
                                       graph.constant("before.last", np.array([2], np.int64))])
        places = torch.arange(PLACES)
        away = self.state["distance"][:, buckets(places[None, :] - places[:, None]).numpy()]
        both = graph.add("Concat", ["count", "count"], axis=0)
        first = graph.constant("first", np.zeros(2, np.int64))
        axes = graph.constant("axes", np.array([1, 2], np.int64))
        near = graph.add("Slice", [graph.constant("distances", away), first, both, axes])
        graph.add("LogSoftmax", [graph.add("Add", [graph.add("Add", [scaled, pull]), near])], "links", axis=-1)

    def write(self, path: Path) -> None:
        hidden = self.embeddings()
        for number in range(len(self.model.layers)):
            hidden = self.layer(hidden, number)
        self.heads(hidden)
        inputs = [helper.make_tensor_value_info(name, TensorProto.INT64, ["windows", "pieces"]) for name in INPUTS]
        shapes = {"tags": ["windows", "pieces", len(TAGS)], "links": ["windows", len(LINKED), "pieces", "pieces"]}
        outputs = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in shapes.items()]
        graph = helper.make_graph(self.graph.nodes, "tagger", inputs, outputs, list(self.graph.held.values()))
        opsets = [helper.make_opsetid("", 17), helper.make_opsetid(FUSED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=9), str(path))


def in_steps(weight: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Return a matrix (in, out) in steps, and the size of a step of each column."""
    steps = np.maximum(np.abs(weight).max(0), 1e-9) / STEPS
    return np.round(weight / steps).astype(np.int8), steps.astype(np.float32)


def level(model: Tagger, largest: dict[str, Tensor]) -> None:
    """Bring the inner neurons of each layer to like ranges: what ReLU lets through may be scaled before, and back
    behind (SmoothQuant, arXiv:2211.10438), so that a few large ones don't leave the others a few steps."""
    for number, layer in enumerate(model.layers):
        most = largest[f"layers.{number}.outer"].clamp(min=1e-3)
        factor = (most / most.median()).sqrt().clamp(0.05, 20)
        with torch.no_grad():
            layer.inner.weight /= factor[:, None]
            layer.inner.bias /= factor
            layer.outer.weight *= factor


def measured(model: Tagger, windows: list[tuple[Tensor, ...]]) -> tuple[dict[str, Scale], dict[str, Tensor]]:
    """Return the scale of what goes into each matrix, and the largest that was seen of each of its columns."""
    low: dict[str, Tensor] = {}
    high: dict[str, Tensor] = {}
    watched = {**{f"layers.{n}.{part}": getattr(layer, part) for n, layer in enumerate(model.layers)
                  for part in ("query", "mixed", "inner", "outer")}, "out": model.word_side}
    hooks = []
    for name, module in watched.items():
        def keep(_: Any, inputs: tuple[Tensor], name: str = name) -> None:
            flat = inputs[0].flatten(0, -2)
            low[name] = torch.minimum(low.get(name, flat.amin(0)), flat.amin(0))
            high[name] = torch.maximum(high.get(name, flat.amax(0)), flat.amax(0))
        hooks.append(module.register_forward_pre_hook(keep))
    model.eval()
    with torch.no_grad():
        for window in windows:
            model(*window)
    for hook in hooks:
        hook.remove()
    scales = {}
    for name, module in watched.items():
        shrink = None
        # behind a norm, and behind GELU, a few columns are many times the others
        if not name.endswith("mixed") and (model.shape.gelu or not name.endswith("outer")):
            most = torch.maximum(high[name], -low[name]).clamp(min=1e-3)
            through = module.weight.detach().abs().amax(0).clamp(min=1e-3)
            shrink = (through / most).sqrt()
            low[name], high[name] = low[name] * shrink, high[name] * shrink
        least, most = min(0.0, float(low[name].min())), float(high[name].max())
        step = max(most - least, 1e-6) / 255
        scales[name] = Scale(step, round(-least / step), None if shrink is None else shrink.numpy().astype(np.float32))
    return scales, high


def write_weights(model: Tagger, windows: list[tuple[Tensor, ...]], path: Path) -> None:
    """Write `model` to `path` as ONNX, its scales measured on `windows`; a call takes windows of one length."""
    if not model.shape.gelu:
        _, largest = measured(model, windows)
        level(model, largest)
    scales, _ = measured(model, windows)
    Writer(model, scales).write(path)


def forward_of(path: Path) -> Forward:
    """Return the function that runs the weights of `path`, as the package does."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])

    def forward(*window: Ids) -> tuple[Floats, Floats]:
        tags, links = session.run(None, dict(zip(INPUTS, window, strict=True)))
        return tags, links

    return forward


def write_decoding(chosen: Decoding, weights: Path, path: Path) -> None:
    """Write what was chosen beside the weights, under the weights' name and hash."""
    model = f"{NAME}-{hashlib.sha256(weights.read_bytes()).hexdigest()[:8]}"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(msgspec.structs.replace(chosen, model=model))) + b"\n")
