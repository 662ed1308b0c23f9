"""Correcting, coding, copying and adding in a real browser, by keys alone but for the words that are selected."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from making import archive_of, write
from test_who_is_who import article
from touring import tour

from dateline.archive import find, open_archive
from dateline.archive.corrections import listed
from dateline.archive.samples import samples
from dateline.pipeline import regroup

pytest.importorskip("selenium")
from selenium.common.exceptions import WebDriverException

if not (shutil.which("chromium") and shutil.which("chromedriver")):
    if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail("there is no chromium or chromedriver on this machine", pytrace=False)
    pytest.skip("there is no chromium with chromedriver on this machine", allow_module_level=True)

TAB, ENTER, SPACE = "\ue004", "\ue007", " "
SELECT = """const walker = document.createTreeWalker(document.querySelector(".text"), NodeFilter.SHOW_TEXT);
const nodes = []; let text = "";
while (walker.nextNode()) { nodes.push([text.length, walker.currentNode]); text += walker.currentNode.data; }
const place = (at) => { const [start, node] = nodes.filter(([from]) => from <= at).at(-1); return [node, at - start]; };
const start = text.indexOf(arguments[0]), range = document.createRange();
range.setStart(...place(start)); range.setEnd(...place(start + arguments[0].length));
document.activeElement.blur(); getSelection().removeAllRanges(); getSelection().addRange(range);"""

OVER = """const number = [...document.querySelectorAll(".text a.number")].find((one) => one.textContent.endsWith(" 4"));
const range = document.createRange(), source = number.parentElement.querySelector(".source").firstChild;
range.setStart(source, 0); range.setEnd(number.nextElementSibling.firstChild, "that nobody".length);
getSelection().removeAllRanges(); getSelection().addRange(range);"""
LAST = """const walker = document.createTreeWalker(document.querySelector(".body"), NodeFilter.SHOW_TEXT);
let found; while (walker.nextNode()) if (walker.currentNode.data.includes(arguments[0])) found = walker.currentNode;
const at = found.data.lastIndexOf(arguments[0]), range = document.createRange();
range.setStart(found, at); range.setEnd(found, at + arguments[0].length);
getSelection().removeAllRanges(); getSelection().addRange(range);"""


class Hands:
    """A browser that came by the link, and the archive that it corrects."""

    def __init__(self, driver: Any, address: str, path: Path) -> None:
        self.driver, self.address, self.path = driver, address, path

    def go(self, place: str) -> None:
        self.driver.get(self.address + place)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def leave(self, *keys: str, at: Any = None) -> None:
        """Press keys, the last of which leads to another page or to this one anew, and wait until that is there."""
        before = self.page()
        (at or self.driver.switch_to.active_element).send_keys(*keys)
        self.wait(lambda: self.page() not in (None, before))

    def page(self) -> float | None:
        """Return what tells one loading of a page from the next; None while there is none in full."""
        try:
            found: float | None = self.driver.execute_script(
                "return document.readyState === 'complete' ? performance.timeOrigin : null")
        except WebDriverException:  # between two pages
            return None
        return found

    def fill(self, words: str) -> None:
        """Write over what stands in the field that has the focus, and send its form."""
        self.driver.execute_script("document.activeElement.select()")
        self.leave(words, ENTER)

    def select(self, words: str) -> None:
        self.driver.execute_script(SELECT, words)

    def see(self, selector: str) -> str:
        found = self.wait(lambda: self.driver.find_elements("css selector", selector))
        return " ".join(found[0].text.split())

    def kept(self) -> list[tuple[str, str]]:
        with open_archive(self.path) as archive:
            return [(one.kind, one.state) for one in listed(archive)]

    def wait(self, what: Callable[[], Any]) -> Any:
        deadline = time.monotonic() + 30
        while not (found := what()):
            assert time.monotonic() < deadline
            time.sleep(0.05)
        return found


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    with tour().browser() as found:
        yield found


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("examples") / "news.db"
    tour().make_archive(path)
    return path


def opened(driver: Any, path: Path) -> Iterator[Hands]:
    with tour().serving(path) as link:
        driver.get(link)
        hands = Hands(driver, link.partition("/begin")[0], path)
        hands.leave("Kim", ENTER, at=driver.find_element("name", "who"))
        yield hands


@pytest.fixture
def hands(driver: Any, examples: Path, tmp_path: Path) -> Iterator[Hands]:
    """Over a copy of the shipped examples."""
    path = tmp_path / "news.db"
    shutil.copy(examples, path)
    yield from opened(driver, path)


@pytest.fixture
def namesakes(driver: Any, tmp_path: Path) -> Iterator[Hands]:
    """Over five articles of two people called Ruiz, and of one who is not."""
    path = tmp_path / "a.db"
    with archive_of(path) as archive:
        for one in (article("a", "Ana Ruiz", "governor of Ohio"), article("b", "Bert Ruiz", "surgeon"),
                    article("c", "Ruiz"), article("d", "Ana Ruiz", "governor of Ohio"), article("e", "Olga Tern")):
            write(archive, one)
        regroup(archive)
    yield from opened(driver, path)


def test_the_name_is_asked_once(hands: Hands) -> None:
    for place in ("/", "/review", "/speakers"):
        hands.go(place)
        assert hands.driver.find_elements("css selector", ".naming") == []
        assert hands.driver.find_element("id", "signed").get_attribute("value") == "Kim"


class TestReview:
    def test_says_that_one_is_none_who_speaks_and_what_is_said(self, hands: Hands) -> None:
        hands.go("/review")
        hands.leave("n")
        assert ("not-statement", "in force") in hands.kept()
        hands.press("p")
        hands.fill("Ada Conti; Samir Haddock")
        assert ("speaker", "in force") in hands.kept()
        words = hands.see(".reviewed .content")
        hands.press("s")
        assert " ".join(hands.driver.switch_to.active_element.get_attribute("value").split()) == words
        hands.leave(ENTER, at=hands.driver.find_element("css selector", "[data-select=cue]"))
        assert ("statement", "in force") in hands.kept()

    def test_one_is_skipped(self, hands: Hands) -> None:
        hands.go("/review")
        words = hands.see(".reviewed .content")
        hands.leave("k")
        assert hands.see(".reviewed .content") != words
        assert "after=" in hands.driver.current_url

    def test_takes_back_the_last(self, hands: Hands) -> None:
        hands.go("/review")
        words = hands.see(".reviewed .content")
        hands.leave("n")
        hands.leave("z")
        hands.go("/review")
        assert hands.see(".reviewed .content") == words


class TestArticle:
    def test_two_selections_become_a_statement(self, hands: Hands) -> None:
        hands.go(tour().places(hands.path)["article"])
        hands.select("About 2,300 people live on Skerrin")
        hands.press("s")
        hands.select("The mayor")
        hands.press("o")
        hands.leave("Ines Calloway", ENTER, at=hands.driver.find_element("id", "new-speaker"))
        added = next(item.text for item in hands.driver.find_elements("css selector", ".statements li")
                     if "About 2,300 people live on Skerrin" in item.text)
        assert "Added by Kim" in added
        assert "Ines Calloway" in added
        hands.leave("z")
        assert "Added by Kim" not in hands.see(".statements")

    def test_words_over_a_number_and_words_apart_are_those_that_were_selected(self, hands: Hands) -> None:
        place = tour().places(hands.path)["article"]
        hands.go(place)
        hands.driver.execute_script(OVER)  # "The mayor said 4 that nobody …"
        hands.press("s")
        hands.select("some 900 of them cross the bridge every day")
        hands.press("S")
        said = "The mayor said that nobody … some 900 of them cross the bridge every day"
        assert hands.driver.find_element("id", "new-content").get_attribute("value") == said
        hands.leave("The mayor", ENTER, at=hands.driver.find_element("id", "new-source"))
        assert hands.see(".made").startswith("Kept as correction")
        with open_archive(hands.path) as archive:
            made = next(one for one in find.show(archive, place.rpartition("/")[2]).statements if one.corrected_by)
        assert made.content == "some 900 of them cross the bridge every day … The mayor said that nobody"
        assert made.source == "The mayor"

    def test_of_equal_words_the_selected_ones_are_taken(self, hands: Hands) -> None:
        place = tour().places(hands.path)["article"]
        hands.go(place)
        with open_archive(hands.path) as archive:
            text = find.show(archive, place.rpartition("/")[2]).article.text
        assert text.count("said") > 1
        last = text.rindex("said")
        hands.driver.execute_script(LAST, "said")
        hands.press("s")
        assert hands.driver.find_element("css selector", "[name=content-at]").get_attribute("value") == str(last)
        hands.leave(ENTER, at=hands.driver.find_element("id", "new-source"))
        with open_archive(hands.path) as archive:
            made = next(one for one in find.show(archive, place.rpartition("/")[2]).statements if one.corrected_by)
        assert made.statement.content[0][0] == last

    def test_pieces_go_out_and_come_back(self, hands: Hands) -> None:
        hands.go(tour().places(hands.path)["edit"])
        hands.leave(ENTER, at=hands.driver.find_element("css selector", ".piece-act button"))
        assert "taken out by a person" in hands.see(".body")
        details = hands.driver.find_element("xpath", "//summary[contains(., 'not the article')]")
        details.send_keys(ENTER)
        button = hands.wait(lambda: next((one for one in hands.driver.find_elements(
            "css selector", "button[form=bring-back]") if one.is_displayed()), None))
        hands.leave(ENTER, at=button)
        assert "brought back by a person" in hands.see(".body")
        assert {("taken-out", "in force"), ("kept", "in force")} <= set(hands.kept())

    @pytest.mark.parametrize("field, value, shown", [
        ("headline", "Bridge shut", "Headline"), ("byline", "Ada Berg", "Byline"), ("outlet", "The Post", "Outlet"),
        ("published", "2026-10-01", "Date")])
    def test_a_field_is_mended_and_shown_as_such(self, hands: Hands, field: str, value: str, shown: str) -> None:
        hands.go(tour().places(hands.path)["article"])
        hands.driver.find_element("xpath", "//summary[contains(., 'Headline, byline')]").send_keys(ENTER)
        box = hands.driver.find_element("id", f"fix-{field}")
        hands.wait(box.is_displayed)
        box.clear()
        hands.leave(value, ENTER, at=box)
        assert f"{shown} corrected; as read:" in hands.see("header .corrected")
        hands.leave("z")
        assert hands.driver.find_elements("css selector", "article header .corrected") == []


class TestSpeakers:
    def speaker(self, hands: Hands, name: str) -> str:
        with open_archive(hands.path) as archive:
            return next(iter(find.speakers_named(archive, name)))

    def test_two_are_made_one_and_parted_again(self, namesakes: Hands) -> None:
        namesakes.go(f"/speaker/{self.speaker(namesakes, 'Ana Ruiz')}")
        namesakes.press("m")
        namesakes.fill("Olga Tern")
        assert "3 statements" in namesakes.see(".lead")
        namesakes.leave("z")
        assert "2 statements" in namesakes.see(".lead")

    def test_one_is_called_otherwise(self, namesakes: Hands) -> None:
        namesakes.go(f"/speaker/{self.speaker(namesakes, 'Olga Tern')}")
        namesakes.press("e")
        namesakes.fill("Olga Tern-Berg")
        assert namesakes.see("h1") == "Olga Tern-Berg"
        namesakes.press("v")
        namesakes.fill("Bert Ruiz")
        assert {("rename", "in force"), ("never-merge", "in force")} <= set(namesakes.kept())

    def test_one_is_split(self, namesakes: Hands) -> None:
        namesakes.go(f"/speaker/{self.speaker(namesakes, 'Ana Ruiz')}/names")
        namesakes.driver.find_element("css selector", ".named input").send_keys(SPACE)
        namesakes.leave("two of the name", ENTER, at=namesakes.driver.find_element("id", "why-split"))
        assert ("split-speaker", "in force") in namesakes.kept()

    def test_whom_a_name_means_is_said_with_a_digit(self, namesakes: Hands) -> None:
        namesakes.go("/review/speakers")
        assert "Ruiz" in namesakes.see("#this")
        namesakes.leave("1")
        assert namesakes.see(".made").startswith("Kept as correction")
        assert "nothing waits" in namesakes.see(".lead")


def test_a_passage_is_coded_by_selecting(hands: Hands) -> None:
    with open_archive(hands.path) as archive:
        sample = samples(archive)[0].id
    hands.go(f"/sample/{sample}")
    words = hands.see("#passage").split()
    first, second, source = " ".join(words[:3]), " ".join(words[4:7]), words[3]
    for picked, key in ((first, "s"), (source, "o"), (second, "s"), (source, "o")):
        hands.select(picked)
        hands.press(key)
    fields = hands.driver.find_elements("css selector", "fieldset [data-select]")
    values = [one.get_attribute("value") for one in fields]
    assert values[:6] == [first, source, second, source, "", ""]
    hands.leave(ENTER, at=hands.driver.find_element("id", "source-1"))
    assert hands.see("#compared") == "What was marked"
    assert first in hands.see("main")


def test_the_statement_with_the_focus_is_copied_with_its_citation(hands: Hands) -> None:
    hands.driver.execute_cdp_cmd("Browser.grantPermissions", {
        "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": hands.address})
    hands.go(tour().places(hands.path)["article"])
    hands.press("j", "j", "c")
    assert hands.wait(lambda: hands.driver.find_elements("id", "said-by-keys"))[0].text == "Copied with its citation."
    copied = hands.driver.execute_async_script("navigator.clipboard.readText().then(arguments[0])")
    assert copied.startswith("Ines Calloway: ")
    assert "#:~:text=" in copied
    assert "SHA-256" in copied


def test_a_file_that_is_dropped_anywhere_is_added(hands: Hands) -> None:
    hands.go("/add")
    page = ("<title>Lamps lit</title><article><h1>Lamps lit</h1><p>The lamps of the harbour were lit again on Monday, "
            "said the harbour master Ole Lind, after a year of dark.</p></article>")
    hands.driver.execute_script("""const given = new DataTransfer();
given.items.add(new File([arguments[0]], "lamp.html", {type: "text/html"}));
document.body.dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));""", page)
    found = hands.wait(lambda: hands.driver.find_elements("css selector", "#account + ul"))
    assert "1 article added" in found[0].text


def test_a_menu_is_walked_without_a_pointer(hands: Hands) -> None:
    hands.go("/")
    hands.press("g")
    hands.leave("a")
    assert hands.driver.current_url == f"{hands.address}/articles"
    hands.press("j", "j")
    hands.leave(ENTER)
    assert "/article/" in hands.driver.current_url
    hands.press("/")
    hands.leave("bridge", ENTER)
    assert "/search?q=bridge" in hands.driver.current_url
