"""Every page passes axe (WCAG 2.2 A and AA, and best practice) in a real browser, for one who may correct."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from touring import tour

from dateline.archive import find, open_archive
from dateline.pipeline import add

pytest.importorskip("selenium")
if not (shutil.which("chromium") and shutil.which("chromedriver") and shutil.which("npm")):
    if os.environ.get("DATELINE_REQUIRE_BROWSER") == "1":
        pytest.fail("there is no chromium, chromedriver or npm on this machine", pytrace=False)
    pytest.skip("there is no chromium, chromedriver or npm on this machine", allow_module_level=True)

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RIGHT_TO_LEFT = Path(__file__).parent / "arabic.html"
RUN = """const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: arguments[0]}).then((found) => done(found.violations.map(
  (one) => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`)));"""


@pytest.fixture(scope="module")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script of axe-core, from the npm registry."""
    folder = tmp_path_factory.mktemp("axe")
    packed = subprocess.run(["npm", "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, timeout=180,
                            check=False)
    if packed.returncode:
        pytest.skip("axe-core cannot be fetched from the npm registry here")
    with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as archive:
        script = archive.extractfile("package/axe.min.js")
        assert script is not None
        return script.read().decode()


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, str, dict[str, str]]]:
    """A browser that may write and has given its name, the reader's address, and every page."""
    make, path = tour(), tmp_path_factory.mktemp("axe") / "news.db"
    make.make_archive(path)
    add(path, [str(RIGHT_TO_LEFT)], jobs=1)
    with open_archive(path) as archive:
        from_the_right = next(one for one in find.all_articles(archive)
                              if find.show(archive, one).article.language == "ar")
    with make.serving(path) as link, make.browser() as driver:
        driver.get(link)
        name = driver.find_element("name", "who")
        name.send_keys("Kim")
        name.submit()
        places = {**make.places(path), "from the right": f"/article/{from_the_right}"}
        yield driver, link.partition("/begin")[0], places


def test_nothing_is_found_on_any_page(axe: str, opened: tuple[Any, str, dict[str, str]]) -> None:
    driver, address, places = opened
    look, faults = tour().look, {}
    for (name, place), (width, scheme) in product(places.items(), ((1280, "light"), (390, "dark"))):
        look(driver, width, scheme)
        driver.get(address + place)
        for details in driver.find_elements("css selector", "details"):
            driver.execute_script("arguments[0].open = true", details)
        driver.execute_script(axe)
        if found := driver.execute_async_script(RUN, RULES):
            faults[name, scheme] = found
    assert faults == {}


def test_nothing_is_found_on_the_sheet_of_keys(axe: str, opened: tuple[Any, str, dict[str, str]]) -> None:
    driver, address, _ = opened
    driver.get(address)
    driver.switch_to.active_element.send_keys("?")
    driver.execute_script(axe)
    assert driver.execute_async_script(RUN, RULES) == []


def test_two_hundred_percent_and_the_narrowest_phone_need_no_sideways_scrolling(
        opened: tuple[Any, str, dict[str, str]]) -> None:
    driver, address, places = opened
    for width in (320, 640):  # 640: 1280 at 200 %
        tour().look(driver, width, "light")
        for place in places.values():
            driver.get(address + place)
            wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
            assert wide <= 0, (place, width)


class TestKeys:
    def press(self, driver: Any, *keys: str) -> None:
        for key in keys:
            driver.switch_to.active_element.send_keys(key)

    def test_the_sheet_opens_and_closes(self, opened: tuple[Any, str, dict[str, str]]) -> None:
        driver, address, _ = opened
        driver.get(address)
        self.press(driver, "?")
        assert driver.find_element("id", "keys").is_displayed()
        self.press(driver, "\ue00c")  # Escape
        assert not driver.find_element("id", "keys").is_displayed()

    def test_a_statement_is_reviewed_and_undone_without_the_pointer(self, opened: tuple[Any, str, dict[str, str]]
                                                                    ) -> None:
        driver, address, _ = opened
        driver.get(f"{address}/review")
        waiting = driver.find_element("css selector", ".lead").text
        from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
        from selenium.webdriver.support.ui import WebDriverWait

        patient = WebDriverWait(driver, 20, ignored_exceptions=(NoSuchElementException, StaleElementReferenceException))
        self.press(driver, "y")
        patient.until(lambda page: page.find_element("css selector", ".made").text.startswith("Kept as correction"))
        assert driver.find_element("css selector", ".lead").text != waiting
        self.press(driver, "z")
        patient.until(lambda page: page.find_element("css selector", ".lead").text == waiting)

    def test_selected_words_become_a_statement(self, opened: tuple[Any, str, dict[str, str]]) -> None:
        driver, address, places = opened
        driver.get(address + places["article"])
        driver.execute_script("getSelection().selectAllChildren(document.querySelector('.body p'))")
        words = driver.execute_script("return String(getSelection()).trim()")
        self.press(driver, "s")
        assert driver.find_element("id", "new-content").get_attribute("value") == words
        assert driver.find_element("id", "new-content").is_displayed()

    def test_what_is_known_of_a_statement_is_shown_beside_its_words(self, opened: tuple[Any, str, dict[str, str]]
                                                                    ) -> None:
        driver, address, places = opened
        driver.get(address + places["article"])
        driver.execute_script("document.querySelector('.text a.number').focus()")
        card = driver.find_element("css selector", ".card")
        assert "cue" in card.text
        assert "% sure" in card.text or "unsure" in card.text
