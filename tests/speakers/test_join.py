"""Whom names of many articles mean: one speaker where the evidence says so, namesakes kept apart, in any order."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))

from written import Written, archives

from dateline.model import Known, Mention, Placed, Speaker, SpeakerType
from dateline.speakers import Voice, identify, mentions_of, place_all
from dateline.speakers.forms import block_of, form_of, relation
from dateline.speakers.mentions import block
from dateline.speakers.roles import agreement, read_role


def mention(article: str, name: str, role: str | None = None, *, day: str = "2016-11-09", story: str = "",
            beside: tuple[str, ...] = (), outlet: str = "Courier", source: str = "",
            kind: SpeakerType = "person") -> Mention:
    bearer = identify(Speaker(name=name, type=kind))
    assert bearer
    [found] = mentions_of(article, [Voice(bearer=bearer.id, name=name, type=kind, role=role, source=source)],
                          day=day, story=story, outlet=outlet, names=beside)
    return found


def placed(*mentions: Mention, known: tuple[Known, ...] = ()) -> dict[str, Placed]:
    """Where each article's mention is placed; all of one block."""
    assert len({block(one) for one in mentions}) == 1
    return {one.article: one for one in place_all(mentions, known)}


def are_one(*mentions: Mention) -> bool:
    return len({one.speaker for one in placed(*mentions).values()}) == 1


class TestForms:
    """How one form of a name may be another."""

    @pytest.mark.parametrize(("one", "other", "kind"), [
        ("Vladimir Putin", "V. Putin", "initial"),
        ("Vladimir Putin", "Putin", "surname"),
        ("Vladimir Putin", "Владимир Путин", "same"),
        ("Vladimir Putin", "Vladimir Poutine", "spelling"),
        ("Sergei Lavrov", "Sergej Lawrow", "nickname"),
        ("Muammar Gaddafi", "Moammar Qaddafi", "spelling"),
        ("Donald Trump", "Donald J. Trump", "middle"),
        ("Edgar Hoover", "J. Edgar Hoover", "middle"),
        ("Donald Trump", "Donald Trump Jr.", "generation"),
        ("Bill Clinton", "William Clinton", "nickname"),
        ("Xi Jinping", "Xi", "surname"),
        ("Hillary Clinton", "Bill Clinton", None),
        ("George W. Bush", "George H. W. Bush", None),
        ("Tom Lund Jr.", "Tom Lund Sr.", None),
        ("Ana Ruiz", "Ana Lund", None),
    ])
    def test_relation(self, one: str, other: str, kind: str | None) -> None:
        assert relation(form_of(one, "person"), form_of(other, "person")) == kind
        assert relation(form_of(other, "person"), form_of(one, "person")) == kind
        assert kind is None or block_of(one, "person") == block_of(other, "person")

    def test_a_body_and_its_first_letters(self) -> None:
        assert relation(form_of("International Monetary Fund", "organisation"),
                        form_of("IMF", "organisation")) == "acronym"
        assert block_of("Fund for Peace", "organisation") == block_of("FP", "organisation")


class TestRoles:
    @pytest.mark.parametrize(("role", "office"), [
        ("Russian President", "president russia"), ("president of Russia", "president russia"),
        ("the Russian president", "president russia"), ("German Foreign Minister", "minister germany foreign"),
        ("Ohio Gov.", "governor ohio"), ("former Ohio governor", ""), ("President", ""), ("the president's wife", ""),
        ("Russian presidential spokesman", ""), ("vice president of Russia", ""), ("Russian", ""),
    ])
    def test_an_office_has_a_place_and_a_holder(self, role: str, office: str) -> None:
        assert read_role(role).office == office

    @pytest.mark.parametrize(("one", "other", "speaks_for_one"), [
        ("Russian President", "President", True), ("Ohio governor", "Texas governor", False),
        ("goalkeeper", "senator", False), ("actor", "writer", True), ("Ohio senator", "French minister", False),
    ])
    def test_agreement(self, one: str, other: str, speaks_for_one: bool) -> None:
        value = agreement(read_role(one), read_role(other))
        assert value >= 0 if speaks_for_one else value < 0

    def test_the_calling_before_a_name_is_a_role(self) -> None:
        assert mention("a", "Jan Novak", source="Goalkeeper Jan Novak").roles == ("Goalkeeper",)
        assert mention("a", "Jan Novak", source="Ana Ruiz and goalkeeper Jan Novak").roles == ()

    @pytest.mark.parametrize(("source", "role"), [
        ("President Jan Novak of Norway", "President of Norway"), ("Gov. Jan Novak of Ohio", "Gov. of Ohio"),
        ("Professor Jan Novak of Norrby", "Professor"), ("President Jan Novak of the old guard", "President")])
    def test_the_place_behind_a_name_is_of_its_office(self, source: str, role: str) -> None:
        assert mention("a", "Jan Novak", source=source).roles == (role,)


class TestPlace:
    PUTIN = mention("a", "Vladimir Putin", "Russian President")

    @pytest.mark.parametrize("other", [
        mention("b", "Putin", "President"),
        mention("b", "V. Putin", "Russian leader"),
        mention("b", "Wladimir Putin", "Russian President"),
        mention("b", "Putin", "Russian President", day="2018-01-01"),
    ])
    def test_an_office_joins(self, other: Mention) -> None:
        assert are_one(self.PUTIN, other)
        assert placed(self.PUTIN, other)["b"].confirmed

    @pytest.mark.parametrize("other", [mention("b", "Putin"), mention("b", "V. Putin"),
                                       mention("b", "Putin", "President", day="1996-01-01")])
    def test_a_surname_alone_joins_nobody(self, other: Mention) -> None:
        assert not are_one(self.PUTIN, other)
        assert placed(self.PUTIN, other)["b"].why[0].kind == "alone"

    def test_the_full_name_in_the_story_joins(self) -> None:
        told = [msgspec.structs.replace(one, story="s") for one in (self.PUTIN, mention("b", "Putin"))]
        assert are_one(*told)
        assert [one.kind for one in placed(*told)["b"].why] == ["story"]

    def test_a_bare_surname_read_as_a_body_joins_by_story_and_company(self) -> None:
        """"Putin said", and nothing in its article tells whether that is a person."""
        full = mention("a", "Vladimir Putin", "Russian President", story="s", beside=("Sergei Lavrov",))
        bare = mention("b", "Putin", kind="organisation", story="s", beside=("Sergei Lavrov",))
        assert are_one(full, bare)
        assert not are_one(full, msgspec.structs.replace(bare, beside=()))
        assert not are_one(full, msgspec.structs.replace(bare, story="t"))

    def test_a_body_that_is_named_elsewhere_too_is_a_body(self) -> None:
        full = mention("a", "Doug Ford", "Ontario premier", story="s", beside=("Ana Ruiz",))
        inside = mention("b", "Ford", kind="organisation", story="s", beside=("Ana Ruiz",))
        elsewhere = [mention(f"c{n}", "Ford", kind="organisation", story=f"t{n}") for n in range(3)]
        found = placed(full, inside, *elsewhere)
        assert len({found[one].speaker for one in ("b", "c0", "c1", "c2")}) == 1
        assert found["a"].speaker != found["b"].speaker

    def test_a_body_of_one_word_stands_in_nobodys_way(self) -> None:
        full = mention("a", "Vladimir Putin", "Russian President", story="s", beside=("Sergei Lavrov",))
        body = [mention(f"b{n}", "Putin", kind="organisation", story="s") for n in range(3)]
        for name in ("V. Putin", "Putin"):
            found = placed(full, *body, mention("c", name, "President", story="s"))
            assert found["c"].speaker == found["a"].speaker

    def test_a_body_of_one_word_is_one_everywhere(self) -> None:
        assert are_one(mention("a", "Reuters", kind="organisation"), mention("b", "Reuters", kind="organisation"))

    def test_two_full_names_in_the_story_join_nothing(self) -> None:
        told = [msgspec.structs.replace(one, story="s") for one in (
            self.PUTIN, mention("c", "Lyudmila Putin"), mention("b", "Putin"))]
        found = placed(*told)
        assert len({one.speaker for one in found.values()}) == 3
        assert set(found["b"].rivals) == {found["a"].speaker, found["c"].speaker}

    def test_a_title_tells_a_woman_from_a_man(self) -> None:
        told = [mention("a", "Walter Lund", source="Mr. Walter Lund", story="s"),
                mention("c", "Greta Lund", source="Mrs. Greta Lund", story="s"),
                mention("b", "Lund", source="Mrs. Lund", story="s")]
        found = placed(*told)
        assert found["b"].speaker == found["c"].speaker != found["a"].speaker

    def test_offices_tell_namesakes_apart(self) -> None:
        assert not are_one(mention("a", "Jan Novak", "Ohio senator"), mention("b", "Jan Novak", "Czech goalkeeper"))

    def test_so_do_decades(self) -> None:
        assert not are_one(mention("a", "Jan Novak", day="1970-01-01"), mention("b", "Jan Novak", day="2016-01-01"))

    def test_an_office_after_another_does_not(self) -> None:
        assert are_one(mention("a", "Jan Novak", "Czech finance minister", day="2010-01-01"),
                       mention("b", "Jan Novak", "Czech prime minister", day="2013-01-01"))

    def test_names_side_by_side_in_an_article_are_two(self) -> None:
        told = [mention("a", "Ted Novak", "senator", story="s"), mention("a", "Theodore Novak", story="s"),
                mention("b", "Ted Novak", story="s")]
        found = {(one.article, one.bearer): one.speaker for one in place_all(told)}
        assert found["a", told[0].bearer] == found["b", told[2].bearer] != found["a", told[1].bearer]

    def test_a_son_is_not_his_father(self) -> None:
        family = ("Ida Berg", "Lou Tran", "Kari Holm")
        assert not are_one(mention("a", "Ed Holt", beside=family, story="s"),
                           mention("b", "Ed Holt Jr.", beside=family, story="s"))
        assert are_one(mention("a", "Joe Holt", "senator"), mention("b", "Joseph Holt Jr.", "senator"))

    def test_a_known_list_is_weighed_with_the_rest(self) -> None:
        one, other = mention("a", "Maggie Lund"), mention("b", "Greta Lund")
        known = (Known(name="Maggie Lund", aliases=("Greta Lund",)),)
        assert placed(one, other)["a"].speaker != placed(one, other)["b"].speaker
        found = placed(one, other, known=known)
        assert found["a"].speaker == found["b"].speaker
        against = placed(mention("a", "Maggie Lund", "Ohio sheriff"), mention("b", "Greta Lund", "Swedish minister"),
                         known=known)
        assert against["a"].speaker != against["b"].speaker


class TestKnownOffices:
    """What a list says of offices and terms is weighed with the rest: it tips what is open, and forces nothing."""

    MINISTER = mention("a", "Jan Novak", "Czech minister", day="2014-05-01")
    TRAINER = mention("b", "Jan Novak", "trainer", day="2015-05-01")

    def test_two_offices_of_one(self) -> None:
        known = (Known(name="Jan Novak", office="Czech minister", since="2013", until="2014", wikidata="Q1"),
                 Known(name="Jan Novak", office="trainer", since="2015", wikidata="Q1"))
        assert not are_one(self.MINISTER, self.TRAINER)
        found = placed(self.MINISTER, self.TRAINER, known=known)
        assert found["a"].speaker == found["b"].speaker

    def test_two_of_one_office(self) -> None:
        """Two senators of one name: alone the same office would make them one."""
        told = [mention("a", "Jan Novak", "Ohio senator"), mention("b", "Jan Novak", "Senator", day="2010-01-01")]
        known = (Known(name="Jan Novak", office="Ohio senator", since="2014", wikidata="Q1"),
                 Known(name="Jan Novak", office="senator", since="2003", until="2012", wikidata="Q2"))
        assert are_one(*told)
        found = placed(*told, known=known)
        assert found["a"].speaker != found["b"].speaker

    def test_other_evidence_outweighs_it(self) -> None:
        """Two states against, and the list for: they stay two."""
        told = [mention("a", "Jan Novak", "Ohio senator"), mention("b", "Jan Novak", "Texas governor", outlet="Post",
                                                                   day="1990-01-01")]
        known = (Known(name="Jan Novak", office="Ohio senator", wikidata="Q1"),
                 Known(name="Jan Novak", office="Texas governor", wikidata="Q1"))
        assert not are_one(*told)
        found = placed(*told, known=known)
        assert found["a"].speaker != found["b"].speaker

    def test_a_term_says_which_of_two_a_surname_is(self) -> None:
        """Both have been mayor; only one was, by the list, in that year."""
        told = [mention("a", "Jan Novak", "mayor", day="2014-05-01"),
                mention("b", "Petra Novak", "mayor", day="2015-05-01"),
                mention("c", "Novak", "mayor", day="2014-06-01")]
        known = (Known(name="Jan Novak", office="mayor", since="2013-01-01", until="2014-12-31"),
                 Known(name="Petra Novak", office="mayor", since="2016-01-01"))
        assert len({one.speaker for one in placed(*told).values()}) == 3
        found = placed(*told, known=known)
        assert found["c"].speaker == found["a"].speaker != found["b"].speaker
        assert [(one.kind, one.weight) for one in found["c"].why if one.kind == "known"] == [("known", 1.0)]

    def test_a_term_alone_names_nobody(self) -> None:
        told = [mention("a", "Jan Novak", day="2014-05-01"), mention("c", "Novak", "mayor", day="2014-06-01")]
        known = (Known(name="Jan Novak", office="mayor", since="2013-01-01", until="2014-12-31"),)
        found = placed(*told, known=known)
        assert found["c"].speaker != found["a"].speaker


MENTIONS = st.builds(
    mention, st.uuids().map(lambda one: one.hex[:8]),
    st.sampled_from(["Jan Novak", "Novak", "J. Novak", "Petra Novak", "Jan K. Novak", "Honza Novak", "Jan Nowak"]),
    st.sampled_from([None, "Czech minister", "minister", "goalkeeper", "Ohio senator", "former senator"]),
    day=st.sampled_from(["", "1979-05-01", "2015-12-31", "2016-01-02", "2016-11-09"]),
    story=st.sampled_from(["", "s", "t"]),
    beside=st.lists(st.sampled_from(["Ida Berg", "Lou Tran", "Kari Holm", "Per Lie"]), max_size=3).map(tuple))


BODIES = st.builds(  # one word, of which nothing tells whether it is a person's
    mention, st.uuids().map(lambda one: one.hex[:8]), st.just("Novak"), kind=st.just("organisation"),
    story=st.sampled_from(["", "s", "t"]), beside=st.sampled_from([(), ("Ida Berg", "Lou Tran")]))
FORMS = ["Jan Novak", "Novak", "J. Novak", "Petra Novak", "Jan K. Novak", "Honza Novak", "Pavel Novak"]
NAMESAKES = st.lists(st.builds(
    mention, st.sampled_from(["~new", "0new", "~later"]), st.sampled_from(FORMS),
    st.sampled_from([None, "Peruvian surgeon"]), day=st.sampled_from(["", "2016-06-01"]),
    story=st.sampled_from(["", "n"]), beside=st.just(("Ada Quick", "Bo Finch")), outlet=st.just("Elsewhere")) | st.just(
        mention("~body", "Novak", kind="organisation", story="n")),
    min_size=1, max_size=3, unique_by=lambda one: one.article)
"""People of like names in articles of another world: beside nobody, in no story and no office that the others are."""


class TestAnySet:
    @settings(deadline=None, max_examples=60)
    @given(st.lists(MENTIONS | BODIES, max_size=14, unique_by=lambda one: one.article), st.integers(0, 999))
    def test_any_order_gives_the_same(self, mentions: list[Mention], seed: int) -> None:
        shuffled = list(mentions)
        Random(seed).shuffle(shuffled)
        assert list(place_all(shuffled)) == list(place_all(mentions))

    @settings(deadline=None, max_examples=150)
    @given(st.lists(MENTIONS | BODIES, max_size=12, unique_by=lambda one: one.article), NAMESAKES)
    def test_every_mention_is_placed_once_and_namesakes_change_no_confirmed_one(
            self, mentions: list[Mention], namesakes: list[Mention]) -> None:
        before = {one.article: one for one in place_all(mentions)}
        assert before.keys() == {one.article for one in mentions}
        after = {one.article: one for one in place_all([*mentions, *namesakes])}
        sure = [id_ for id_, one in before.items() if one.confirmed]
        assert _together(before, sure) == _together(after, sure)

    def test_of_two_people_each_has_an_id_where_no_day_is_known(self) -> None:
        found = placed(mention("a", "Jan Novak", "Ohio senator", day=""), mention("b", "Jan Novak", "Czech minister",
                                                                                 day=""))
        assert found["a"].speaker != found["b"].speaker

    def test_a_surname_with_its_office_is_confirmed(self) -> None:
        told = [mention("a", "Jan Novak", "Czech minister"), mention("b", "Novak", "Czech minister"),
                mention("c", "Jan Novak", story="s"), mention("d", "Novak", story="s")]
        assert {id_ for id_, one in placed(*told).items() if one.confirmed} == {"a", "b"}


def _together(found: dict[str, Placed], some: list[str]) -> set[frozenset[str]]:
    """Which of these articles name one speaker."""
    return {frozenset(id_ for id_ in some if found[id_].speaker == found[one].speaker) for one in some}


@pytest.mark.parametrize("written", archives(), ids=lambda written: written.title[:40])
class TestWritten:
    """Twenty written archives with namesakes; what they hold of hard cases is said in their titles."""

    def test_nobody_is_taken_for_somebody_else(self, written: Written) -> None:
        found = {(one.article, one.bearer): one.speaker for some in _blocks(written) for one in place_all(some)}
        meant: dict[str, set[str]] = {}
        for key, label in written.who.items():
            meant.setdefault(found[key], set()).add(label)
        assert {speaker: labels for speaker, labels in meant.items() if len(labels) > 1} == {}


def _blocks(written: Written) -> list[list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for one in written.mentions:
        found.setdefault(block(one), []).append(one)
    return list(found.values())


def test_the_written_archives_are_told_as_they_are_meant() -> None:
    sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
    from identity import b_cubed

    told, right = [], []
    for written in archives():
        found = {(one.article, one.bearer): one.speaker for some in _blocks(written) for one in place_all(some)}
        told += [f"{written.title} {found[key]}" for key in written.who]
        right += [f"{written.title} {label}" for label in written.who.values()]
    assert len(archives()) == 20
    assert b_cubed(told, right)[2] >= 0.95
