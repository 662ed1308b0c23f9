"""Whom captions credit, figures printed twice, and figures that are no pictures."""

from __future__ import annotations

import pytest
from newspaper import HARBOUR, kept, page, paragraphs, whole

from dateline.article import read_article
from dateline.article.picture_credits import credit_in


@pytest.mark.parametrize("caption, credit", [
    ("The old wall. Photo: Bo Lind", "Photo: Bo Lind"),
    ("Boats in the basin. (AP Photo/Bo Lind)", "AP Photo/Bo Lind"),
    ("A cargo ship leaves port on Aug. 31, 2019. (AP)", "AP"),
    ("Boats leave at dawn. Bo Lind / AFP", "Bo Lind / AFP"),
    ("The quay at night. Lind Images/Vision via Getty Images", "Lind Images/Vision via Getty Images"),
    ("bolind | Getty Images", "bolind | Getty Images"),
    ("The basin, 1692 — via Wikimedia Commons", "via Wikimedia Commons"),
    ("The basin after the storm. Courtesy of the port authority.", "Courtesy of the port authority"),
    ("Source: port authority | Image Credit: Lindholm Courier", "Image Credit: Lindholm Courier"),
    ("Die Kaimauer (Bildquelle: Bo Lind)", "Bildquelle: Bo Lind"),
    ("Das Becken. Copyright: Bo Lind", "Copyright: Bo Lind"),
    ("This is a photo of the harbour in May", None),
    ("She worked for the AP", None),
    ("Police showed a photo - it shows a man in a hat", None),
    ("The quay. Photo - Bo Lind", "Photo - Bo Lind"),
    ("The PA system at the quay", None),
    ("A courtesy to the neighbours", None),
])
def test_credit_at_the_end_of_a_caption(caption: str, credit: str | None) -> None:
    assert credit_in(caption) == credit


def figure(caption: str, inside: str = "<img src=/wall.jpg>") -> str:
    return f"<figure>{inside}<figcaption>{caption}</figcaption></figure>"


def test_a_figure_printed_twice_is_one_and_neither_caption_is_text() -> None:
    article = read_article(page(whole(figure("The old wall.") + paragraphs() + figure("The old wall."))))
    (media,) = article.media
    assert (media.caption, len(media.spans)) == ("The old wall.", 2)
    assert "The old wall." not in article.text


@pytest.mark.parametrize("caption", ["Anzeige", "ADVERTISEMENT"])
def test_what_is_sold_is_no_picture_of_the_article(caption: str) -> None:
    assert read_article(page(whole(figure(caption) + paragraphs()))).media == ()


def test_a_caption_of_marks_only_says_nothing() -> None:
    (media,) = read_article(page(whole(figure(".") + paragraphs()))).media
    assert media.caption == ""


class TestQuotations:
    """A figure may hold a block quote: its caption then says who spoke, which is part of the article."""

    SAID = "<blockquote><p>“Stones move with the tide, and so must we.”</p></blockquote>"

    def test_who_said_it_stays_with_the_quotation(self) -> None:
        html = paragraphs(*HARBOUR[:3]) + figure(
            "<a href=https://linkedin.example/m>LinkedIn</a><b>Mira Olsen</b>, harbour master",
            "<img src=/mira.jpg>" + self.SAID) + paragraphs(*HARBOUR[3:])
        article = read_article(page(whole(html)))
        lines = kept(article)
        place = lines.index("“Stones move with the tide, and so must we.”")
        assert lines[place + 1] == "Mira Olsen, harbour master"
        assert all(one.caption == "" for one in article.media)

    def test_a_credit_under_it_is_the_pictures(self) -> None:
        html = paragraphs(*HARBOUR[:3]) + figure("Foto: Bo Lind", "<img src=/mira.jpg>" + self.SAID) + paragraphs(
            *HARBOUR[3:])
        article = read_article(page(whole(html)))
        assert "Foto: Bo Lind" not in article.text
        assert [one.credit for one in article.media] == ["Foto: Bo Lind"]
