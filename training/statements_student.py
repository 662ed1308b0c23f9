"""Train a student of the tagger, taught by the tagger and the gold: four layers for the six that ship today.

    python training/statements_student.py --teacher RUN/checkpoint.pt --out RUN2 [--grow STUDENT.pt] [--texts FILE ...]

RUN/checkpoint.pt is what `training/statements.py` keeps. RUN2 keeps what the teacher said of every article and the
checkpoint: the same command goes on where it was stopped, and with more --epochs further. In the end it writes
RUN2/tagger.onnx and RUN2/decoding.json, chosen on the dev articles, and prints their figures there. They ship once they
are good enough: then WINDOW, BEFORE and BEHIND below go into pieces.py, and the card tells of the student. The gold's
train articles are read, paragraphs of them alone, the sentences in texts/, and more texts; of all but the gold the
teacher tells, or a reader who found nobody's words. The student has a layer more than one of three layers that has
learnt already (--grow), or than one that has yet to learn.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from statements_choose import choose, read_articles, report, scorer_of, shown  # noqa: E402
from statements_cut import grown, student_of, teacher_of  # noqa: E402
from statements_data import IGNORED, Batch, Labels, batch_of, cut, read_gold, read_samples  # noqa: E402
from statements_export import forward_of, write_decoding  # noqa: E402
from statements_graph import write_weights  # noqa: E402
from statements_model import SIZE, STUDENT, Tagger  # noqa: E402
from statements_teach import Taught, read_taught, teach, window_of, write_apart  # noqa: E402

from dateline.statements.pieces import Pieces  # noqa: E402
from statements import ROLE  # noqa: E402

WINDOW, BEFORE, BEHIND = 382, 32, 16  # a piece is then read 1.22 times; in windows of 254 it is 1.64 times
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


class Run:
    def __init__(self, folder: Path, model: Tagger, seed: int) -> None:
        self.saved, self.seed, self.model = folder / "checkpoint.pt", seed, model
        model.words.weight.requires_grad_(False)
        self.mean = {name: value.clone() for name, value in model.state_dict().items()}
        groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
        for name, parameter in model.named_parameters():
            if parameter.requires_grad:
                fast = name.split(".")[0] in HEADS
                kind = HEAD_RATE if fast else ENCODER_RATE, 0.01 if parameter.dim() > 1 else 0.0
                groups.setdefault(kind, []).append(parameter)
        self.optimiser = torch.optim.AdamW([{"params": p, "lr": lr, "base": lr, "weight_decay": decay}
                                            for (lr, decay), p in groups.items()], fused=True)
        self.passes = self.done = self.step = 0
        if self.saved.exists():
            state = torch.load(self.saved)
            model.load_state_dict(state["model"])
            self.optimiser.load_state_dict(state["optimiser"])
            self.mean, self.passes, self.step, self.done = state["mean"], state["passes"], state["step"], state["done"]

    def save(self) -> None:
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "mean": self.mean,
                 "passes": self.passes, "done": self.done, "step": self.step}
        part = self.saved.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.saved)

    def train(self, taught: list[Taught], epochs: int) -> None:
        windows = sum(1 + len(one.sample.forms[0].ids) // (WINDOW - 16) for one in taught)
        steps = self.step - self.done + (epochs - self.passes) * (windows // BATCH + 2)
        self.model.train()
        names = [name for name, value in self.model.state_dict().items() if name != "words.weight"]
        while self.passes < epochs:
            began, total, count = time.monotonic(), 0.0, 0
            for lesson in islice(lessons(taught, BATCH, random.Random(f"{self.seed} {self.passes}")), self.done, None):
                for group in self.optimiser.param_groups:
                    group["lr"] = group["base"] * rate(self.step, steps)
                torch.manual_seed(self.seed * 1_000_000 + self.step)
                loss = loss_of(self.model, lesson, NEAR * (1 - self.step / steps) + 0.1)
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


def measure(model: Tagger, seen: list[tuple[Tensor, ...]], folder: Path, shared: Path) -> None:
    """Write the weights and the decoding that the dev articles choose to `folder`, and print the figures there."""
    write_weights(model, seen, folder / "tagger.onnx")
    scorer = scorer_of(shared / "eval" / "statements.py")
    dev = read_gold(shared / "gold" / "polnear" / "dev.jsonl")
    articles = read_articles(dev, forward_of(folder / "tagger.onnx"))
    chosen = choose(articles, scorer)
    write_decoding(chosen, folder / "tagger.onnx", folder / "decoding.json")
    print(shown(report(articles, chosen, scorer)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="more texts for the teacher: JSON lines of "
                        "id and text, as dateline read prints them")
    parser.add_argument("--grow", type=Path, help="checkpoint of a student with a layer fewer, to go on from")
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="holds gold/ and eval/")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=7)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    chosen.out.mkdir(parents=True, exist_ok=True)
    reading = sys.modules["dateline.statements.pieces"]
    polnear = chosen.shared / "gold" / "polnear"
    samples = {sample.id: sample for sample in read_samples(polnear / "train.jsonl")}
    teacher = teacher_of(chosen.teacher)
    apart = write_apart(read_gold(polnear / "train.jsonl"), chosen.out / "apart.jsonl")
    written = sorted((HERE / "texts").glob("*.jsonl"))
    taught = [one for path in (polnear / "train.jsonl", apart, *written, *chosen.texts) for one in read_taught(
        teach(teacher, path, chosen.out / f"{path.parent.name}-{path.stem}.pickle"), samples)]
    reading.WINDOW, reading.BEFORE, reading.BEHIND = WINDOW, BEFORE, BEHIND  # type: ignore[attr-defined]
    seen = [window_of(sample.forms[0]) for sample in list(samples.values())[::8]]
    first = student_of(teacher, replace(STUDENT, layers=3), seen[::2])
    if chosen.grow:
        first.load_state_dict(torch.load(chosen.grow)["mean"])
    run = Run(chosen.out, grown(first, teacher, seen[::2]), chosen.seed)
    run.train(taught, chosen.epochs)
    run.model.load_state_dict(run.mean)
    measure(run.model, seen, chosen.out, chosen.shared)


if __name__ == "__main__":
    main()
