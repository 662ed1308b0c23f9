"""Who is who in an archive: placed by evidence, the same in any order, corrected by people last."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import msgspec
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "archive"))

from making import archive_of, reading_of, statement_of, write

from dateline.archive import Archive, find, groups, mentions
from dateline.archive.corrections import listed
from dateline.archive.digest import digest
from dateline.archive.ids import article_id
from dateline.archive.offices import inferred_from
from dateline.archive.readings import replace_readings
from dateline.archive.values import Reading
from dateline.errors import NotFound, UsageError
from dateline.model import Grouping, Known, Speaker
from dateline.pipeline import (
    alias_speaker,
    correct,
    merge_speakers,
    never_merge,
    regroup,
    rename_speaker,
    speaker_named,
    split_speaker,
    undo,
)
from dateline.pipeline.name import name_speakers
from dateline.speakers import identify


def article(id_: str, *said: tuple[str, str | None], day: str = "2026-03-01", outlet: str = "Courier") -> Reading:
    """An article in which each (name, role) says something; "the ..." names nobody."""
    text = " ".join(f"{name} said that {id_} number {n} holds." for n, (name, _) in enumerate(said))
    statements = []
    for n, (name, role) in enumerate(said):
        named = not name.startswith("the ")
        one = statement_of(text, source=name, cue="said", content=f"{id_} number {n} holds", speaker=name)
        speaker = Speaker(name=name, role=role, named=named, chain=one.speakers[0].chain, confidence=0.9)
        statements.append(msgspec.structs.replace(one, speakers=(speaker,)))
    reading = reading_of(text, headline=id_, url=f"https://{id_}.example/", published=f"{day}T08:00:00+00:00",
                         outlet=outlet, statements=tuple(statements), data=f"bytes of {id_}".encode())
    bearers = tuple((found.id if (found := identify(one.speakers[0])) else None,) for one in statements)
    return msgspec.structs.replace(reading, speakers=bearers)


def key(id_: str) -> str:
    return article_id(f"https://{id_}.example/")


def who(archive: Archive, id_: str) -> list[str | None]:
    """Whom the statements of an article are by."""
    return [voice.speaker for said in find.statements_of(archive, key(id_)) for voice in said.speakers]


VOLKOV = [article("a", ("Anton Volkov", "Norwegian President"), ("Ida Berg", None)),
          article("b", ("Volkov", "President"), day="2026-03-04"),
          article("c", ("Anton Volkov", "Norwegian President"), ("Ida Berg", None), day="2026-03-05"),
          article("d", ("Volkov", None), day="2026-03-09")]
SHERIFF = [article("e", ("Anton Volkov", "Ohio sheriff"), ("Lou Tran", None), day="2026-03-06"),
           article("f", ("Volkov", "Sheriff"), ("Lou Tran", None), day="2026-03-07")]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = archive_of(tmp_path / "a.db", *VOLKOV, *SHERIFF)
    regroup(made)
    return made


class TestPlaced:
    def test_a_surname_joins_by_its_office(self, archive: Archive) -> None:
        assert who(archive, "b") == who(archive, "a")[:1]
        assert who(archive, "f")[0] == who(archive, "e")[0]

    def test_namesakes_are_two(self, archive: Archive) -> None:
        assert who(archive, "a")[0] != who(archive, "e")[0]
        assert who(archive, "a")[0] == who(archive, "c")[0]

    def test_a_surname_without_evidence_is_somebody_of_its_own(self, archive: Archive) -> None:
        assert who(archive, "d")[0] not in {who(archive, "a")[0], who(archive, "e")[0]}

    def test_counts_and_lists_follow(self, archive: Archive) -> None:
        president = find.speaker(archive, str(who(archive, "a")[0]))
        assert (president.name, president.statements) == ("Anton Volkov", 3)
        assert dict(president.aliases) == {"Anton Volkov": 2, "Volkov": 1}

    def test_the_evidence_is_kept(self, archive: Archive) -> None:
        found = {one.article: one for one in mentions.why(archive, str(who(archive, "a")[0]))}
        assert [one.kind for one in found[key("b")].evidence] == ["office"]
        assert found[key("b")].confirmed

    def test_any_order_and_steps_give_the_same(self, archive: Archive, tmp_path: Path) -> None:
        expected = digest(archive)
        for seed in range(3):
            readings = [*VOLKOV, *SHERIFF]
            Random(seed).shuffle(readings)
            other = archive_of(tmp_path / f"{seed}.db")
            for one in readings:
                write(other, one)
                if seed:
                    regroup(other)
            regroup(other)
            assert digest(other) == expected
            rows = "SELECT speaker, name, type, mentions FROM alias ORDER BY 1, 2, 3"
            assert other.db.execute(rows).fetchall() == archive.db.execute(rows).fetchall()
            told = "SELECT b.speaker, s.id FROM said_by b JOIN statement s ON s.number = b.statement ORDER BY 1, 2"
            assert list(map(tuple, other.db.execute(told))) == list(map(tuple, archive.db.execute(told)))

    def test_a_namesake_changes_no_confirmed_one(self, tmp_path: Path) -> None:
        archive = archive_of(tmp_path / "a.db", *VOLKOV)
        regroup(archive)
        sure = "SELECT bearer, article, speaker FROM mention WHERE confirmed"
        before = {tuple(row) for row in archive.db.execute(sure)}
        assert len(before) >= 3
        for one in SHERIFF:
            write(archive, one)
        regroup(archive)
        assert before <= {tuple(row) for row in archive.db.execute("SELECT bearer, article, speaker FROM mention")}

    def test_an_id_of_a_form_leads_to_its_speaker(self, archive: Archive) -> None:
        president = str(who(archive, "a")[0])
        assert speaker_named(archive, president[:8]) == president


class TestOffices:
    """Who held an office that a source names is inferred, marked, and counted apart."""

    @pytest.fixture
    def week(self, archive: Archive) -> Archive:
        for id_, day in (("g", "2026-03-06"), ("h", "2026-08-01")):
            write(archive, article(id_, ("the Norwegian president", None), day=day))
        regroup(archive)
        return archive

    def test_in_that_week_it_is_the_holder(self, week: Archive) -> None:
        [said] = find.statements_of(week, key("g"))
        [inferred] = said.inferred
        assert (inferred.name, inferred.office, inferred.articles) == ("Anton Volkov", "Norwegian President", 2)
        assert [voice.speaker for voice in said.speakers] == [None]

    def test_months_later_it_is_nobody(self, week: Archive) -> None:
        [said] = find.statements_of(week, key("h"))
        assert said.inferred == ()

    def test_it_is_a_figure_of_its_own(self, week: Archive) -> None:
        president = find.speaker(week, str(who(week, "a")[0]))
        assert (president.statements, president.inferred) == (3, 1)
        [office] = president.offices
        assert (office.printed, office.articles, office.first, office.last) == (
            "Norwegian President", 2, "2026-03-01", "2026-03-05")
        assert office.sources == (key("a"), key("c"))

    def test_a_person_who_names_the_speaker_ends_it(self, week: Archive) -> None:
        president = str(who(week, "a")[0])
        [said] = find.statements_of(week, key("g"))
        correct(week, "speaker", said.id, ["Ida Berg"], who="Kim")
        regroup(week)
        assert find.speaker(week, president).inferred == 0
        assert inferred_from(week, president) == []

    def test_thirty_copies_of_one_report_are_one_text(self, tmp_path: Path) -> None:
        copies = [article(f"copy{n}", ("Anton Volkov", "Norwegian President"), ("Ida Berg", None),
                          day=f"2026-03-{1 + n % 9:02}") for n in range(30)]
        archive = archive_of(tmp_path / "a.db", *copies, article("g", ("the Norwegian president", None)))
        with archive.transaction():
            archive.db.execute("UPDATE article SET copy_of = ? WHERE id NOT IN (?, ?)",
                               (key("copy0"), key("copy0"), key("g")))
        name_speakers(archive)
        speaker = find.speaker(archive, str(who(archive, "copy0")[0]))
        assert (speaker.statements, speaker.inferred, speaker.offices) == (30, 0, ())
        assert find.statements_of(archive, key("g"))[0].inferred == ()

    def test_what_turns_out_to_be_a_copy_teaches_no_longer(self, week: Archive) -> None:
        story = find.brief_of(week, key("c")).story  # type: ignore[union-attr]
        with week.transaction():
            groups.keep_grouping(week, [Grouping(id=key("c"), story=story, copy_of=key("a"))])
        name_speakers(week)
        president = find.speaker(week, str(who(week, "a")[0]))
        assert (president.statements, president.inferred, president.offices) == (3, 0, ())

    def test_two_holders_are_none(self, week: Archive) -> None:
        write(week, article("i", ("Kari Holm", "Norwegian President"), day="2026-03-08"))
        regroup(week)
        assert find.statements_of(week, key("g"))[0].inferred == ()


class TestDecided:
    """People's word is last: it outlives new articles, new readings and new models, and is taken back by undo."""

    def test_merge_and_undo(self, archive: Archive) -> None:
        before = who(archive, "d")
        made = merge_speakers(archive, [str(who(archive, "a")[0]), str(before[0])], who="Kim")
        regroup(archive)
        assert who(archive, "d") == who(archive, "a")[:1]
        assert [one.state for one in listed(archive)] == ["in force"]
        undo(archive, made, who="Kim")
        regroup(archive)
        assert who(archive, "d") == before

    def test_split_and_undo(self, archive: Archive) -> None:
        one = str(who(archive, "a")[0])
        made = split_speaker(archive, one, [key("c")], who="Kim")
        regroup(archive)
        assert who(archive, "c")[0] != who(archive, "a")[0] == one
        undo(archive, made, who="Kim")
        regroup(archive)
        assert who(archive, "c")[0] == one

    def test_a_split_part_may_be_merged_elsewhere(self, archive: Archive) -> None:
        split_speaker(archive, str(who(archive, "a")[0]), [key("c")], who="Kim")
        regroup(archive)
        merge_speakers(archive, [str(who(archive, "c")[0]), str(who(archive, "e")[0])], who="Kim")
        regroup(archive)
        assert who(archive, "c")[0] == who(archive, "e")[0] != who(archive, "a")[0]

    def test_never_merge_holds_against_later_evidence(self, archive: Archive) -> None:
        never_merge(archive, [str(who(archive, "a")[0]), str(who(archive, "d")[0])], who="Kim")
        with archive.transaction():
            replace_readings(archive, key("d"), [article("d", ("Volkov", "Norwegian President"), day="2026-03-09")])
        regroup(archive)
        assert archive.db.execute("SELECT as_read FROM mention WHERE article = ?", (key("d"),)).fetchone()[0] == \
            who(archive, "a")[0]
        assert who(archive, "d")[0] != who(archive, "a")[0]

    def test_an_alias_means_its_speaker_wherever_nothing_else_is_known(self, archive: Archive) -> None:
        alias_speaker(archive, str(who(archive, "a")[0]), "Volkov", who="Kim")
        write(archive, article("j", ("Volkov", None), day="2026-05-01"))
        regroup(archive)
        assert who(archive, "j") == who(archive, "d") == who(archive, "a")[:1]
        assert who(archive, "f")[0] == who(archive, "e")[0]

    def test_rename(self, archive: Archive) -> None:
        one = str(who(archive, "a")[0])
        made = rename_speaker(archive, one, "Anton S. Volkov", who="Kim")
        regroup(archive)
        renamed = find.speaker(archive, one)
        assert (renamed.name, renamed.name_as_read) == ("Anton S. Volkov", "Anton Volkov")
        assert find.speakers_named(archive, "anton s. volkov") == [one]
        undo(archive, made, who="Kim")
        regroup(archive)
        assert find.speaker(archive, one).name == "Anton Volkov"

    def test_they_outlive_a_model_that_reads_otherwise(self, archive: Archive) -> None:
        """The new model finds no speaker in one article and prints another form in the others."""
        merge_speakers(archive, [str(who(archive, "a")[0]), str(who(archive, "d")[0])], who="Kim")
        split_speaker(archive, str(who(archive, "e")[0]), [key("f")], who="Kim")
        regroup(archive)
        rename_speaker(archive, str(who(archive, "e")[0]), "Sheriff A. Volkov", who="Kim")
        regroup(archive)
        fresh = {"a": article("a", ("Mr. Anton Volkov", None), ("Ida Berg", None)),
                 "c": article("c", ("Ida Berg", None), day="2026-03-05"),
                 "e": article("e", ("Anton Volkov", "Ohio sheriff"), day="2026-03-06")}
        with archive.transaction():
            for id_, reading in fresh.items():
                replace_readings(archive, key(id_), [msgspec.structs.replace(reading, model="new", version="2")])
        regroup(archive)
        assert who(archive, "d")[0] == who(archive, "a")[0]
        assert who(archive, "f")[0] != who(archive, "e")[0]
        assert find.speaker(archive, str(who(archive, "e")[0])).name == "Sheriff A. Volkov"
        assert {one.state for one in listed(archive)} == {"in force"}

    def test_what_is_gone_is_said_to_be_lost(self, archive: Archive) -> None:
        rename_speaker(archive, str(who(archive, "e")[1]), "Lou T. Tran", who="Kim")
        with archive.transaction():
            for id_, day in (("e", "2026-03-06"), ("f", "2026-03-07")):
                replace_readings(archive, key(id_), [article(id_, ("Anton Volkov", "Ohio sheriff"), day=day)])
        regroup(archive)
        assert [one.state for one in listed(archive)] == ["lost: nobody is named so in the archive any more"]

    def test_one_speaker_is_refused(self, archive: Archive) -> None:
        one = str(who(archive, "a")[0])
        with pytest.raises(UsageError, match="one already"):
            merge_speakers(archive, [one, one[:8]], who="Kim")
        with pytest.raises(NotFound, match="no such speaker"):
            rename_speaker(archive, "nobody at all", "X", who="Kim")
        with pytest.raises(UsageError, match="not all"):
            split_speaker(archive, one, [key("a"), key("b"), key("c")], who="Kim")


class TestKnown:
    def test_a_list_is_evidence_and_no_force(self, tmp_path: Path) -> None:
        """Two names of one block become one by the list; against other evidence it does not reach."""
        archive = archive_of(tmp_path / "a.db", article("a", ("Maggie Lund", None), ("Ida Berg", None)),
                             article("b", ("Greta Lund", None), ("Ida Berg", None), day="2026-03-02"),
                             article("c", ("Per Lund", "Swedish minister")),
                             article("d", ("Olav Lund", "Ohio sheriff")))
        with archive.transaction():
            mentions.keep_known(archive, [Known(name="Maggie Lund", aliases=("Greta Lund",), wikidata="Q1"),
                                          Known(name="Per Lund", aliases=("Olav Lund",))])
        regroup(archive)
        assert who(archive, "a") == who(archive, "b")
        assert who(archive, "c") != who(archive, "d")
        assert find.speaker(archive, str(who(archive, "a")[0])).wikidata == "Q1"
