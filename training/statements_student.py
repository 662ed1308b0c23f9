"""The student, of 4 layers, taught by the teacher and the gold; thinned, as it ships, it is taught a little longer."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from statements_data import IGNORED, Batch, Labels, batch_of, cut
from statements_model import SIZE, Tagger
from statements_run import Kept
from statements_teach import Taught
from statements_teacher import ROLE
from torch import Tensor
from torch.nn import functional

from dateline.statements.pieces import WINDOW, Pieces

BATCH = 10
ENCODER_RATE, HEAD_RATE = 4e-4, 1e-3
WARM = 0.04
DECAY = 0.998
HEADS = ("tag", "word_side", "cue_side", "pull", "distance")
NEAR = 1.0  # of the teacher's last layer at the start
GOLD_SHARE = 0.4  # of the gold's say beside the teacher's
LEAST = 0.05  # a word less likely than this to be a source (a content) teaches no link


@dataclass(frozen=True)
class Lesson:
    """A batch with the teacher's word on it."""

    batch: Batch
    tags: Tensor  # (windows, pieces, 7) log chances; 0 where no word begins
    links: Tensor  # (windows, 2, pieces, pieces) chances
    hidden: Tensor  # (windows, pieces, SIZE), what the teacher's last layer gave; 0 where it read nothing


TaughtCut = tuple[Taught, Pieces, Labels, int, int]


def lessons(taught: list[Taught], size: int, chance: random.Random) -> Iterator[Lesson]:
    """Yield every article's windows once, cut at chance places, in chance order."""
    for batch in cut([one.sample for one in taught], WINDOW, size, chance):
        yield _lesson([(taught[window[0]], *window[1:]) for window in batch])


def _lesson(cuts: list[TaughtCut]) -> Lesson:
    batch = batch_of([one[1:] for one in cuts])
    count, length = batch.ids.shape
    tags = np.zeros((count, length, 7), dtype=np.float32)
    links = np.zeros((count, 2, length, length), dtype=np.float32)
    hidden = np.zeros((count, length, SIZE), dtype=np.float32)
    for n, (one, form, _, start, end) in enumerate(cuts):
        hidden[n, 1:end - start + 1] = one.hidden[start:end]
        low, high = np.minimum(np.searchsorted(form.words, (start, end)), len(one.tags))
        tags[n, form.words[low:high] - start + 1] = one.tags[low:high]
        for first, last, columns, given in one.links:
            a, b = max(first, low), min(last, high)
            inside = (columns >= low) & (columns < high)
            if a < b and inside.any():
                rows = form.words[a:b] - start + 1
                there = form.words[columns[inside]] - start + 1
                links[n][:, rows[:, None], there] = given[:, a - first:b - first][:, :, inside]
    return Lesson(batch, torch.from_numpy(tags), torch.from_numpy(links), torch.from_numpy(hidden))


def loss_of(model: Tagger, lesson: Lesson, near: float) -> Tensor:
    """Return what to lower: apart from the teacher's chances, from the gold, and by `near` from its last layer."""
    batch = lesson.batch
    hidden = model.hidden(batch.ids, batch.shapes, batch.quotes, batch.breaks)
    tags, links = model.scores(batch.ids, hidden)
    logs = tags.log_softmax(-1)
    words = lesson.tags.sum(-1) < 0
    told = lesson.tags[words].exp()
    told = told / told.sum(-1, keepdim=True)
    loss = -(told * logs[words]).sum(-1).mean() + (told * told.clamp(min=1e-9).log()).sum(-1).mean()
    read = lesson.hidden.abs().sum(-1) > 0
    if read.any():
        aim = lesson.hidden[read]
        loss = loss + near * functional.mse_loss(hidden[read], aim) / aim.var(0).mean()
    weight = torch.stack([told[:, 1] + told[:, 2], told[:, 5] + told[:, 6]], 1)
    for role in range(2):
        heavy = weight[:, role] > LEAST
        if heavy.any():
            row, place = (x[heavy] for x in words.nonzero(as_tuple=True))
            chosen = links[row, role, place].log_softmax(-1)
            aim = lesson.links[row, role, place]
            share = weight[heavy, role] * (aim.sum(-1) > 0.3)
            aim = aim / aim.sum(-1, keepdim=True).clamp(min=0.3)
            apart = (aim * (aim.clamp(min=1e-9).log() - chosen)).sum(-1)
            loss = loss + 0.5 * (share * apart).sum() / share.sum().clamp(min=1)
    if (batch.tags != IGNORED).any():
        hard = functional.cross_entropy(tags.flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED)
        linked = batch.cues != IGNORED
        row, place, number = linked.nonzero(as_tuple=True)
        if len(row):
            role = ROLE[batch.tags[row, place]]
            part = 1 / linked.sum(2)[row, place]
            apart = functional.cross_entropy(links[row, role, place], batch.cues[row, place, number], reduction="none")
            hard = hard + 0.5 * (part * apart).sum() / part.sum()
        loss = loss + GOLD_SHARE * hard
    return loss


def rate(step: int, steps: int) -> float:
    warm = max(1, int(WARM * steps))
    return min((step + 1) / warm, max(0.02, (steps - step) / max(1, steps - warm)))


def optimiser_of(model: Tagger) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        if parameter.requires_grad:
            fast = name.split(".")[0] in HEADS
            kind = HEAD_RATE if fast else ENCODER_RATE, 0.01 if parameter.dim() > 1 else 0.0
            groups.setdefault(kind, []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": lr, "base": lr, "weight_decay": decay}
                              for (lr, decay), p in groups.items()], fused=True)


class Run(Kept):
    def __init__(self, folder: Path, model: Tagger, seed: int, share: float = 1.0) -> None:
        """share: of the usual rates, and of the say of the teacher's last layer; less for a model that has learnt."""
        model.words.weight.requires_grad_(False)
        super().__init__(folder, model, optimiser_of(model), seed)
        self.share = share

    def train(self, taught: list[Taught], epochs: int) -> None:
        windows = sum(1 + len(one.sample.forms[0].ids) // (WINDOW - 16) for one in taught)
        steps = self.step - self.done + (epochs - self.passes) * (windows // BATCH + 2)
        self.model.train()
        names = [name for name, value in self.model.state_dict().items() if name != "words.weight"]
        while self.passes < epochs:
            began, total, count = time.monotonic(), 0.0, 0
            for lesson in islice(lessons(taught, BATCH, random.Random(f"{self.seed} {self.passes}")), self.done, None):
                for group in self.optimiser.param_groups:
                    group["lr"] = group["base"] * self.share * rate(self.step, steps)
                torch.manual_seed(self.seed * 1_000_000 + self.step)
                loss = loss_of(self.model, lesson, self.share * NEAR * (1 - self.step / steps) + 0.1)
                self.optimiser.zero_grad(set_to_none=True)
                loss.backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                self.optimiser.step()
                self.step, self.done = self.step + 1, self.done + 1
                total, count = total + float(loss.detach()), count + 1
                keep = min(DECAY, (self.step + 1) / (self.step + 10))
                state = self.model.state_dict()
                torch._foreach_lerp_([self.mean[n] for n in names], [state[n] for n in names], 1 - keep)
                if self.done % 20 == 0:
                    spent = time.monotonic() - began
                    print(f"  {self.step}/{steps} loss {total / count:.4f} {spent:.0f} s", flush=True)
                    if self.done % 60 == 0:
                        total, count = 0.0, 0
                        self.save()
            self.passes, self.done = self.passes + 1, 0
            self.save()
            print(f"pass {self.passes} in {time.monotonic() - began:.0f} s", flush=True)
