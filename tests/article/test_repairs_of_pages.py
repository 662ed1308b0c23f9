"""What is cut out of a body or mended in it: each with its kind, its reason and its place in page text."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, judging, kept, page, paragraphs, whole

from dateline.article import decide, page_text, read_article
from dateline.model import Repair

PHOTO = "Boats in the eastern basin on Sunday."


def repair_of(html: str, kind: str) -> tuple[Repair, list[str]]:
    """Return the one repair of a kind, and what page text holds at its spans."""
    one = page(html)
    article, text = read_article(one), page_text(one)
    (repair,) = [repair for repair in article.repairs if repair.kind == kind]
    assert repair.reason
    return repair, [text[start:end] for start, end in repair.spans]


@pytest.mark.parametrize("kind, printed, stood, stands", [
    ("soft hyphen", HARBOUR[0].replace("harbour", "har\u00adbour"), "\u00ad", ""),
    ("zero-width character", HARBOUR[0].replace("harbour", "har\u200bbour"), "\u200b", ""),
    ("mojibake", HARBOUR[0].replace("harbour", "harbourâ€™s"), "â€™", "’"),
    ("entity escaped twice", HARBOUR[0].replace("authority", "authority &amp;amp; town"), "&amp;", "&"),
])
def test_characters_are_mended_where_they_stand(kind: str, printed: str, stood: str, stands: str) -> None:
    repair, found = repair_of(whole(paragraphs(printed, *HARBOUR[1:])), kind)
    assert found == [stood]
    assert (repair.before, repair.after) == (stood, stands)


@pytest.mark.parametrize("kind, line", [
    ("pointer to another story", '<p>Read more: <a href="/x">Ferry late again as crews wait for tide</a></p>'),
    ("pointer to another story", '<p><b>Related:</b> <a href="/x">Gull steals chips from the mayor himself</a></p>'),
    ("pointer to another story", '<p>Lesen Sie auch: <a href="/x">Fähre wieder zu spät wegen der Ebbe</a></p>'),
    ("pointer to another story", '<p>Lea también: <a href="/x">El transbordador vuelve a llegar tarde</a></p>'),
    ("newsletter text", "<p>Sign up for our newsletter and get the news of the harbour by mail every morning.</p>"),
    ("share text", '<p><a href="https://example.com/share">Share on Facebook</a></p>'),
])
def test_a_line_that_is_not_the_articles_is_cut_and_said_to_be(kind: str, line: str) -> None:
    html = whole(paragraphs(*HARBOUR[:2]) + line + paragraphs(*HARBOUR[2:]))
    repair, found = repair_of(html, kind)
    assert repair.after == ""
    assert found[0].strip().startswith(repair.before.strip()[:12])
    assert kept(read_article(page(html))) == list(HARBOUR)


def test_a_heading_behind_the_last_line_heads_nothing_and_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the classifier makes of it."""
    wanted = (*HARBOUR, "What the authority says", "Boats elsewhere")
    monkeypatch.setattr(decide, "judged", judging(lambda text: text in wanted))
    html = whole("<h2>What the authority says</h2>" + paragraphs() + "<h3>Boats elsewhere</h3>")
    article = read_article(page(html))
    assert "Boats elsewhere" not in article.text
    assert "What the authority says" in article.text
    assert [one.reason for one in article.dropped if "Boats else" in one.text] == ["heads nothing that is kept"]


def test_a_headline_that_is_printed_twice_is_read_once() -> None:
    html = whole("<h2>Harbour closes</h2>" + paragraphs())
    repair, found = repair_of(html, "doubled headline")
    assert found == ["Harbour closes"]
    assert repair.before == "Harbour closes"
    assert kept(read_article(page(html))) == list(HARBOUR)


@pytest.mark.parametrize("dump", [
    'string(44) "[{"id":"1","title":"Gulls","pic":"/g.jpg"}]"',
    "{{ story.teaser|safe }}",
    "<span>&lt;?php echo $teaser; ?&gt;</span>",
    "Fatal error: Uncaught Error: Call to undefined function story() in /var/www/story.php on line 12",
    "array(1) { [0]=> array(1) { [0]=> int(1) } }",
])
def test_what_a_template_leaks_is_no_text(dump: str) -> None:
    html = whole(paragraphs(*HARBOUR[:3]) + f"<p>{dump}</p>" + paragraphs(*HARBOUR[3:]))
    repair, _ = repair_of(html, "leaked dump")
    assert repair.before
    assert kept(read_article(page(html))) == list(HARBOUR)


@pytest.mark.parametrize("figure", [
    f'<figure><img src="/b.jpg"><figcaption>{PHOTO}</figcaption></figure>',
    f'<div class="image"><img src="/b.jpg"><p class="caption">{PHOTO}</p></div>',
])
def test_a_caption_is_a_field_and_no_text(figure: str) -> None:
    article = read_article(page(whole(paragraphs(*HARBOUR[:2]) + figure + paragraphs(*HARBOUR[2:]))))
    assert kept(article) == list(HARBOUR)
    assert PHOTO in [media.caption for media in article.media]


def test_a_caption_glued_to_its_paragraph_is_cut_from_it() -> None:
    """A caption inside the paragraph's own element leaves the paragraph and is kept as a field."""
    glued = f'<p><span class="image"><img src="/b.jpg"><span class="caption">{PHOTO}</span></span>{HARBOUR[2]}</p>'
    article = read_article(page(whole(paragraphs(*HARBOUR[:2]) + glued + paragraphs(*HARBOUR[3:]))))
    assert kept(article) == list(HARBOUR)
    assert PHOTO in [media.caption for media in article.media]


@pytest.mark.parametrize("said", [
    "He read more than a hundred letters of the harbour master, and related them to the council.",
    "“Share what you have,” she told the newsletter of the sailing club, “and read more books.”",
    "The array of walls (1) { was drawn } in a plan of the year 1911, he wrote in {sic} his notes.",
    "👩\u200d👩\u200d👧 stood on the pier with the flag of the club, said the caption of the harbour master.",
])
def test_what_the_article_says_is_left_alone(said: str) -> None:
    article = read_article(page(whole(paragraphs(*HARBOUR[:2], said, *HARBOUR[2:]))))
    assert kept(article) == [*HARBOUR[:2], said, *HARBOUR[2:]]
    assert article.repairs == ()
