"""The model card: what the tagger learnt from, how good it is, what it can't do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dateline.statements.decode import Decoding

CARD = """# Model card: the statement tagger

Written by `training/statements.py`; don't edit figures by hand.

**What it does.** Reads a text in windows of at most 382 word pieces and tells of each word whether it is a source,
a cue or content, and to which cue a source or content belongs. `dateline.statements.decode` makes attributions of it.

**What it is.** A BERT encoder of 4 layers of 384 (5, 6, 4 and 6 heads; 640, 640, 256 and 512 inner neurons), uncased,
with learnt marks of casing, quotation and paragraphs added to its input; one head for tags, one that scores for each
word every piece as the beginning of its cue. It is the student of a tagger of 6 layers, and was cut out of it:
{passes} passes, AdamW, a running mean of the weights; then thinned from 6 heads and 768 neurons a layer, those left out
that others make up for (`statements_thin.py`), and {thin} passes more. ONNX in 8 bits with static scales, measured on
105 training windows: a window's scores depend on no batch. Weights keep to 7 bits, so that sums are the same on
processors without 8-bit dot products (VNNI, AMX).

**Licence of the base weights, and of tokenizer.json.** sentence-transformers/all-MiniLM-L6-v2:
Apache-2.0. Ours: Apache-2.0.

**Data.** PolNeAR (networkdynamics/PolNeAR): 840 training articles of US political news of 2016, several annotators
where there are several, one drawn a pass; its paragraphs alone; sentences that we wrote (`training/texts`), of which
some say that nobody speaks in them; and texts of other gold sets, of which the teacher alone told. Its authors state no
licence; the weights and this package hold no text of it. The 84 dev articles chose the numbers of decoding below (cue,
link, enter and least by grid, so that the figure worst off lies highest above its bar; share, rescue, away and the
margins of windows by hand, among three to five values each), and fitted the weights of confidence.

## Figures on the 84 dev articles

`python shared/eval/statements.py shared/gold/polnear/dev.jsonl PREDICTED`, as rules mend what the tagger finds:

| right F1 | found F1 | alpha | source words F1 | cue | content | quotes recall |
| --- | --- | --- | --- | --- | --- | --- |
| {figures} |

They are figures of the articles that chose the decoding; its few numbers move right F1 by about 0.01.

Chosen: {chosen}.

## Confidence

Its chance that a reader would mark the statement so (source touched, content's Dice 0.8 or more), fitted five times on
four fifths of the dev articles and read on the rest:

| confidence | statements | mean confidence | right |
| --- | --- | --- | --- |
{tenths}

{notes}## Limits

- English news. Elsewhere its confidence is not calibrated, and rules read direct quotations instead.
- PolNeAR counts much as attribution that isn't speech: plans, beliefs, promises, even "ignored" and "supported".
- A word is in one statement at most (but for shared sources), so of nested statements it keeps one.
- A source or content further than a window from its cue is not joined to it.
- Training text is of 2016 and of few outlets: names and habits of others may be read worse.
"""


def write_card(figures: dict[str, Any], tenths: list[dict[str, float]], chosen: Decoding,
               run: tuple[int, int, str], path: Path) -> None:
    """Write the card of a model with these dev figures and this reliability to `path`.

    run: passes of the student, and of the thinned one; what a person noted of it.
    """
    passes, thin, noted = run
    notes = f"## Of this run\n\n{noted.strip()}\n\n" if noted.strip() else ""
    numbers = [figures["right"]["f1"], figures["found"]["f1"], figures["alpha"],
               *(figures["words"][role]["f1"] for role in ("source", "cue", "content")), figures["quotes"]["recall"]]
    rows = [f"| {t['from']:.1f} to {t['from'] + 0.1:.1f} | {t['count']} | {t['sure']:.2f} | {t['right']:.2f} |"
            for t in tenths]
    names = ("cue", "link", "floor", "enter", "share", "rescue", "away", "least")
    card = CARD.format(passes=passes, thin=thin, notes=notes, figures=" | ".join(f"{n:.3f}" for n in numbers),
                       tenths="\n".join(rows), chosen=", ".join(f"{name} {getattr(chosen, name)}" for name in names))
    path.write_text(card, encoding="utf-8")
