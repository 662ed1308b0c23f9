"""What became of every input of a run: in = added + unchanged + new editions + skipped + rejected."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Account:
    """The account of one run; it grows while the run goes on."""

    added: Counter[str] = field(default_factory=Counter)  # by status
    unchanged: int = 0
    new_editions: int = 0
    skipped: Counter[str] = field(default_factory=Counter)  # by reason
    rejected: list[tuple[str, str]] = field(default_factory=list)  # (source, reason), the first MOST_NAMED
    rejected_count: int = 0
    statements: int = 0  # in what was added

    MOST_NAMED = 1000

    @property
    def total(self) -> int:
        """How many inputs there were."""
        return (sum(self.added.values()) + self.unchanged + self.new_editions + sum(self.skipped.values())
                + self.rejected_count)

    def reject(self, source: str, reason: str) -> None:
        """Count an input that could not be read, and name it while there is room."""
        self.rejected_count += 1
        if len(self.rejected) < self.MOST_NAMED:
            self.rejected.append((source, reason))

    def as_dict(self) -> dict[str, Any]:
        """Return the account as JSON has it."""
        return {"in": self.total, "added": dict(sorted(self.added.items())), "unchanged": self.unchanged,
                "new editions": self.new_editions, "skipped": dict(sorted(self.skipped.items())),
                "rejected": self.rejected_count}
