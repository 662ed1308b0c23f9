"""A student cut out of the teacher: every other layer, the heads and inner neurons that matter, links of lower rank."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from statements_model import HEAD_SIZE, LINKED, SIZE, TEACHER, Shape, Tagger
from torch import Tensor
from torch.nn import functional

LAYERS = {3: (0, 2, 4)}  # of a student -> of the teacher; 025, 015, 135 and 035 learnt slower in their first steps
ADDED, AFTER = 3, 2  # of the teacher, and how many of the student's layers come before it


def teacher_of(path: Path) -> Tagger:
    """Return the teacher whose checkpoint training keeps at `path`."""
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
    for here, there in enumerate(LAYERS[len(shape.heads)]):
        for name, value in _layer(theirs, there, worth[there], (shape.heads[here], shape.inner[here])).items():
            state[f"layers.{here}.{name}"] = value
    state.update(_links(theirs, shape.links))
    student.load_state_dict(state)
    return student


def grown(student: Tagger, teacher: Tagger, seen: list[tuple[Tensor, ...]]) -> Tagger:
    """Return `student` with one more layer of the teacher's, that says little at first: what the student has learnt
    is kept."""
    heads, inner = student.shape.heads, student.shape.inner
    shape = replace(student.shape, heads=(*heads, heads[0]), inner=(*inner, inner[0]))
    larger = Tagger(shape)
    state, ours = larger.state_dict(), student.state_dict()
    for name in state:
        if not name.startswith("layers."):
            state[name] = ours[name]
    for here in range(len(shape.heads)):
        if here != AFTER:
            old = f"layers.{here - (here > AFTER)}."
            kept = {name.removeprefix(old): value for name, value in ours.items() if name.startswith(old)}
            state.update({f"layers.{here}.{name}": value for name, value in kept.items()})
    given: list[Tensor] = []
    hook = student.layers[AFTER - 1].register_forward_hook(lambda *call: given.append(call[-1].flatten(0, 1)))
    with torch.no_grad():
        for window in seen[:40]:
            student.eval()(*window)
    hook.remove()
    comes = torch.cat(given)
    layer = _layer(teacher.state_dict(), ADDED, _worth(teacher, seen)[ADDED], (heads[0], inner[0]))
    for kind in ("mixed", "outer"):
        for part in ("weight", "bias"):
            layer[f"{kind}.{part}"] = layer[f"{kind}.{part}"] * 0.1
    for norm in ("mixed_norm", "out_norm"):
        layer[f"{norm}.weight"] = torch.full((SIZE,), float(comes.std(1).mean()))
        layer[f"{norm}.bias"] = torch.full((SIZE,), float(comes.mean()))
    state.update({f"layers.{AFTER}.{name}": value for name, value in layer.items()})
    larger.load_state_dict(state)
    return larger


def _layer(theirs: dict[str, Tensor], there: int, worth: tuple[Tensor, Tensor], size: tuple[int, int]
           ) -> dict[str, Tensor]:
    """Return the parameters of the teacher's layer `there`, cut to the heads and inner neurons worth most."""
    heads, neurons = worth
    kept = heads.topk(size[0]).indices.sort().values
    rows = (kept[:, None] * HEAD_SIZE + torch.arange(HEAD_SIZE)).flatten()
    inner = neurons.topk(size[1]).indices.sort().values
    old = f"layers.{there}."
    layer = {name.removeprefix(old): value for name, value in theirs.items() if name.startswith(old)}
    for part in ("query", "key", "value"):
        layer[f"{part}.weight"], layer[f"{part}.bias"] = layer[f"{part}.weight"][rows], layer[f"{part}.bias"][rows]
    layer["mixed.weight"] = layer["mixed.weight"][:, rows]
    layer["inner.weight"], layer["inner.bias"] = layer["inner.weight"][inner], layer["inner.bias"][inner]
    layer["outer.weight"] = layer["outer.weight"][:, inner]
    return layer


def _worth(teacher: Tagger, seen: list[tuple[Tensor, ...]]) -> list[tuple[Tensor, Tensor]]:
    """Return, a layer each, how much its heads and its inner neurons bring to what comes out, at the mean."""
    teacher.eval()
    found = [(torch.zeros(layer.heads), torch.zeros(layer.inner.out_features)) for layer in teacher.layers]
    hooks = []
    for layer, (heads, neurons) in zip(teacher.layers, found, strict=True):
        def head(_: Any, inputs: tuple[Tensor], layer: Any = layer, heads: Tensor = heads) -> None:
            parts = inputs[0].flatten(0, 1).view(-1, layer.heads, HEAD_SIZE)
            through = layer.mixed.weight.view(-1, layer.heads, HEAD_SIZE)
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
