"""Whom a page credits: name as printed, kind, role; authors are those of the text, and a page may credit nobody."""

from __future__ import annotations

import json

import pytest
from newspaper import page, paragraphs, whole

from dateline.article import page_text, read_article
from dateline.article.persons import tidied
from dateline.model import Article

PERSON = {"@type": "Person", "name": "Mira Olsen"}


def read(*, head: str = "", line: str = "", foot: str = "") -> Article:
    return read_article(page(whole(line + paragraphs() + foot, head=head)))


def linked(*nodes: object) -> str:
    return "".join(f'<script type="application/ld+json">{node if isinstance(node, str) else json.dumps(node)}</script>'
                   for node in nodes)


def story(**fields: object) -> dict[str, object]:
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Harbour closes", **fields}


class TestJsonLd:
    @pytest.mark.parametrize("node", [
        story(author=PERSON), story(author=[PERSON]), story(author="Mira Olsen"), story(creator=PERSON),
        story(author={"@type": ["Person"], "name": ["Mira Olsen"]}), [story(author=PERSON)],
        {"@graph": [{"@type": "WebSite"}, story(author={"@id": "#mira"}), {"@id": "#mira", **PERSON}]},
        {"@type": "WebPage", "mainEntity": story(author=PERSON)},
        json.dumps(story(author=PERSON)).replace('"}', '",}'),
        json.dumps(story(author=PERSON))[:-1],
        f"<!-- {json.dumps(story(author=PERSON))} -->",
    ], ids=lambda node: str(node)[:40])
    def test_of_every_shape_whole_or_broken(self, node: object) -> None:
        article = read(head=linked(node), line='<p class="byline">By Mira Olsen</p>')
        assert article.authors == ("Mira Olsen",)

    def test_two_authors_keep_their_order(self) -> None:
        people = [{"@type": "Person", "name": "Uwe Brandt"}, PERSON]
        assert read(head=linked(story(author=people)), line="<p>By Uwe Brandt and Mira Olsen</p>").authors == (
            "Uwe Brandt", "Mira Olsen")


class TestVisible:
    @pytest.mark.parametrize("line, authors", [
        ('<p class="byline">By <a href="/authors/mira-olsen">Mira Olsen</a></p>', ("Mira Olsen",)),
        ('<p>By <a rel="author" href="/m">Mira Olsen</a> and <a rel="author" href="/u">Uwe Brandt</a></p>',
         ("Mira Olsen", "Uwe Brandt")),
        ("<p>Von Mira Olsen und Uwe Brandt</p>", ("Mira Olsen", "Uwe Brandt")),
        ('<div class="meta"><span>Written by</span><span>Mira Olsen</span><span>March 4, 2024</span></div>',
         ("Mira Olsen",)),
        ("<div class=meta>By<b>Mira Olsen</b>Published March 4, 2024</div>", ("Mira Olsen",)),
        ('<p class="byline">BY MIRA OLSEN</p>', ("MIRA OLSEN",)),
        ('<p class="author">Mira Olsen | March 4, 2024</p>', ("Mira Olsen",)),
        ("<p>04.03.2024 | 13:10 Uhr | Von Mira Olsen</p>", ("Mira Olsen",)),
        ('<p class="byline">By Mira Olsen, @miraolsen</p>', ("Mira Olsen",)),
        ('<span itemprop="author">Dr. Mira Olsen</span>', ("Dr. Mira Olsen",)),
    ])
    def test_near_the_headline(self, line: str, authors: tuple[str, ...]) -> None:
        assert read(line=line).authors == authors

    def test_under_the_last_paragraph(self) -> None:
        assert read(foot="<p><em>Text: Mira Olsen</em></p>").authors == ("Mira Olsen",)

    def test_a_span_leads_to_the_name_in_page_text(self) -> None:
        one = page(whole('<p class="byline">By Mira Olsen</p>' + paragraphs()))
        (byline,) = read_article(one).bylines
        assert byline.span is not None
        assert "Mira Olsen" in page_text(one)[slice(*byline.span)]

    @pytest.mark.parametrize("line", [
        "", '<p class="comments">By the way, 12 comments</p>', '<p class="tags">Harbour, Lindholm</p>',
        '<p class="share">Follow us on Facebook</p>',
    ])
    def test_nobody_is_named_for_want_of_a_name(self, line: str) -> None:
        assert read(line=line).authors == ()

    def test_people_of_the_text_are_no_authors(self) -> None:
        """The harbour master speaks in the second paragraph; she did not write it."""
        assert "Mira Olsen" not in read(line='<p class="byline">By Uwe Brandt</p>').authors


class TestKindAndRole:
    @pytest.mark.parametrize("author, kind", [
        ({"@type": "Person", "name": "Uwe Brandt"}, "person"), ({"@type": "Organization", "name": "Reuters"}, "agency"),
    ])
    def test_kind(self, author: dict[str, str], kind: str) -> None:
        article = read(head=linked(story(author=author)) + f'<meta name="author" content="{author["name"]}">',
                       line=f'<p class="byline">By {author["name"]}</p>')
        assert [(one.name, one.kind) for one in article.bylines] == [(author["name"], kind)]

    def test_a_photographer_is_no_author(self) -> None:
        article = read(line='<p class="byline">By Mira Olsen</p><p class="byline">Photo by Uwe Brandt</p>')
        assert article.authors == ("Mira Olsen",)
        assert all(one.role == "photo" for one in article.bylines if one.name == "Uwe Brandt")


def test_a_sentence_that_names_somebody_stays_in_the_text() -> None:
    """Whoever it is taken to credit."""
    told = "The old plans were drawn and signed by Mira Olsen, who came to the port as a child and never left the town."
    article = read(line='<p class="byline author">By Mira Olsen</p>', foot=f'<p class="author">{told}</p>')
    assert told in article.text
    assert "By Mira Olsen" not in article.text


def test_related_items_of_json_ld_markup_and_a_leak_that_is_cut() -> None:
    leak = 'string(99) "[{"id":"7","title":"Gulls &amp; chips","pic":"/g.jpg"} ,{"id":"8","title":"Fog"} ,{"id":"9","ti'
    other = {"@type": "NewsArticle", "headline": "Tide late again at the pier", "url": "https://example.com/tide"}
    nearby = '<h3>Related</h3><ul><li><a href="/ferry-late">Ferry late again as crews wait</a></li></ul>'
    article = read(head=linked(story(isRelatedTo=other)), foot=nearby + f"<div>{leak}</div>")
    assert {(one.title, one.found_in) for one in article.related} >= {
        ("Tide late again at the pier", "json-ld"), ("Ferry late again as crews wait", "markup")}
    assert [one.id for one in article.related if one.id] == ["7", "8"]
    assert "Gulls" not in article.text


class TestAroundNames:
    """A name is what its owner is called, and no more; what is nobody's name credits nobody."""

    @pytest.mark.parametrize("printed", [
        "© Mira Olsen", "~ Mira Olsen", "Mira Olsen ●", "\ue08a Mira Olsen", "Analysis by Mira Olsen",
        "Mira Olsen Mira Olsen Mira"])
    def test_without_marks_and_repeats(self, printed: str) -> None:
        stated = f'<meta name="author" content="{printed}">' + linked(story(author=printed))
        assert read(head=stated, line=f'<p class="author"><a rel=author href=/m>{printed}</a></p>').authors == (
            "Mira Olsen",)

    @pytest.mark.parametrize("behind", ["MS", "CFP®", "Ph.D.", "Senior Editor", "Director of Operations",
                                        "Master Horticulturalist"])
    def test_letters_and_posts_behind_a_name_are_nobody(self, behind: str) -> None:
        article = read(head=linked(story(author=[PERSON, {"@type": "Person", "name": behind}])))
        assert [one.name for one in article.bylines] == ["Mira Olsen"]

    @pytest.mark.parametrize("name", ["Yo Yo Ma", "Boutros Boutros Ghali", "Duran Duran"])
    def test_a_word_said_twice_in_a_name_stays(self, name: str) -> None:
        assert tidied(name) == name

    def test_an_outlet_of_letters_is_no_degree(self) -> None:
        stated = linked(story(author=[PERSON, {"@type": "Organization", "name": "CNN"}]))
        line = "<p class=byline>By <a rel=author href=/m>Mira Olsen</a>, <a rel=author href=/c>CNN</a></p>"
        article = read(head=stated + '<meta name=author content="Mira Olsen, CNN">', line=line)
        assert [(one.name, one.kind) for one in article.bylines] == [("Mira Olsen", "person"), ("CNN", "outlet")]

    @pytest.mark.parametrize("printed", ["Dienstag", "Super User", "Print This Page", "Sponsored by Lindholm Ferries"])
    def test_days_labels_and_sponsors(self, printed: str) -> None:
        assert read(head=linked(story(author=printed))).authors == ()

    @pytest.mark.parametrize("name", ["April Lind", "May Olsen"])
    def test_people_called_as_a_month(self, name: str) -> None:
        assert read(head=linked(story(author={"@type": "Person", "name": name}))).authors == (name,)


class TestKinds:
    def test_whoever_the_site_is_named_after_is_a_person(self) -> None:
        site = {"@type": "WebSite", "name": "Sarah Lind", "url": "https://sarahlind.example"}
        article = read_article(page(whole(paragraphs(), head=linked(site, story(
            author={"@type": "Person", "name": "Sarah Lind"}))), url="https://sarahlind.example/a"))
        assert [(one.name, one.kind) for one in article.bylines] == [("Sarah Lind", "person")]
        assert article.outlet == "Sarah Lind"

    @pytest.mark.parametrize("name, kind", [
        ("Lindholm Werft GmbH", "outlet"), ("Harbour Agency", "outlet"), ("Newsdesk", "desk"),
        ("Michael Kitchen", "person"),
        ("Lindholm Kitchen", "outlet"), ("Lindholm Courier Team", "desk"), ("Lindholm Courier Staff", "desk")])
    def test_companies_and_teams(self, name: str, kind: str) -> None:
        article = read(head=linked(story(author=name)), line=f'<p class="author">By {name}</p>')
        assert [(one.name, one.kind) for one in article.bylines] == [(name, kind)]


class TestRoles:
    def test_a_credit_on_the_line_above_is_the_pictures(self) -> None:
        figure = "<figure><img src=/w.jpg><figcaption>The wall. Photo: BSS</figcaption></figure>"
        article = read(head=linked(story(author=PERSON)), line=f"{figure}<p class=byline>By Mira Olsen</p>")
        assert article.authors == ("Mira Olsen",)

    def test_whom_the_page_calls_its_author_may_have_taken_the_picture_too(self) -> None:
        article = read(head=linked(story(author=PERSON)), line="<p>Bildquelle: Mira Olsen</p>")
        assert article.authors == ("Mira Olsen",)

    def test_a_label_above_says_what_those_below_did(self) -> None:
        article = read(line="<p>Von Uwe Brandt</p><p class=author>Fotos:</p><p class=author>Mira Olsen</p>")
        assert "Mira Olsen" not in article.authors
