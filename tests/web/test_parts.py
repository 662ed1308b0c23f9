"""The small parts of the reader: addresses, words for people, comparing, whom it answers, what templates use."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import meta, nodes
from msgspec import Struct

from dateline.errors import UsageError
from dateline.web import rendering, urls, wording
from dateline.web.app import PAGES
from dateline.web.charts import Mark, filled, lanes
from dateline.web.comparing import compared
from dateline.web.guard import host_name
from dateline.web.pages import (
    add,
    article,
    articles,
    changes,
    coverage,
    editions,
    fault,
    home,
    names,
    pair,
    rejected,
    review,
    sample,
    search,
    speaker,
    speakers,
    statement,
    stories,
    story,
    trace,
    who,
)
from dateline.web.paging import key_of, page_key, said_key_of

VALUES: dict[str, type[Struct]] = {
    "article.html": article.ArticlePage, "articles.html": articles.ArticlesPage, "editions.html": editions.EditionsPage,
    "fault.html": fault.FaultPage, "home.html": home.HomePage, "search.html": search.SearchPage,
    "speaker.html": speaker.SpeakerPage, "speakers.html": speakers.SpeakersPage, "stories.html": stories.StoriesPage,
    "story.html": story.StoryPage, "trace.html": trace.TracePage, "statement.html": statement.StatementPage,
    "review.html": review.ReviewPage, "add.html": add.AddPage,
    "pair.html": pair.PairPage, "coverage.html": coverage.CoveragePage, "rejected.html": rejected.RejectedPage,
    "sample.html": sample.SamplePage, "names.html": names.NamesPage, "who.html": who.WhoPage,
    "changes.html": changes.ChangesPage}
PARTS = {"base.html", "_parts.html", "_forms.html", "_add.html", "_charts.html"}
TEMPLATES = {entry.name for entry in (files("dateline.web") / "templates").iterdir()}


class TestTemplates:
    def test_every_page_has_one(self) -> None:
        assert {template for template, _ in PAGES.values()} | {"fault.html"} == set(VALUES)
        assert set(VALUES) | PARTS == TEMPLATES

    @pytest.mark.parametrize("template", sorted(VALUES))
    def test_uses_only_what_its_page_offers(self, template: str) -> None:
        source = (files("dateline.web") / "templates" / template).read_text(encoding="utf-8")
        tree = rendering.templates().parse(source)
        own = {target.name for one in tree.find_all(nodes.Assign) for target in one.find_all(nodes.Name)
               if target.ctx == "store"}
        imported = {str(name) for one in tree.find_all(nodes.FromImport) for name in one.names}
        offered = {*VALUES[template].__struct_fields__, "here", "visitor", "back", "made", "forms", *rendering.GLOBALS}
        assert meta.find_undeclared_variables(tree) - own - imported <= offered


class TestOutside:
    @pytest.mark.parametrize("url", ["http://a.example/", "https://a.example/x?y=%20#z", "https://[::1]/x"])
    def test_http_addresses_may_be_followed(self, url: str) -> None:
        assert urls.outside(url) == url

    @pytest.mark.parametrize("url", [None, "", "javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x",
                                     "file:///etc/passwd", "//a.example/", "https:///x", "http://", " https://a.example/",
                                     "java\nscript:x", "https://a.example/\"x", "https://[bad/", "https://a.example/<"])
    def test_nothing_else(self, url: str | None) -> None:
        assert urls.outside(url) is None


class TestMoment:
    @pytest.mark.parametrize("value, shown", [
        ("2026-10-13T17:42:00+01:00", "13 October 2026, 17:42 (UTC+1)"), ("2026-10-13T17:42", "13 October 2026, 17:42"),
        ("2026-10-13T17:42:07Z", "13 October 2026, 17:42:07 UTC"), ("2026-10-13", "13 October 2026"),
        ("2026-10", "October 2026"), ("2026", "2026"), (None, "undated"),
        ("2026-10-13T17:42:00-03:30", "13 October 2026, 17:42 (UTC−3:30)"), ("2026-10-13Tnoon", "2026-10-13Tnoon")])
    def test_is_as_precise_as_what_was_read(self, value: str | None, shown: str) -> None:
        assert wording.moment(value) == shown

    @given(st.text())
    def test_takes_anything(self, value: str) -> None:
        wording.moment(value)


class TestFoundWords:
    @pytest.mark.parametrize("snippet, pieces", [
        ("a \ue000b\ue001 c", (("a ", False), ("b", True), (" c", False))), ("plain", (("plain", False),)),
        ("\ue000open", (("open", False),)), ("closed\ue001", (("closed\ue001", False),)), ("", ())])
    def test_are_told_from_the_others(self, snippet: str, pieces: tuple[tuple[str, bool], ...]) -> None:
        assert wording.found_words(snippet) == pieces


class TestCompared:
    def test_a_changed_word_is_gone_and_new(self) -> None:
        changes = compared("We will never close.", "We will not close.")
        assert changes is not None
        assert [(part.kind, part.text) for part in changes] == [
            ("same", "We will "), ("gone", "never"), ("new", "not"), ("same", " close.")]

    def test_the_same_words_are_no_change(self) -> None:
        assert compared("one two", "one two") == ()

    def test_what_stays_is_left_out_far_from_a_change(self) -> None:
        changes = compared("word " * 500 + "a", "word " * 500 + "b")
        assert changes is not None
        assert changes[0].kind == "left out"
        assert sum(len(part.text) for part in changes) < 300

    def test_texts_too_long_are_not_compared(self) -> None:
        assert compared("a " * 20_000, "b") is None

    @given(st.text(alphabet="ab .", max_size=60), st.text(alphabet="ab .", max_size=60))
    def test_gives_back_both_wordings_but_for_white_space(self, before: str, after: str) -> None:
        changes = compared(before, after)
        assert changes is not None
        if changes:
            assert "".join("".join(part.text for part in changes if part.kind != "new").split()) == (
                "".join(before.split()))
            assert "".join(part.text for part in changes if part.kind != "gone") == after


class TestKeys:
    def test_come_back_from_an_address(self) -> None:
        assert key_of(page_key(("2026-01-01T00:00:00", "abc"))) == ("2026-01-01T00:00:00", "abc")
        assert said_key_of(page_key(("", "ab", 7))) == ("", "ab", 7)

    @pytest.mark.parametrize("text", ["", "x", "~x", "~1.5", "x~1", "~ab~" + "9" * 30, "~ab~２"])
    def test_what_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(UsageError):
            said_key_of(text)


class TestHostName:
    @pytest.mark.parametrize("host, name", [("localhost", "localhost"), ("127.0.0.1:80", "127.0.0.1"),
                                            ("[::1]:80", "::1"), ("[::1]", "::1"),
                                            ("LOCALHOST:1", "localhost"), ("", ""), ("[", "")])
    def test_is_read_without_its_port(self, host: str, name: str) -> None:
        assert host_name(host) == name


class TestDocs:
    @pytest.mark.parametrize("pattern", sorted(PAGES))
    def test_every_address_is_documented(self, pattern: str) -> None:
        page = (Path(__file__).parents[2] / "docs" / "reader.md").read_text(encoding="utf-8")
        assert f"\n## {pattern}\n" in page


class TestLanes:
    def mark(self, published: str | None, *, copy: bool = False) -> Mark:
        return Mark(at=None, article="a", headline="h", published=published, copy=copy)

    def test_have_an_outlet_each_and_places_in_the_order_of_time(self) -> None:
        chart = lanes([("A", self.mark("2026-03-01T06:00:00Z")), ("B", self.mark("2026-03-02", copy=True)),
                       ("A", self.mark("2026-03-03T23:00:00+02:00")), (None, self.mark(None))], most=2)
        assert chart is not None
        assert [(lane.outlet, len(lane.marks)) for lane in chart.lanes] == [("A", 2), ("B", 1)]
        first, last = (mark.at for mark in chart.lanes[0].marks)
        middle = chart.lanes[1].marks[0].at
        assert 0 < (first or 0) < (middle or 0) < (last or 0) < 100
        assert (chart.first, chart.last, len(chart.ticks), chart.left_out) == ("2026-03-01", "2026-03-03", 3, 1)

    def test_lie_in_one_time_whatever_offset_is_printed(self) -> None:
        """09:00 in New York comes after 12:00 in London; days are those of the offset that most tell."""
        chart = lanes([("A", self.mark("2026-03-01T12:00:00+00:00")), ("A", self.mark("2026-03-01T23:30:00+00:00")),
                       ("B", self.mark("2026-03-01T09:00:00-05:00")), ("C", self.mark("9999-12-31T23:59:59-12:00"))],
                      most=9)
        assert chart is not None
        noon, night, abroad = (mark.at for lane in chart.lanes[:2] for mark in lane.marks)
        assert (noon or 0) <= (abroad or 0) <= (night or 0)
        near = lanes([("A", self.mark("2026-03-01T00:30:00+02:00")), ("A", self.mark("2026-03-01T09:00:00+02:00")),
                      ("B", self.mark("2026-03-01T03:00:00-05:00"))], most=9)
        assert near is not None
        assert (near.first, near.last) == ("2026-03-01", "2026-03-01")
        assert near.lanes[1].marks[0].at == pytest.approx(near.lanes[0].marks[1].at, abs=5)

    @pytest.mark.parametrize("times", [[], ["2026-03-01"], ["2026-03", None], ["nonsense", "2026-03-01"]])
    def test_are_not_drawn_for_less_than_two_days_that_are_known(self, times: list[str | None]) -> None:
        assert lanes([("A", self.mark(one)) for one in times], most=9) is None

    def test_take_the_first_and_the_last_day_there_is(self) -> None:
        chart = lanes([("A", self.mark("0001-01-01")), ("B", self.mark("9999-12-31T23:59:59"))], most=9)
        assert chart is not None
        assert chart.ticks == ()


@pytest.mark.parametrize("counts, labels", [
    ([("2025-12", 1), ("2026-02", 2)], ["2025-12", "2026-01", "2026-02"]),
    ([("2026-02-27", 1), ("2026-03-01", 2)], ["2026-02-27", "2026-02-28", "2026-03-01"]),
    ([("1900-01", 1), ("2026-02", 2)], ["1900-01", "2026-02"]), ([("2026-02", 2)], ["2026-02"]), ([], [])])
def test_months_and_days_between_are_filled(counts: list[tuple[str, int]], labels: list[str]) -> None:
    found = filled(counts)
    assert [label for label, _ in found] == labels
    assert dict(counts).items() <= dict(found).items()
