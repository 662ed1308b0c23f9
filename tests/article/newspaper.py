"""Pages of newspapers that do not exist, for the tests of this room."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dateline.article.features import Doubles
from dateline.article.segments import Segment
from dateline.article.tree import Tree
from dateline.model import Article, Given, Page

HARBOUR = (
    "The harbour of Lindholm will close its eastern basin for two years from March, the port authority said Monday.",
    "“We cannot keep patching walls from 1911,” said Mira Olsen, the harbour master. “Stones move with the tide.”",
    "Fishing boats are to berth in the western basin, where fifty places are being cleared, the authority said.",
    "The work costs 41 million crowns, of which the state pays half. All may comment on the plans until Friday.",
    "A first report on the walls, nine years ago, had called for repairs within five years, but none were made.",
)


def page(html: str | bytes, **values: object) -> Page:
    data = html if isinstance(html, bytes) else html.encode()
    return Page(**{"id": "test", "data": data, **values})  # type: ignore[arg-type]


def judging(keeps: Callable[[str], bool]) -> Callable[[Tree, list[Segment]], tuple[Doubles, list[bool]]]:
    """Return what stands in for decide.judged: keeps the lines whose text it is told to."""
    def judged(_: Tree, seen: list[Segment]) -> tuple[Doubles, list[bool]]:
        keep = [keeps(one.text) for one in seen]
        return np.where(keep, 1.0, 0.2), keep

    return judged


def capture(text: str) -> Page:
    return Page(id="test", data=text.encode(), form="text")


def whole(body: str, *, head: str = "", after: str = "") -> str:
    """Return a page of the Lindholm Courier with `body` as the contents of its article element."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour closes - Lindholm Courier
    </title>    {head}</head><body>
    <header class="site-header"><a href="/">Lindholm Courier</a>
    <nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
    <li><a href="/sea">Sea</a></li></ul></nav>
    </header><main><article class="story"><h1>Harbour closes</h1>
    <div class="story-body">{body}</div></article>{after}</main>
    <aside class="most-read"><h3>Most read</h3><ul><li><a href="/a">Ferry late again</a></li>
    <li><a href="/b">Gull steals chips</a></li></ul></aside>
    <footer><p>© Lindholm Courier. All rights reserved.</p><a href="/imprint">Imprint</a></footer></body></html>"""


def paragraphs(*texts: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts or HARBOUR)


def kept(article: Article) -> list[str]:
    return [article.text[block.start : block.end] for block in article.blocks]


def entry(html: str) -> Page:
    return page(html, given=Given(title="Harbour closes"))
