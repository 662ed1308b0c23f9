"""Count in how many documents each word stands: the table that weighs the terms of a story.

    python training/story_terms.py GOLD [--least 4]

GOLD holds polnear, pages, wcxb and extraction. The labelled stories are left out on purpose: their words must be as
unknown to the table as those of tomorrow's news. Writes src/dateline/stories/data/document_frequencies.txt.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from dateline.stories.terms import stems, words

TABLE = Path(__file__).parent.parent / "src/dateline/stories/data/document_frequencies.txt"
HEAD = """\
# In how many documents each stem stood, for stems in at least {least}; the number first, then the stems.
# Counted by training/story_terms.py over polnear (train), pages, wcxb and extraction: counts of single words only,
# no text. PolNeAR states no licence; pages Apache-2.0, wcxb CC BY 4.0, extraction MIT.
"""


def texts(gold: Path) -> Iterator[str]:
    """Yield every document's text."""
    for line in (gold / "polnear/train.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]
    for name in ("wcxb/ground-truth.json", "extraction/ground-truth.json"):
        for row in json.loads((gold / name).read_text(encoding="utf-8")).values():
            yield row["articleBody"]
    for path in sorted((gold / "pages/html").glob("*.html.gz")):
        paragraphs = LexborHTMLParser(gzip.decompress(path.read_bytes())).css("p")
        yield "\n".join(p.text() for p in paragraphs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--least", type=int, default=4)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    documents = 0
    for text in texts(options.gold):
        documents += 1
        counts.update(set(stems(words(text))))
    lines = [f"{documents} documents"]
    for count in sorted({c for c in counts.values() if c >= options.least}, reverse=True):
        lines.append(f"{count} " + " ".join(sorted(t for t, c in counts.items() if c == count)))
    TABLE.write_text(HEAD.format(least=options.least) + "\n".join(lines) + "\n", encoding="utf-8")
    stems_kept = sum(count >= options.least for count in counts.values())
    print(f"{documents} documents, {stems_kept} stems, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
