"""A student cut out of the teacher: every other layer, the heads and inner neurons that matter, links of lower rank."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from statements_model import HEAD_SIZE, LINKED, TEACHER, Shape, Tagger
from torch import Tensor
from torch.nn import functional

LAYERS = {3: (0, 2, 4)}  # of a student -> of the teacher; 025, 015, 135 and 035 learnt slower in their first steps


def teacher_of(path: Path) -> Tagger:
    """Return the teacher whose checkpoint `training/statements.py` keeps at `path`."""
    model = Tagger(TEACHER)
    model.load_state_dict(torch.load(path)["mean"])
    return model.eval()


def student_of(teacher: Tagger, shape: Shape, seen: list[tuple[Tensor, ...]]) -> Tagger:
    """Return a student of `shape` whose parts are the teacher's; what matters is measured on the windows `seen`."""
    student = Tagger(shape)
    state, theirs = student.state_dict(), teacher.state_dict()
    for name in state:
        if not name.startswith(("layers.", "word_side", "cue_side")):
            state[name] = theirs[name]
    worth = _worth(teacher, seen)
    for here, there in enumerate(LAYERS[shape.layers]):
        heads, neurons = worth[there]
        kept = heads.topk(shape.heads).indices.sort().values
        rows = (kept[:, None] * HEAD_SIZE + torch.arange(HEAD_SIZE)).flatten()
        inner = neurons.topk(shape.inner).indices.sort().values
        ours, old = f"layers.{here}.", f"layers.{there}."
        for part in ("query", "key", "value"):
            state[f"{ours}{part}.weight"] = theirs[f"{old}{part}.weight"][rows]
            state[f"{ours}{part}.bias"] = theirs[f"{old}{part}.bias"][rows]
        state[f"{ours}mixed.weight"] = theirs[f"{old}mixed.weight"][:, rows]
        state[f"{ours}inner.weight"] = theirs[f"{old}inner.weight"][inner]
        state[f"{ours}inner.bias"] = theirs[f"{old}inner.bias"][inner]
        state[f"{ours}outer.weight"] = theirs[f"{old}outer.weight"][:, inner]
        for whole in ("mixed.bias", "outer.bias", "mixed_norm.weight", "mixed_norm.bias", "out_norm.weight",
                      "out_norm.bias"):
            state[ours + whole] = theirs[old + whole]
    state.update(_links(theirs, shape.links))
    student.load_state_dict(state)
    return student


def _worth(teacher: Tagger, seen: list[tuple[Tensor, ...]]) -> list[tuple[Tensor, Tensor]]:
    """Return, a layer each, how much its heads and its inner neurons bring to what comes out, at the mean."""
    teacher.eval()
    found = [(torch.zeros(TEACHER.heads), torch.zeros(TEACHER.inner)) for _ in teacher.layers]
    hooks = []
    for layer, (heads, neurons) in zip(teacher.layers, found, strict=True):
        def head(_: Any, inputs: tuple[Tensor], layer: Any = layer, heads: Tensor = heads) -> None:
            parts = inputs[0].flatten(0, 1).view(-1, TEACHER.heads, HEAD_SIZE)
            through = layer.mixed.weight.view(-1, TEACHER.heads, HEAD_SIZE)
            heads += torch.einsum("nhs,ohs->nho", parts, through).norm(dim=2).mean(0)

        def neuron(_: Any, __: Any, out: Tensor, layer: Any = layer, neurons: Tensor = neurons) -> None:
            neurons += functional.gelu(out).abs().flatten(0, 1).mean(0) * layer.outer.weight.norm(dim=0)

        hooks += [layer.mixed.register_forward_pre_hook(head), layer.inner.register_forward_hook(neuron)]
    with torch.no_grad():
        for window in seen:
            teacher(*window)
    for hook in hooks:
        hook.remove()
    return found


def _links(theirs: dict[str, Tensor], rank: int) -> dict[str, Tensor]:
    """Return both sides of the links at a lower rank: the best for each role's product, biases along."""
    sides: dict[str, list[Tensor]] = {name: [] for name in ("word_side.weight", "word_side.bias", "cue_side.weight",
                                                            "cue_side.bias")}
    for role in range(len(LINKED)):
        rows = slice(role * TEACHER.links, (role + 1) * TEACHER.links)
        word, cue = (torch.cat([theirs[f"{side}.weight"][rows], theirs[f"{side}.bias"][rows, None]], 1)
                     for side in ("word_side", "cue_side"))
        left, strength, right = torch.linalg.svd(word.T @ cue)
        root = (strength[:rank] * math.sqrt(rank / TEACHER.links)).sqrt()
        for side, part in (("word_side", left[:, :rank] * root), ("cue_side", right[:rank].T * root)):
            sides[f"{side}.weight"].append(part[:-1].T)
            sides[f"{side}.bias"].append(part[-1])
    return {name: torch.cat(parts) for name, parts in sides.items()}
