"""Web archives through the whole pipeline: revisits in any order of files, bytes kept by reference."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dateline_run import dateline, page_html

ADDRESS = "https://www.courier.example/news/{}"


def headers() -> StatusAndHeaders:
    return StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")


def write_warcs(folder: Path) -> tuple[Path, Path]:
    """One WARC of five responses, another that revisits the first of them a day later."""
    first, second = folder / "first.warc.gz", folder / "second.warc.gz"
    with first.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        digest = ""
        for number in range(5):
            record = writer.create_warc_record(
                ADDRESS.format(number), "response", payload=io.BytesIO(page_html(number).encode()),
                http_headers=headers(), warc_headers_dict={"WARC-Date": "2026-10-01T08:00:00Z"})
            writer.write_record(record)
            digest = digest or record.rec_headers.get_header("WARC-Payload-Digest")
    with second.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        writer.write_record(writer.create_revisit_record(
            ADDRESS.format(0), digest, ADDRESS.format(0), "2026-10-01T08:00:00Z", http_headers=headers(),
            warc_headers_dict={"WARC-Date": "2026-10-02T08:00:00Z"}))
    return first, second


def test_a_revisit_is_a_capture_of_what_it_refers_to_in_any_order_of_files(tmp_path: Path) -> None:
    first, second = write_warcs(tmp_path)
    digests = set()
    for name, order in (("a.db", (first, second)), ("b.db", (second, first))):
        run = dateline("add", "--json", *order, archive=tmp_path / name)
        assert run.returncode == 0, run.stderr
        assert json.loads(run.stdout)["in"] == 6
        shown = json.loads(dateline("show", ADDRESS.format(0), archive=tmp_path / name).stdout)
        assert [one["captured"] for one in shown["captures"]] == ["2026-10-01T08:00:00Z", "2026-10-02T08:00:00Z"]
        digests.add(dateline("digest", archive=tmp_path / name).stdout)
    assert len(digests) == 1


def test_bytes_by_reference_give_the_same_archive_and_are_proved(tmp_path: Path) -> None:
    warcs = write_warcs(tmp_path)
    dateline("add", *warcs, archive=tmp_path / "kept.db")
    dateline("add", "--bytes", "reference", *warcs, archive=tmp_path / "lean.db")
    assert (dateline("digest", archive=tmp_path / "kept.db").stdout
            == dateline("digest", archive=tmp_path / "lean.db").stdout)
    assert dateline("verify", archive=tmp_path / "lean.db").returncode == 0
    assert "nothing changes" in dateline("reread", archive=tmp_path / "lean.db").stderr


@pytest.mark.parametrize("damage", ["gone", "overwritten"])
def test_bytes_by_reference_that_changed_fail_the_proof(tmp_path: Path, damage: str) -> None:
    warcs = write_warcs(tmp_path)
    dateline("add", "--bytes", "reference", *warcs, archive=tmp_path / "lean.db")
    if damage == "gone":
        warcs[0].unlink()
    else:
        warcs[0].write_bytes(warcs[0].read_bytes()[::-1])
    run = dateline("verify", archive=tmp_path / "lean.db")
    assert run.returncode == 1
    assert "first.warc.gz" in run.stderr


def test_a_cut_capture_says_so(tmp_path: Path) -> None:
    path = tmp_path / "cut.warc"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        writer.write_record(writer.create_warc_record(
            ADDRESS.format(1), "response", payload=io.BytesIO(page_html(1).encode()[:1500]), http_headers=headers(),
            warc_headers_dict={"WARC-Truncated": "length"}))
    [article] = [json.loads(line) for line in dateline("read", path).stdout.splitlines()]
    assert any("cut" in f"{repair['kind']} {repair['reason']}" for repair in article["repairs"])
