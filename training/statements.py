"""Train the statement tagger: gold in; ONNX weights, decoding.json and MODEL_CARD.md out. Resumable, seeded.

    pip install -r training/requirements.txt
    python training/statements.py --base FOLDER --out RUN [--texts FILE ...]

FOLDER holds the base weights' model.safetensors (all-MiniLM-L6-v2). A teacher of 6 layers learns from the gold; a
student of 4 learns from the gold and from what the teacher says of the gold's train articles, of paragraphs of them
alone, of the sentences in texts/, and of more texts (rows of id and text, as `dateline read` prints them); thinned, it
learns on for a little, and ships. RUN keeps all checkpoints and all that the teacher said: the same command goes on
where it was stopped, with more passes further; what RUN/notes.md says goes into the card. Only dev articles choose
decoding and confidence; held-out ones are never read.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

import statements_student as student  # noqa: E402
import statements_teacher as teacher  # noqa: E402
from statements_card import write_card  # noqa: E402
from statements_choose import choose, read_articles, reliability, report, scorer_of, shown  # noqa: E402
from statements_cut import grown, student_of, teacher_of  # noqa: E402
from statements_data import read_gold, read_samples  # noqa: E402
from statements_graph import forward_of, write_decoding, write_weights  # noqa: E402
from statements_model import FIRST, THIN  # noqa: E402
from statements_teach import Taught, read_taught, teach, window_of, write_apart  # noqa: E402
from statements_thin import thinned  # noqa: E402

THIN_SHARE = 0.15  # of the student's rates: what is left has learnt already
MODEL = HERE.parent / "src" / "dateline" / "statements" / "data" / "model"


@contextmanager
def windows_of_the_teacher() -> Iterator[None]:
    """Let texts be read in the teacher's windows, which are shorter than the student's."""
    pieces = sys.modules["dateline.statements.pieces"]
    names = ("WINDOW", "BEFORE", "BEHIND")
    ours = [getattr(pieces, name) for name in names]
    for name in names:
        setattr(pieces, name, getattr(teacher, name))
    try:
        yield
    finally:
        for name, value in zip(names, ours, strict=True):
            setattr(pieces, name, value)


def lessons(out: Path, gold: Path, texts: list[Path]) -> list[Taught]:
    """Return all that the student learns from; what the teacher says is kept in `out`."""
    samples = {sample.id: sample for sample in read_samples(gold)}
    apart = write_apart(read_gold(gold), out / "apart.jsonl")
    model = teacher_of(out / "teacher" / "checkpoint.pt")
    taught: list[Taught] = []
    for path in (gold, apart, *sorted((HERE / "texts").glob("*.jsonl")), *texts):
        with windows_of_the_teacher():
            said = teach(model, path, out / f"{path.parent.name}-{path.stem}.pickle")
        taught += read_taught(said, samples)
    return taught


def ship(run: student.Run, before: int, seen: list[tuple[Tensor, ...]], shared: Path, notes: Path) -> None:
    """Write the weights, choose their decoding on the dev articles, and say in the model card how good they are.

    before: passes that the student learnt before it was thinned.
    """
    run.model.load_state_dict(run.mean)
    write_weights(run.model, seen, MODEL / "tagger.onnx")
    scorer = scorer_of(shared / "eval" / "statements.py")
    articles = read_articles(read_gold(shared / "gold" / "polnear" / "dev.jsonl"), forward_of(MODEL / "tagger.onnx"))
    chosen = choose(articles, scorer)
    write_decoding(chosen, MODEL / "tagger.onnx", MODEL / "decoding.json")
    figures = report(articles, chosen, scorer)
    print(shown(figures))
    noted = notes.read_text(encoding="utf-8") if notes.exists() else ""
    learnt = before, run.passes, noted
    write_card(figures, reliability(articles, chosen, scorer), chosen, learnt, HERE / "MODEL_CARD.md")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, nargs="*", default=[])
    parser.add_argument("--shared", type=Path, default=HERE.parent.parent / "shared", help="holds gold/ and eval/")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, nargs=3, default=(8, 18, 3),
                        help="passes of the teacher, of the student, of the thinned student")
    chosen = parser.parse_args()
    gold = chosen.shared / "gold" / "polnear" / "train.jsonl"
    first = teacher.Run(chosen.out / "teacher", chosen.base, chosen.seed)
    first.train(read_samples(gold), chosen.epochs[0])
    torch.set_num_threads(1)
    taught = lessons(chosen.out, gold, chosen.texts)
    seen = [window_of(sample.forms[0]) for sample in read_samples(gold)[::8]]
    model = teacher_of(first.saved)
    small = student_of(model, FIRST, seen[::2])
    run = student.Run(chosen.out / "student", grown(small, model, seen[::2]), chosen.seed)
    run.train(taught, chosen.epochs[1])
    run.model.load_state_dict(run.mean)
    thin = student.Run(chosen.out / "thin", thinned(run.model, THIN, seen), chosen.seed, THIN_SHARE)
    thin.train(taught, chosen.epochs[2])
    ship(thin, run.passes, seen, chosen.shared, chosen.out / "notes.md")


if __name__ == "__main__":
    main()
