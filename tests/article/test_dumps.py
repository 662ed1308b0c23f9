"""Where a leaked payload ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.article import dumps
from dateline.article.dumps import find_dumps
from dateline.model import Span

_KEYS = '{"a": "b", "c": "d", "e": '


@pytest.mark.parametrize(
    ("payload", "behind"),
    [
        (_KEYS + '"f"}', " The council met."),
        (_KEYS + '"} and { in a string"}', " The council met."),
        (_KEYS + r'"he said \"}\" twice"}', " The council met."),
        (_KEYS + '"cut off}', " The council met."),
        (_KEYS + r'"cut off \" and \"}', r" The \"council\" met."),
    ],
)
def test_a_payload_ends_at_its_bracket(payload: str, behind: str) -> None:
    """A string that nothing closes hides no bracket."""
    assert find_dumps(f"Rain. {payload}{behind}") == [(6, 6 + len(payload))]


def test_a_payload_that_is_cut_off_goes_to_the_end() -> None:
    text = _KEYS + r'"he said \" and \" ['
    assert find_dumps(text) == [(0, len(text))]


def test_a_page_of_nothing_but_templates_has_a_bounded_number_of_payloads() -> None:
    """Each costs a repair and a cut of its own; from the last one on all is one."""
    text = "{{ name }} " * 30_000
    found = find_dumps(text)
    assert len(found) == 20_000
    assert (found[0][0], found[-1][1]) == (0, len(text) - 1)


PIECES = st.sampled_from([
    "{", " ", "\u2003", '"', '":', '"a" :', "name", "string(3)", "string(", "array(1)", "object(A)#1 (2)", "{{x}}",
    "{%", "<?", "?>", "<%", "(", ":", "Traceback ", "Traceback (most recent call last):", "\n", "ValueError",
    "Stack trace", "Stack trace:", "#0 /x.php", " on line 7", " on line", "Warning: x in /y", ".java:", ".js:",
    "(Native Method)", " at a.b(c.kt:1)", "\n at $x.y(z)", "l", " l", "ein Tag", "\U0001f600", "\ud800"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_signs_turn_no_payload_away(text: str) -> None:
    assert find_dumps(text) == defined(text)


def defined(text: str) -> list[Span]:
    """Return the payloads of a text, looked for without the core's signs."""
    found = list[Span]()
    if "string(" in text:
        found += dumps._each(dumps._PHP_STRING, text, dumps._StringEnds(text))
    if "{" in text and "(" in text:
        found += dumps._each(dumps._PHP_TREE, text, lambda text, match: dumps._balanced(text, match.end() - 1))
    if "{" in text and ('":' in text or '" :' in text):
        found += dumps._json(text, found)
    if any(sign in text for sign in dumps._TRACE_SIGNS):
        found += [match.span() for match in dumps._TRACE.finditer(text)]
        found += dumps._php_errors(text)
    if ("{" in text and ("{{" in text or "{%" in text)) or ("<" in text and ("<?" in text or "<%" in text)):
        found += [match.span() for match in dumps._TEMPLATE.finditer(text)]
        found += dumps._php_tags(text)
    return dumps._outermost(found)
