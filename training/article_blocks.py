"""Train the block classifier of src/dateline/article on the gold pages.

    python training/article_blocks.py GOLD [--folds] [--ship]

GOLD: the folder with extraction/, pages/ and wcxb/. --folds: report the figures of five folds by registrable
domain, with both scorers of EVAL (default GOLD/../eval). --ship: train on all and write
blocks.npz and blocks.onnx in src/dateline/article/data. Needs torch, lightgbm and onnx beside dateline; nothing of the
gold's text is written.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import pickle
import re
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np
import tldextract
import torch
from block_trees import fit_trees, to_onnx
from rapidfuzz.distance import LCSseq
from torch import nn

from dateline.article.classify import NET_SHARE
from dateline.article.context import with_context
from dateline.article.decode import decode
from dateline.article.features import WIDTH, features_of
from dateline.article.names import TABLE
from dateline.article.nesting import guarded
from dateline.article.segments import segments_of
from dateline.article.stated_body import stated_body, stated_title
from dateline.article.tree import Tree
from dateline.model import Page

TOKEN = re.compile(r"\w+")
DATA = Path(__file__).parent.parent / "src/dateline/article/data"
TREE_WEIGHT = 200  # brings the weights of a page near one a segment
SETS = ("extraction", "pages", "wcxb")
OWN, PARENT, PATH, WORDS, HIDDEN = 12, 8, 16, 16, 64
torch.set_num_threads(1)


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


def labels_of(texts: list[str], row: dict[str, Any]) -> tuple[list[float], list[float]]:
    """Return for each segment a label and a weight; weight 0 where the gold says nothing of it."""
    if "text" in row:
        return _aligned(texts, row["text"])
    folded = [" ".join(text.split()) for text in texts]
    labels, known = [0.0] * len(texts), [0.0] * len(texts)
    for pieces, label in ((row["with"], 1.0), (row["without"], 0.0)):
        for piece in pieces:
            words = " ".join(piece.split())
            hits = [i for i, text in enumerate(folded) if words in text]
            if len(hits) == 1 and len(words) > 3:
                labels[hits[0]], known[hits[0]] = label, 1.0
    return labels, known


def _aligned(texts: list[str], gold: str) -> tuple[list[float], list[float]]:
    tokens = [TOKEN.findall(text) for text in texts]
    page = [token for one in tokens for token in one]
    theirs = TOKEN.findall(gold)
    owner = [i for i, one in enumerate(tokens) for _ in one]
    matched: dict[int, list[int]] = {}
    for tag, start, end, there, _ in LCSseq.opcodes(page, theirs):
        if tag == "equal":
            for step in range(end - start):
                matched.setdefault(owner[start + step], []).append(there + step)
    labels, known = [], []
    for i, one in enumerate(tokens):
        places = matched.get(i, [])
        share = len(places) / (len(one) or 1)
        whole = bool(places) and places[-1] - places[0] + 1 == len(places) == len(one)
        labels.append(1.0 if (share >= 0.6 and len(one) > 5) or whole else 0.0)
        known.append(0.3 if 0.25 < share < 0.75 and len(one) > 5 else 1.0)
    for i in range(1, len(tokens) - 1):  # signs without words go with their neighbours
        if not tokens[i]:
            labels[i] = min(labels[i - 1], labels[i + 1])
    return labels, known


def samples(gold: Path) -> list[dict[str, Any]]:
    """Return every gold page as features, labels and texts."""
    extract = tldextract.TLDExtract(suffix_list_urls=())
    found = []
    for name in SETS:
        for key, row in gold_of(gold, name).items():
            data = gzip.decompress((gold / name / "html" / f"{key}.html.gz").read_bytes())
            tree = Tree(guarded(decode(Page(id=key, data=data))[0])[0])
            segments = [one for one in segments_of(tree) if not one.unseen]
            if not segments:
                continue
            texts = [one.text for one in segments]
            labels, known = labels_of(texts, row)
            url = re.sub(r"^https?://web\.archive\.org/web/[0-9a-z_*]+/", "", row["url"])
            domain = extract(url).top_domain_under_public_suffix or url
            captions = [_captioned(tree, one.block) for one in segments]
            found.append(
                {
                    "set": name,
                    "id": key,
                    "fold": int(hashlib.sha256(domain.encode()).hexdigest(), 16) % 5,
                    "features": features_of(tree, segments, stated_title(tree), stated_body(tree)),
                    "texts": texts,
                    "labels": np.array(labels, np.float32),
                    "known": np.array(known, np.float32),
                    "row": row,
                    "captions": captions,
                }
            )
    return found


def _captioned(tree: Tree, index: int) -> bool:
    for _ in range(4):
        if index < 0:
            return False
        if tree.elements[index].tag == "figcaption":
            return True
        index = tree.elements[index].parent
    return False


class Net(nn.Module):
    """Hashed names and words as bags, numbers, then convolutions over the page's segments."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.names = nn.EmbeddingBag(TABLE, OWN + PARENT + PATH, mode="sum")
        self.words = nn.EmbeddingBag(TABLE, WORDS, mode="sum")
        nn.init.normal_(self.names.weight, std=0.05)
        nn.init.normal_(self.words.weight, std=0.05)
        self.first = nn.Linear(width + OWN + PARENT + PATH + WORDS, HIDDEN)
        self.convs = nn.ModuleList([nn.Conv1d(HIDDEN, HIDDEN, 3, padding=d, dilation=d) for d in (1, 2, 4)])
        self.pool = nn.Linear(2 * HIDDEN, HIDDEN)
        self.last = nn.Linear(HIDDEN, 1)
        self.drop = nn.Dropout(0.25)

    def forward(self, page: dict[str, torch.Tensor]) -> torch.Tensor:
        ids, word_ids = page["ids"], page["word_ids"]
        if self.training:  # names never seen must not surprise it
            ids = torch.where(torch.rand(ids.shape) < 0.15, torch.zeros_like(ids), ids)
            word_ids = torch.where(torch.rand(word_ids.shape) < 0.2, torch.zeros_like(word_ids), word_ids)
        rows = self.names(ids, page["starts"])
        path = torch.zeros(len(page["blocks"]), PATH)
        path.index_add_(0, page["path_segment"], rows[page["path_row"], OWN + PARENT :])
        own = rows[page["blocks"], :OWN]
        parent = rows[page["above"], OWN : OWN + PARENT]
        words = self.words(word_ids, page["word_starts"])
        hidden = torch.cat([page["dense"], self.drop(own), self.drop(parent), self.drop(path), self.drop(words)], 1)
        hidden = torch.relu(self.first(hidden))
        rows_of_page = page["segment_row"]  # pages of a batch stand apart, so that none sees another
        wide = torch.zeros(int(page["width"]), HIDDEN).index_copy(0, rows_of_page, hidden)
        real = torch.zeros(int(page["width"]), 1).index_fill(0, rows_of_page, 1.0)
        for conv in self.convs:
            wide = wide + torch.relu(conv(self.drop(wide).T[None])[0].T) * real
        hidden = wide[rows_of_page]
        share = torch.sigmoid(self.last(hidden))
        count, which = int(page["pages"]), page["page_of"]
        ones = torch.ones(len(which), 1)
        inside = torch.zeros(count, HIDDEN).index_add(0, which, hidden * share)
        inside = inside / (torch.zeros(count, 1).index_add(0, which, share) + 1)
        whole = torch.zeros(count, HIDDEN).index_add(0, which, hidden) / torch.zeros(count, 1).index_add(0, which, ones)
        hidden = hidden + torch.relu(self.pool(torch.cat([inside, whole], 1)))[which]
        return self.last(self.drop(hidden))[:, 0]


GAP = 4  # rows of zeros between the pages of a batch: as far as one convolution looks


def batched(pages: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Return pages as one, apart for the convolutions."""
    out: dict[str, list[torch.Tensor]] = {}
    ids = rows = segments = words = wide = 0
    for number, page in enumerate(pages):
        count = len(page["blocks"])
        for key, shift in (
            ("dense", 0),
            ("ids", 0),
            ("starts", ids),
            ("blocks", rows),
            ("above", rows),
            ("path_segment", segments),
            ("path_row", rows),
            ("word_ids", 0),
            ("word_starts", words),
            ("weight", 0),
            ("labels", 0),
        ):
            out.setdefault(key, []).append(page[key] + shift if shift else page[key])
        out.setdefault("segment_row", []).append(torch.arange(count) + wide)
        out.setdefault("page_of", []).append(torch.full((count,), number))
        ids += len(page["ids"])
        rows += len(page["starts"])
        segments += count
        words += len(page["word_ids"])
        wide += count + GAP
    joined = {key: torch.cat(values) for key, values in out.items()}
    joined["width"], joined["pages"] = torch.tensor(wide), torch.tensor(len(pages))
    return joined


def tensors(sample: dict[str, Any], mean: np.ndarray, scale: np.ndarray) -> dict[str, torch.Tensor]:
    """Return what the net takes of a page."""
    f = sample["features"]
    blocks = f.blocks.astype(np.int64)
    segment, row = [], []
    for i, block in enumerate(blocks):
        while block > 0:
            segment.append(i)
            row.append(block)
            block = f.parents[block]
    t = {
        "dense": ((f.dense - mean) / scale).astype(np.float32),
        "ids": f.element_ids.astype(np.int64),
        "starts": f.element_starts.astype(np.int64),
        "blocks": blocks,
        "above": np.maximum(f.parents[blocks], 0).astype(np.int64),
        "path_segment": np.array(segment, np.int64),
        "path_row": np.array(row, np.int64),
        "word_ids": f.word_ids.astype(np.int64),
        "word_starts": f.word_starts.astype(np.int64),
    }
    out = {key: torch.from_numpy(value) for key, value in t.items()}
    counts = np.array([len(text.split()) for text in sample["texts"]], np.float32)
    weight = sample["known"] * (0.3 + np.sqrt(counts) / 4)
    total = weight.sum() or 1.0
    factor = 1.0 if "text" in sample["row"] else min(1.0, sample["known"].sum() / 8)
    out["weight"] = torch.from_numpy((weight / total * factor).astype(np.float32))
    out["labels"] = torch.from_numpy(sample["labels"])
    return out


def train(pages: list[dict[str, torch.Tensor]], width: int, seed: int, epochs: int) -> Net:
    """Return a net trained on pages, the same for the same seed."""
    torch.manual_seed(seed)
    net = Net(width)
    steps = epochs * ((len(pages) + 7) // 8)
    optimizer = torch.optim.AdamW(net.parameters(), lr=2e-3, weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 3e-3, total_steps=steps + 1, pct_start=0.15)
    order = np.random.default_rng(seed)
    net.train()
    for epoch in range(epochs):
        began, losses = time.time(), []
        indices = order.permutation(len(pages))
        for at in range(0, len(indices), 8):
            page = batched([pages[index] for index in indices[at : at + 8]])
            each = nn.functional.binary_cross_entropy_with_logits(
                net(page), page["labels"], weight=page["weight"], reduction="none"
            )
            sums = torch.zeros(int(page["pages"])).index_add(0, page["page_of"], each)
            loss = sums.sum()
            optimizer.zero_grad()
            (loss / 8).backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch}: {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
    return net.eval()


def standard(found: list[dict[str, Any]]) -> tuple[np.ndarray, np.ndarray]:
    dense = np.concatenate([one["features"].dense for one in found])
    return dense.mean(0), dense.std(0) + 1e-3


class Model(NamedTuple):
    """Both halves of the classifier."""

    net: Net
    trees: lightgbm.Booster


def fit(found: list[dict[str, Any]], pages: list[dict[str, torch.Tensor]], epochs: int) -> Model:
    """Return a model of pages."""
    rows = [with_context(one["features"].dense) for one in found]
    weights = [page["weight"].numpy() * TREE_WEIGHT for page in pages]
    return Model(train(pages, WIDTH, 0, epochs), fit_trees(rows, [one["labels"] for one in found], weights))


def predict(model: Model, sample: dict[str, Any], page: dict[str, torch.Tensor]) -> np.ndarray:
    """Return the chances of a page's segments, as dateline.article.classify does."""
    with torch.no_grad():
        net = model.net(batched([page])).numpy()
    trees = model.trees.predict(with_context(sample["features"].dense), raw_score=True)
    return 1 / (1 + np.exp(-((1 - NET_SHARE) * trees + NET_SHARE * net)))


def text_of(sample: dict[str, Any], chances: np.ndarray, threshold: float = 0.5) -> str:
    return "\n\n".join(
        text
        for text, chance, caption in zip(sample["texts"], chances, sample["captions"], strict=True)
        if chance >= threshold and not caption
    )


def report(
    found: list[dict[str, Any]], chances: dict[tuple[str, str], np.ndarray], scorers: Path, threshold: float
) -> None:
    """Print the figures of both scorers."""
    sys.path.insert(0, str(scorers))
    import extraction
    import pages as pieces

    for name in SETS:  # a page without a line of text counts as nothing read
        mine = {one["id"]: text_of(one, chances[name, one["id"]], threshold) for one in found if one["set"] == name}
        mine_all = [one for one in found if one["set"] == name]
        truth = {one["id"]: {"articleBody": one["row"]["text"]} for one in mine_all if "text" in one["row"]}
        line = f"{threshold} {name:10}"
        if truth:
            line += f" {extraction.score(truth, mine)}"
        if name != "extraction":
            rows = [{"id": one["id"], "title": None, "author": None, "date": None, **one["row"]} for one in mine_all]
            line += f" body {pieces.score(rows, {key: {'text': text} for key, text in mine.items()})['body']}"
        print(line, flush=True)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--eval", type=Path)
    arguments.add_argument("--folds", action="store_true")
    arguments.add_argument("--ship", action="store_true")
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--only", type=int, nargs="*", default=[0, 1, 2, 3, 4])
    arguments.add_argument("--cache", type=Path, help="keep the features here between runs")
    arguments.add_argument("--chances", type=Path, help="write the folds' chances here, to judge the whole reader")
    chosen = arguments.parse_args()
    began = time.time()
    if chosen.cache and chosen.cache.exists():
        found = pickle.loads(chosen.cache.read_bytes())
    else:
        found = samples(chosen.gold)
        if chosen.cache:
            chosen.cache.write_bytes(pickle.dumps(found))
    mean, scale = standard(found)
    pages = [tensors(one, mean, scale) for one in found]
    count = sum(len(one["texts"]) for one in found)
    print(f"{len(found)} pages, {count} segments, {time.time() - began:.0f} s", flush=True)
    if chosen.folds:
        chances: dict[tuple[str, str], np.ndarray] = {}
        for fold in chosen.only:
            others = [page for page, one in zip(pages, found, strict=True) if one["fold"] != fold]
            model = fit([one for one in found if one["fold"] != fold], others, chosen.epochs)
            for page, one in zip(pages, found, strict=True):
                if one["fold"] == fold:
                    chances[one["set"], one["id"]] = predict(model, one, page)
            print(f"fold {fold} done, {time.time() - began:.0f} s", flush=True)
        judged = [one for one in found if (one["set"], one["id"]) in chances]
        if chosen.chances:
            chosen.chances.write_bytes(pickle.dumps(chances))
        for threshold in (0.4, 0.45, 0.5):
            report(judged, chances, chosen.eval or chosen.gold.parent / "eval", threshold)
    if chosen.ship:
        ship(fit(found, pages, chosen.epochs), mean, scale)


def ship(model: Model, mean: np.ndarray, scale: np.ndarray) -> None:
    """Write the weights, the net's halved in precision."""
    arrays: dict[str, np.ndarray] = {"mean": mean.astype(np.float32), "scale": scale.astype(np.float32)}
    for name, value in model.net.state_dict().items():
        arrays[name] = value.numpy().astype(np.float16)
    np.savez_compressed(DATA / "blocks.npz", **arrays)
    width = with_context(np.zeros((1, WIDTH), np.float32)).shape[1]
    (DATA / "blocks.onnx").write_bytes(to_onnx(model.trees, width))
    for name in ("blocks.npz", "blocks.onnx"):
        print(f"{name}: {(DATA / name).stat().st_size} bytes")


if __name__ == "__main__":
    main()
