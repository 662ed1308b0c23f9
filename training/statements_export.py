"""Weights out: the trained tagger as ONNX in 8 bits, and the few numbers chosen for its decoding.

Embeddings are scaled by row, matrices by column, and what goes into a matrix by one scale each, measured once on
training windows (static): a window's scores depend on no neighbour, and on no batch.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from statements_model import Tagger
from torch import Tensor, nn

from dateline.statements.decode import Decoding, Floats, Forward, framed
from dateline.statements.pieces import Ids, read_pieces, windows

NAME = "dateline-tagger-1"
LARGEST = 8  # columns of a smoothed linear map that stay as they are
SMOOTHED = ("inner", "outer")
INPUTS, OUTPUTS = ["ids", "shapes", "quotes", "breaks"], ["tags", "links"]
Window = tuple[Ids, Ids, Ids, Ids]


class RowsOfBytes(nn.Module):
    """An embedding held as one byte a value with one scale a row."""

    rows: Tensor
    scales: Tensor

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scales = weight.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("rows", (weight / scales).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scales[ids]


class Smoothed(nn.Module):
    """A linear map that bears 8 bits: its largest columns go beside it as they are (LLM.int8(), arXiv:2208.07339), and
    the others are brought to like ranges (SmoothQuant, arXiv:2211.10438). Behind GELU a column or two are many times
    the others, and with one scale for all would leave these few steps."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        weight = linear.weight.detach()
        most = weight.abs().amax(0)
        self.kept = (largest * most).topk(LARGEST).indices
        factor = (largest.clamp(min=1e-3) / most.clamp(min=1e-5)).sqrt()
        self.register_buffer("beside", weight[:, self.kept].T.contiguous())
        self.register_buffer("shrink", (1 / factor).index_fill(0, self.kept, 0.0))
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight = nn.Parameter((weight * factor).index_fill(1, self.kept, 0.0))
        self.linear.bias = nn.Parameter(linear.bias.detach())

    def forward(self, hidden: Tensor) -> Tensor:
        whole: Tensor = self.linear(hidden * self.shrink) + hidden[..., self.kept] @ self.beside
        return whole


class Calibration(CalibrationDataReader):  # type: ignore[misc]
    """Hands windows to onnxruntime's calibration."""

    def __init__(self, given: list[Window]) -> None:
        self.left = iter(given)

    def get_next(self) -> dict[str, Ids] | None:
        window = next(self.left, None)
        return None if window is None else dict(zip(INPUTS, window, strict=True))


def calibration(rows: list[dict[str, Any]]) -> list[Window]:
    """Return the windows that scales are measured on: the first of every eighth article."""
    found = []
    for row in rows[::8]:
        pieces = read_pieces(row["text"])
        start, end, *_ = next(windows(pieces))
        found.append(framed(pieces, start, end))
    return found


def write_weights(model: Tagger, seen: list[Window], path: Path) -> None:
    """Write `model` to `path` as ONNX, its scales measured on what was `seen`; a call takes windows of one length."""
    model.eval()
    smooth(model, seen)
    model.words = RowsOfBytes(model.words.weight.detach())
    axes = {**{name: {0: "windows", 1: "pieces"} for name in [*INPUTS, "tags"]},
            "links": {0: "windows", 2: "pieces", 3: "pieces"}}
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder) / "whole.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(model, tuple(map(torch.from_numpy, seen[0])), str(whole), dynamo=False, opset_version=17,
                          input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes)
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_static(str(ready), str(path), Calibration(seen), quant_format=QuantFormat.QDQ, per_channel=True,
                        activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
                        nodes_to_quantize=matrices(onnx.load(str(ready))), calibrate_method=CalibrationMethod.MinMax)


def smooth(model: Tagger, given: list[Window]) -> None:
    """Replace the linear maps of each layer's second half by their smoothed twins."""
    largest: dict[tuple[int, str], Tensor] = {}

    def seen(place: tuple[int, str]) -> Callable[[nn.Module, tuple[Tensor]], None]:
        def keep(_: nn.Module, inputs: tuple[Tensor]) -> None:
            most = inputs[0].detach().abs().flatten(0, -2).amax(0)
            largest[place] = torch.maximum(largest.get(place, most), most)
        return keep

    hooks = [getattr(layer, name).register_forward_pre_hook(seen((n, name)))
             for n, layer in enumerate(model.layers) for name in SMOOTHED]
    with torch.no_grad():
        for window in given:
            model(*map(torch.from_numpy, window))
    for hook in hooks:
        hook.remove()
    for (number, name), most in largest.items():
        setattr(model.layers[number], name, Smoothed(getattr(model.layers[number], name), most))


def matrices(graph: onnx.ModelProto) -> list[str]:
    """Return the nodes that multiply by a matrix of the model's own, those of the largest columns apart."""
    own = {value.name for value in graph.graph.initializer if LARGEST not in value.dims}
    return [node.name for node in graph.graph.node if node.op_type in ("MatMul", "Gemm") and own & set(node.input)]


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
