"""Pages as a crawler brings them, captured again and again: what changed, live pages; through all rooms."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from capturing import archived, html

from dateline.archive import open_archive
from dateline.archive.changes import ChangeRow, changes, statements_seen
from dateline.stories.wording import compare, side_by_side
from dateline_run import dateline

PARAGRAPHS = (
    "The council of Harrow met on Tuesday evening to talk about the ferry that has not run since the storm of last "
    "winter took the pier away, and about the school roof.",
    "“We expect the ferry to run again in May, and nobody will pay more for it,” said Ana Ruiz, who chairs the "
    "council.",
    "The county promised money for a new pier in January, but the harbour office has not seen any of it so far.",
    "“Nobody has asked the fishermen what they think of all this,” said Tom Lund, who leads the union of the harbour.",
    "The next meeting is on the second of March, when the builders are to show what the pier will look like.",
)


def changed(path: Path, **asked: Any) -> list[ChangeRow]:
    with open_archive(path) as archive:
        return changes(archive, **asked)


def editions(path: Path) -> tuple[int, int, int]:
    with open_archive(path) as archive:
        return tuple(archive.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[return-value]
                     for table in ("article", "edition", "capture"))


class TestPages:
    def test_one_word_inside_a_quotation_is_one_reworded_with_that_word(self, tmp_path: Path) -> None:
        path = archived(tmp_path, html(*PARAGRAPHS), html(*PARAGRAPHS).replace("again in May", "again in June"))
        [one] = changed(path)
        assert (one.what, [name for _, name in one.speakers]) == ("reworded", ["Ana Ruiz"])
        pieces = side_by_side(one.old, one.new, compare(one.old, one.new, exact=True).changes)
        assert [(piece.kind, piece.text.strip(" ,")) for piece in pieces if piece.kind != "same"] == [
            ("gone", "May"), ("new", "June")]

    def test_a_moved_paragraph_is_nothing(self, tmp_path: Path) -> None:
        moved = (PARAGRAPHS[0], *PARAGRAPHS[2:4], PARAGRAPHS[1], PARAGRAPHS[4])
        assert changed(archived(tmp_path, html(*PARAGRAPHS), html(*moved))) == []

    @pytest.mark.parametrize("other", [
        html(*PARAGRAPHS, aside="Most read: “It was not me,” said the mayor, Bo Lind"),
        html(*PARAGRAPHS).replace("Sport</a>", "Sport</a> <a href='/weather'>Weather: storm</a>"),
        html(*PARAGRAPHS).replace("All rights", "2026. All rights"),
        html(*PARAGRAPHS).replace("<article>", "<article class='a-b-test-2' data-build=77>"),
    ])
    def test_a_change_outside_the_article_gives_no_edition(self, tmp_path: Path, other: str) -> None:
        path = archived(tmp_path, html(*PARAGRAPHS), other)
        assert editions(path) == (1, 1, 2)
        assert changed(path) == []

    def test_a_headline_turned_and_a_quotation_taken_out(self, tmp_path: Path) -> None:
        path = archived(tmp_path, html(*PARAGRAPHS), html(*PARAGRAPHS[:3], PARAGRAPHS[4], headline="Ferry is late"))
        assert {(one.what, one.new) for one in changed(path)} == {("headline", "Ferry is late"), ("removed", "")}

    def test_the_list_is_narrowed_down_and_is_a_feed(self, tmp_path: Path) -> None:
        archived(tmp_path, html(*PARAGRAPHS), html(*PARAGRAPHS).replace("again in May", "again in June"))
        path = archived(tmp_path, *(html(*PARAGRAPHS[2:], headline=headline).replace("Valley Courier", "Evening Post")
                                    for headline in ("Fishermen wait", "Fishermen still wait")),
                        url="https://post.example/fish", day=20)
        assert [one.what for one in changed(path)] == ["headline", "reworded"]
        assert [one.what for one in changed(path, outlet="evening post")] == ["headline"]
        assert [one.what for one in changed(path, speaker="Ana Ruiz")] == ["reworded"]
        run = dateline("changes", "--format", "atom", "--speaker", "Ana Ruiz", archive=path)
        entries = ElementTree.fromstring(run.stdout).findall("{http://www.w3.org/2005/Atom}entry")
        assert len(entries) == 1


def entry(hour: str, paragraph: str) -> str:
    return (f'<div class="live-blog-post"><time datetime="2026-02-11T{hour}:00+00:00">{hour}</time>'
            f"<p>{paragraph}</p></div>")


class TestLivePage:
    def test_three_captures_are_one_article_and_each_statement_once(self, tmp_path: Path) -> None:
        entries = [entry(f"{8 + n:02}:30", one) for n, one in enumerate(PARAGRAPHS)]
        path = archived(tmp_path, *(html(body="".join(reversed(entries[since:until])), headline="Ferry: live")
                                    for since, until in ((0, 3), (0, 4), (2, 5))))
        assert editions(path)[::2] == (1, 3)
        with open_archive(path) as archive:
            [row] = archive.db.execute("SELECT id, status FROM article").fetchall()
            assert row["status"] == "live"
            seen = [one for one in statements_seen(archive, row["id"]) if one.content.startswith("“")]
        assert [(one.content[:4], (one.entry or "")[:16], one.first_seen[:10], one.last_seen[:10]) for one in seen] == [
            ("“We ", "2026-02-11T09:30", "2026-02-11", "2026-02-12"),
            ("“Nob", "2026-02-11T11:30", "2026-02-12", "2026-02-13")]
        assert {one.what for one in changed(path)} == {"added"}
        listed = dateline("show", row["id"], "--seen", archive=path).stdout.splitlines()
        assert [json.loads(line)["first_seen"][:10] for line in listed if "Nobody has asked" in line] == ["2026-02-12"]
