"""How well `via`, `addressee` and `occasion` are found, on sentences written for it: precision and recall.

    python bench/around.py [built_on|held_back] [--wrong]

The sentences are those of tests/statements/around: `built_on` was looked at while the rules were written, `held_back`
never was; both were written before, and split by hash. A phrase is right where it is found from its first word to its
last (a leading article aside), "touched" where it shares a word. --wrong prints what is not right, for `built_on`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from dateline.model import Article, Span
from dateline.statements import find_statements

CASES = Path(__file__).resolve().parents[1] / "tests" / "statements" / "around"
KINDS = ("via", "addressee", "occasion")
ARTICLE = re.compile(r"(?:the|a|an|The|A|An) ")


class Case(Struct, frozen=True):
    """A text and what must be found in it; nothing in about a third of them."""

    text: str
    wanted: frozenset[Span]


class Score(Struct):
    """Counts of phrases over cases."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    touched: int = 0

    def __str__(self) -> str:
        precision, recall = self.right / max(1, self.found), self.right / max(1, self.wanted)
        return (f"precision {precision:.2f} ({self.right} of {self.found}), recall {recall:.2f} ({self.right} of "
                f"{self.wanted}), touched {self.touched}")


def cases(part: str, kind: str) -> Iterator[Case]:
    """Yield the cases of a part; "[" and "]" stand around what must be found."""
    for line in (CASES / part / f"{kind}.txt").read_text(encoding="utf-8").splitlines():
        text, wanted = "", []
        for piece in re.split(r"(\[[^\]]*\])", line):
            bare = piece.strip("[]")
            if piece.startswith("["):
                wanted.append((len(text), len(text) + len(bare)))
            text += bare
        yield Case(text, frozenset(wanted))


def found(text: str, kind: str) -> frozenset[Span]:
    """Return what dateline finds of `kind` beside any statement of `text`."""
    statements = find_statements(Article(id="case", text=text, language="en"))
    return frozenset(span for one in statements for party in getattr(one, kind) for span in party.spans)


def plain(text: str, span: Span) -> Span:
    """Leave out a leading article."""
    match = ARTICLE.match(text, *span)
    return (match.end(), span[1]) if match else span


def score(part: str, kind: str, *, wrong: bool = False) -> Score:
    """Count over all cases of a part."""
    total = Score()
    for case in cases(part, kind):
        wanted = {plain(case.text, span) for span in case.wanted}
        given = {plain(case.text, span) for span in found(case.text, kind)}
        total.wanted += len(wanted)
        total.found += len(given)
        total.right += len(wanted & given)
        total.touched += sum(any(a < d and c < b for c, d in given) for a, b in wanted)
        if wrong and wanted != given:
            print(f"{kind}: {case.text}\n  wanted {[case.text[a:b] for a, b in sorted(wanted)]}, "
                  f"found {[case.text[a:b] for a, b in sorted(given)]}")
    return total


def main(words: list[str]) -> None:
    """Print the figures of the parts asked for."""
    for part in [word for word in words if not word.startswith("-")] or ("built_on", "held_back"):
        for kind in KINDS:
            print(part, kind, score(part, kind, wrong="--wrong" in words and part == "built_on"))


if __name__ == "__main__":
    main(sys.argv[1:])
