"""The related feed: what the archive found in the shape that sites use, or a page's own list as printed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from making import archive_of, reading_of

from dateline.archive import find, groups
from dateline.model import Grouping, Link, Media, Related
from dateline_run import dateline

OWN = (Related(title="Bridge & Ferry", id="77", sort="510", contenttypeid="21", pic="/a_4x3.mp4", media="video"),
       Related(title="Elsewhere", url="https://x.example/1", found_in="markup"))
KEYS = ["id", "sort", "contenttypeid", "pic", "title"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    rain = reading_of("Rain.", headline="Rain", url="https://a.example/rain")
    more = reading_of("More rain.", headline="More rain", url="https://b.example/more")
    live = reading_of("Rain, live.", headline="Live", url="https://c.example/live", status="live")
    pictured = (Media(kind="video", url="/v.mp4"), Media(kind="picture"), Media(kind="picture", url="/p.jpg"))
    readings = [with_fields(rain, related=OWN), with_fields(more, media=pictured), live]
    with archive_of(tmp_path / "a.db", *readings) as archive:
        one, two, three = (find.full_id(archive, url) for url in
                           ("https://a.example/rain", "https://b.example/more", "https://c.example/live"))
        with archive.transaction():
            groups.keep_grouping(archive, [Grouping(id=one, story=one), Grouping(id=two, story=one)])
            groups.replace_links(archive, one, [Link(a=one, b=other, score=score)
                                                for other, score in ((two, 0.9), (three, 0.8))],
                                 {two: 9, three: 8}, (0.5,))
    return tmp_path / "a.db"


def with_fields(reading: Any, **fields: object) -> Any:
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(reading.article, **fields))


def lines(path: Path, *arguments: str) -> dict[str, list[dict[str, Any]]]:
    run = dateline("export", "--format", "related", *arguments, archive=path)
    assert run.returncode == 0, run.stderr
    return {line["title"]: line["related"] for line in map(json.loads, run.stdout.splitlines())}


def test_each_article_lists_what_belongs_to_it_best_first(path: Path) -> None:
    found = lines(path)
    assert [list(item) for item in found["Rain"]] == [KEYS, KEYS]
    assert [(i["sort"], i["contenttypeid"], i["pic"], i["title"]) for i in found["Rain"]] == [
        ("1", "1", "/p.jpg", "More rain"), ("2", "2", None, "Live")]
    assert [(i["sort"], i["title"]) for i in found["Live"]] == [("1", "Rain")]  # a link leads both ways


def test_its_ids_lead_to_the_lines_of_the_same_feed(path: Path) -> None:
    run = dateline("export", "--format", "related", archive=path)
    feed = [json.loads(line) for line in run.stdout.splitlines()]
    assert {item["id"] for line in feed for item in line["related"]} <= {line["id"] for line in feed}


def test_the_pages_own_list_is_as_printed(path: Path) -> None:
    found = lines(path, "--own")
    assert found["Rain"] == [
        {"id": "77", "sort": "510", "contenttypeid": "21", "pic": "/a_4x3.mp4", "title": "Bridge & Ferry"},
        {"id": "https://x.example/1", "sort": None, "contenttypeid": None, "pic": None, "title": "Elsewhere"}]
    assert found["More rain"] == []


def test_own_lists_are_of_this_feed_only(path: Path) -> None:
    run = dateline("export", "--format", "csv", "--own", archive=path)
    assert run.returncode == 2
    assert "--own" in run.stderr
