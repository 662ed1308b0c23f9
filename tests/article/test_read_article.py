"""A page becomes an article: nothing lost in silence, every character traced, the same for the same bytes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newspaper import HARBOUR, capture, entry, kept, page, paragraphs, whole

from dateline.article import page_text, read_article
from dateline.errors import PageError
from dateline.model import Article, Page

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<b>",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "</table>",
        "<script>var a = 1;</script>",
        "<style>p{}</style>",
        "<template><p>x</p></template>",
        "<noscript>no</noscript>",
        "<h2>",
        "</h2>",
        "<blockquote>",
        "<svg><title>t</title></svg>",
        "<button>press</button>",
        "&amp;amp;",
        "&nbsp;",
        "\u00ad",
        "\u200b",
        "\n\n  ",
        "word",
        " two words ",
        "â€™",
        "<!-- note -->",
        "<x-y>",
        "</x-y>",
        *HARBOUR,
    ]
)
MARKUP = st.lists(PIECES, min_size=1, max_size=60).map("".join).filter(lambda html: html.strip(" \t\r\n\f\x00") != "")


def traced(article: Article, text: str) -> None:
    """Assert the contracts that hold for every article: spans tile page text, runs lead back to it."""
    spans = sorted(
        [span for block in article.blocks for span in block.spans]
        + [span for dropped in article.dropped for span in dropped.spans]
    )
    at = 0
    for start, end in spans:
        assert start == at < end
        at = end
    assert at == len(text)
    for run in article.runs:
        assert article.text[run.text_start :][: run.length] == text[run.page_start :][: run.length]
        assert run.length > 0
    for block, following in zip(article.blocks, article.blocks[1:], strict=False):
        assert article.text[block.end : following.start] == "\n\n"


class TestCoordinates:
    @given(MARKUP)
    @settings(max_examples=150, deadline=None)
    def test_kept_and_dropped_tile_page_text_and_runs_lead_to_it(self, html: str) -> None:
        """kept + dropped = all; each character of text that no repair made stands in page text."""
        one = page(html)
        traced(read_article(one), page_text(one))

    @given(MARKUP)
    @settings(max_examples=50, deadline=None)
    def test_captures_of_text_are_traced_too(self, text: str) -> None:
        one = capture(text)
        traced(read_article(one), page_text(one))

    @given(st.binary(min_size=1, max_size=400))
    @settings(max_examples=150, deadline=None)
    def test_any_bytes_give_an_article_or_a_reason(self, data: bytes) -> None:
        """No input crashes the reader; what is not text is refused with words."""
        one = page(data)
        try:
            article = read_article(one)
        except PageError:
            return
        traced(article, page_text(one))

    def test_the_same_bytes_give_the_same_article(self) -> None:
        one = page(whole(paragraphs()))
        assert read_article(one) == read_article(one)


class TestBody:
    def test_the_article_is_kept_and_the_page_around_it_dropped_with_reasons(self) -> None:
        article = read_article(page(whole(paragraphs())))
        assert kept(article) == list(HARBOUR)
        assert all(dropped.reason for dropped in article.dropped)
        assert all(block.why for block in article.blocks)
        assert article.status == "ok"

    def test_headline_and_caption_are_not_text(self) -> None:
        caption = "Boats in the eastern basin, seen from the pier."
        figure = f"<figure><img src=x.jpg><figcaption>{caption}</figcaption></figure>"
        article = read_article(page(whole(figure + paragraphs())))
        assert "seen from the pier" not in article.text
        assert "Harbour closes" not in article.text

    @pytest.mark.parametrize(
        "markup, printed",
        [
            ("four<wbr>teen boats", "fourteen boats"),
            ("<nobr>four boats</nobr>", "four boats"),
            ("H<sub>2</sub>O and m<sup>2</sup>", "H2O and m2"),
            ("a <q>word</q> of it", "a word of it"),
            ("the <abbr title=Authority>LPA</abbr> said", "the LPA said"),
            ("<font color=red>red</font> flags", "red flags"),
            ("an <x-term>odd</x-term> one", "an odd one"),
            ("sp<span>lit wo</span>rds", "split words"),
            ("<cite>The Courier</cite> wrote", "The Courier wrote"),
            ("one<br>two", "one\ntwo"),
            ("»so« „so“ 'so' \"so\"", "»so« „so“ 'so' \"so\""),
        ],
    )
    def test_no_inline_tag_loses_a_word(self, markup: str, printed: str) -> None:
        sentence = HARBOUR[2]
        article = read_article(page(whole(paragraphs(*HARBOUR[:2], f"{sentence} {markup}, {sentence}", *HARBOUR[3:]))))
        assert f"{sentence} {printed}, {sentence}" in article.text

    def test_text_parted_by_two_breaks_makes_paragraphs(self) -> None:
        article = read_article(page(whole("<br><br>".join(HARBOUR))))
        assert kept(article) == list(HARBOUR)

    def test_blocks_know_their_kind(self) -> None:
        body = (
            paragraphs(*HARBOUR[:2])
            + f"<blockquote><p>{HARBOUR[2]}</p></blockquote><h2>The costs of the harbour walls</h2>"
            + paragraphs(HARBOUR[3])
            + f"<ul><li>{HARBOUR[4]}</li><li>{HARBOUR[0]} Again.</li></ul>"
        )
        kinds = [block.kind for block in read_article(page(whole(body))).blocks]
        assert kinds == ["paragraph", "paragraph", "block quote", "heading", "paragraph", "list item", "list item"]

    def test_a_feed_entry_is_kept_whole(self) -> None:
        """The content of a feed's entry holds nothing but the article, however short its lines."""
        article = read_article(entry("<p>Short.</p><p>Shorter still.</p><ul><li><a href=/x>Linked</a></li></ul>"))
        assert article.text == "Short.\n\nShorter still.\n\nLinked"


class TestRepairs:
    def test_a_truncated_capture_says_so(self) -> None:
        article = read_article(page(whole(paragraphs()), truncated="length"))
        assert [repair.kind for repair in article.repairs] == ["cut off"]

    def test_characters_that_print_nothing_go_and_are_recorded(self) -> None:
        article = read_article(page(whole(paragraphs(HARBOUR[0].replace("harbour", "har\u00adbour"), *HARBOUR[1:]))))
        assert article.text.startswith(HARBOUR[0])
        assert ("soft hyphen", "\u00ad", "") in {(one.kind, one.before, one.after) for one in article.repairs}

    def test_a_leaked_payload_inside_a_paragraph_is_cut_and_its_sentence_stays(self) -> None:
        leak = 'string(44) "[{"id":"1","title":"Gulls","pic":"/g.jpg"}]"'
        article = read_article(page(whole(paragraphs(*HARBOUR[:4], f"{HARBOUR[4]} {leak}"))))
        assert kept(article)[-1] == HARBOUR[4]
        assert "leaked dump" in {one.kind for one in article.repairs}

    @pytest.mark.parametrize("printed", [HARBOUR + HARBOUR, (HARBOUR[0], *HARBOUR), HARBOUR + HARBOUR[3:]])
    def test_text_printed_again_for_mobile_is_kept_once(self, printed: tuple[str, ...]) -> None:
        article = read_article(page(whole(paragraphs(*printed))))
        assert kept(article) == list(HARBOUR)
        assert "text printed twice" in {one.kind for one in article.repairs}

    def test_a_question_asked_twice_is_kept_twice(self) -> None:
        question = "What do you say to those who fear that the harbour will never open again after the repairs?"
        printed = (HARBOUR[0], question, HARBOUR[1], question, *HARBOUR[2:])
        assert kept(read_article(page(whole(paragraphs(*printed))))) == list(printed)

    def test_the_labels_of_two_tables_stay_in_both(self) -> None:
        labels = ("<table><tr><th>Berths for fishing boats</th><th>Berths for ferries</th><th>Cranes at the quay</th>"
                  "<th>Depth at low tide</th><th>Open in winter</th></tr>")
        tables = [f"{labels}<tr><td>{row}</td><td>2</td><td>3</td><td>7 m</td><td>yes</td></tr></table>"
                  for row in (50, 61)]
        article = read_article(entry(paragraphs(HARBOUR[0]) + tables[0] + paragraphs(HARBOUR[1]) + tables[1]))
        assert article.text.count("Cranes at the quay") == 2

    def test_a_pointer_to_another_story_is_not_the_article(self) -> None:
        pointer = '<p>Read more: <a href="/x">Ferry late again as crews wait for tide</a></p>'
        article = read_article(page(whole(paragraphs(*HARBOUR[:2]) + pointer + paragraphs(*HARBOUR[2:]))))
        assert "Read more" not in article.text
        assert "pointer to another story" in {one.kind for one in article.repairs}


class TestHostile:
    @pytest.mark.parametrize(
        "html",
        [
            "<div>" * 300_000 + "deep",
            "<b>" * 100_000 + "bold",
            "<p><b id=x>" * 30_000,
            "<table>" * 20_000 + "<a>" * 20_000,
            "<table><tr><td colspan=9007199254740991 rowspan=9007199254740991>cell</table>",
            "<a href=x>" * 100_000 + "link",
            "<ul><li>" * 50_000 + "item",
            "<svg><g>" * 50_000,
            "x" * 1_000_000,
            "<p>word " * 100_000,
            "{" * 200_000 + '"a":1',
            '[{"a":1' * 50_000,
            "array(1) {" * 50_000,
            'string(9) "[' * 50_000,
            '<p>[{"a":"' + '\\"' * 200_000,
            "&amp;amp;" * 100_000,
        ],
    )
    def test_no_markup_takes_superlinear_time(self, html: str) -> None:
        """Each of these once hurts a parser or a pattern; the suite's time limit is the assertion."""
        one = page(html)
        traced(read_article(one), page_text(one))

    def test_an_empty_page_is_refused(self) -> None:
        with pytest.raises(PageError, match="is empty"):
            read_article(Page(id="nothing", data=b" \n"))

    def test_a_picture_is_refused_by_name(self) -> None:
        with pytest.raises(PageError, match=r"is not text \(looks like PNG\)"):
            read_article(Page(id="picture", data=b"\x89PNG\r\n\x1a\n" + bytes(100)))
