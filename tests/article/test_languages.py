"""No language decides whether a page has an article: headline, byline, date and body in twenty-three of them."""

from __future__ import annotations

import pytest
from languages import REPORTS, Report, page_in
from newspaper import kept, page

from dateline.article import language, read_article


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.language)
class TestEveryLanguage:
    def test_headline_body_and_language(self, report: Report) -> None:
        article = read_article(page(page_in(report)))
        assert article.headline == report.headline
        assert kept(article) == list(report.body)
        assert (article.language or "").startswith(report.language)
        assert article.status in ("ok", "stub")

    def test_date_and_byline(self, report: Report) -> None:
        article = read_article(page(page_in(report)))
        assert (article.published or "")[:10] == report.day
        assert article.times.published is not None
        assert article.times.published.printed == report.date
        assert article.authors == (report.name,)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.language)
def test_no_language_is_taken_for_another_by_its_common_words(report: Report) -> None:
    text = " ".join(report.body)
    listed = language._common_words()
    assert [code for code in listed if language._is_in(code, text)] == [report.language] * (report.language in listed)


def test_text_with_a_few_words_of_the_declared_language_is_not_in_it() -> None:
    japanese = next(report for report in REPORTS if report.language == "ja")
    words = " ".join(japanese.body * 2)
    assert language.find_language("en", f"{words} the end of it {words}") == "ja"


@pytest.mark.parametrize("declared, code, text", [
    ("ru", "bg", "Пристанището ще бъде затворено за две години от март, съобщи в понеделник администрацията. "
     "Началникът каза, че не може повече да се кърпят стените, които са построени в началото на миналия век, и че "
     "ремонтът ще струва над четиридесет милиона. Рибарите ще се преместят в западната част на пристанището. "
     "Жителите могат да изпратят бележки по плана до края на седмицата."),
    ("nl", "af", "Die hawe sal vanaf Maart vir twee jaar gesluit wees, het die owerheid Maandag gesê. Die hawemeester "
     "het gesê dat dit nie moontlik is om die mure verder te lap nie en dat die werk meer as veertig miljoen sal kos. "
     "Volgens haar sal die vissers na die westelike deel van die hawe trek, waar daar plekke voorberei word.")])
def test_a_language_that_shares_the_commonest_words_is_told_apart(declared: str, code: str, text: str) -> None:
    assert language.find_language(declared, text) == code


def test_right_to_left_text_keeps_its_direction_marks_and_joiners() -> None:
    """A direction mark or a zero-width non-joiner that the page prints is part of its words there."""
    marked = "گفت:\u200f «نمی\u200cتوانیم دیوارهای سال ۱۹۱۱ را تا ابد وصله کنیم» و افزود که پول خواسته شده است."
    persian = next(report for report in REPORTS if report.language == "fa")
    article = read_article(page(page_in(persian._replace(body=(persian.body[0], marked, persian.body[2])))))
    assert kept(article)[1] == marked
    assert article.repairs == ()
