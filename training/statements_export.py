"""Weights out: the trained tagger as ONNX with 8-bit weights, and the few numbers chosen for its decoding.

Weights are quantised by row (embeddings) and by blocks of 128 (matrices); activations are never scaled over more
than one row's block, so a window's scores depend on no neighbour.
"""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

import msgspec
import onnx
import onnxruntime
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from statements_model import Tagger
from torch import Tensor, nn

from dateline.statements.decode import Decoding, Floats, Forward
from dateline.statements.pieces import Ids

NAME = "dateline-tagger-1"
BLOCK = 128
INPUTS, OUTPUTS = ["ids", "shapes", "quotes", "breaks"], ["tags", "links"]


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


def write_weights(model: Tagger, path: Path) -> None:
    """Write `model` to `path` as ONNX; windows of one length, any, a call."""
    model.eval()
    model.words = RowsOfBytes(model.words.weight.detach())
    window = torch.randint(1000, 2000, (1, 40))
    marks = torch.zeros_like(window)
    axes = {**{name: {0: "windows", 1: "pieces"} for name in [*INPUTS, "tags"]},
            "links": {0: "windows", 2: "pieces", 3: "pieces"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(model, (window, marks, marks, marks), str(whole), dynamo=False, opset_version=17,
                          input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes)
        quantiser = MatMulNBitsQuantizer(onnx.load(str(whole)), bits=8, block_size=BLOCK, is_symmetric=True,
                                         accuracy_level=4)
        quantiser.process()
        quantiser.model.save_model_to_file(str(path), False)


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
