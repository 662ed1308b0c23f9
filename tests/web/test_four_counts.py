"""The reader and the API count one set alike: in articles, texts, stories and outlets, with what is not counted."""

from __future__ import annotations

import httpx
import pytest

from dateline.web import urls

FIGURES = {"articles", "texts", "stories", "outlets", "not_counted"}


@pytest.mark.parametrize("what", ["story", "speaker", "search", "outlet"])
def test_a_set_has_the_same_four_counts_on_its_page_and_in_the_api(
        what: str, ids: dict[str, str], client: httpx.Client) -> None:
    """A story, a speaker, a search and an outlet."""
    article = next(iter(ids.values()))
    speaker = client.get("/speakers.json").json()["speakers"][0]
    outlet = client.get(f"{urls.article(article)}.json").json()["stored"]["article"]["outlet"]
    page, asked = {
        "story": (f"{urls.story(article)}.json", {"story": article}),
        "speaker": (f"{urls.speaker(speaker['id'])}.json", {"speaker": speaker["name"]}),
        "search": ("/search.json?q=river", {"q": "river"}),
        "outlet": (f"/articles.json?outlet={outlet}", {"outlet": outlet}),
    }[what]
    on_page = client.get(page).json()["counts"]
    by_api = client.get("/api/counts", params=asked).json()
    assert on_page.keys() >= FIGURES
    assert on_page["articles"] > 0
    assert {key: on_page[key] for key in FIGURES} == {key: by_api[key] for key in FIGURES}
