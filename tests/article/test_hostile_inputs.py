"""Inputs found by fuzzing and by reading the code that took longer than a second a megabyte; none does now."""

from __future__ import annotations

import time

import pytest

from dateline.article import read_article
from dateline.article.dumps import find_dumps
from dateline.article.linked_data import whole_items
from dateline.model import Page

_LINE = "The council of Harrow met on Tuesday to talk about the bridge and the school roof. "
_SIZE = 400_000


def _repeated(piece: str, opening: str = "") -> str:
    return opening + piece * (_SIZE // len(piece))


_LINKED_DATA = '<script type="application/ld+json">'
_INPUTS = {
    "PHP strings that state too much": _repeated('é string(9999999) "[]" ', "<p>"),
    "PHP strings, then JSON": _repeated('string(2) "[]" ', "<p>")[: _SIZE // 2] + _repeated('{"a":1} ')[: _SIZE // 2],
    "PHP errors without a line": _repeated("Warning: a in /", "<p>a.js: "),
    "a live entry without a time": _repeated("<p>The bridge is open now.</p>", "<div itemprop=liveBlogUpdate>"),
    "a meta's name": f'<meta name="{_repeated("publi")}" content="2021-01-01"><p>x',
    "a link's address around figures": f'<a href="{"a.jp" * 50_000}">' + _repeated(
        "<figure><img src=a.jpg><figcaption><h2>Foo bar</h2></figcaption></figure>")[: _SIZE // 2],
    "comments that a raw element holds": _repeated("<!--", "<xmp>"),
    "raw elements that hold comments": _repeated("<xmp><!--</xmp>"),
    "banners of a web archive": _repeated("<p class='wm-ipp'>10.05.2021</p>"),
    "a class around dates": _repeated("<p>May 10, 2021</p>", f"<div class='{'telegram-pos ' * 15_000}'>"),
    "lines and what is stated": f'{_LINKED_DATA}{{"articleBody":"{"ab" * 100_000}"}}</script>' + "".join(
        f"<p>{'ab' * 29}{number}c" for number in range(3_000)),
}
_TEXTS = {
    "lines of a letter": _repeated("a\n"),
    "PHP tags": _repeated("<?="),
    "tabs": _repeated("a\t"),
    "credits": _repeated("Source: x\n"),
}


def _seconds(data: str, form: str) -> float:
    page = Page(id="a", data=data.encode(), form="text" if form == "text" else "html")
    started = time.process_time()
    read_article(page)
    return time.process_time() - started


@pytest.mark.parametrize("kind", _INPUTS)
def test_no_page_takes_longer_than_its_share(kind: str) -> None:
    """Each took several times as long, most of them the square of their size."""
    _seconds(f"<p>{_LINE}", "html")
    assert _seconds(f"<!doctype html><title>Bridge</title><h1>Bridge</h1>{_INPUTS[kind]}", "html") < 1.0


@pytest.mark.parametrize("kind", _TEXTS)
def test_no_text_takes_longer_than_its_share(kind: str) -> None:
    _seconds(_LINE, "text")
    assert _seconds(_TEXTS[kind], "text") < 1.0


def test_the_rest_of_a_text_of_too_many_lines_is_said_to_be_cut() -> None:
    text = "a\n" * 100_000
    last = read_article(Page(id="a", data=text.encode(), form="text")).dropped[-1]
    assert (last.reason, last.spans) == ("after the first 24000 paragraphs of the text", ((48_000, 200_000),))


@pytest.mark.parametrize(
    ("text", "dump"),
    [
        ('x string(9) "[{"é":1}]" y', 'string(9) "[{"é":1}]"'),  # nine bytes, eight characters
        ('x string(99) "[{"a":1}] y', 'string(99) "[{"a":1}]'),
        ("x <?php echo 1 ?> y ?>", "<?php echo 1 ?>"),
        ("x Warning: Undefined index: a in /var/www/a.php on line 7 y", "Warning: Undefined index: a in /var/www/a.php "
         "on line 7"),
    ],
)
def test_a_dump_is_found_whole(text: str, dump: str) -> None:
    start = text.index(dump)
    assert find_dumps(text) == [(start, start + len(dump))]


@pytest.mark.parametrize("text", ["<?php a\n?>", f"<?php {'a' * 500} ?>", "Warning: a\nin /b on line 7",
                                  f"Notice: {'a' * 301} in /b on line 7", f"Notice: a in /{'b' * 201} on line 7"])
def test_what_runs_on_is_no_dump(text: str) -> None:
    assert find_dumps(text) == []


def test_a_long_list_is_read_item_by_item() -> None:
    """Items are read from windows of the text; one that crosses a window's end is whole all the same."""
    items = [{"a": "x" * (7 * number % 9_000)} for number in range(200)]
    text = str(items).replace("'", '"')
    assert whole_items(text) == (items, len(text))
    cut = text.rindex('"a"')
    assert whole_items(text[:cut])[0] == items[:-1]
