"""The shipped examples are there, hold what their README says, and lead to no real site."""

from __future__ import annotations

import re
from importlib.resources import files

import make_warc
import pytest

from dateline.examples import example_names, example_paths

README = (files("dateline.examples") / "README.md").read_text(encoding="utf-8")
SAVED_FROM = re.compile(r"saved from url=\((\d{4})\)(\S+) -->")


def text_of(name: str) -> str:
    return (files("dateline.examples") / name).read_text(encoding="utf-8")


class TestExamples:
    def test_paths_are_files_in_the_order_of_their_names(self) -> None:
        with example_paths() as paths:
            assert [path.name for path in paths] == list(example_names())
            assert all(path.stat().st_size > 500 for path in paths)

    @pytest.mark.parametrize("name", example_names())
    def test_readme_says_what_a_file_shows(self, name: str) -> None:
        assert f"\n| {name} | " in README

    @pytest.mark.parametrize("name", [name for name in example_names() if not name.endswith(".gz")])
    def test_addresses_lead_nowhere(self, name: str) -> None:
        """Only reserved names (RFC 2606), and the names of formats."""
        hosts = set(re.findall(r"https?://([^/\s\"'<>]+)", text_of(name)))
        named = {"schema.org", "purl.org", "www.w3.org"}
        assert {host for host in hosts if not host.endswith(".example")} <= named

    @pytest.mark.parametrize("name", [name for name in example_names() if SAVED_FROM.search(
        (files("dateline.examples") / name).read_bytes().decode("utf-8", "replace"))])
    def test_length_in_a_browsers_comment_is_that_of_the_address(self, name: str) -> None:
        found = SAVED_FROM.search(text_of(name))
        assert found is not None
        assert int(found[1]) == len(found[2])

    def test_leaked_list_is_as_long_as_it_says(self) -> None:
        text = text_of("orvane-press.txt")
        found = re.search(r'string\((\d+)\) "(\[.*\])"\s*$', text, re.S)
        assert found is not None
        assert int(found[1]) == len(found[2].encode())

    def test_two_outlets_share_one_quotation(self) -> None:
        words = "I would rather apologise for a detour than for a funeral,"
        assert words in text_of("harrow-bay-courier.html")
        assert words in text_of("northern-ledger.html")


class TestWarc:
    def test_file_is_what_its_maker_makes(self) -> None:
        """Where this fails: python tests/examples/make_warc.py"""
        with (files("dateline.examples") / "port-ellery-gazette.warc.gz").open("rb") as file:
            assert file.read() == make_warc.made()

    def test_reads_with_warcio(self) -> None:
        archiveiterator = pytest.importorskip("warcio.archiveiterator")
        with (files("dateline.examples") / "port-ellery-gazette.warc.gz").open("rb") as file:
            seen = [(record.rec_type, record.http_headers.get_statuscode(), record.rec_headers["WARC-Date"])
                    for record in archiveiterator.ArchiveIterator(file)]
        assert [(kind, status) for kind, status, _ in seen] == [
            ("response", "200"), ("response", "200"), ("response", "404"), ("response", "200"), ("revisit", "200")]
        assert sorted(when for *_, when in seen) == [when for *_, when in seen]

    def test_editions_differ_by_one_word(self) -> None:
        first, second = (make_warc.page(verb=verb, modified="").split() for verb in ("never", "not"))
        assert [(a, b) for a, b in zip(first, second, strict=True) if a != b] == [("never", "not")]
