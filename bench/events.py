"""Articles by the hundred thousand, made from the gold by mutation and mixing, with times, each labelled by its event.

An event mixes the sentences of two gold articles; the names and numbers in them are its own, so that events share
words, as news of one subject does, but nobody and nothing else. Its articles hold some of its sentences each, in the
days after it began; one in four is a copy of an earlier one with another headline and its tail cut. The first one
arrives first, the others out of order, up to a tenth of the archive later.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import islice
from random import Random
from typing import Any
from zlib import crc32

YEARS = 3
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_INSIDE = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}\b")
_NUMBER = re.compile(r"\b\d{2,}\b")
_END = re.compile(r"(?<=[.!?”\"])\s+")


@dataclass(frozen=True)
class Made:
    """An article of an event."""

    id: str
    event: int
    title: str
    text: str
    published: str
    outlet: str


class Events:
    """Events made from gold rows (`title`, `text`): a pure function of the rows, of the event's number and the seed."""

    def __init__(self, rows: Sequence[dict[str, Any]], *, seed: int = 1) -> None:
        self._rows, self._seed = rows, seed
        inside, small = Counter[str](), Counter[str]()
        for row in rows:
            inside.update(_INSIDE.findall(row["text"]))
            small.update(re.findall(r"\b[a-z]{3,}\b", row["text"]))
        self._names = sorted(word for word, count in inside.items() if count > 2 * small[word.lower()])
        self._is_name = frozenset(self._names)
        self._sentences = lru_cache(maxsize=256)(self._sentences_of)

    def arriving(self, count: int) -> Iterator[Made]:
        """Yield articles as they arrive; the first n of them are the same whatever `count` is."""
        waiting: list[tuple[float, int, int]] = []
        for event in range(count):  # one event holds at least one article, so these are enough
            random = Random(f"{self._seed} {event} size")
            size = min(60, int(random.paretovariate(1.1)))
            waiting += [(event * (1 + 0.1 * random.random() * (number > 0)), event, number) for number in range(size)]
            if len(waiting) > 2 * count + 200:
                break
        for _, event, number in islice(sorted(waiting), count):
            yield self.article(event, number)

    def article(self, event: int, number: int) -> Made:
        """Return the article of an event with that number, from 0."""
        random = Random(f"{self._seed} {event} {number}")
        title, sentences = self._sentences(event)
        of = random.randrange(number) if number and random.random() < 0.25 else number
        text = self._text(event, of, sentences)
        if of != number:
            text = text[: int(len(text) * random.uniform(0.8, 1))]
        hour = Random(f"{self._seed} {event} t").randrange(YEARS * 365 * 24)
        began = datetime(2023, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        after = 1 + min(96.0, random.expovariate(1 / 10)) if number else 0
        published = (began + timedelta(hours=after)).isoformat(timespec="seconds")[:19]
        words = [word for word in title.split() if random.random() < 0.75] or [title]
        return Made(id=f"{event:06}-{number:02}", event=event, title=" ".join(words), text=text,
                    published=published, outlet=f"Outlet {random.randrange(400)}")

    def _text(self, event: int, number: int, sentences: Sequence[str]) -> str:
        random = Random(f"{self._seed} {event} {number} text")
        count = min(len(sentences), random.randint(6, 16))
        return " ".join(sentences[place] for place in sorted(random.sample(range(len(sentences)), count)))

    def _sentences_of(self, event: int) -> tuple[str, tuple[str, ...]]:
        random = Random(f"{self._seed} {event}")
        one, other = random.sample(range(len(self._rows)), 2)
        mine = [s for s in _END.split(self._rows[one]["text"][:6000]) if 4 < len(s.split()) < 60][:24]
        theirs = [s for s in _END.split(self._rows[other]["text"][:6000]) if 4 < len(s.split()) < 60][:8]
        title = self._rows[one]["title"] or (mine or ["News"])[0][:80]
        return (self._renamed(title, event),
                tuple(self._renamed(s, event) for s in mine + theirs) or ("There is no news today.",))

    def _renamed(self, words: str, event: int) -> str:
        """Give names and numbers that are this event's own."""

        def name(match: re.Match[str]) -> str:
            if match[0] not in self._is_name:
                return match[0]
            return self._names[crc32(f"{event} {match[0]}".encode()) % len(self._names)]

        def number(match: re.Match[str]) -> str:
            return str(crc32(f"{event} {match[0]}".encode()))[: len(match[0])]

        return _NUMBER.sub(number, _CAPITAL.sub(name, words))


def b_cubed(told: dict[str, str], event: dict[str, int]) -> float:
    """Return the B-cubed F1 of stories against events, both by article."""
    stories, events, both = Counter(told.values()), Counter(event[one] for one in told), Counter[tuple[str, int]]()
    both.update((story, event[one]) for one, story in told.items())
    precision = sum(n * n / stories[story] for (story, _), n in both.items()) / len(told)
    recall = sum(n * n / events[e] for (_, e), n in both.items()) / len(told)
    return 2 * precision * recall / (precision + recall)
