"""Cheap looks that spare dear ones: none may turn away what the dear one would find."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import hints, printed_names
from dateline.article.credited_lines import _BIO, _LABEL, _TELLING
from dateline.article.printed_names import IN_LINE, LABEL, NEVER, is_label, may_begin, never
from dateline.article.tree import Tree

_CALLED = re.findall(r"\S+", """
date datum-x datepublished dateModified published pubdate posted entry-date post-date created veroeffentlicht erschienen
dateline modified updated aktualisiert last-edit lastedit revised changed headline title titel titre titulo author autor
auteur byline writer contributor reporter verfasser redakteur columnist creator posted-by postedby fn p-name authors
author-name caption bildunterschrift legend bildtext cutline img-desc imgdesc image-description related read-more
readmore see-also seealso recommended more-on moreon similar related-news relatedposts instagram-media twitter-tweet
fb-post facebook-video tiktok-embed telegram-post reddit-embed-bq""")
_SPELT = re.findall(r"[^|\n]+", """
By|Written by|Posted by|Published by|Reviewed by|Words by|Story by|Article by|Text by|Created by|Submitted by
Reported by|Authored by|Von|Text von|Interview von|Protokoll von|Ein Artikel von|Artikel von|Beitrag von|Kommentar von
Bericht von
Gastbeitrag von|Kolumne von|Geschrieben von|Verfasst von|Veröffentlicht von|Erstellt von|Eingestellt von|Gepostet von
Author|Autor|Auteur|Contributor|Par|Por|Di|Door|Av|Af|Skrevet av|Écrit par|Publié par|Escrito por|Scritto da
Autorka|Napisał|Kirjoittaja|Teksti|Írta|Szerző|Piše|Oleh|Penulis|Yazan|Yazar|Tác giả|Автор|Текст|Από|Από την
Text & Fotos|Γράφει
بقلم|كتب|نویسنده|נכתב על ידי|מאת|लेखक|โดย|글|글쓴이|写|文|作者|記者""")


@pytest.mark.parametrize("word", _CALLED)
def test_each_word_that_is_sought_has_a_stem(word: str) -> None:
    shown = {name for name in hints.SOUGHT if re.search(hints._PATTERNS[name], word.lower())}
    for hint in (word, f"a {word} b"):
        sought = Tree(f'<p class="x"><p class="{hint}"><p class="y">').shapes.sought()
        assert [set(names) for names in sought.values()] == [shown] * bool(shown)


@pytest.mark.parametrize("label", _SPELT)
def test_each_label_of_a_byline_may_begin_one(label: str) -> None:
    for words in (label, label.upper(), f"— {label}:", f"{label}: Ana Ruiz"):
        if LABEL.fullmatch(words) or IN_LINE.match(words):
            assert may_begin(words)
        if LABEL.fullmatch(words):
            assert _LABEL.match(f"\n  {words} ")
        if LABEL.fullmatch(words) or IN_LINE.match(words):
            assert _TELLING.match(f"\n  {words}")
    assert is_label(f"{label}:") is (LABEL.fullmatch(f"{label}:") is not None)


@pytest.mark.parametrize("words", [
    "Ana Ruiz is a reporter", "Ana Maria de Ruiz-Vega Ö. ist Redakteurin", "J. O'Hara Smith covers it", "Ana is ill",
    "Éva Łuk works here", "ana Ruiz is here", "12 Ana Ruiz is", "Zoë K. R. Lind lebt hier", "A B C D E is here"])
def test_each_line_that_says_who_somebody_is_tells(words: str) -> None:
    if _BIO.match(words):
        assert _TELLING.match(f"  {words.replace(' ', '  ')}")
    else:
        assert not _TELLING.match(words)


@pytest.mark.parametrize("words", re.findall(r"[^|\n]+", """
a@b|<b>|x=y|#tag|5 comments|12 34|3rd|two days ago|Subscribe|NEWSLETTER|Email|E-Mail|https://a|www.a|Times.com|ab.de
Comments|Kommentare|Follow us|Share|Cookie policy|Sign up|signup|Log in|login|Read it|5views|Views|Minute|Minutes
The Author|by the author|More from|Post|posts|Unknown|Anonymous|Null|undefined|None|About us|Ana Ruiz|Reviews"""))
def test_what_is_never_a_name_has_a_stem(words: str) -> None:
    assert never(words) is (NEVER.search(words) is not None)


_BESIDE = st.sampled_from([*re.findall(r"\S+", """
Ana Ruiz and AND und et with mit og och и on am at in for für vom um posted last is ist read follow Andrea Anders Etta
Mitchell Ochs O'Hara Lee-Ono - – ( [ @ | · & + , ; / : . ! ? 12 https: March ſ ß é MİT mıt"""), "\n", "\t", "\xa0"])


@given(st.lists(st.tuples(_BESIDE, st.sampled_from(["", " ", " ", " "])), max_size=6))
def test_plain_words_are_no_more_than_names(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + glue for word, glue in pieces)
    if text.isascii() and not printed_names._PARTED.search(text.lower()):
        assert printed_names._SPLIT.split(text) == [text]
    if printed_names._END.search(printed_names._lower(text)):
        assert len(printed_names._without_month(text)) < len(text)
    if printed_names._SENTENCE.search(text):
        assert printed_names._MARKS.search(text)


_NAMELIKE = st.lists(st.tuples(
    st.one_of(_BESIDE, st.text(max_size=3), st.sampled_from(re.findall(r"\S+", """
        Dr. dr PROF Magda Mag ſir İng ıng Sir-Ana by Von la De É é _x 3a team Staff guest Gastautor Редакция
        Sportredaktion"""))),
    st.sampled_from(["", " ", " ", ". "])), max_size=6).map(lambda pieces: "".join(map("".join, pieces)))


@given(_NAMELIKE)
def test_plain_names_are_what_dear_looks_say(text: str) -> None:
    if printed_names._is_plain(text):
        assert printed_names._SPLIT.split(text) == [text]
        assert printed_names._END.search(printed_names._lower(text)) is None
    assert printed_names._of_desk(text.lower()) is (printed_names._DESK.search(text.lower()) is not None)
    assert ("digits" in printed_names.shape(text)) is any(map(str.isdigit, text))
    titles = printed_names._TITLES.match(text)
    parts = text[titles.end() if titles else 0 :].split()
    assert printed_names._untitled(text) == parts
    plain = [part for part in parts if part.casefold() not in printed_names.PARTICLES]
    assert printed_names._capitals(parts) is (bool(plain) and all(map(printed_names._CAPITAL.match, plain)))


@pytest.mark.parametrize("hint", [*_CALLED, " ".join(_CALLED), "no-logo next prev", "date", "x", "main nav col-8"])
@pytest.mark.parametrize("name", hints.OF_PLACES)
def test_a_hint_shows_what_one_of_its_words_shows(hint: str, name: str) -> None:
    assert hints.shows(hint.lower()[: hints.LONGEST], name) is (name in hints.marks(hint.lower()))
