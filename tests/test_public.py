"""The public API: a list, and what it does."""

from __future__ import annotations

from pathlib import Path

import pytest

import dateline
from dateline.errors import ArchiveError, PageError
from dateline_run import page_html


def test_public_names_are_declared_and_sorted() -> None:
    public = sorted(name for name, value in vars(dateline).items() if name == "__version__" or (
        getattr(value, "__module__", None) == "dateline" and not name.startswith("_")))
    assert dateline.__all__ == public


def test_a_page_is_read_and_its_statements_found(tmp_path: Path) -> None:
    (tmp_path / "council.html").write_text(page_html(3), encoding="utf-8")
    [article] = dateline.read(tmp_path / "council.html")
    assert article.id == "council"
    assert any("steady rain" in article.text[start:end]
               for statement in dateline.statements(article) for start, end in statement.content)


def test_what_cannot_be_read_is_raised_or_handed_over(tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "good.html").write_text(page_html(3), encoding="utf-8")
    with pytest.raises(PageError, match=r"empty\.html"):
        list(dateline.read(tmp_path))
    errors: list[PageError] = []
    assert [article.id for article in dateline.read(tmp_path, unreadable=errors.append)] == ["good"]
    assert len(errors) == 1


def test_no_archive_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"none\.db"):
        dateline.open(tmp_path / "none.db")
