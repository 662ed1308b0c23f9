"""The headline is the group of the best score, though most groups are never told what they share with the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.article.ranking import score, weights
from dateline.article.title_groups import Compared, Group, best_of, likeness

_WORDS = st.lists(st.sampled_from(["the", "harbour", "is", "shut", "for", "good", "now"]), min_size=1, max_size=5)
_PLACES = st.lists(st.tuples(
    _WORDS.map(tuple), st.sampled_from(["h1", "h2", "hinted", "og", "json-ld", "twitter", "meta", "title", "h1 part"]),
    st.lists(st.sampled_from(["h1 only", "json-ld first", "hint for", "in header"]), max_size=3)), max_size=12)


def groups_of(places: list[tuple[tuple[str, ...], str, list[str]]]) -> list[Group]:
    groups: dict[tuple[str, ...], Group] = {}
    for words, source, features in places:
        groups.setdefault(words, Group(words)).add(source, " ".join(words), None, features)
    return list(groups.values())


@given(_PLACES)
def test_the_best_of_all_is_found(places: list[tuple[tuple[str, ...], str, list[str]]]) -> None:
    told = groups_of(places)
    compared = Compared(told)
    most = [compared.most(number) for number in range(len(told))]
    for number in range(len(told)):
        compared.tell(number)
    scores = [score(group.features, weights("headline")) for group in told]
    assert all(value <= bound + 1e-9 for value, bound in zip(scores, most, strict=True))
    best = best_of(groups_of(places))
    assert (best.words if best else None) == (told[scores.index(max(scores))].words if told else None)


def test_what_is_told_of_a_group() -> None:
    groups = groups_of([(("the", "harbour", "is", "shut"), "h1", ["h1 only"]), (("the", "harbour"), "title", []),
                        (("good", "now"), "h2", [])])
    compared = Compared(groups)
    for number in range(3):
        compared.tell(number)
    missing = {f"page has no {kind}" for kind in ("og", "json-ld", "twitter", "hinted", "json-ld first")}
    assert groups[0].features == missing | {"h1", "h1 only", "h1 and h1 only", "like title 2", "begins with title"}
    assert groups[1].features == missing | {"title", "like h1 2", "like h1 only 2", "begins h1", "begins h1 only"}
    assert groups[2].features == missing | {"h2", "like h1 0", "like h1 only 0", "like title 0"}
    assert likeness(("a", "b"), ("b",)) == 2 / 3
