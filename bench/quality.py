"""Quality on the gold, by the scorers that stand beside it: reading, statements, speakers, stories.

    python bench/quality.py [reading] [statements] [speakers] [stories]

Gold is $DATELINE_GOLD, else ../shared/gold; the scorers are ../eval beside it. The commands are those that users run.
What was learnt from a set is scored on that set here too: figures on folds are in the training scripts.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

GOLD = Path(os.environ.get("DATELINE_GOLD") or Path(__file__).resolve().parents[2] / "shared" / "gold")
EVAL = GOLD.parent / "eval"


def dateline(command: str, rows: Iterable[dict[str, object]], folder: Path) -> Path:
    """Run a command over rows of JSON; return the file of what it printed."""
    given, printed = folder / f"{command}.in.jsonl", folder / f"{command}.out.jsonl"
    with given.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(json.dumps(row) + "\n")
    with printed.open("w") as stream:
        subprocess.run([sys.executable, "-c", "from dateline.cli import main; main()", command, str(given)],
                       stdout=stream, check=False)
    return printed


def score(title: str, scorer: str, *files: Path) -> None:
    """Print what a scorer says, without its last line (the same as JSON)."""
    run = subprocess.run([sys.executable, str(EVAL / scorer), *map(str, files)], capture_output=True, text=True,
                         check=False)
    print(f"== {title}", *(run.stdout.splitlines()[:-1] or run.stderr.splitlines()), sep="\n", flush=True)


def rows_of(path: Path) -> list[dict[str, object]]:
    """The rows of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def html_of(path: Path) -> str:
    """A page of the gold as text."""
    return gzip.decompress(path.read_bytes()).decode("utf-8", "replace")


def reading(folder: Path) -> None:
    """The three sets of pages."""
    for name in ("extraction", "pages", "wcxb"):
        gold = GOLD / name / "gold.jsonl"
        urls = {row["id"]: row["url"] for row in rows_of(gold)} if gold.exists() else {}
        pages = sorted((GOLD / name / "html").iterdir())
        printed = dateline("read", ({"id": page.name.partition(".")[0], "url": urls.get(page.name.partition(".")[0]),
                                     "html": html_of(page)} for page in pages), folder)
        if (GOLD / name / "ground-truth.json").exists():
            score(f"{name}: text", "extraction.py", GOLD / name / "ground-truth.json", printed)
        if gold.exists():
            score(f"{name}: body, headline, date, byline", "pages.py", gold, printed)


def statements(folder: Path) -> None:
    """Dev articles as clean text."""
    gold = GOLD / "polnear" / "dev.jsonl"
    printed = dateline("statements", ({"id": row["id"], "text": row["text"]} for row in rows_of(gold)), folder)
    score("statements, dev", "statements.py", gold, printed)
    score("speakers, on dateline's own statements", "speakers.py", gold, GOLD / "speakers" / "dev.jsonl", printed)


def speakers(folder: Path) -> None:
    """Who speaks, given the statements of the gold."""
    from dateline.model import Article
    from dateline.statements.attribution import Attribution
    from dateline.statements.speakers import resolve

    gold = GOLD / "polnear" / "dev.jsonl"
    printed = folder / "speakers.jsonl"
    with printed.open("w", encoding="utf-8") as stream:
        for row in rows_of(gold):
            annotations: list[dict[str, list[dict[str, list[list[int]]]]]] = row["annotations"]  # type: ignore[assignment]
            given = [Attribution(**{role: tuple((start, end) for start, end in one[role])
                                    for role in ("source", "cue", "content")}, confidence=1.0, method="gold")
                     for one in annotations[0]["attributions"]]
            found = resolve(Article(id=str(row["id"]), text=str(row["text"])), given)
            rows = [{"source": one.source, "cue": one.cue, "content": one.content,
                     "speakers": [{"name": s.name, "type": s.type, "named": s.named} for s in who.speakers]}
                    for one, who in zip(given, found, strict=True)]
            stream.write(json.dumps({"id": row["id"], "statements": rows}) + "\n")
    score("speakers, on the gold's statements", "speakers.py", gold, GOLD / "speakers" / "dev.jsonl", printed)


def stories(folder: Path) -> None:
    """Alone, and among unrelated articles."""
    gold = GOLD / "stories" / "dev.jsonl"
    rows = rows_of(gold)
    noise = [{"id": row["id"], "text": row["text"], "title": row["title"], "date_publish": row["publication_date"]}
             for row in rows_of(GOLD / "polnear" / "train.jsonl")]
    given = [{key: row.get(key) for key in ("id", "text", "title", "date_publish", "url")} for row in rows]
    score("stories, dev", "stories.py", gold, dateline("stories", given, folder))
    score("stories, dev among unrelated articles", "stories.py", gold, dateline("stories", [*given, *noise], folder))


def main(names: list[str]) -> None:
    """Score what was asked for; all of it where nothing was."""
    parts = {part.__name__: part for part in (reading, statements, speakers, stories)}
    for name in names or parts:
        with tempfile.TemporaryDirectory() as folder:
            parts[name](Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
