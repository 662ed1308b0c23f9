"""The teacher: a tagger of 6 layers, trained on the gold. It doesn't ship; it tells the student what it thinks."""

from __future__ import annotations

import random
import time
from itertools import islice
from pathlib import Path

import torch
from statements_data import IGNORED, Batch, Sample, epoch
from statements_model import Tagger, base_tagger
from statements_run import Kept
from torch import Tensor
from torch.nn import functional

WINDOW, BEFORE, BEHIND = 254, 48, 32  # as pieces.py has them for the student
BATCH = 16
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM = 0.08  # of all steps
CROWDED = 0.9  # seconds of a step
DECAY = 0.995  # of the running mean of the weights, which is what ships
HEADS = ("tag", "word_side", "cue_side", "pull", "distance", "shapes", "quotes", "breaks")
ROLE = torch.tensor([-1, 0, 0, -1, -1, 1, 1])  # tag -> the linked role


def loss_of(model: Tagger, batch: Batch) -> Tensor:
    """Return cross-entropy of the tags plus that of the links, each a mean over its words."""
    with torch.autocast("cpu", torch.bfloat16):
        tags, links = model(batch.ids, batch.shapes, batch.quotes, batch.breaks)
    tagging = functional.cross_entropy(tags.float().flatten(0, 1), batch.tags.flatten(), ignore_index=IGNORED,
                                       label_smoothing=0.03)
    linked = batch.cues != IGNORED
    row, place, number = linked.nonzero(as_tuple=True)
    if not len(row):
        return tagging
    chosen = links[row, ROLE[batch.tags[row, place]], place].float()
    share = 1 / linked.sum(2)[row, place]
    linking = functional.cross_entropy(chosen, batch.cues[row, place, number], reduction="none")
    return tagging + 0.5 * (share * linking).sum() / share.sum()


def rate(step: int, steps: int) -> float:
    warm = max(1, int(WARM * steps))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def optimiser_of(model: Tagger) -> torch.optim.AdamW:
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in model.named_parameters():
        fast = name.split(".")[0] in HEADS
        decays = parameter.dim() > 1 and not fast
        groups.setdefault((HEAD_RATE if fast else ENCODER_RATE, 0.01 if decays else 0.0), []).append(parameter)
    return torch.optim.AdamW([{"params": p, "lr": lr, "base": lr, "weight_decay": decay}
                              for (lr, decay), p in groups.items()], fused=True)


class Run(Kept):
    def __init__(self, folder: Path, base: Path, seed: int) -> None:
        torch.manual_seed(seed)
        model = base_tagger(base)
        super().__init__(folder, model, optimiser_of(model), seed)

    def train(self, samples: list[Sample], epochs: int) -> None:
        steps = epochs * sum(1 for _ in epoch(samples, WINDOW, BATCH, random.Random(0)))
        self.model.train()
        while self.passes < epochs:
            began, total, count = time.monotonic(), 0.0, 0
            batches = epoch(samples, WINDOW, BATCH, random.Random(f"{self.seed} {self.passes}"))
            for batch in islice(batches, self.done, None):
                step = time.monotonic()
                total, count = total + self.one_step(batch, steps), count + 1
                self.done += 1
                # where others want a core, two threads wait for each other most of the time
                alone = time.monotonic() - step < CROWDED or self.done % 32 == 0
                torch.set_num_threads(2 if alone else 1)
                if self.done % 40 == 0:
                    self.save()
                    print(f"  {self.done} loss {total / count:.4f} {time.monotonic() - began:.0f} s", flush=True)
            self.passes, self.done = self.passes + 1, 0
            self.save()
            print(f"pass {self.passes} loss {total / count:.4f} in {time.monotonic() - began:.0f} s", flush=True)

    def one_step(self, batch: Batch, steps: int) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = group["base"] * rate(self.step, steps)
        torch.manual_seed(self.seed * 1_000_000 + self.step)
        loss = loss_of(self.model, batch)
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        keep = min(DECAY, (self.step + 1) / (self.step + 10))
        state = self.model.state_dict()
        torch._foreach_lerp_(list(self.mean.values()), [state[name] for name in self.mean], 1 - keep)
        return float(loss.detach())
