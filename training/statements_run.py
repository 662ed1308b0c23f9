"""A training run in a folder: its weights, their running mean, and how far it is; kept, and gone on with."""

from __future__ import annotations

from pathlib import Path

import torch
from statements_model import Tagger


class Kept:
    """What a run keeps. passes: whole ones; done: batches of this pass; step: batches in all."""

    def __init__(self, folder: Path, model: Tagger, optimiser: torch.optim.Optimizer, seed: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.saved, self.model, self.optimiser, self.seed = folder / "checkpoint.pt", model, optimiser, seed
        self.mean = {name: value.clone() for name, value in model.state_dict().items()}
        self.passes = self.done = self.step = 0
        if self.saved.exists():
            state = torch.load(self.saved)
            model.load_state_dict(state["model"])
            optimiser.load_state_dict(state["optimiser"])
            self.mean, self.passes, self.step, self.done = state["mean"], state["passes"], state["step"], state["done"]

    def save(self) -> None:
        state = {"model": self.model.state_dict(), "optimiser": self.optimiser.state_dict(), "mean": self.mean,
                 "passes": self.passes, "done": self.done, "step": self.step}
        part = self.saved.with_suffix(".part")
        torch.save(state, part)
        part.replace(self.saved)
