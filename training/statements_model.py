"""The tagger's network: a BERT encoder with marks of casing, quotation and paragraphs, tags, and links to cues."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from dateline.statements.pieces import BREAKS, PAD, QUOTES, SHAPES

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
LINKED = ("source", "content")  # the roles whose words point to the first piece of their cue
SIZE, HEAD_SIZE = 384, 32
VOCABULARY, PLACES = 30522, 512
REACH = 24  # buckets of distance on either side
MASKED = -30000.0


class Dropout(nn.Module):
    """Dropout whose masks are cut from one large draw: drawing each anew took a fifth of the training time."""

    bank: Tensor

    def __init__(self, share: float) -> None:
        super().__init__()
        self.register_buffer("bank", (torch.rand(1 << 24) >= share) / (1 - share), persistent=False)

    def forward(self, hidden: Tensor) -> Tensor:
        if not self.training:
            return hidden
        first = int(torch.randint(len(self.bank) - hidden.numel(), ()))
        return hidden * self.bank[first:first + hidden.numel()].view_as(hidden).to(hidden.dtype)


@dataclass(frozen=True)
class Shape:
    """How large a tagger is: of each layer its heads of HEAD_SIZE and its inner neurons; the rank of a link's score."""

    heads: tuple[int, ...] = (12,) * 6
    inner: tuple[int, ...] = (1536,) * 6
    links: int = 192
    gelu: bool = True  # else ReLU, whose scales can be shifted between matrices, and which bytes give for nothing


TEACHER = Shape()
FIRST = Shape(heads=(6,) * 3, inner=(768,) * 3, links=96, gelu=False)  # grown by a layer to
STUDENT = replace(FIRST, heads=(6,) * 4, inner=(768,) * 4)
THIN = replace(STUDENT, heads=(5, 6, 4, 6), inner=(640, 640, 256, 512))


class Layer(nn.Module):
    """One layer of BERT, its parameters named as in the base weights."""

    def __init__(self, shape: Shape, number: int, dropout: Dropout) -> None:
        super().__init__()
        self.heads, self.gelu, inner = shape.heads[number], shape.gelu, shape.inner[number]
        seen = HEAD_SIZE * self.heads
        self.query, self.key, self.value = (nn.Linear(SIZE, seen) for _ in range(3))
        self.mixed = nn.Linear(seen, SIZE)
        self.mixed_norm, self.out_norm = nn.LayerNorm(SIZE, 1e-12), nn.LayerNorm(SIZE, 1e-12)
        self.inner, self.outer = nn.Linear(SIZE, inner), nn.Linear(inner, SIZE)
        self.dropout = dropout

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = hidden.shape

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, self.heads, HEAD_SIZE).transpose(1, 2)

        query, key, value = split(self.query(hidden)), split(self.key(hidden)), split(self.value(hidden))
        if torch.onnx.is_in_onnx_export():
            scores = query @ key.transpose(-1, -2) / math.sqrt(HEAD_SIZE) + mask
            seen = scores.softmax(-1) @ value
        else:
            # on the CPUs at hand, twice as fast as torch's own attention
            query, key, value = (x.reshape(batch * self.heads, length, -1) for x in (query, key, value))
            scores = torch.baddbmm(mask.to(query.dtype).expand(batch, self.heads, 1, length).flatten(0, 1), query,
                                   key.transpose(1, 2), alpha=1 / math.sqrt(HEAD_SIZE))
            seen = torch.bmm(scores.softmax(-1), value).view(batch, self.heads, length, -1)
        seen = seen.transpose(1, 2).reshape(batch, length, -1)
        hidden = self.mixed_norm(hidden + self.dropout(self.mixed(seen)))
        inner = self.inner(hidden)
        inner = functional.gelu(inner) if self.gelu else functional.relu(inner)
        return self.out_norm(hidden + self.dropout(self.outer(inner)))


class Tagger(nn.Module):
    """Pieces in, (tag scores, link scores) out: for each piece and linked role, a score for every piece as cue."""

    def __init__(self, shape: Shape = TEACHER, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(VOCABULARY, SIZE, padding_idx=PAD)
        self.places = nn.Embedding(PLACES, SIZE)
        self.shapes, self.quotes, self.breaks = (nn.Embedding(len(v), SIZE) for v in (SHAPES, QUOTES, BREAKS))
        for marks in (self.shapes, self.quotes, self.breaks):
            nn.init.normal_(marks.weight, std=0.02)
        self.norm = nn.LayerNorm(SIZE, 1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, number, self.dropout) for number in range(len(shape.heads)))
        self.tag = nn.Linear(SIZE, len(TAGS))
        self.word_side, self.cue_side = (nn.Linear(SIZE, shape.links * len(LINKED)) for _ in range(2))
        self.pull = nn.Linear(SIZE, len(LINKED))
        self.distance = nn.Parameter(torch.zeros(len(LINKED), 2 * REACH + 1))

    def forward(self, ids: Tensor, shapes: Tensor, quotes: Tensor, breaks: Tensor) -> tuple[Tensor, Tensor]:
        return self.scores(ids, self.hidden(ids, shapes, quotes, breaks))

    def hidden(self, ids: Tensor, shapes: Tensor, quotes: Tensor, breaks: Tensor) -> Tensor:
        """Return (windows, pieces, SIZE), what the last layer gives."""
        mask = (ids == PAD)[:, None, None, :].float() * MASKED
        places = torch.arange(ids.shape[1], device=ids.device)
        hidden = (self.words(ids) + self.places(places) + self.shapes(shapes) + self.quotes(quotes)
                  + self.breaks(breaks))
        hidden = self.dropout(self.norm(hidden))
        for layer in self.layers:
            hidden = layer(hidden, mask)
        return hidden

    def scores(self, ids: Tensor, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of tags and links that `hidden` gives."""
        batch, length = ids.shape
        mask = (ids == PAD)[:, None, None, :].float() * MASKED
        places = torch.arange(length, device=ids.device)
        hidden = self.dropout(hidden)

        def split(x: Tensor) -> Tensor:
            return x.view(batch, length, len(LINKED), self.shape.links).transpose(1, 2)

        links = split(self.word_side(hidden)) @ split(self.cue_side(hidden)).transpose(-1, -2)
        links = links / math.sqrt(self.shape.links) + self.pull(hidden).transpose(1, 2)[:, :, None, :]
        links = links + self.distance[:, buckets(places[None, :] - places[:, None])][None]
        return self.tag(hidden), links + mask


def buckets(away: Tensor) -> Tensor:
    """Return the bucket of each distance in pieces: whole up to 8, then by quarter octaves."""
    far = (8 + 4 * torch.log2(away.abs().clamp(min=8).float() / 8)).floor().clamp(max=REACH)
    near = torch.where(away.abs() <= 8, away.abs().float(), far)
    return (REACH + near * away.sign()).long()


def base_tagger(folder: Path) -> Tagger:
    """Return a tagger with the base weights of `folder` (a BERT's model.safetensors), its heads untrained."""
    base = load_file(str(folder / "model.safetensors"))
    base = {name.removeprefix("bert."): value for name, value in base.items()}
    model = Tagger()
    state = model.state_dict()
    embeddings = "embeddings."
    state["words.weight"] = base[embeddings + "word_embeddings.weight"]
    state["places.weight"] = (base[embeddings + "position_embeddings.weight"]
                              + base[embeddings + "token_type_embeddings.weight"][0])
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = base[f"{embeddings}LayerNorm.{kind}"]
        for n in range(len(TEACHER.heads)):
            there = f"encoder.layer.{n}."
            for ours, theirs in (("query", "attention.self.query"), ("key", "attention.self.key"),
                                 ("value", "attention.self.value"), ("mixed", "attention.output.dense"),
                                 ("mixed_norm", "attention.output.LayerNorm"), ("inner", "intermediate.dense"),
                                 ("outer", "output.dense"), ("out_norm", "output.LayerNorm")):
                state[f"layers.{n}.{ours}.{kind}"] = base[f"{there}{theirs}.{kind}"]
    model.load_state_dict(state)
    return model
