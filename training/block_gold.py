"""The gold of the block classifier: which lines of each gold page are its article. Used by article_blocks.py."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import tldextract
from msgspec import Struct
from rapidfuzz.distance import Indel, LCSseq

from dateline.article.decode import decode
from dateline.article.features import NUMBERS, Features, features_of
from dateline.article.nesting import guarded
from dateline.article.segments import segments_of
from dateline.article.stated_body import stated_of
from dateline.article.tree import Tree
from dateline.model import Page

TOKEN = re.compile(r"\w+")
SETS = ("extraction", "pages", "wcxb")
FOLDS = 5
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/[0-9a-z_*]+/")
_FEW = 8  # pieces of a page from which it weighs as one with all its text
_SHORT = 8  # tokens of a line that is tried both ways even if little of it is in the gold


class Sample(Struct):
    """A gold page. labels: 1 for lines of the article; weights: of each line, 0 where the gold says nothing of it."""

    set: str
    id: str
    fold: int
    features: Features | None  # None for a page without a line
    texts: list[str]
    captions: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    row: dict[str, Any]


def gold_of(gold: Path, name: str) -> dict[str, dict[str, Any]]:
    """Return the gold of one set by page: url, and text or pieces."""
    rows: dict[str, dict[str, Any]] = {}
    if name != "pages":
        for key, row in json.loads((gold / name / "ground-truth.json").read_text(encoding="utf-8")).items():
            rows[key] = {"url": row["url"], "text": row["articleBody"]}
    if name != "extraction":
        for line in (gold / name / "gold.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            rows.setdefault(row["id"], {"url": row["url"]}).update({"with": row["with"], "without": row["without"]})
    return rows


def page_of(gold: Path, name: str, key: str, url: str) -> Page:
    """Return a gold page as a crawler would bring it."""
    return Page(id=key, url=url, data=gzip.decompress((gold / name / "html" / f"{key}.html.gz").read_bytes()))


def fold_of(url: str) -> int:
    """Return the fold of a page: that of its registrable domain, an archived copy's by the archived address."""
    url = _ARCHIVED.sub("", url)
    domain = _extract(url).top_domain_under_public_suffix or url
    return int(hashlib.sha256(domain.encode()).hexdigest(), 16) % FOLDS


_extract = tldextract.TLDExtract(suffix_list_urls=())


def samples(gold: Path) -> list[Sample]:
    """Return every gold page."""
    return [_sample(gold, name, key, row) for name in SETS for key, row in gold_of(gold, name).items()]


def _sample(gold: Path, name: str, key: str, row: dict[str, Any]) -> Sample:
    tree = Tree(guarded(decode(page_of(gold, name, key, row["url"]))[0])[0])
    segments = [one for one in segments_of(tree) if not one.unseen]
    texts = [one.text for one in segments]
    features = features_of(tree, segments, stated_of(tree)) if segments else None
    labels, known = (aligned(texts, row["text"]) if "text" in row else _pieces(texts, row)) if texts else ([], [])
    captions = features.table[:, NUMBERS.index("in a caption")] > 0 if features else np.zeros(0, np.bool_)
    counts = np.array([len(text.split()) for text in texts])
    weights = np.array(known) * (0.3 + np.sqrt(counts) / 4)
    weights = weights / (weights.sum() or 1) * (1 if "text" in row else min(1, sum(known) / _FEW))
    return Sample(name, key, fold_of(row["url"]), features, texts, captions, np.array(labels, np.float32), weights, row)


def _pieces(texts: list[str], row: dict[str, Any]) -> tuple[list[int], list[float]]:
    labels, known = [0] * len(texts), [0.0] * len(texts)
    for pieces, label in ((row["with"], 1), (row["without"], 0)):
        for piece in pieces:
            words = " ".join(piece.split())
            hits = [i for i, text in enumerate(texts) if words in text]
            if len(hits) == 1 and len(words) > 3:
                labels[hits[0]], known[hits[0]] = label, 1.0
    return labels, known


def aligned(texts: list[str], gold: str) -> tuple[list[int], list[float]]:
    """Return a label for each line, so that the lines labelled 1 read as the gold does, and how sure each is."""
    tokens = [TOKEN.findall(text) for text in texts]
    theirs = TOKEN.findall(gold)
    labels, shares = _matched(tokens, theirs)
    numbers: dict[str, int] = {}
    lines = [[numbers.setdefault(token, len(numbers)) for token in one] for one in tokens]
    wanted = [numbers.setdefault(token, len(numbers)) for token in theirs]
    least, improved = _distance(lines, labels, wanted), True
    among = set(wanted)
    while improved:  # a line is turned over where that makes the kept ones more like the gold
        improved = False
        for i, one in enumerate(lines):
            if not one or (not labels[i] and (among.isdisjoint(one) or (shares[i] < 0.2 and len(one) > _SHORT))):
                continue
            labels[i] ^= 1
            distance = _distance(lines, labels, wanted)
            if distance < least:
                least, improved = distance, True
            else:
                labels[i] ^= 1
    for i in range(1, len(tokens) - 1):  # signs without words go with their neighbours
        if not tokens[i]:
            labels[i] = min(labels[i - 1], labels[i + 1])
    return labels, [0.3 if 0.25 < share < 0.75 and len(one) > 5 else 1.0
                    for share, one in zip(shares, tokens, strict=True)]


def _matched(tokens: list[list[str]], theirs: list[str]) -> tuple[list[int], list[float]]:
    """Return for each line whether it is in the longest common subsequence of page and gold, and what share of it."""
    owner = [i for i, one in enumerate(tokens) for _ in one]
    matched: dict[int, list[int]] = {}
    for tag, start, end, there, _ in LCSseq.opcodes([token for one in tokens for token in one], theirs):
        if tag == "equal":
            for step in range(end - start):
                matched.setdefault(owner[start + step], []).append(there + step)
    labels, shares = [], []
    for i, one in enumerate(tokens):
        places = matched.get(i, [])
        share = len(places) / (len(one) or 1)
        whole = bool(places) and places[-1] - places[0] + 1 == len(places) == len(one)
        labels.append(int((share >= 0.6 and len(one) > 5) or whole))
        shares.append(share)
    return labels, shares


def _distance(lines: list[list[int]], labels: list[int], wanted: list[int]) -> int:
    kept = [token for one, label in zip(lines, labels, strict=True) if label for token in one]
    return int(Indel.distance(kept, wanted))
