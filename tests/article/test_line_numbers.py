"""What the native core knows of each line, against the plain way to find it."""

from __future__ import annotations

import numpy as np
import plain_lines
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.article import classify, context, features
from dateline.article.letters import Lines
from dateline.article.lines import Stated, measures
from dateline.article.names import NAMES, WORDS
from dateline.article.paths import FIELDS, number_alike
from dateline.article.segments import Segment, segments_of
from dateline.article.tree import Tree

_TAGS = ("div", "div class=a", "div class=b", "p", "section", "ul", "li", "b", "i", "h2", "h4", "a", "article", "aside",
         "figure", "figcaption")
_WORDS = st.sampled_from(["one", "two,", "Three.", "ferry\xa0", "𝐅𝐨𝐮𝐫 ", "<img>", "<br>", "<img><br>",
                          "the harbour stays shut until the wind drops and the last ferry is back " * 2])
_HTML = st.recursive(_WORDS, lambda inner: st.builds(
    lambda tag, parts: f"<{tag}>{' '.join(parts)}</{tag.split()[0]}>", st.sampled_from(_TAGS),
    st.lists(inner, min_size=1, max_size=5)), max_leaves=40)
_SPACES = [chr(code) for code in range(0x3001) if chr(code).isspace()]


def _page(html: str) -> tuple[Tree, list[Segment]]:
    tree = Tree(f"<body>Ferry {html}</body>")
    return tree, [one for one in segments_of(tree) if not one.unseen]


def _features(html: str) -> tuple[Tree, list[Segment], features.Features]:
    tree, segments = _page(html)
    return tree, segments, features.features_of(tree, segments, Stated(("", "")))


def _same(found: np.ndarray, plain: np.ndarray, names: tuple[str, ...]) -> None:
    assert found.shape == plain.shape == (len(found), len(names))
    for column, name in enumerate(names):
        np.testing.assert_allclose(found[:, column], plain[:, column], rtol=1e-5, atol=1e-6, err_msg=name)


@settings(deadline=None)
@given(_HTML)
def test_what_is_known_of_lines_is_what_the_plain_way_finds(html: str) -> None:
    tree, segments, found = _features(html)
    printed = measures(Lines([one.text for one in segments]), np.array([one.links for one in segments]),
                       Stated(("", "")))
    _same(found.table, plain_lines.known(tree, segments, printed), features.NUMBERS)


@settings(deadline=None)
@given(_HTML, st.integers(0, 1_000))
def test_what_guesses_tell_of_lines_is_what_the_plain_way_finds(html: str, seed: int) -> None:
    tree, segments, found = _features(html)
    parts = np.random.default_rng(seed).normal(0, 1, (4, len(segments)))
    guesses = parts.sum(0)
    rows = classify.rows_of(found, parts, guesses)
    _same(rows, plain_lines.told(tree, segments, found, parts, guesses), context.NUMBERS)
    some = np.arange(seed % 3, len(segments), 2)
    assert np.array_equal(classify.rows_of(found, parts, guesses, some), rows[some])


@settings(deadline=None)
@given(_HTML)
def test_lines_are_alike_whose_elements_are(html: str) -> None:
    tree, segments, found = _features(html)
    plain = plain_lines.Plain(tree, segments)
    for line, number in enumerate(found.alike.tolist()):
        assert np.flatnonzero(found.alike == number).tolist() == plain.alike(line)


@given(st.lists(st.lists(st.integers(1, NAMES - 1) | st.integers(1, 3), min_size=1, max_size=12), max_size=60))
def test_elements_in_one_are_alike_that_have_the_same_name(names: list[list[int]]) -> None:
    ids = [[0], *names]
    grid = np.zeros((len(FIELDS), len(ids)), np.int64)
    grid[FIELDS.index("depths"), 1:] = 1
    grid[FIELDS.index("named")] = np.arange(len(ids))
    number_alike(grid, np.concatenate([np.array(one, np.uint16) for one in ids]), np.cumsum([0, *map(len, ids)])[:-1])
    above, *alike = grid[FIELDS.index("alike")].tolist()
    assert above == 0
    assert list(map(alike.index, alike)) == list(map(names.index, names))


@settings(deadline=None)
@given(_HTML, st.integers(0, 1_000))
def test_names_and_words_speak_as_numpy_adds_them(html: str, seed: int) -> None:
    _, _, found = _features(html)
    random = np.random.default_rng(seed)
    names, words = random.normal(0, 1, (NAMES, 3)), random.normal(0, 1, WORDS)
    paths = found.paths
    sums = np.add.reduceat(names[paths.ids], paths.starts)[paths.named]
    further = [0.0]
    for parent in paths.parents.tolist()[1:]:
        further.append(further[parent] + sums[parent, 2])
    parts = classify.spoken(names, words, found)
    assert np.array_equal(parts[0], sums[paths.blocks, 0])
    assert np.array_equal(parts[1], sums[paths.parents[paths.blocks], 1])
    np.testing.assert_allclose(parts[2], np.array(further)[paths.blocks], atol=1e-9)
    assert np.array_equal(parts[3], np.add.reduceat(words[found.word_ids], found.word_starts))


@pytest.mark.parametrize("space", _SPACES, ids=ascii)
def test_white_space_behind_a_line_is_none_of_it(space: str) -> None:
    html = f"<p><b>Ferry</b>{space * 9}</p><p>Harbour</p>"
    _, _, found = _features(html)
    assert found.table[1, features.NUMBERS.index("bold")] == 1


def test_a_page_with_very_many_lines_is_known_in_no_time() -> None:
    _, segments, found = _features("<p>one</p> two " * 20_000)
    assert len(found.table) == len(segments) > 20_000
