"""Stories of an archive: people decide last, ids lead on, and what is kept is what the pure functions say."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

import msgspec
import pytest
from making import archive_of, reading_of, write
from newsroom import budget, ferry, horoscope, market_report

from dateline.archive import Archive, find, groups, keys, related
from dateline.archive.corrections import listed
from dateline.archive.digest import digest
from dateline.archive.ids import article_id
from dateline.archive.membership import all_in_story
from dateline.archive.readings import replace_readings
from dateline.archive.remove import remove
from dateline.archive.values import Reading
from dateline.errors import NotFound, UsageError
from dateline.model import Grouping, Signature
from dateline.pipeline import correct, merge_stories, move_article, regroup, split_story, undo
from dateline.stories import near
from dateline.stories.group import group_linked
from dateline.stories.link import link
from dateline.stories.near import neighbours


def telling(signature: Signature) -> Reading:
    """A reading whose article tells what a signature says; see `name` for its id."""
    reading = reading_of(f"Text of {signature.id}.", headline=signature.id, url=f"https://{signature.id}.example/",
                         published=signature.published or "", outlet=signature.outlet or "")
    return msgspec.structs.replace(reading, signature=msgspec.structs.replace(signature, id=""))


def name(id_: str) -> str:
    """The archive's id of the article that a signature's id means."""
    return article_id(f"https://{id_}.example/")


def stories(archive: Archive) -> dict[str, set[str]]:
    """The headlines of each story, by the headline of the article that names it."""
    told: dict[str, set[str]] = {}
    heads = dict(archive.db.execute("SELECT id, headline FROM article").fetchall())
    for row in archive.db.execute("SELECT headline, story FROM article WHERE story IS NOT NULL"):
        told.setdefault(heads[row["story"]], set()).add(row["headline"])
    return told


FERRY = {"wire", "times", "islander"}
BUDGET = {"herald", "post"}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    made = archive_of(tmp_path / "a.db", *map(telling, ferry() + budget()))
    regroup(made)
    assert stories(made) == {"wire": FERRY, "herald": BUDGET}
    return made


class TestSplit:
    def test_those_named_are_a_story_of_their_own(self, archive: Archive) -> None:
        split_story(archive, name("wire"), [name("islander")], who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY - {"islander"}, "islander": {"islander"}, "herald": BUDGET}

    def test_undo_brings_it_back(self, archive: Archive) -> None:
        before = digest(archive)["stories"]
        made = split_story(archive, name("wire"), [name("islander")], who="Kim")
        regroup(archive)
        undo(archive, made, who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY, "herald": BUDGET}
        assert digest(archive)["stories"] == before
        assert [one.state for one in listed(archive)] == ["undo", "undone"]

    def test_the_part_that_loses_its_first_article_is_named_anew(self, archive: Archive) -> None:
        """The old id leads to the story that holds the article so named."""
        split_story(archive, name("wire"), [name("wire")], who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": {"wire"}, "times": {"times", "islander"}, "herald": BUDGET}

    @pytest.mark.parametrize("articles", [["wire", "times", "islander"], ["herald"], []])
    def test_all_of_a_story_or_none_of_it_is_refused(self, archive: Archive, articles: list[str]) -> None:
        with pytest.raises(UsageError):
            split_story(archive, name("wire"), [name(one) for one in articles], who="Kim")


class TestMerge:
    def test_two_stories_are_one(self, archive: Archive) -> None:
        merge_stories(archive, [name("wire"), name("post")], who="Kim", why="both of Tuesday")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY | BUDGET}

    def test_the_id_of_the_later_one_leads_to_it(self, archive: Archive) -> None:
        merge_stories(archive, [name("wire"), name("herald")], who="Kim")
        regroup(archive)
        assert groups.story_named(archive, name("herald")[:10]) == name("wire")

    def test_one_story_is_refused(self, archive: Archive) -> None:
        with pytest.raises(UsageError, match="one already"):
            merge_stories(archive, [name("wire"), name("times")], who="Kim")


class TestMove:
    def test_an_article_goes_where_it_is_put(self, archive: Archive) -> None:
        move_article(archive, name("islander"), name("herald"), who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY - {"islander"}, "islander": {"islander"} | BUDGET}

    def test_one_that_tells_nothing_by_itself_too(self, archive: Archive) -> None:
        """A page behind a paywall has no text to judge by."""
        write(archive, reading_of("Subscribe.", headline="wall", url="https://wall.example/", status="paywall"))
        regroup(archive)
        made = move_article(archive, name("wall"), name("herald"), who="Kim")
        regroup(archive)
        assert stories(archive)["wall"] == BUDGET | {"wall"}  # published two days before them
        undo(archive, made, who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY, "herald": BUDGET}

    def test_where_it_is_already_is_refused(self, archive: Archive) -> None:
        with pytest.raises(UsageError, match="already"):
            move_article(archive, name("times"), name("wire"), who="Kim")

    def test_the_last_decision_counts(self, archive: Archive) -> None:
        first = move_article(archive, name("islander"), name("herald"), who="Kim")
        regroup(archive)
        move_article(archive, name("islander"), name("wire"), who="Lee")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY, "herald": BUDGET}
        assert [one.state for one in listed(archive)] == ["in force", "superseded"]
        undo(archive, first, who="Kim")
        regroup(archive)
        assert stories(archive) == {"wire": FERRY, "herald": BUDGET}


class TestDecisionsLast:
    """They outlive later runs, are shown beside what was read, and are the same in any order of adding."""

    def test_they_outlive_new_articles_and_new_readings(self, archive: Archive) -> None:
        split_story(archive, name("wire"), [name("islander")], who="Kim")
        regroup(archive)
        copied = msgspec.structs.replace(ferry()[0], id="copy", published="2026-03-03T12:00:00")
        for reading in [telling(copied), *map(telling, (market_report(day) for day in range(1, 4)))]:
            write(archive, reading)
        with archive.transaction():
            replace_readings(archive, name("islander"), [telling(ferry()[2])])
        regroup(archive)
        told = stories(archive)
        assert told["islander"] == {"islander"}
        assert told["wire"] == {"wire", "times", "copy"}

    def test_they_follow_an_article_whose_id_a_reread_changes(self, archive: Archive) -> None:
        split_story(archive, name("wire"), [name("islander")], who="Kim")
        regroup(archive)
        moved = msgspec.structs.replace(telling(ferry()[2]), key="https://islander.example/?canonical")
        with archive.transaction():
            replace_readings(archive, name("islander"), [moved])
        regroup(archive)
        assert stories(archive)["islander"] == {"islander"}
        assert groups.story_named(archive, name("islander")) == article_id("https://islander.example/?canonical")

    def test_what_would_be_without_them_stays_beside(self, archive: Archive) -> None:
        before = digest(archive)
        split_story(archive, name("wire"), [name("islander")], who="Kim", why="of the shops, not the fire")
        regroup(archive)
        [place] = all_in_story(archive, find.story(archive, name("islander"))[1])
        assert (place.as_read, place.decided and place.decided.who) == (name("wire"), "Kim")
        after = digest(archive)
        assert {layer for layer in before if before[layer] != after[layer]} == {"total", "corrections"}

    def test_the_articles_that_they_are_about_list_them(self, archive: Archive) -> None:
        split_story(archive, name("wire"), [name("islander")], who="Kim")
        regroup(archive)
        assert [one.kind for one in find.show(archive, name("times")).corrections] == ["split"]

    def test_they_are_listed_as_lost_when_a_side_is_gone(self, archive: Archive) -> None:
        split_story(archive, name("wire"), [name("islander")], who="Kim")
        remove(archive, name("islander"), made="2026-04-01T00:00:00Z", why="asked for")
        regroup(archive)
        assert [one.state.partition(":")[0] for one in listed(archive)] == ["lost"]
        assert stories(archive)["wire"] == {"wire", "times"}

    def test_a_reading_alone_in_any_order_gives_the_same(self, archive: Archive, tmp_path: Path) -> None:
        merge_stories(archive, [name("wire"), name("herald")], who="Kim")
        later = [telling(horoscope(1)), telling(msgspec.structs.replace(ferry()[0], id="copy"))]
        for reading in later:
            write(archive, reading)
        regroup(archive)
        other = archive_of(tmp_path / "b.db", *later[::-1], *map(telling, budget() + ferry()))
        regroup(other)
        merge_stories(other, [name("copy"), name("herald")], who="Kim")
        regroup(other)
        assert stories(other) == stories(archive)
        assert digest(other)["stories"] == digest(archive)["stories"]


class TestCorrectedArticle:
    def test_a_corrected_date_names_the_story(self, archive: Archive) -> None:
        correct(archive, "published", name("islander"), "2026-03-02", who="Kim")
        regroup(archive)
        assert stories(archive) == {"islander": FERRY, "herald": BUDGET}

    def test_what_is_no_article_leaves_it(self, archive: Archive) -> None:
        correct(archive, "not-article", name("wire"), who="Kim")
        regroup(archive)
        assert stories(archive) == {"times": FERRY - {"wire"}, "herald": BUDGET}


class TestNames:
    def test_an_earlier_article_names_the_story_and_the_old_id_leads_there(self, archive: Archive) -> None:
        first = msgspec.structs.replace(ferry()[1], id="first", published="2026-03-03T07:30:00", outlet="First Post")
        write(archive, telling(first))
        regroup(archive)
        assert stories(archive)["first"] == FERRY | {"first"}
        assert groups.story_named(archive, name("wire")) == name("first")

    def test_the_id_of_a_removed_article_leads_to_the_story_that_it_named(self, archive: Archive) -> None:
        for removed in ("wire", "times"):
            remove(archive, name(removed), made="2026-04-01T00:00:00Z", why="asked for")
            regroup(archive)
        assert groups.story_named(archive, name("wire")) == name("islander")
        with pytest.raises(NotFound):
            find.full_id(archive, name("wire"))

    @pytest.mark.parametrize("prefix", ["", "ffff", "'; --"])
    def test_what_is_none_is_refused(self, archive: Archive, prefix: str) -> None:
        with pytest.raises(NotFound):
            groups.story_named(archive, prefix)


class TestRegroup:
    """The archive holds what the pure functions say of the whole set, in whatever order and steps it came."""

    @pytest.mark.parametrize("most", [5_000, 6, 3])
    def test_any_order_and_any_steps(self, tmp_path: Path, most: int) -> None:
        """Sets above `most` fall apart alike, though they grow past it article by article."""
        articles = [*ferry(), *budget(), *(market_report(day) for day in range(1, 13)),
                    *(horoscope(day) for day in range(1, 9))]
        articles += [msgspec.structs.replace(one, id=f"{one.id}-{n}", published=f"2026-03-0{4 + n}T09:00:00")
                     for one in ferry() + budget() for n in range(3)]
        digests = set()
        for seed in range(3):
            Random(seed).shuffle(articles)
            archive = archive_of(tmp_path / f"{most}-{seed}.db")
            for start in range(0, len(articles), 5 + 9 * seed):
                for one in articles[start : start + 5 + 9 * seed]:
                    write(archive, telling(one))
                regroup(archive, most=most)
            digests.add(digest(archive)["stories"])
        assert len(digests) == 1
        signed = [msgspec.structs.replace(one, id=name(one.id)) for one in articles]
        known = [found for a, b in neighbours(signed) if (found := link(a, b))]
        assert_holds(archive, group_linked(signed, known, most=most))

    @pytest.mark.parametrize("days", [3, 28])
    @pytest.mark.parametrize("seed", range(4))
    def test_articles_that_come_between_two_part_them(self, tmp_path: Path, seed: int, days: int) -> None:
        """More articles stand under each key than it leads over, come between each other, change days, and go."""
        random = Random(seed)
        crowd = [crowded(number, days, random) for number in range(90)]
        archive = archive_of(tmp_path / "a.db")
        for start in range(0, 90, 9):
            for one in crowd[start : start + 9]:
                write(archive, telling(one))
            regroup(archive)
        gone = {random.randrange(90) for _ in range(5)}
        for number in gone:
            remove(archive, name(crowd[number].id), made="2026-04-01T00:00:00Z", why="asked for")
        moved = random.choice([one for number, one in enumerate(crowd) if number not in gone])
        correct(archive, "published", name(moved.id), "2026-03-02T09:30:00", who="Kim")
        regroup(archive)
        left = [msgspec.structs.replace(one, published="2026-03-02T09:30:00") if one is moved else one
                for number, one in enumerate(crowd) if number not in gone]
        signed = [msgspec.structs.replace(one, id=name(one.id)) for one in left]
        known = [found for a, b in neighbours(signed) if (found := link(a, b))]
        assert len(known) < sum(1 for a, b in combinations(signed, 2) if link(*sorted((a, b), key=lambda x: x.id)))
        kept = {(row["a"], row["b"]) for row in archive.db.execute("SELECT a, b FROM link")}
        assert kept == {(one.a, one.b) for one in known}
        assert_holds(archive, group_linked(signed, known))


def test_the_archive_knows_how_far_keys_lead() -> None:
    """It may not import `stories`; who stood that far before a removed article is weighed again."""
    assert max(near.WINDOW, near.HEAVY_WINDOW) == keys.WINDOW


def crowded(number: int, days: int, random: Random) -> Signature:
    """An article of which a few words decide to whom it is linked, under keys that many others have."""
    words = random.sample([f"word{n}" for n in range(8)], 4)
    published = f"2026-03-{random.randint(1, days):02}T{random.randrange(10, 24)}:00:00"
    return Signature(id=f"c{number}", published=published,
                     outlet=f"Outlet {number}", words=50, keys=tuple(f"s:{word}" for word in words), sketch=b"",
                     terms=tuple(sorted((word, 0.5) for word in words)), names=tuple(sorted(words[:2])))


def assert_holds(archive: Archive, groupings: tuple[Grouping, ...]) -> None:
    """The archive holds these places, and no other."""
    expected = {place.id: place for place in groupings}
    rows = archive.db.execute("SELECT a.id, story, copy_of, beside, suspicious FROM article a "
                              "LEFT JOIN membership m ON m.article = a.id").fetchall()
    assert len(rows) == len(expected)
    for row in rows:
        place = expected[row["id"]]
        assert (row["story"], row["copy_of"]) == (place.story, place.copy_of)
        assert tuple(related.ids(archive, row["id"])) == place.related
        assert (row["beside"], row["suspicious"] or "") == (place.beside, place.suspicious)
