"""Makes the pictures of docs/tour.md: every page of the reader over the shipped examples, in a real browser.

    python docs/tour/make.py                                  the pictures of the tour, beside this file
    python docs/tour/make.py --all FOLDER                     every page, narrow and wide, light and dark, as PNG

Needs chromium, chromedriver and selenium (the extra "test").
"""

from __future__ import annotations

import argparse
import base64
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from selenium import webdriver

from dateline.archive import find, open_archive
from dateline.archive.samples import samples
from dateline.examples import example_paths
from dateline.pipeline import add, correct, draw_sample
from dateline.web import create_app, urls
from dateline.web.access import Access

HERE = Path(__file__).parent
WIDE, NARROW = 1280, 390
PAIR = ("Ines Calloway", "Hugo Stenmark")  # of the examples: they speak of each other
HIGHEST = 1600  # of a picture; what is longer is cut at its foot


def places(path: Path) -> dict[str, str]:
    """Every page of the reader, by the name of its picture."""
    with open_archive(path) as archive:
        story, members = find.story(archive, find.stories(archive, limit=1)[0].id)
        article = max(members, key=lambda one: one.statements)
        changed = find.changed(archive, limit=1)[0]
        said = find.statements_of(archive, article.id)[0]
        one = find.speakers(archive, limit=1)[0].id
        pair = urls.pair(*(find.speakers_named(archive, name)[0] for name in PAIR))
        outlet, sample = find.outlets(archive, limit=1)[0][0], samples(archive)[0].id
    return {"home": "/", "article": f"/article/{article.id}", "statement": f"/statement/{said.id}",
            "story": f"/story/{story.id}", "speaker": f"/speaker/{one}", "pair": pair,
            "search": "/search?q=bridge", "review": "/review", "coverage": "/coverage",
            "outlet": f"/articles?outlet={outlet}", "outlet-coverage": f"/coverage?outlet={outlet}",
            "articles": "/articles", "speakers": "/speakers", "stories": "/stories", "rejected": "/rejected",
            "editions": f"/article/{changed.id}/editions", "trace": f"/trace?q={said.id}", "add": "/add",
            "names": f"/speaker/{one}/names", "sample": urls.sample(sample), "form": "/search",
            "who": "/review/speakers", "changes": "/changes",
            "edit": f"/article/{article.id}?edit=1", "nothing": "/article/ffff"}


def make_archive(path: Path) -> None:
    """The shipped examples, read, with two corrections, and a sample to be coded."""
    with example_paths() as paths:
        add(path, [str(one) for one in paths], jobs=1)
    with open_archive(path, write=True, purpose="docs/tour/make.py") as archive:
        first = find.speakers(archive, limit=1)[0].id
        said = [one for one, _ in find.said_by(archive, first, limit=2)]
        correct(archive, "right", said[0].id, who="Kim Oduya")
        correct(archive, "byline", said[0].article.id, ["Lena Marsh"], who="Kim Oduya", why="as printed on paper")
        draw_sample(archive, 4, seed="tour")


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """The address that lets a browser write, of a reader over the archive."""
    access = Access(once=True)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(path, access=access), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield access.link(f"http://127.0.0.1:{listener.getsockname()[1]}")
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def browser() -> Iterator[Any]:
    """A browser without a window."""
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        yield driver
    finally:
        driver.quit()


def look(driver: Any, width: int, scheme: str) -> None:
    """Set the width of the window, and the colours that the person prefers."""
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}]})


def picture(driver: Any, form: str, highest: int) -> bytes:
    """The page that is open, from its head on."""
    size = driver.execute_cdp_cmd("Page.getLayoutMetrics", {})["cssContentSize"]
    clip = {"x": 0, "y": 0, "width": size["width"], "height": min(size["height"], highest), "scale": 1}
    asked = {"format": form, "captureBeyondViewport": True, "clip": clip} | ({"quality": 82} if form == "webp" else {})
    return base64.b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", asked)["data"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--only", default="", metavar="NAMES")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.db"
        make_archive(path)
        with serving(path) as link, browser() as driver:
            driver.get(link)
            address = link.partition("/begin")[0]
            if not given.all:
                driver.find_element("name", "who").send_keys("Kim Oduya\n")
            for name, place in places(path).items():
                if given.only and name not in given.only.split(","):
                    continue
                if given.all:
                    given.all.mkdir(exist_ok=True)
                    for width, scheme in ((WIDE, "light"), (NARROW, "light"), (WIDE, "dark")):
                        look(driver, width, scheme)
                        driver.get(address + place)
                        (given.all / f"{name}-{width}-{scheme}.png").write_bytes(picture(driver, "png", 2400))
                elif name in _shown():
                    look(driver, WIDE, "light")
                    driver.get(address + place)
                    (HERE / f"{name}.webp").write_bytes(picture(driver, "webp", HIGHEST))
    return 0


def _shown() -> set[str]:
    """The names of the pictures that the tour shows."""
    text = (HERE.parent / "tour.md").read_text(encoding="utf-8")
    return {part.partition(".webp")[0] for part in text.split("(tour/")[1:]}


if __name__ == "__main__":
    sys.exit(main())
