"""Speakers over time, two of them, what came in, what is covered: over small archives with known answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest
from making import archive_of, reading_of, said, write

from dateline.archive import find, news, profile
from dateline.archive.coverage import covered, last_day
from dateline.archive.facets import facets, outlets_beginning, speakers_beginning
from dateline.archive.groups import keep_grouping
from dateline.archive.profile import addressees_of, between, by_day, by_month, outlets_of
from dateline.archive.query import understand
from dateline.archive.values import Reading
from dateline.model import Grouping, Party
from dateline.web.completing import completions

ANA, BO = "id-ana ruiz", "id-bo lind"


def on(day: str, text: str, *, speaker: str = "Ana Ruiz", to: str | None = None, outlet: str = "Courier",
       author: bool = True, number: int = 0) -> Reading:
    statements = said(text, speaker) if " said that " in text else ()
    if to:
        statements = (msgspec.structs.replace(statements[0], addressee=(Party(text="him", name=to),)),)
    reading = reading_of(text, url=f"https://courier.example/{day}/{number}/{outlet}", published=day, outlet=outlet,
                         headline=f"{text[:20]} {day}", statements=statements)
    return msgspec.structs.replace(reading, article=msgspec.structs.replace(
        reading.article, authors=("Kim Ode",) if author else ()))


class TestSpeaker:
    def test_is_counted_by_month_outlet_and_addressee(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", on("2026-01-05", "Ana Ruiz said that it rains.", to="Bo Lind"),
                        on("2026-01-09", "Ana Ruiz said that it snows.", outlet="Post"),
                        on("2026-03-01", "Ana Ruiz said that it thaws.", to="Bo Lind"),
                        on("2026-03-02", "Bo Lind said that Ruiz is wrong.", speaker="Bo Lind")) as archive:
            assert by_month(archive, ANA) == [("2026-01", 2), ("2026-03", 1)]
            assert outlets_of(archive, ANA) == [("Courier", 2), ("Post", 1)]
            assert [(one.name, one.count, one.speaker) for one in addressees_of(archive, ANA)] == [("Bo Lind", 2, BO)]
            only = [one.content for one, _ in find.said_by(archive, ANA, to="Bo Lind", month="2026-03")]
            assert only == ["it thaws"]
            assert [one.content for one, _ in find.said_by(archive, ANA, outlet="Post")] == ["it snows"]

    def test_a_time_that_is_told_less_exactly_counts_where_it_is_exact_enough(self, tmp_path: Path) -> None:
        days = ("2025", "2025-12-31", "2026", "2026-03", "2026-03-05", "2026-03-05T08:00:00Z", "2027-01", "2028")
        with archive_of(tmp_path / "a.db", *(on(day, "Ana Ruiz said that it rains.", number=n)
                                             for n, day in enumerate(days))) as archive:
            assert by_month(archive, ANA) == [("2025-12", 1), ("2026-03", 3), ("2027-01", 1)]
            assert by_day(archive, ANA) == [("2025-12-31", 1), ("2026-03-05", 2)]

    @pytest.mark.parametrize("frequent", [1, 10_000])
    def test_two_of_them_speak_to_and_about_each_other(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                       frequent: int) -> None:
        """Found the same by the index and, where a name is a frequent word, without it."""
        monkeypatch.setattr(profile, "_FREQUENT", frequent)
        with archive_of(tmp_path / "a.db", on("2026-01-05", "Ana Ruiz said that it rains.", to="Bo Lind"),
                        on("2026-01-06", "Ana Ruiz said that nobody came."),
                        on("2026-01-07", "Ana Ruiz said that Lindenau floods."),  # no word of his name
                        on("2026-03-02", "Bo Lind said that Ruiz is wrong.", speaker="Bo Lind")) as archive:
            hits, cut = between(archive, ANA, BO)
        assert [(hit.by, hit.to, hit.about) for hit in hits] == [(BO, False, True), (ANA, True, False)]
        assert not cut


class TestNews:
    def test_what_came_since_is_told_by_story_new_ones_first(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", on("2026-01-05", "Ana Ruiz said that it rains.")) as archive:
            seen = news.last_number(archive)
            for number, text in enumerate(("It rains on.", "A bridge fell.", "The bridge was closed.")):
                write(archive, on("2026-01-06", text, number=number, outlet=("Post", "Courier")[number % 2]))
            ids = [row[0] for row in archive.db.execute("SELECT id FROM article ORDER BY number")]
            with archive.transaction():
                keep_grouping(archive, [Grouping(id=one, story=ids[0]) for one in ids[:2]])
                keep_grouping(archive, [Grouping(id=one, story=ids[2], copy_of=None if one == ids[2] else ids[2])
                                        for one in ids[2:]])
            moved, articles, stories = news.since(archive, seen)
        assert (articles, stories) == (3, 2)
        assert [(one.new, one.articles, one.texts, one.outlets) for one in moved] == [(True, 2, 1, 2), (False, 1, 1, 1)]


class TestCoverage:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        """Four articles a day of the Courier in March; none on the 20th, 13 on the 22nd, without author on the 24th."""
        readings = [on(f"2026-03-{day:02d}", f"Rain {day} {n}.", number=n, author=day != 24) for day in range(1, 31)
                    for n in range({20: 0, 22: 13}.get(day, 4))]
        readings += [on("2026-03-05", "Snow.", outlet="Post"), msgspec.structs.replace(reading_of(
            "Undated.", published=None, url="https://courier.example/x"))]
        archive_of(tmp_path / "a.db", *readings).close()
        return tmp_path / "a.db"

    def test_holes_and_sudden_changes_are_told(self, path: Path) -> None:
        from dateline.archive import open_archive

        with open_archive(path) as archive:
            assert last_day(archive) == date(2026, 3, 30)
            courier, post = covered(archive, date(2026, 3, 1), date(2026, 3, 30))
        assert (courier.outlet, courier.articles, courier.undated, post.articles) == ("Courier", 125, 1, 1)
        assert [day.day for day in courier.days if day.hole] == ["2026-03-20"]
        assert {day.day: day.sudden for day in courier.days if day.sudden} == {
            "2026-03-22": ("13 articles, where 4 are usual",),
            "2026-03-24": ("0% with an author, where 100% are usual",)}
        assert not any(day.hole for day in post.days), "what lies outside its first and last article is no hole"

    def test_the_command_prints_them(self, path: Path) -> None:
        from dateline_run import dateline

        printed = dateline("coverage", "--archive", str(path), "--outlet", "Courier", "--since", "2026-03-19")
        assert printed.returncode == 0
        (one,) = [msgspec.json.decode(line) for line in printed.stdout.splitlines()]
        assert one["days"][1]["hole"] is True
        assert dateline("coverage", "--archive", str(path), "--since", "yesterday").returncode == 2


class TestSearchBox:
    def test_completes_fields_and_values(self, tmp_path: Path) -> None:
        with archive_of(tmp_path / "a.db", on("2026-01-05", "Ana Ruiz said that it rains.", outlet="The 10% Post_")
                        ) as archive:
            assert completions(archive, "rain spe") == ("rain speaker:",)
            assert completions(archive, "rain speaker:an") == ('rain speaker:"Ana Ruiz"',)
            assert completions(archive, 'rain speaker:"ana r') == ('rain speaker:"Ana Ruiz"',)
            assert completions(archive, "outlet:10%") == ('outlet:"The 10% Post_"',)
            assert completions(archive, "act:de") == ("act:denied",)
            assert completions(archive, "rain ") == completions(archive, "") == ()
            assert speakers_beginning(archive, "") == outlets_beginning(archive, "_") == []
            for text in ('"', "speaker:", "speaker:%", "x:y", "kind:\\"):
                completions(archive, text)

    def test_facets_lead_to_what_they_count(self, tmp_path: Path) -> None:
        readings = [on(f"2026-0{1 + n % 2}-05", "Ana Ruiz said that it rains.", number=n,
                       outlet=("Courier", "The Post")[n % 3 == 0]) for n in range(6)]
        told = (("indirect", "said"), ("direct", "denied"), ("direct", "said"), ("mixed", "denied"))
        readings = [msgspec.structs.replace(one, statements=(msgspec.structs.replace(
            one.statements[0], kind=told[n % 4][0], act=told[n % 4][1]),)) for n, one in enumerate(readings)]
        with archive_of(tmp_path / "a.db", *readings) as archive:
            for typed, fields in (("rains", {"outlet", "month", "kind", "act"}),
                                  ("rains kind:direct", {"month", "act"}),
                                  ("act:denied", {"outlet", "kind"})):
                found = facets(archive, understand(typed))
                assert {facet.field for facet in found.facets} == fields
                for facet in found.facets:
                    for _, term, count in facet.values:
                        assert len(find.search(archive, understand(f"{typed} {term}"), limit=50)) == count > 0

