"""Flat tables: keys that join, times that claim no more than was read, spans with their words, corrections beside
what was read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.archive import Archive, find, open_archive
from dateline.archive.query import Query
from dateline.archive.selection import Selection
from dateline.export.columns import time_of
from dateline.export.tables import TABLES
from dateline.pipeline import correct, merge_stories, regroup
from dateline_run import write_demo


def table(archive: Archive, name: str, **asked: object) -> list[dict[str, object]]:
    about = TABLES[name]
    names = [column.name for column in about.columns]
    return [dict(zip(names, row, strict=True)) for row in about.rows(archive, Selection(**asked))]  # type: ignore[arg-type]


def said(rows: list[dict[str, object]]) -> set[object]:
    return {row["content"] for row in rows}


class TestKeys:
    @pytest.mark.parametrize(("name", "column", "other"), [
        ("editions", "article", "articles"), ("statements", "article", "articles"),
        ("statements", "edition", "editions"), ("mentions", "statement", "statements"),
        ("mentions", "speaker", "speakers"), ("article_story", "article", "articles"),
        ("article_story", "story", "stories"), ("articles", "copy_of", "articles"), ("articles", "story", "stories")])
    def test_what_a_row_points_to_is_there(self, corrected: Archive, name: str, column: str, other: str) -> None:
        keys = {row["id"] for row in table(corrected, other)}
        pointing = {row[column] for row in table(corrected, name)} - {None}
        assert pointing
        assert pointing <= keys

    @pytest.mark.parametrize("name", ["articles", "editions", "statements", "speakers", "stories"])
    def test_each_key_is_there_once_and_in_order(self, archive: Archive, name: str) -> None:
        keys = [row["id"] for row in table(archive, name)]
        assert keys
        assert len(set(keys)) == len(keys)
        if name in ("articles", "speakers", "stories"):
            assert keys == sorted(keys)

    @pytest.mark.parametrize("name", ["articles", "statements", "speakers", "stories"])
    def test_rows_are_given_by_key_in_the_order_asked_for(self, archive: Archive, name: str) -> None:
        rows = table(archive, name)[::-1]
        assert table(archive, name, ids=tuple(row["id"] for row in rows)) == rows


class TestTimes:
    @pytest.mark.parametrize(("moment", "leaves"), [
        ("2026-03-01T23:30:00-05:00", ("2026-03-01T23:30:00-05:00", "-05:00", "2026-03-02T04:30:00Z")),
        ("2026-03-01T23:30Z", ("2026-03-01T23:30Z", "+00:00", "2026-03-01T23:30:00Z")),
        ("2026-03-01T08:00", ("2026-03-01T08:00", None, None)),
        ("2026-03-01", ("2026-03-01", None, None)), ("2026-03", ("2026-03", None, None)), (None, (None, None, None)),
        ("0001-01-01T00:00+05:00", ("0001-01-01T00:00+05:00", None, None))])
    def test_a_time_is_in_utc_only_where_its_offset_was_read(self, moment: str | None, leaves: tuple[object]) -> None:
        assert time_of(moment) == leaves

    def test_they_leave_so(self, archive: Archive) -> None:
        by = {row["headline"]: row for row in table(archive, "statements")}
        assert by["@Ferry"]["published"] == "2026-03-02T08:00"
        assert by["@Ferry"]["published_utc"] is None
        assert by["Rain in Harrow"]["published_utc"] == "2026-03-02T04:30:00Z"


class TestSpans:
    def test_their_words_stand_there_in_the_unit_that_is_named(self, archive: Archive) -> None:
        texts = {row["id"]: row["text"] for row in table(archive, "editions")}
        for row in table(archive, "statements"):
            assert (row["span_unit"], row["span_in"]) == ("code points", "text")
            text = str(texts[row["edition"]])
            for part in ("source", "cue", "content"):
                spans = json.loads(str(row[f"{part}_spans"]))
                assert " … ".join(text[start:end] for start, end in spans) == row[part]
            assert text[row["content_start"]:row["content_end"]] == row["content"]  # type: ignore[misc]

    def test_chains_bring_their_words(self, archive: Archive) -> None:
        assert {row["chain"] for row in table(archive, "mentions")} == {"Ana Ruiz, the mayor", "She", "Bo Lind",
                                                                        "Eva Holm"}


class TestCorrections:
    def test_the_corrected_value_leaves_beside_what_was_read(self, corrected: Archive) -> None:
        [ferry] = [row for row in table(corrected, "articles") if row["corrected_by"]]
        assert (ferry["headline"], ferry["headline_as_read"]) == ("Ferry late", "@Ferry")
        assert (ferry["published_utc"], ferry["published_as_read"]) == ("2026-03-02T07:00:00Z", "2026-03-02T08:00")
        assert ferry["corrected_by"] == "Kim; Lee"
        [late] = [row for row in table(corrected, "statements") if row["corrected_by"]]
        assert (late["speaker"], late["speaker_as_read"]) == ("Omar Said; Ivy Chen", "Bo Lind")
        assert late["speaker_calibrated"] is False
        assert {row["name"] for row in table(corrected, "mentions") if row["as_read"]} == {"Omar Said", "Ivy Chen"}
        assert "+1" not in said(table(corrected, "statements"))

    def test_as_read_it_is_as_if_nobody_had_corrected(self, corrected: Archive) -> None:
        for name in ("statements", "mentions", "speakers", "editions"):
            rows = table(corrected, name, as_read=True)
            assert not any(row.get("corrected_by") for row in rows)
        [ferry] = [row for row in table(corrected, "articles", as_read=True) if row["headline"] == "@Ferry"]
        assert ferry["published"] == "2026-03-02T08:00"
        assert ferry["headline_as_read"] is ferry["corrected_by"] is None
        assert "+1" in said(table(corrected, "statements", as_read=True))
        assert "Bo Lind" in {row["name"] for row in table(corrected, "speakers", as_read=True)}


    def test_every_other_value_that_people_decide_leaves_beside_its_reading(self, archive: Archive) -> None:
        rain = find.full_id(archive, "https://herald.example/rain")
        first, second = find.statements_of(archive, rain)
        correct(archive, "outlet", rain, "The Herald", who="Kim")
        correct(archive, "byline", rain, ["Eva Holm"], who="Kim")
        correct(archive, "span", first.id, {"content": "it rains", "cue": "said", "source": "Ana Ruiz"}, who="Kim")
        correct(archive, "taken-out", rain, "She denied that it snows.", who="Kim")
        [row] = [one for one in table(archive, "articles") if one["id"] == rain]
        assert (row["outlet"], row["outlet_as_read"]) == ("The Herald", "Herald")
        assert (row["authors"], row["authors_as_read"]) == ("Eva Holm", "")
        [[start, end]] = json.loads(str(row["taken_out"]))
        assert str(row["text"])[start:end] == row["taken_out_words"] == "She denied that it snows."
        assert row["span_unit"] == "code points"
        [said_now] = [one for one in table(archive, "statements") if one["article"] == rain]
        assert (said_now["content"], said_now["content_as_read"]) == ("it rains", first.content)
        assert said_now["corrected_by"] == "Kim"
        [read] = [one for one in table(archive, "articles", as_read=True) if one["id"] == rain]
        assert (read["outlet"], read["outlet_as_read"], read["taken_out"]) == ("Herald", None, None)
        assert second.content in said(table(archive, "statements", as_read=True))

    def test_a_story_that_people_decided_leaves_beside_the_one_that_was_read(self, tmp_path: Path) -> None:
        with open_archive(write_demo(tmp_path), write=True) as archive:
            before = {row["article"]: row["story"] for row in table(archive, "article_story")}
            one, two = sorted({str(story) for story in before.values()})[:2]
            merge_stories(archive, [one, two], who="Lee")
            regroup(archive)
            now = {row["article"]: row for row in table(archive, "article_story")}
            moved = {id_: row for id_, row in now.items() if row["story"] != before[id_]}
            assert moved
            for id_, row in moved.items():
                assert (row["story_as_read"], row["corrected_by"]) == (before[id_], "Lee")
            read = table(archive, "article_story", as_read=True)
            assert {row["article"]: row["story"] for row in read} == before
            assert {row["corrected_by"] for row in read} == {None}


class TestFilters:
    @pytest.mark.parametrize(("query", "contents"), [
        (Query(speaker="Bo Lind"), {"the ferry is late"}),
        (Query(outlet="herald"), {"it snows", "“it rains\n\non Müller & Sons”"}),
        (Query(since="2026-03-02", until="2026-03-02", outlet="Courier"), {"the ferry is late", "+1", "it snows",
                                                                         "“it rains\n\non Müller & Sons”"}),
        (Query(until="2026-03-01"), set()), (Query(min_confidence=0.9), set()), (Query(speaker="Nobody"), set()),
        (Query(words=("ferry",)), {"the ferry is late"}), (Query(words=("?",)), set())])
    def test_statements_are_those_that_quotes_lists(self, archive: Archive, query: Query, contents: set[str]) -> None:
        rows = table(archive, "statements", query=query)
        assert said(rows) == contents
        assert {row["id"] for row in rows} == {one.id for one, _ in find.quotes(archive, query)}

    def test_articles_are_those_that_hold_such_a_statement(self, archive: Archive) -> None:
        assert [row["headline"] for row in table(archive, "articles", query=Query(speaker="Bo Lind"))] == ["@Ferry"]
        assert {row["name"] for row in table(archive, "speakers", query=Query(speaker="Bo Lind"))} == {"Bo Lind"}

    def test_less_sure_speakers_are_not_named_and_their_words_stay(self, archive: Archive) -> None:
        rows = table(archive, "statements", query=Query(min_speaker_confidence=0.95))
        assert {row["speaker"] for row in rows} == {None}
        assert "She" in {row["source"] for row in rows}
        assert table(archive, "mentions", query=Query(min_speaker_confidence=0.95)) == []
        assert table(archive, "speakers", query=Query(min_speaker_confidence=0.95)) == []

    def test_what_is_no_article_stays_behind(self, archive: Archive) -> None:
        assert "Home" not in {row["headline"] for row in table(archive, "articles")}
