"""Tags with too many attributes lose the rest of them; nothing else changes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline import limits
from dateline.article.crowded_tags import uncrowded


@given(st.text(alphabet="<>ab =\"'/\n", max_size=300))
def test_short_markup_is_not_touched(html: str) -> None:
    assert uncrowded(html) == (html, 0)


@pytest.mark.parametrize("attribute", ["a{n}=1", "a{n}='>'", 'a{n}=">"', "a{n}", "a{n}='<'", "a{n}=<", "a{n}='<b>'",
                                       """a{n} = "'><'" """, "<a{n}"])
def test_a_crowded_tag_keeps_its_first_attributes_and_what_follows(attribute: str) -> None:
    crowd = " ".join(attribute.format(n=n) for n in range(20_000))
    html, cut = uncrowded(f"<p>one</p><p {crowd}>two</p>")
    assert cut == 1
    assert html.startswith(f"<p>one</p><p {attribute.format(n=0)}")
    assert html.endswith(">two</p>")
    assert html.count("a") <= limits.ATTRIBUTES


def test_one_long_attribute_and_long_text_are_not_touched() -> None:
    html = f"<p data-x='{'{&quot;a&quot;:1} ' * 9000}'>{'rain in harrow ' * 9000}</p>"
    assert uncrowded(html) == (html, 0)


def test_it_is_linear() -> None:
    times = []
    for size in (20_000, 200_000):
        html = "<p " + 'a="' * size
        started = time.process_time()
        uncrowded(html)
        times.append(time.process_time() - started)
    assert times[1] < 40 * max(times[0], 0.001)


def test_what_looks_like_a_tag_inside_a_script_is_not_touched() -> None:
    html = "<p>one</p><script>var a = x<b, c = '" + "word \" ' " * 20_000 + "'</script><p>two</p>"
    assert uncrowded(html) == (html, 0)


def test_an_end_tag_is_one_too() -> None:
    crowd = " ".join(f"a{n}" for n in range(20_000))
    html, cut = uncrowded(f"<p>one</p {crowd}>two")
    assert (cut, html.endswith(">two")) == (1, True)
    assert html.count("a") == limits.ATTRIBUTES
