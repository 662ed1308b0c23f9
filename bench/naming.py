"""How long naming the speakers of N statements takes, and in how much memory.

    python bench/naming.py [N ...] [--people N] [--known N]      (1,000,000 statements unless said)

Each N is a run of its own: an archive with ten statements an article is written row by row (no page is read), its
speakers drawn from people of whom a few speak often and most seldom, with namesakes, surnames alone and offices; then
`pipeline.name.name_speakers` places them. Prints a JSON object a run: seconds of wall and processor, peak memory.
--people: how many people speak (a twentieth of the statements unless given), to show what memory grows with.
--known: how many of them a list of known people gives, each with the office, a term and an id.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import tempfile
import time
from pathlib import Path
from random import Random

import msgspec

from dateline.archive import mentions, open_archive
from dateline.archive.connection import Archive
from dateline.model import Known, Signature, Speaker
from dateline.pipeline.name import name_speakers
from dateline.speakers import identify

_PARTS = [first + second for first in "bdgklmnprst" for second in "aeio"]
_OFFICES = ("Norwegian President", "Ohio Gov.", "Senator", "Economist", "Goalkeeper", "Texas Rep.", None, None, None,
            None)
_TEN = 10  # statements an article


def person(number: int) -> tuple[str, str | None]:
    """Return the full name and the office of a person: a given name of 400, a family name of 8,000."""
    draw = Random(number)
    given = "".join(draw.choice(_PARTS) for _ in range(2)).title()
    family = "".join(draw.choice(_PARTS) for _ in range(2 + number % 2)).title() + draw.choice("nrst")
    return f"{given} {family}", draw.choice(_OFFICES)


def write(archive: Archive, statements: int, people: int) -> None:
    """Write an archive of so many statements, ten an article, in the state in which `add` leaves it to naming."""
    db, draw = archive.db, Random(statements)
    names: dict[str, str] = {}

    def bearer(name: str) -> str:
        if name not in names:
            found = identify(Speaker(name=name))
            assert found
            names[name] = found.id
        return names[name]

    number = 0
    for article in range(statements // _TEN):
        if article % 5_000 == 0:
            if article:
                db.execute("COMMIT")
            db.execute("BEGIN")
        id_, day = f"{article:016x}", f"{2010 + article % 12}-{1 + article % 11:02}-{1 + article % 28:02}T08:00:00"
        who = [person(int(people * draw.random() ** 3)) for _ in range(3)]
        signed = Signature(id="", published=day, outlet=None, words=300, keys=(), sketch=b"", terms=(),
                           names=tuple(sorted({name.casefold() for name, _ in who})))
        db.execute("INSERT INTO article (id, key, edition, outlet, published, published_sort, status, language, "
                   "statements, story) VALUES (?1, ?1, ?1, ?2, ?3, ?3, 'ok', 'en', 10, ?4)",
                   (id_, f"Outlet {article % 50}", day, f"{article // 4:016x}"))
        db.execute("INSERT INTO edition (id, article, capture, captured_sort, ordinal, published_sort, authors, "
                   "bylines, times, text, credits, media, related, status, signature, version, model) VALUES "
                   "(?1, ?1, '', '', 1, ?2, '[]', '[]', '{}', '', '[]', '[]', '[]', 'ok', ?3, '1', 'bench')",
                   (id_, day, msgspec.msgpack.encode(signed)))
        rows, voices, said = [], [], []
        for place in range(_TEN):
            number += 1
            name, role = who[place % 3]
            short = article % 7 == 0
            printed = name.split()[1] if short else name
            rows.append((number, f"{number:016x}", id_, id_, place + 1, printed))
            voices.append((number, bearer(printed), printed, role, bearer(printed)))
            said.append((bearer(printed), day, number, id_))
        db.executemany("INSERT INTO statement VALUES (?, ?, ?, ?, ?, 'text', 'direct', 'said', 'asserted', 'rules', "
                       "0.7, ?, 'said', 'words', '{\"source\":[],\"cue\":[],\"content\":[[0,1]]}', '[]', '[]', '[]', "
                       "'[]', NULL, NULL)", rows)
        db.executemany("INSERT INTO voice VALUES (?, 1, ?, ?, ?, 'person', 1, '[]', 0.9, ?)", voices)
        db.executemany("INSERT INTO said_by SELECT ?, ?, ?, id, number FROM article WHERE id = ?", said)
        db.execute("INSERT OR IGNORE INTO pending VALUES (?, 4)", (id_,))
    db.execute("INSERT INTO alias SELECT speaker, name, type, count(*) FROM voice GROUP BY 1, 2, 3")
    db.execute("COMMIT")


def listed(number: int) -> Known:
    """Return a person as a list of known people has them."""
    name, office = person(number)
    return Known(name=name, aliases=(f"{name[0]}. {name.split()[1]}",), office=office or "", since="2009", until="2022",
                 wikidata=f"Q{number}")


def run(statements: int, people: int, known: int, path: str) -> None:
    """Name the speakers of one archive; print what it took."""
    with open_archive(Path(path)) as archive:
        names = archive.db.execute("SELECT count(DISTINCT bearer) FROM voice").fetchone()[0]
    with open_archive(Path(path), write=True, purpose="bench") as archive:
        wall, processor = time.monotonic(), time.process_time()
        name_speakers(archive)
        took = {"wall s": round(time.monotonic() - wall, 1), "processor s": round(time.process_time() - processor, 1)}
        placed, speakers = archive.db.execute("SELECT count(*), count(DISTINCT speaker) FROM mention").fetchone()
    print(json.dumps({"statements": statements, "people": people, "known": known, "names": names,
                      "mentions": placed, "speakers": speakers, **took,
                      "peak MiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("statements", nargs="*", type=int, default=[1_000_000])
    parser.add_argument("--people", type=int)
    parser.add_argument("--known", type=int, default=0)
    asked = parser.parse_args()
    context = multiprocessing.get_context("spawn")  # so that each run's peak is its own
    for statements in asked.statements:
        people = asked.people or statements // 20
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "bench.db"
            with open_archive(path, write=True, create=True, purpose="bench") as archive:
                write(archive, statements, people)
                with archive.transaction():
                    mentions.keep_known(archive, map(listed, range(asked.known)))
            work = context.Process(target=run, args=(statements, people, asked.known, str(path)))
            work.start()
            work.join()


if __name__ == "__main__":
    main()
