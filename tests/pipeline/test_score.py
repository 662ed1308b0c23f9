"""Random samples: drawn alike for the same seed, coded once and unseen, scored with intervals; evidence beside them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest
from making import archive_of, reading_of, said

from dateline.archive import Archive, find, open_archive, samples
from dateline.archive.values import Reading
from dateline.errors import NotFound, UsageError
from dateline.model import Block
from dateline.pipeline import code, draw_sample, score
from dateline.pipeline.score import matched
from dateline.web.access import Access
from dateline_run import dateline
from web.conftest import serving


def page(number: int) -> Reading:
    text = f"Ana Ruiz said that the river rose by {number} metres on that day."
    reading = reading_of(text, url=f"https://courier.example/{number}", statements=said(text),
                         outlet=("Courier", "Post")[number % 2])
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(
        reading.article, blocks=(Block(kind="paragraph", start=0, end=len(text)),)))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with archive_of(tmp_path / "a.db", *(page(number) for number in range(30))) as opened:
        yield opened


def content(archive: Archive, sample: str, place: int) -> str:
    return samples.passage(archive, sample, place).text[len("Ana Ruiz said that "):].rstrip(".")


class TestDrawing:
    def test_the_same_seed_draws_the_same_and_another_others(self, archive: Archive) -> None:
        one, again, other = (draw_sample(archive, 5, seed=seed) for seed in ("a", "a", "b"))
        assert one.id == again.id != other.id
        assert (one.passages, one.drawn_from) == (5, 30)

    def test_a_query_narrows_it_down_but_not_by_words(self, archive: Archive) -> None:
        assert draw_sample(archive, 50, seed="a", query="outlet:Post").passages == 15
        with pytest.raises(UsageError, match="drawn by words"):
            draw_sample(archive, 5, seed="a", query="river")
        with pytest.raises(UsageError, match="no passage"):
            draw_sample(archive, 5, seed="a", query="outlet:None")


class TestScore:
    def test_compares_what_was_found_with_what_each_coder_marked(self, archive: Archive) -> None:
        drawn = draw_sample(archive, 4, seed="a")
        for place in range(1, 5):
            words = content(archive, drawn.id, place)
            code(archive, drawn.id, place, coder="Kim", marks=[("Ana Ruiz", words)])
            code(archive, drawn.id, place, coder="Lee", marks=[("Ana Ruiz", words)] if place > 1 else [])
        found = score(archive, drawn.id)
        kim, lee = found.coders
        assert (kim.precision.value, kim.recall.value, kim.recall.low, kim.recall.high) == (1, 1, 1, 1)
        assert (lee.precision.right, lee.precision.of, lee.recall.value) == (3, 4, 1)
        assert lee.precision.low is not None
        assert 0 <= lee.precision.low < 0.75 < lee.precision.high <= 1  # type: ignore[operator]
        assert found.agreement[0].agreement.value == pytest.approx(6 / 7)

    def test_a_passage_is_coded_once(self, archive: Archive) -> None:
        drawn = draw_sample(archive, 1, seed="a")
        code(archive, drawn.id, 1, coder="Kim", marks=[])
        with pytest.raises(UsageError, match="coded already"):
            code(archive, drawn.id, 1, coder="Kim", marks=[])
        with pytest.raises(NotFound):
            code(archive, drawn.id, 1, coder="Lee", marks=[("", "words that are not there")])

    def test_is_refused_without_a_coded_sample_and_for_the_review_queue(self, archive: Archive) -> None:
        drawn = draw_sample(archive, 1, seed="a")
        with pytest.raises(UsageError, match="nobody has coded"):
            score(archive, drawn.id)
        for refused in (("score", "--review"), ("score",)):
            answer = dateline(*refused, "--archive", str(archive.path))
            assert answer.returncode == 2
            assert "least certain" in answer.stderr

    @pytest.mark.parametrize("one, other, same", [
        (((), ((0, 10),)), ((), ((0, 10),)), True), ((((0, 3),), ((5, 15),)), (((2, 3),), ((5, 15),)), True),
        ((((0, 3),), ((5, 15),)), (((20, 23),), ((5, 15),)), False), (((), ((0, 10),)), ((), ((0, 5),)), False),
        ((((0, 3),), ((5, 15),)), ((), ((5, 15),)), False)])
    def test_marks_are_the_same_by_source_and_words(self, one: object, other: object, same: bool) -> None:
        assert bool(matched([one], [other])) is same  # type: ignore[list-item]


class TestReader:
    def test_shows_what_was_found_only_after_the_coder_has_marked(self, archive: Archive) -> None:
        drawn = draw_sample(archive, 2, seed="a")
        archive.close()
        access = Access(once=True)
        with serving(archive.path, access=access) as address, httpx.Client(
                base_url=address, follow_redirects=True, headers={"Origin": address}) as browser:
            browser.get(access.link(address))
            browser.post("/name", data={"who": "Kim", "back": "/"})
            before = browser.get(f"/sample/{drawn.id}.json").json()
            assert (before["mine"], before["others"], before["article"]) == (None, [], None)
            after = browser.post("/code", data={"sample": drawn.id, "place": "1", "source": ["Ana Ruiz", ""],
                                                "content": [before["text"][19:-1], ""]}).text
            assert "<h3>dateline</h3>" in after
            assert browser.get(f"/sample/{drawn.id}.json").json()["place"] == 2


class TestEvidence:
    def test_is_read_and_checked_without_dateline(self, archive: Archive, tmp_path: Path) -> None:
        statement = find.statements_of(archive, next(find.all_articles(archive)))[0]
        archive.close()
        folder = tmp_path / "evidence"
        made = dateline("evidence", statement.id[:10], "--into", str(folder), "--archive", str(archive.path))
        assert made.returncode == 0, made.stderr
        for line in (folder / "SHA256SUMS").read_text().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
        told = json.loads((folder / "statement.json").read_text())
        assert [told["counted_in"][start:end] for start, end in told["spans"]["content"]] == [statement.content]
        assert hashlib.sha256((folder / "page.html").read_bytes()).hexdigest() == told["payload"]
        assert "a paraphrase of the page, not a quotation" in (folder / "statement.txt").read_text()
        again = dateline("evidence", statement.id, "--into", str(folder), "--archive", str(archive.path))
        assert again.returncode == 2
        with open_archive(archive.path):
            pass
