"""A small archive made by hand, and the reader serving it over real HTTP."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import uvicorn
from making import archive_of, reading_of, statement_of

from dateline.archive.corrections import Decision, keep
from dateline.archive.groups import keep_grouping
from dateline.archive.shown import show_again
from dateline.archive.values import Reading
from dateline.model import Block, Dropped, Grouping, Media, Related, Repair
from dateline.pipeline import draw_sample
from dateline.web import create_app

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
FLOOD = ("Mayor Ana Ruiz said that the “whole harbour” is safe.\n\nThe river rose.\n\n"
         "Bo Lind said that the mayor said that nothing is safe.")


def flood(**changes: object) -> Reading:
    """An article of three paragraphs with statements that nest."""
    outer = statement_of(FLOOD, source="Bo Lind", cue="said", content="that the mayor said that nothing is safe",
                         speaker="Bo Lind")
    start = FLOOD.index("that nothing")
    inner = msgspec.structs.replace(outer, source=((FLOOD.rindex("the mayor"), FLOOD.rindex("the mayor") + 9),),
                                    content=((start, FLOOD.rindex(".")),), speakers=(), confidence=0.2,
                                    modality="hedged", cue=())
    first = statement_of(FLOOD, source="Mayor Ana Ruiz", cue="said", content="that the “whole harbour” is safe",
                         speaker="Ana Ruiz")
    reading = reading_of(FLOOD, headline="Harbour is safe: mayor", statements=(first, outer, inner),
                         **changes)  # type: ignore[arg-type]
    blocks, at = [], 0
    for words in FLOOD.split("\n\n"):
        blocks.append(Block(kind="paragraph", start=at, end=at + len(words)))
        at += len(words) + 2
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, blocks=tuple(blocks)))


def hostile() -> Reading:
    """An article whose every field tries to break out."""
    reading = reading_of(HOSTILE, headline=HOSTILE, url="javascript:alert(1)", outlet=HOSTILE, published="2026-01-05")
    article = msgspec.structs.replace(
        reading.article, authors=(HOSTILE,), blocks=(Block(kind="paragraph", start=0, end=len(HOSTILE)),),
        dropped=(Dropped(reason=HOSTILE, spans=(), text=HOSTILE),),
        media=(Media(kind="picture", url="file:///etc/passwd", caption=HOSTILE, credit=HOSTILE),),
        related=(Related(title=HOSTILE, url="javascript:alert(1)"), Related(title="in", url="http://169.254.169.254/")),
        repairs=(Repair(kind="x", reason=HOSTILE, before=HOSTILE),))
    return msgspec.structs.replace(reading, article=article)


@pytest.fixture(scope="session")
def archive_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four articles: two editions of a flood with a correction, a later report of it, a copy of that, a hostile one."""
    path = tmp_path_factory.mktemp("reader") / "news.db"
    later = reading_of("Ana Ruiz said that the river falls.", headline="River falls", published="2026-03-02",
                       url="https://other.example/river", outlet="Other Post",
                       statements=(statement_of("Ana Ruiz said that the river falls.", source="Ana Ruiz", cue="said",
                                                content="that the river falls", speaker="Ana Ruiz"),))
    copied = reading_of("Ana Ruiz said that the river falls again.", headline="Falling river", published="2026-03-03",
                        url="https://third.example/river", outlet="Third Times")
    first = reading_of("The river rose. Nobody spoke.", headline="River rises", captured="2026-03-01T09:00:00Z")
    with archive_of(path, first, flood(captured="2026-03-01T10:00:00Z"), later, copied, hostile()) as archive:
        ids = dict(archive.db.execute("SELECT headline, id FROM article").fetchall())
        one, two, three = ids["Harbour is safe: mayor"], ids["River falls"], ids["Falling river"]
        with archive.transaction():
            keep_grouping(archive, [Grouping(id=one, story=one), Grouping(id=two, story=one),
                                    Grouping(id=three, story=one, copy_of=two)])
            keep(archive, Decision(kind="headline", article=two, value="River falls at last", who="Kim Editor",
                                   made="2026-03-04T08:00:00+00:00", why="the desk's own correction"))
            show_again(archive, two)
        draw_sample(archive, 2, seed="a")
    return path


@contextmanager
def serving(path: Path, **options: Any) -> Iterator[str]:
    """Serve the reader of an archive on a free port of this machine; give its address. options: of create_app."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path, **options), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < deadline, "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@pytest.fixture(scope="session")
def address(archive_path: Path) -> Iterator[str]:
    """The address of a reader that serves the small archive."""
    with serving(archive_path) as found:
        yield found


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[httpx.Client]:
    """A client of that reader."""
    with httpx.Client(base_url=address, timeout=20) as found:
        yield found


@pytest.fixture(scope="session")
def ids(client: httpx.Client) -> dict[str, str]:
    """The id of each article, by its headline."""
    return {one["article"]["headline"]: one["article"]["id"] for one in client.get("/articles.json").json()["articles"]}
