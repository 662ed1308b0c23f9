"""What changed in an article from one edition to the next: what was said, headline, date; nothing else."""

from __future__ import annotations

import csv
import io
import re
import sys
from pathlib import Path

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))

from making import archive_of, reading_of, statement_of, write

from dateline.archive import Archive
from dateline.archive.changes import ChangeRow, changes, statements_seen
from dateline.archive.values import Reading
from dateline.export.feeds import Feed
from dateline.export.listing import write_list
from dateline.model import Block, Speaker
from dateline.pipeline import regroup
from dateline.speakers import identify
from dateline.stories.wording import compare, side_by_side

SAID = ("Ana Ruiz said that the harbour will open in May.", "Tom Lund said that nobody has asked the fishermen.",
        "Kari Holm said that the quay is safe.")


def edition(number: int, *said: str, headline: str = "The harbour", **changes: object) -> Reading:
    """The page as captured on day `number` of March: a paragraph for each "NAME said that ..."."""
    text = "\n\n".join(said)
    statements, bearers = [], []
    for one in said:
        name, _, content = one.partition(" said that ")
        found = statement_of(text, source=name, cue="said", content=content.rstrip("."), speaker=name)
        statements.append(found)
        bearers.append((identify(Speaker(name=name)).id,))  # type: ignore[union-attr]
    reading = reading_of(text, headline=headline, captured=f"2026-03-{number:02}T08:00:00Z",
                         statements=tuple(statements), **changes)  # type: ignore[arg-type]
    return msgspec.structs.replace(reading, speakers=tuple(bearers))


def changed(path: Path, *editions: Reading, **asked: str) -> list[ChangeRow]:
    archive = archive_of(path / "a.db", *editions)
    regroup(archive)
    return changes(archive, **asked)  # type: ignore[arg-type]


class TestWhat:
    def test_one_word_inside_a_quotation_is_one_reworded_with_that_word(self, tmp_path: Path) -> None:
        [one] = changed(tmp_path, edition(1, *SAID), edition(2, SAID[0].replace("May", "June"), *SAID[1:]))
        assert (one.what, one.day[:10], one.speakers[0][1]) == ("reworded", "2026-03-02", "Ana Ruiz")
        pieces = side_by_side(one.old, one.new, compare(one.old, one.new, exact=True).changes)
        assert [(piece.kind, piece.text) for piece in pieces if piece.kind != "same"] == [("gone", "May"),
                                                                                         ("new", "June")]

    def test_a_moved_paragraph_is_nothing(self, tmp_path: Path) -> None:
        assert changed(tmp_path, edition(1, *SAID), edition(2, SAID[2], SAID[0], SAID[1])) == []

    def test_added_and_removed(self, tmp_path: Path) -> None:
        found = changed(tmp_path, edition(1, *SAID[:2]), edition(2, SAID[0], SAID[2]))
        assert {(one.what, one.old, one.new) for one in found} == {
            ("added", "", "the quay is safe"), ("removed", "nobody has asked the fishermen", "")}

    def test_the_same_words_from_somebody_else(self, tmp_path: Path) -> None:
        [one] = changed(tmp_path, edition(1, *SAID), edition(2, *SAID[:2], SAID[2].replace("Kari Holm", "Tom Lund")))
        assert (one.what, one.old, one.new) == ("re-attributed", "Kari Holm", "Tom Lund")
        assert [name for _, name in one.speakers] == ["Kari Holm", "Tom Lund"]

    def test_a_fuller_name_is_no_other_speaker(self, tmp_path: Path) -> None:
        """The page says "Kari A. Holm" first, then "Kari Holm"."""
        fuller = [SAID[2].replace("Kari Holm", name) for name in ("Kari A. Holm", "Kari Holm")]
        assert changed(tmp_path, *(edition(n, one, SAID[0]) for n, one in enumerate(fuller, 1))) == []

    def test_headline_and_date(self, tmp_path: Path) -> None:
        found = changed(tmp_path, edition(1, *SAID), edition(2, *SAID, headline="No harbour",
                                                             published="2026-03-02T08:00:00+00:00"))
        assert {(one.what, one.old, one.new) for one in found} == {
            ("headline", "The harbour", "No harbour"),
            ("published", "2026-03-01T08:00:00+00:00", "2026-03-02T08:00:00+00:00")}

    def test_what_is_behind_a_paywall_takes_nothing_back(self, tmp_path: Path) -> None:
        assert changed(tmp_path, edition(1, *SAID), edition(2, status="paywall"), edition(3, *SAID)) == []

    def test_a_change_beside_the_article_gives_no_edition(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", edition(1, *SAID), edition(2, *SAID, data=b"another sidebar"))
        assert archive.db.execute("SELECT count(*) FROM edition").fetchone()[0] == 1
        assert archive.db.execute("SELECT count(*) FROM capture").fetchone()[0] == 2


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = archive_of(tmp_path / "a.db", edition(1, *SAID), edition(5, SAID[0].replace("May", "June"), *SAID[1:]),
                      edition(1, *SAID, url="https://post.example/x", outlet="Post"),
                      edition(3, *SAID[1:], url="https://post.example/x", outlet="Post"))
    regroup(made)
    return made


class TestList:
    def test_newest_first(self, archive: Archive) -> None:
        assert [(one.what, one.article.outlet) for one in changes(archive)] == [("reworded", "Courier"),
                                                                                ("removed", "Post")]

    def test_filters(self, archive: Archive) -> None:
        assert [one.what for one in changes(archive, outlet="post")] == ["removed"]
        assert [one.what for one in changes(archive, speaker="Ana Ruiz")] == ["reworded", "removed"]
        assert changes(archive, speaker="Tom Lund") == []
        assert [one.what for one in changes(archive, what="reworded")] == ["reworded"]

    def test_pages(self, archive: Archive) -> None:
        [first] = changes(archive, limit=1)
        edition_, _, place = first.id.rpartition("-")
        assert [one.what for one in changes(archive, before=(first.day, edition_, int(place)))] == ["removed"]

    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_it_is_a_feed(self, archive: Archive, form: str) -> None:
        stream = io.BytesIO()
        ids = [one.id for one in changes(archive)]
        assert write_list(archive, form, "changes", ids, stream,  # type: ignore[arg-type]
                          feed=Feed(title="Changes", link="urn:dateline:changes")) == 2
        assert re.search("Reworded: Ana Ruiz: .*May.*June", stream.getvalue().decode())

    def test_it_is_a_table(self, archive: Archive) -> None:
        stream = io.BytesIO()
        last = changes(archive)[1]
        assert write_list(archive, "csv", "changes", [last.id], stream,
                          feed=Feed(title="Changes", link="urn:dateline:changes")) == 1
        [row] = csv.DictReader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""))
        assert (row["id"], row["what"], row["old"], row["new"]) == (last.id, "removed", last.old, "")

    def test_any_order_of_captures_gives_the_same(self, archive: Archive, tmp_path: Path) -> None:
        other = archive_of(tmp_path / "b.db")
        for one in (edition(5, SAID[0].replace("May", "June"), *SAID[1:]), edition(1, *SAID)):
            write(other, one)
            regroup(other)
        assert [one.new for one in changes(other)] == [one.new for one in changes(archive, outlet="Courier")]


class TestLive:
    """Captures of a live page are one article; what rolled off it was said all the same."""

    def live(self, number: int, *said: tuple[str, str]) -> Reading:
        made = edition(number, *(one for _, one in said), status="live", published="2026-03-01")
        blocks, at = [], 0
        for time, one in said:
            blocks.append(Block(kind="live entry", start=at, end=at + len(one), time=time))
            at += len(one) + 2
        return msgspec.structs.replace(made, article=msgspec.structs.replace(made.article, blocks=tuple(blocks)))

    def test_each_statement_once_with_when_it_was_first_seen(self, tmp_path: Path) -> None:
        first = self.live(1, ("2026-03-01T07:50:00Z", SAID[0]))
        second = self.live(2, ("2026-03-02T07:10:00Z", SAID[1]), ("2026-03-01T07:50:00Z", SAID[0]))
        third = self.live(3, ("2026-03-03T07:30:00Z", SAID[2]), ("2026-03-02T07:10:00Z", SAID[1]))
        archive = archive_of(tmp_path / "a.db", third, first, second)
        regroup(archive)
        [article] = archive.db.execute("SELECT id FROM article").fetchall()
        seen = statements_seen(archive, article["id"])
        assert [(one.content[:11], one.entry, one.first_seen[:10], one.last_seen[:10]) for one in seen] == [
            ("the harbour", "2026-03-01T07:50:00Z", "2026-03-01", "2026-03-02"),
            ("nobody has ", "2026-03-02T07:10:00Z", "2026-03-02", "2026-03-03"),
            ("the quay is", "2026-03-03T07:30:00Z", "2026-03-03", "2026-03-03")]
        assert {one.what for one in changes(archive)} == {"added"}
