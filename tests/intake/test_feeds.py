"""Feeds, each entry a page; sitemaps, which only name addresses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from intake_making import read, reasons

from dateline.model import Given

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Valley Courier</title><link>https://courier.example/</link><language>en-gb</language>
<item><title>Dam &amp; bridge</title><link>https://courier.example/1</link><dc:creator>Ana Ruiz</dc:creator>
<pubDate>Wed, 09 Nov 2016 16:51:35 +0300</pubDate><description>short</description>
<content:encoded><![CDATA[<p>“Long”&nbsp;text</p>]]></content:encoded></item>
<item><title>Second</title><link>https://courier.example/2</link><description>&lt;p&gt;A summary&lt;/p&gt;</description>
</item><item><title>Third</title><link>https://courier.example/3</link></item></channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Talbote</title>
<updated>2020-01-03T00:00:00Z</updated><entry><title type="html">Damm &lt;b&gt;hält&lt;/b&gt;</title>
<link rel="alternate" href="https://talbote.example/1"/><id>urn:1</id><published>2020-01-02T08:00:00+01:00</published>
<updated>2020-01-03T00:00:00Z</updated><author><name>Ute Kern</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Der <em>Damm</em>.</p></div></content></entry>
</feed>"""
JSON_FEED = json.dumps({
    "version": "https://jsonfeed.org/version/1.1", "title": "Valley Courier", "language": "en", "items": [
        {"id": "1", "url": "https://courier.example/1", "title": "One", "content_html": "<p>Words</p>",
         "date_published": "2020-01-02T08:00:00Z", "authors": [{"name": "Ana Ruiz"}]},
        {"id": "2", "url": "https://courier.example/2", "content_text": "Words"}, 7,
        {"id": "3", "url": "https://courier.example/3"}]}, indent=1)
SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"><url><loc>https://courier.example/1?a=1&amp;b=2</loc>
<image:image><image:loc>https://courier.example/p.jpg</image:loc></image:image></url>
<url><loc><![CDATA[https://courier.example/2]]></loc></url></urlset>"""
ADDRESS_ONLY = ("address only: fetch it with dateline add ADDRESS", False)


class TestFeed:
    @pytest.mark.parametrize("name", ["news.rss", "news.xml", "news"])
    def test_rss(self, tmp_path: Path, name: str) -> None:
        """Content, else the summary; what is but a link is left; its time keeps its offset."""
        (tmp_path / name).write_text(RSS, encoding="utf-8")
        pages, left = read(tmp_path / name)
        assert [(page.id, page.data.decode(), page.url, page.url_from) for page in pages] == [
            ("news#1", "<p>“Long”&nbsp;text</p>", "https://courier.example/1", "feed"),
            ("news#2", "<p>A summary</p>", "https://courier.example/2", "feed")]
        assert pages[0].given == Given(title="Dam & bridge", published="2016-11-09T16:51:35+03:00",
                                       outlet="Valley Courier", authors=("Ana Ruiz",), language="en-gb")
        assert reasons(left) == [ADDRESS_ONLY]
        assert left[0].source.endswith("news" + name[4:] + "#3 https://courier.example/3")

    def test_atom(self, tmp_path: Path) -> None:
        """published is not updated."""
        (tmp_path / "news.atom").write_text(ATOM, encoding="utf-8")
        (page,), _ = read(tmp_path / "news.atom")
        assert page.data.decode().strip() == "<p>Der <em>Damm</em>.</p>"
        assert page.given == Given(title="Damm hält", published="2020-01-02T08:00:00+01:00", outlet="Talbote",
                                   authors=("Ute Kern",), language="de")

    def test_atom_with_an_update_alone_has_no_publication(self, tmp_path: Path) -> None:
        (tmp_path / "news.atom").write_text(ATOM.replace("published>", "ignored>"), encoding="utf-8")
        assert read(tmp_path / "news.atom")[0][0].given.published is None

    def test_json_feed(self, tmp_path: Path) -> None:
        (tmp_path / "news.json").write_text(JSON_FEED)
        pages, left = read(tmp_path / "news.json")
        assert [(page.id, page.data, page.form) for page in pages] == [
            ("news#1", b"<p>Words</p>", "html"), ("news#2", b"Words", "text")]
        assert pages[0].given == Given(title="One", published="2020-01-02T08:00:00Z", outlet="Valley Courier",
                                       authors=("Ana Ruiz",), language="en")
        assert reasons(left) == [("not a JSON object", True), ADDRESS_ONLY]

    @pytest.mark.parametrize("broken", [
        RSS.replace("&amp;", "&"), RSS.replace("</channel></rss>", ""), RSS.replace("A summary", "A &nbsp; summary")])
    def test_a_broken_one_still_gives_its_entries(self, tmp_path: Path, broken: str) -> None:
        (tmp_path / "news.rss").write_text(broken, encoding="utf-8")
        assert [page.url for page in read(tmp_path / "news.rss")[0]] == [
            "https://courier.example/1", "https://courier.example/2"]

    @pytest.mark.parametrize("data", [b"<rss>", b"<rss><channel><item>", b"<rss>" + b"<" * 5_000,
                                      b"<rss><channel>" + b"<a>" * 50_000])
    def test_one_without_entries_is_named(self, tmp_path: Path, data: bytes) -> None:
        (tmp_path / "news.rss").write_bytes(data)
        pages, left = read(tmp_path / "news.rss")
        assert (pages, [one.rejected for one in left]) == ([], [True])

    def test_a_long_one_is_whole(self, tmp_path: Path) -> None:
        """A feed of some MiB is read part by part, and no entry of it is lost or counted twice."""
        item = RSS[RSS.index("<item>"):RSS.index("</channel>")]
        (tmp_path / "news.rss").write_text(RSS.replace(item, item + "\n" + item.replace("short", "long " * 2000) * 300),
                                           encoding="utf-8")
        pages, left = read(tmp_path / "news.rss")
        assert [page.id for page in pages] == [f"news#{n}" for n in range(1, 904) if n % 3]
        assert {page.given.outlet for page in pages} == {"Valley Courier"}
        assert reasons(left) == [ADDRESS_ONLY] * 301

    def test_a_long_one_that_is_no_xml_is_not_mended_for_ever(self, tmp_path: Path) -> None:
        item = b"<item><title>a & b</title><description>" + b"x" * 20_000 + b"</description></item>\n"
        (tmp_path / "news.rss").write_bytes(b"<rss><channel>" + item * 300 + b"</channel></rss>")
        pages, left = read(tmp_path / "news.rss")
        assert len(pages) > 100
        assert reasons(left) == [("the rest of a feed that is broken", True)]

    def test_entities_do_not_grow(self, tmp_path: Path) -> None:
        """A "billion laughs" is a broken feed or a short one, never a gigabyte."""
        entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
        (tmp_path / "news.rss").write_text(
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{"ha" * 50}">{entities}]><rss><channel><item>'
            "<title>&j;</title><description>&j;</description></item></channel></rss>")
        pages, left = read(tmp_path / "news.rss")
        assert len(pages) + len(left) >= 1
        assert all(len(page.data) < 1_000_000 for page in pages)

    def test_nothing_that_a_feed_names_is_opened(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("secret words")
        (tmp_path / "news.rss").write_text(
            f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><rss><channel><item>'
            "<title>t</title><description>words &x;</description></item></channel></rss>")
        assert all(b"secret words" not in page.data for page in read(tmp_path / "news.rss")[0])


class TestSitemap:
    @pytest.mark.parametrize("written", [SITEMAP, SITEMAP.replace("urlset", "sitemapindex")])
    def test_its_addresses_are_named(self, tmp_path: Path, written: str) -> None:
        (tmp_path / "sitemap.xml").write_text(written)
        pages, left = read(tmp_path / "sitemap.xml")
        assert [one.source.rpartition(" ")[2] for one in left] == [
            "https://courier.example/1?a=1&b=2", "https://courier.example/2"]
        assert (pages, reasons(left)) == ([], [ADDRESS_ONLY] * 2)
