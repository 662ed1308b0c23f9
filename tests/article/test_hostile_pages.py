"""Pages whose cost once grew with the square of their size: each piece is as dear in a long page as in a short one."""

from __future__ import annotations

import time

import pytest

from dateline.article import read_article
from dateline.model import Page

_PIECES = {
    "templates in a line": ("<p>", "{{ a }} "),
    "the headline again and again": ("", "<p>Bridge</p>"),
    "what is marked as the headline": ("", "<div class=title>Bridge</div>"),
    "related lists in one another": ("", "<blockquote><h2>Related</h2>"),
    "options of a field": ("<select>", "<option>x"),
    "contents of contents": ("", "<p><a href=#a>Contents</a></p>"),
    "captions of one quotation": ("<figure><blockquote>Said.</blockquote>", "<figcaption>Photo: X</figcaption>"),
    "figures that quote": ("", "<figure><blockquote>Said.</blockquote><figcaption>X</figcaption></figure>"),
    "icons": ("", "<i class=material-icons>arrow_back</i> "),
    "headings over a line each": ("", "<h2>What now?</h2><p>Somebody said so, and nobody else did.</p>"),
}


def _seconds(opening: str, piece: str, size: int) -> float:
    pieces = piece * (size // len(piece))
    page = Page(id="a", data=f"<!doctype html><title>Bridge</title><h1>Bridge</h1>{opening}{pieces}".encode())
    started = time.process_time()
    read_article(page)
    return time.process_time() - started


@pytest.mark.parametrize("kind", _PIECES)
def test_cost_is_linear(kind: str) -> None:
    """Eight times the page may take thirty times as long, no more: what was squared took sixty-four times and more."""
    opening, piece = _PIECES[kind]
    _seconds(opening, piece, 10_000)
    least = min(_seconds(opening, piece, 60_000) for _ in range(2))
    assert _seconds(opening, piece, 480_000) < 30 * max(least, 0.03)
