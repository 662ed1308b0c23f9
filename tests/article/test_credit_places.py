"""Looks of the native core at a text, at scripts and at links turn nothing away that a plain search finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from dateline.article import credits
from dateline.article.author_places import AUTHOR_FOLDERS, AUTHOR_OPENINGS, author_links, author_places
from dateline.article.credited import _AUTHOR_PAGE, _IN_SCRIPT
from dateline.article.tree import Tree

_TEXTS = st.lists(st.sampled_from([
    *credits._VERBS[:12], "has learned", "has\nlearned", "a rapporté", "ha  riferito", "сообщили", "said.", "said_",
    "Said", "according to", "xAccording to", "As cited by", "laut", "Plaut", "По данным", "xпо данным", "told",
    "the", "der", "The", "Harrow", "RT", "Łuk", "Čas", "News", "agency", "newspaper", "news agency", "TV", "TV's", "ag",
    "(", "[", ")", "]", "AP", "dpa", "Reuters", "/", ";", "\n", "\n\n", "\nSource:", "\n—Source", "\n\n\nQuelle", "Mit",
    "\nMit Material von", "\nAgencies", "\nReporting by", "\n©", "\n(c)", "\n—Copyright", "\nco", "\n\n(C)", "2019",
    "\t", "\xa0", "\u2028", "🙂", "𐐀", "é", "ß", "_", ".", ","]), max_size=30)
_JOINED = st.tuples(_TEXTS, st.sampled_from(["", " ", " ", "\n"])).map(lambda told: told[1].join(told[0]))


def reported(text: str) -> Iterator[re.Match[str]]:
    """Look for each verb's name, as long as the search for verbs was one expression's."""
    at = 0
    for verb in credits._SAID.finditer(text):
        found = credits._REPORTED.search(text, max(at, verb.start() - 140), verb.end() + 1)
        if found is not None and found.end() == verb.end():
            yield found
            at = found.end()


@given(_JOINED)
def test_of_a_text_all_places_are_looked_at_that_tell_something(words: str) -> None:
    text = f"\n{words}"
    looked = credits._look().places(text)

    def spans(found: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
        return [one.span() for one in found]

    def places(kind: int) -> list[int]:
        return [place for place, told in looked if told & kind]

    assert spans(credits._reported(text, places(credits.SAYS))) == spans(reported(text))
    for kind, expression in ((credits.SOURCE, credits._CREDIT_LINE), (credits.RIGHTS, credits._RIGHTS)):
        assert spans(credits._matches(expression, text, places(kind))) == spans(expression.finditer(text))
    assert places(credits.BRACKET) == [one.start() for one in re.finditer(r"[(\[]", text)]
    stems = {found.start() - before for ending, before in credits._ACCORDING_ENDINGS
             for found in re.finditer(ending, text)}
    assert spans(credits._matches(credits._ACCORDING, text, places(credits.FOLLOWS))) == spans(
        credits._matches(credits._ACCORDING, text, sorted(max(0, one) for one in stems)))


@given(st.lists(st.sampled_from([
    b'"author":"A', b'"Author', b'"byline":"B', b'"Byline', b"uthor", b"yline", b'"', b"a", b"uth", b"ylin", b"x" * 29,
    b"x" * 61, b"\0", b"\xff"]), max_size=80).map(b"".join))
def test_all_quoted_names_of_authors_are_looked_at_in_turn(data: bytes) -> None:
    for times in (1, 40):
        text = data * times
        plain = [found.start() - 2 for stem in (b"uthor", b"yline") for found in islice(re.finditer(stem, text), 60)]
        assert author_places(text) == [place for place in plain if place >= 0 and re.match(
            rb'"(?:[aA]uthor|[bB]yline)', text[place:])]
        assert {place for place in plain if _IN_SCRIPT.match(text, max(0, place), place + 262)} <= {
            *author_places(text)}


@given(st.lists(st.lists(st.sampled_from([
    "/", "/author/", "/autoren/", "/autors", "/AUTORIN/x", "by/", "/by/", "s/", "/journalists/", "/journalistinnen/x",
    "/redaktorens/", "/user?", "/team/?", "/\u212aolumnist/", "/sta\u017f\u017f/", "http://x.de", "é", "&amp;", "\0",
    "/people/ana", "/" + 40 * "x", "/journalist" + 40 * "x" + "/y"]), max_size=6).map("".join), max_size=9))
def test_all_links_to_authors_pages_are_looked_at(addresses: list[str]) -> None:
    tree = Tree("".join(f'<p><a href="{one}">x</a><b title="/author/x">y</b>' for one in addresses))
    likely = author_links(tree)
    assert set(likely) >= {place for place, shape in enumerate(tree.shapes)
                           if shape.tag == "a" and _AUTHOR_PAGE.search(shape.attributes["href"].lower())}
    assert all(tree.shapes[place].tag == "a" for place in likely)


def test_each_folder_of_authors_is_known() -> None:
    for folder in ("author", "authors", "autor", "autores", "autoren", "autorin", "autorins", "auteurs", "writerss",
                   "contributor", "people", "staffs", "redaktion", "journalistin", "redaktoren", "columnists"):
        assert len(author_links(Tree(f'<i></i><a href="/{folder}/ana">x</a>'))) == 1, folder
    assert len(AUTHOR_FOLDERS) == 15
    assert len(AUTHOR_OPENINGS) == 2
    assert author_links(Tree('<a href="/news/ana">x</a><abbr title="/author/x">')) == []
    assert author_links(Tree("")) == []
