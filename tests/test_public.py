"""The public API: a list, what it does, its examples, and its types as a user's type checker sees them."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dateline
import dateline.opened
from dateline.errors import ArchiveError, NotFound, PageError, UsageError
from dateline.opened import Found, OpenArchive
from dateline_run import page_html, write_demo

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "python.md"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples stand on."""
    folder = tmp_path_factory.mktemp("demo")
    write_demo(folder)
    return folder


def public_members(kind: type) -> list[Callable[..., object]]:
    return [member.fget if isinstance(member, property) else member  # type: ignore[misc]
            for name, member in vars(kind).items() if not name.startswith("_")]


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


class TestOpenArchive:
    def test_lists_hold_everything_once_however_they_are_paged(self, demo: Path,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
        with dateline.open(demo / "dateline-demo.db") as archive:
            lists = [archive.articles(), archive.statements(), archive.speakers(),
                     archive.stories(least=1)]
            whole = [list(one) for one in lists]
            monkeypatch.setattr("dateline.opened._AT_ONCE", 3)
            assert [list(one) for one in lists] == whole
            for values in whole:
                ids = [value.id for value in values]  # type: ignore[attr-defined]
                assert len(ids) == len(set(ids)) > 0

    def test_reads_nothing_before_a_loop_asks(self, demo: Path) -> None:
        archive = dateline.open(demo / "dateline-demo.db")
        found = archive.articles()
        archive.close()
        with pytest.raises(Exception, match="closed"):
            next(iter(found))

    def test_since_and_until_take_dates_and_texts(self, demo: Path) -> None:
        from datetime import date

        with dateline.open(demo / "dateline-demo.db") as archive:
            dates = sorted(one.article.published[:10] for one in archive.articles() if one.article.published)
            first, last = date.fromisoformat(dates[0]), dates[-1]
            assert {one.article.published[:10] for one in archive.articles(until=first)  # type: ignore[index]
                    } == {dates[0]}
            assert {one.article.published[:10] for one in archive.articles(since=last)  # type: ignore[index]
                    } == {last}
            assert [one.id for one in archive.statements(since=dates[0][:4])]

    def test_a_speaker_is_meant_by_any_name_or_by_id(self, demo: Path) -> None:
        with dateline.open(demo / "dateline-demo.db") as archive:
            most = next(iter(archive.speakers()))
            said = list(archive.statements(speaker=most.id))
            assert len(said) == most.statements
            assert list(archive.statements(speaker=most.name.upper())) == said

    @pytest.mark.parametrize("moment", ["yesterday", "2026-13", "", "2026-1-1"])
    def test_what_is_no_date_is_refused(self, demo: Path, moment: str) -> None:
        with dateline.open(demo / "dateline-demo.db") as archive, pytest.raises(UsageError, match="is no date"):
            archive.articles(since=moment)

    def test_what_is_no_kind_is_refused(self, demo: Path) -> None:
        with dateline.open(demo / "dateline-demo.db") as archive, pytest.raises(UsageError, match="is no kind"):
            archive.statements(kind="quoted")

    def test_an_unknown_id_is_not_found(self, demo: Path) -> None:
        with dateline.open(demo / "dateline-demo.db") as archive:
            for get in (archive.article, archive.statement, archive.speaker):
                with pytest.raises(NotFound):
                    get("ffff")


class TestExamples:
    @pytest.mark.parametrize("module", [dateline, dateline.opened], ids=["dateline", "opened"])
    def test_of_the_docstrings_run(self, demo: Path, monkeypatch: pytest.MonkeyPatch, module: object) -> None:
        monkeypatch.chdir(demo)
        result = doctest.testmod(module, extraglobs={"dateline": dateline})  # type: ignore[arg-type]
        assert result.attempted > 0
        assert result.failed == 0

    def test_of_the_page_run(self, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(demo)
        code = "\n".join(re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.S | re.M))
        examples = doctest.DocTestParser().get_doctest(code, {}, "python.md", str(PAGE), 0)
        assert len(examples.examples) > 10
        assert doctest.DocTestRunner().run(examples).failed == 0

    @pytest.mark.parametrize("member", [dateline.read, dateline.statements, dateline.open, *public_members(OpenArchive),
                                        *public_members(Found)], ids=lambda member: member.__qualname__)
    def test_stand_at_every_public_name(self, member: Callable[..., object]) -> None:
        assert ">>>" in (member.__doc__ or "")
        assert member.__name__ in PAGE.read_text(encoding="utf-8")


USER = '''
import dateline
from dateline.archive.values import Said, SpeakerRow, Stored, StoryRow
from dateline.model import Article, Statement


def names(path: str) -> list[str]:
    found: list[str] = []
    for article in dateline.read(path):
        reveal_type(article)
        for statement in dateline.statements(article):
            found += [speaker.name for speaker in statement.speakers]
    return found


def contents(path: str) -> dict[str, str]:
    with dateline.open(path) as archive:
        reveal_type(archive.articles(outlet="Valley Courier"))
        reveal_type(archive.speakers())
        reveal_type(archive.stories())
        return {said.id: said.content for said in archive.statements(speaker="Ana Ruiz", since="2026-10")}
'''


class TestTypes:
    def test_a_users_script_is_checked_strictly(self, tmp_path: Path) -> None:
        """mypy takes dateline's types as they are: no errors in good use, and each type known."""
        checked = check(tmp_path, USER)
        assert re.findall(r'Revealed type is "([^"]+)"', checked.stdout) == [
            "dateline.model.Article", "dateline.opened.Found[dateline.archive.values.Stored]",
            "dateline.opened.Found[dateline.archive.values.SpeakerRow]",
            "dateline.opened.Found[dateline.archive.values.StoryRow]"]
        assert checked.returncode == 0, checked.stdout

    def test_wrong_use_is_told(self, tmp_path: Path) -> None:
        checked = check(tmp_path, 'import dateline\ndateline.open("a.db").statements(speeker="x")\n'
                                  'x: int = next(iter(dateline.open("a.db").articles()))\n')
        assert checked.stdout.count("error:") == 2

    def test_the_package_says_that_it_is_typed(self) -> None:
        assert Path(dateline.__file__).with_name("py.typed").is_file()


def check(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    """Check a user's script with mypy, strictly, in a folder of its own."""
    (folder / "user.py").write_text(script, encoding="utf-8")
    package = str(Path(dateline.__file__).parent.parent)
    return subprocess.run([sys.executable, "-m", "mypy", "--strict", "--no-incremental", "user.py"], cwd=folder,
                          capture_output=True, text=True, check=False, env={**os.environ, "MYPYPATH": package})
