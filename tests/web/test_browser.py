"""The reader in a real browser: a page is added, found, and a statement of it read; narrow and wide, light and dark."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import serving

from dateline.examples import example_paths
from dateline.pipeline import add

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
REQUIRED = os.environ.get("DATELINE_REQUIRE_BROWSER") == "1"
if not (CHROMIUM and DRIVER) and not REQUIRED:
    pytest.skip("there is no chromium with chromedriver on this machine", allow_module_level=True)

webdriver = pytest.importorskip("selenium.webdriver")
FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
         "--disable-sync", "--window-size=1280,1000")
HEADLINE = "Sorrel Bridge closed after divers find crack in pier"
LONGEST_OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    """A browser with a profile of its own, scripts switched on for the test alone."""
    assert CHROMIUM, "DATELINE_REQUIRE_BROWSER=1, and there is no chromium"
    assert DRIVER, "DATELINE_REQUIRE_BROWSER=1, and there is no chromedriver"
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(DRIVER))
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a reader over the examples that ship with dateline."""
    path: Path = tmp_path_factory.mktemp("archive") / "news.db"
    with example_paths() as paths:
        add(path, [str(one) for one in paths], jobs=1)
    with serving(path) as address:
        yield address


def look(browser: object, width: int, scheme: str) -> None:
    """Set the width of the window and the colours that the person prefers."""
    command = browser.execute_cdp_cmd  # type: ignore[attr-defined]
    command("Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})


class TestReader:
    def test_a_page_is_found_and_its_statement_read(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        look(browser, 1280, "light")
        browser.get(reader)
        box = browser.find_element("name", "q")
        box.send_keys("funeral bridge")
        box.submit()
        browser.find_element("link text", HEADLINE).click()
        assert browser.find_element("css selector", "h1").text.endswith(HEADLINE)
        items = browser.find_elements("css selector", ".statements li")
        item = next(item for item in items if "a funeral" in item.text)
        assert "Ines Calloway" in item.text
        assert "cue told" in " ".join(item.text.split())
        number = item.find_element("css selector", "a.number").text
        marked = browser.find_element("css selector", f"#t{number.split()[-1]}")
        assert "apologise for a detour" in marked.find_element("xpath", "following-sibling::mark[1]").text

    def test_nothing_is_asked_of_any_other_host(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        look(browser, 1280, "light")
        browser.get_log("performance")
        browser.get(reader)
        browser.find_element("link text", HEADLINE).click()
        asked = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
        addresses = [one["params"]["request"]["url"] for one in asked if one["method"] == "Network.requestWillBeSent"]
        assert len(addresses) >= 2
        assert [address for address in addresses if not address.startswith((reader, "data:"))] == []

    @pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_no_page_is_wider_than_the_window(self, browser, reader, width, scheme) -> None:  # type: ignore[no-untyped-def]
        look(browser, width, scheme)
        browser.get(f"{reader}/articles")
        articles = [link.get_attribute("href") for link in browser.find_elements("css selector", ".line h2 a")]
        for place in (reader, f"{reader}/speakers", f"{reader}/search?q=bridge", *articles):
            browser.get(place)
            assert browser.execute_script(LONGEST_OVERFLOW) <= 0, place
        assert [entry for entry in browser.get_log("browser") if "favicon" not in entry["message"]] == []

    def test_colours_follow_what_the_person_prefers(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        grounds = []
        for scheme in ("light", "dark"):
            look(browser, 1280, scheme)
            browser.get(reader)
            grounds.append(browser.find_element("css selector", "body").value_of_css_property("background-color"))
        assert grounds[0] != grounds[1]

    def test_the_first_key_leads_past_the_menu(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        look(browser, 1280, "light")
        browser.get(reader)
        browser.switch_to.active_element.send_keys("\ue004")  # Tab
        first = browser.switch_to.active_element
        assert first.get_attribute("href") == f"{reader}/#main"
        assert first.rect["x"] >= 0
        first.send_keys("\ue007")  # Enter
        assert browser.switch_to.active_element.get_attribute("id") == "main"

    def test_every_script_is_a_file_of_our_own(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        browser.get(reader)
        scripts = browser.find_elements("css selector", "script")
        assert all(script.get_attribute("src").startswith(f"{reader}/static/") for script in scripts)

    def test_works_without_scripts(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        """An article is searched for, found and read where scripts don't run."""
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            browser.get(reader)
            browser.find_element("name", "q").send_keys("funeral bridge\ue007")
            browser.find_element("link text", HEADLINE).click()
            assert browser.find_elements("css selector", ".statements li")
        finally:
            browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def test_every_control_has_a_label_and_every_id_is_there_once(self, browser, reader) -> None:  # type: ignore[no-untyped-def]
        browser.get(f"{reader}/articles")
        browser.find_element("link text", HEADLINE).click()
        names = [element.get_attribute("id") for element in browser.find_elements("css selector", "[id]")]
        assert len(names) == len(set(names))
        for control in browser.find_elements("css selector", "input, button, summary, a"):
            assert control.accessible_name or not control.is_displayed(), control.get_attribute("outerHTML")
