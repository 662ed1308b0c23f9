"""How well names of many articles are told to be one person's or two: B-cubed F1, and every hard pair.

    python bench/identity.py [--gold DIR] [--part a|b]

Real names: the 924 articles of the gold's polnear, their attributions as the annotators marked them, speakers by
`statements.speakers`, stories by `stories`, who is who by `speakers`; labels in bench/identity_gold.jsonl, made by
reading (article, name, offsets, a label; no text). Part b was not looked at while `speakers` was built.
Written ones: the twenty archives of tests/speakers/archives. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from dateline.model import Article, Mention, Span
from dateline.speakers import Voice, identify, mentions_of, place_all
from dateline.speakers.mentions import block
from dateline.statements.attribution import Attribution
from dateline.statements.speakers import resolve
from dateline.stories import link, signature
from dateline.stories.group import group_linked
from dateline.stories.near import neighbours

HERE = Path(__file__).resolve().parent
Named = dict[tuple[str, str], tuple[str, Span]]
"""(article, bearer): the name as printed where it is printed most fully, and where."""


def articles(gold: Path) -> Iterator[dict[str, Any]]:
    """Yield the gold's articles that have attributions."""
    for part in ("train", "dev"):
        with (gold / "polnear" / f"{part}.jsonl").open(encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def gather(gold: Path) -> tuple[list[Mention], Named]:
    """Return what the gold's articles tell of those who speak in them."""
    rows = list(articles(gold))
    signed = [signature(id=row["id"], text=row["text"], title=row["title"], published=row["publication_date"],
                        outlet=row["publisher"]) for row in rows]
    links = [found for a, b in neighbours(signed) if (found := link(a, b))]
    stories = {place.id: place.story or "" for place in group_linked(signed, links)}
    mentions: list[Mention] = []
    named: Named = {}
    for row, signs in zip(rows, signed, strict=True):
        attributions = [one for one in row["annotations"][0]["attributions"] if one["content"]]
        marked = [Attribution(**{role: tuple(map(tuple, one[role])) for role in ("source", "cue", "content")},
                              confidence=1.0, method="gold") for one in attributions]
        voices = []
        for one, resolved in zip(marked, resolve(Article(id=row["id"], text=row["text"]), marked), strict=True):
            source = " ".join(row["text"][start:end] for start, end in one.source)
            for speaker in resolved.speakers:
                found = identify(speaker)
                voices.append(Voice(bearer=found.id if found else None, name=speaker.name, type=speaker.type,
                                    role=speaker.role, source=source))
                if found and speaker.chain:
                    named.setdefault((row["id"], found.id), (speaker.name, speaker.chain[-1]))
        mentions += mentions_of(row["id"], voices, day=row["publication_date"][:10], outlet=row["publisher"],
                                story=stories.get(row["id"], ""), names=signs.names)
    return mentions, named


def identities(mentions: Sequence[Mention]) -> dict[tuple[str, str], str]:
    """Return whom each (article, bearer) means, placed as an archive places them."""
    blocks: dict[str, list[Mention]] = defaultdict(list)
    for one in mentions:
        blocks[block(one)].append(one)
    return {(placed.article, placed.bearer): placed.speaker for some in blocks.values() for placed in place_all(some)}


def b_cubed(told: Sequence[str], right: Sequence[str]) -> tuple[float, float, float]:
    """Return precision, recall and F1 of a clustering, item by item."""
    both, ours, theirs = Counter(zip(told, right, strict=True)), Counter(told), Counter(right)
    precision = sum(both[a, b] / ours[a] for a, b in zip(told, right, strict=True)) / len(told)
    recall = sum(both[a, b] / theirs[b] for a, b in zip(told, right, strict=True)) / len(told)
    return precision, recall, 2 * precision * recall / (precision + recall)


def labels() -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the labelled mentions, and the pairs of them (by place) that were chosen because they are hard."""
    rows = [json.loads(line) for line in (HERE / "identity_gold.jsonl").read_text(encoding="utf-8").splitlines()]
    return [row for row in rows if "who" in row], [row for row in rows if "pair" in row]


def score(mentions: Sequence[Mention], named: Named, part: str) -> dict[str, Any]:
    """Return how the labelled mentions of a part ("a", "b", or "" for both) come out."""
    ids = identities(mentions)
    at = {(article, span): ids[article, bearer] for (article, bearer), (_, span) in named.items()}
    rows, pairs = labels()
    told = [at.get((row["article"], tuple(row["span"]))) for row in rows]
    used = [n for n, row in enumerate(rows) if told[n] is not None and part in ("", row["part"])]
    precision, recall, f1 = b_cubed([str(told[n]) for n in used], [rows[n]["who"] for n in used])
    judged = [(pair["same"], told[pair["pair"][0]] == told[pair["pair"][1]], pair["pair"]) for pair in pairs
              if set(pair["pair"]) <= set(used)]
    wrong = [[rows[n]["name"] for n in pair] for same, joined, pair in judged if same != joined]
    return {"mentions": len(used), "not found": sum(part in ("", row["part"]) for row in rows) - len(used),
            "b-cubed": {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)},
            "same pairs": sum(same for same, _, _ in judged), "joined": sum(s and j for s, j, _ in judged),
            "different pairs": sum(not same for same, _, _ in judged),
            "wrongly joined": sum(j and not s for s, j, _ in judged), "wrong": wrong}


def score_written() -> dict[str, Any]:
    """Return how the mentions of the written archives come out."""
    sys.path.insert(0, str(HERE.parent / "tests" / "speakers"))
    from written import archives

    told, right = [], []
    for written in archives():
        ids = identities(written.mentions)
        told += [f"{written.title} {ids[key]}" for key in written.who]
        right += [f"{written.title} {who}" for who in written.who.values()]
    names = ("precision", "recall", "f1")
    return {"mentions": len(told), "b-cubed": dict(zip(names, b_cubed(told, right), strict=True))}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path,
                        default=Path(os.environ.get("DATELINE_GOLD", HERE.parents[1] / "shared/gold")))
    parser.add_argument("--part", choices=["a", "b", ""], default="")
    asked = parser.parse_args()
    mentions, named = gather(asked.gold)
    print(json.dumps({"polnear": score(mentions, named, asked.part), "written": score_written()}, ensure_ascii=False,
                     indent=1))


if __name__ == "__main__":
    main()
