"""Where a leaked payload ends."""

from __future__ import annotations

import pytest

from dateline.article.dumps import find_dumps

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
