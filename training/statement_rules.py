"""Learn the weights behind the rules for statements from the gold: counts of cue words, then weights of features.

    .venv/bin/python training/statement_rules.py [GOLD_FOLDER]

Reads polnear/train.jsonl of GOLD_FOLDER ($DATELINE_GOLD, else ../shared/gold), writes
src/dateline/statements/data/en/rules.json. Seeded; the same gold gives the same file.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections import Counter
from collections.abc import Sequence
from math import exp, sqrt
from pathlib import Path

import msgspec

from dateline.statements.quotes import paragraphs
from dateline.statements.rules import contents, cues, extensions, sources
from dateline.statements.rules.attributions import Found, find_in
from dateline.statements.rules.reading import Reading, read
from dateline.statements.rules.weights import Weights, shares

ROOT = Path(__file__).parent.parent
OUT = ROOT / "src/dateline/statements/data/en/rules.json"
FREQUENT = 150  # words seen as often are spelt out in features
LEAST_RATE, LEAST_HEADS = 0.1, 3
ROUNDS = 4
STEPS = 20
NO_CUE = {"about", "also", "similarly"}  # words of a cue that never make one alone
Words = set[int]


class Gold(msgspec.Struct):
    """One attribution of the gold, in words."""

    source: Words
    cue: Words
    contents: list[Words]


class Document(msgspec.Struct):
    """A text as the rules see it, and its gold."""

    reading: Reading
    gold: list[Gold]


class Learner:
    """Weights of features by AdaGrad; those met seldom are left out."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.weights: dict[str, float] = {}
        self.squares: dict[str, float] = {}

    def total(self, features: Sequence[str]) -> float:
        return sum(self.weights.get(feature, 0.0) for feature in features)

    def step(self, features: Sequence[str], gradient: float) -> None:
        for feature in features:
            if feature in self.weights:
                slope = gradient + 1e-4 * self.weights[feature]
                self.squares[feature] += slope * slope
                self.weights[feature] -= 0.2 * slope / sqrt(self.squares[feature] + 1e-6)

    def start(self, counts: Counter[str]) -> None:
        for feature in sorted(counts):
            if counts[feature] >= self.least:
                self.weights[feature], self.squares[feature] = 0.0, 1.0

    def rounded(self) -> dict[str, float]:
        return {feature: round(weight, 2) for feature, weight in sorted(self.weights.items()) if abs(weight) >= 0.015}


def learn_binary(examples: list[tuple[list[str], bool]], least: int) -> dict[str, float]:
    """Return logistic weights for features -> yes or no."""
    learner = Learner(least)
    learner.start(Counter(feature for features, _ in examples for feature in features))
    order = list(range(len(examples)))
    for number in range(ROUNDS):
        random.Random(number).shuffle(order)
        for index in order:
            features, truth = examples[index]
            guess = 1 / (1 + exp(-max(-30.0, min(30.0, learner.total(features)))))
            learner.step(features, guess - truth)
    return learner.rounded()


def learn_choice(examples: list[tuple[list[list[str]], int]], least: int) -> dict[str, float]:
    """Return softmax weights for lists of candidates' features -> the number of the right one."""
    learner = Learner(least)
    learner.start(Counter(feature for candidates, right in examples for feature in candidates[right]))
    for candidates, _ in examples:
        for features in candidates[:3]:
            for feature in features:
                learner.weights.setdefault(feature, 0.0)
                learner.squares.setdefault(feature, 1.0)
    order = list(range(len(examples)))
    for number in range(ROUNDS):
        random.Random(number).shuffle(order)
        for index in order:
            candidates, right = examples[index]
            chances = shares([learner.total(features) for features in candidates])
            for place, (features, chance) in enumerate(zip(candidates, chances, strict=True)):
                gradient = chance - (place == right)
                if abs(gradient) > 0.02:
                    learner.step(features, gradient)
    return learner.rounded()


def documents(path: Path, frequent: frozenset[str]) -> list[Document]:
    """Read the gold: the first annotator of each article."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reading = read(row["text"], paragraphs(row["text"]), frequent)
        within = reading.passage.within

        def words(spans: list[list[int]], within=within) -> Words:  # type: ignore[no-untyped-def]
            return {w for s, e in spans for w in within((s, e))}

        gold = [Gold(words(a["source"] or []), words(a["cue"] or []), [words([span]) for span in a["content"]])
                for a in row["annotations"][0]["attributions"] if a["content"]]
        found.append(Document(reading, gold))
    return found


def count_cues(texts: list[Document]) -> dict[str, tuple[int, int]]:
    """Return word -> (times the head of a cue, times seen outside quotation marks); the head is the tellest word."""
    seen: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for text in texts:
        lows = text.reading.passage.lows
        seen.update(low for low, quoted in zip(lows, text.reading.quoted, strict=True) if quoted < 0)
        inside.update(lows[w] for gold in text.gold for w in gold.cue if text.reading.quoted[w] < 0)
    rate = {word: inside[word] / (seen[word] + 2) for word in inside}
    heads: Counter[str] = Counter()
    for text in texts:
        lows = text.reading.passage.lows
        for gold in text.gold:
            if gold.cue:
                heads[lows[max(gold.cue, key=lambda w: (rate.get(lows[w], 0.0), -w))]] += 1
    return {word: (count, max(seen[word], count)) for word, count in sorted(heads.items())
            if is_word(word) and count >= LEAST_HEADS and count / (seen[word] + 1) >= LEAST_RATE}


def is_word(low: str) -> bool:
    """Whether `low` can make a cue alone."""
    return low == ":" or (low[0].isalpha() and "'" not in low and low not in NO_CUE)


def head_of(gold: Gold, reading: Reading, learnt: Weights) -> int | None:
    rated = [(learnt.rate(reading.passage.lows[w]), -w) for w in gold.cue if reading.quoted[w] < 0]
    rate, place = max(rated, default=(0.0, 0))
    return -place if rate > 0 else None


def dice(a: Words, b: Words) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def learn(texts: list[Document], frequent: frozenset[str]) -> Weights:
    """Return all weights that `texts` teach."""
    learnt = Weights(cues=count_cues(texts), cue={}, content={}, source={}, extend={}, function=frequent)
    cue_examples: list[tuple[list[str], bool]] = []
    content_examples: list[tuple[list[list[str]], int]] = []
    source_examples: list[tuple[list[list[str]], int]] = []
    extend_examples: list[tuple[list[str], bool]] = []
    reached = wanted = owned = asked = 0
    for text in texts:
        reading = text.reading
        by_head = {head: gold for gold in text.gold if (head := head_of(gold, reading, learnt)) is not None}
        other = {w for gold in text.gold for w in gold.cue}
        strong = None
        for head in cues.candidates(reading, learnt):
            if strong is not None and reading.unit[strong] != reading.unit[head]:
                strong = None
            if head in by_head or head not in other:
                cue_examples.append((cues.features(reading, head, learnt, strong), head in by_head))
            if learnt.rate(reading.passage.lows[head]) >= cues.STRONG:
                strong = head
        for head, gold in sorted(by_head.items()):
            wanted += 1
            offered = contents.candidates(reading, head, learnt)
            scored = [max(dice(set(range(c.first, c.end)), span) * min(1, len(span) / 3) for span in gold.contents)
                      for c in offered]
            if not scored or max(scored) < 0.8:
                continue
            reached += 1
            best = scored.index(max(scored))
            content_examples.append(([c.features for c in offered], best))
            chosen = offered[best]
            cue = cues.extent(reading, head, chosen.first)
            owners = sources.candidates(reading, head, cue, (chosen.first, chosen.end, chosen.side), learnt)
            asked += 1
            match = [dice(set(range(o.first, o.end)), gold.source) if gold.source else float(o.end == o.first)
                     for o in owners]
            if max(match) >= 0.5:
                owned += 1
                source_examples.append(([o.features for o in owners], match.index(max(match))))
            extend_examples.extend(extensions_of(reading, chosen, cue, gold, learnt))
    print(f"{wanted} cues, content within reach of {reached}, source of {owned} of {asked}; "
          f"{len(extend_examples)} extensions, {sum(t for _, t in extend_examples)} right", file=sys.stderr)
    return msgspec.structs.replace(
        learnt, cue=learn_binary(cue_examples, 3), content=learn_choice(content_examples, 3),
        source=learn_choice(source_examples, 3), extend=learn_binary(extend_examples, 2))


def extensions_of(reading: Reading, chosen: contents.Candidate, cue: tuple[int, int], gold: Gold,
                  learnt: Weights) -> list[tuple[list[str], bool]]:
    """Return the examples of whether the quotations after an attribution go on with it."""
    every: Words = set().union(*gold.contents)
    found = []
    end = max(chosen.end, cue[1], max(gold.source, default=0) + 1)
    last = chosen.end
    for _ in range(6):
        quotation = extensions.next_quotation(reading, end)
        if quotation is None:
            break
        inside = len(every & set(range(*quotation))) > (quotation[1] - quotation[0]) / 2
        found.append((extensions.features(reading, end, quotation, chosen.side, reading.quoted[last - 1] >= 0, learnt),
                      inside))
        if not inside:
            break
        end = last = quotation[1]
    return found


def confidence(texts: list[Document], frequent: frozenset[str]) -> tuple[float, ...]:
    """Return the share right by steps of the product of beliefs, each half of `texts` read with the other's weights."""
    right, all_ = [1.0] * STEPS, [2.0] * STEPS
    for half in (0, 1):
        learnt = learn(texts[half::2], frequent)
        for text in texts[1 - half::2]:
            for one in find_in(text.reading, learnt):
                step = min(STEPS - 1, int(one.chance * STEPS))
                all_[step] += 1
                right[step] += any(is_right(one, gold) for gold in text.gold)
    pools = [[r, n, 1] for r, n in zip(right, all_, strict=True)]
    merged: list[list[float]] = []
    for pool in pools:  # pool adjacent violators: more belief is never less confidence
        merged.append(list(pool))
        while len(merged) > 1 and merged[-2][0] * merged[-1][1] > merged[-1][0] * merged[-2][1]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    return tuple(round(r / n, 2) for r, n, width in merged for _ in range(int(width)))


def is_right(one: Found, gold: Gold) -> bool:
    """Whether eval/statements.py would call `one` right, matched to `gold`."""
    content = {w for first, end in one.content for w in range(first, end)}
    source = set(range(*one.source)) if one.source else set()
    return dice(content, set().union(*gold.contents)) >= 0.8 and (bool(source & gold.source)
                                                                  or not (source or gold.source))


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DATELINE_GOLD", ROOT.parent / "shared/gold"))
    train = folder / "polnear/train.jsonl"
    counts: Counter[str] = Counter()
    for text in documents(train, frozenset()):
        counts.update(text.reading.passage.lows)
    frequent = frozenset(word for word, count in counts.items() if count >= FREQUENT)
    texts = documents(train, frequent)
    learnt = msgspec.structs.replace(learn(texts, frequent), confidence=confidence(texts, frequent))
    OUT.write_bytes(msgspec.json.format(msgspec.json.encode(learnt, order="deterministic"), indent=0) + b"\n")
    print(f"{OUT}: {OUT.stat().st_size / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
