"""What the page says to its reader is nobody's statement."""

from __future__ import annotations

import pytest

from dateline.model import Article, Media
from dateline.statements import find_statements

LINES = """
You have read 3 of 5 free articles this month.
You have read: The bridge that nobody wanted to build
You have read “The bridge that nobody wanted.”
Subscribers read “The bridge that nobody wanted” first.
Subscribers also read: The bridge that nobody wanted
Subscribers read: Mayor closes the bridge
Subscribers read this story first.
Others read: “The bridge that nobody wanted.”
Readers also liked: “The bridge that nobody wanted.”
Read also: “The bridge that nobody wanted.”
Read more on this: “We never asked for this.”
Watch: 'We never asked for this bridge'
You agree that we may use your data for advertising.
Our newsletter tells you what matters every morning.
By signing up, you confirm that you are over 16.
You can unsubscribe at any time. We promise not to share your address.
I have read and accept the terms of use.
We want to hear from you in the comments.
You must be logged in to post a comment.
""".strip().splitlines()

ELSEWHERE = [
    ("de", "Sie haben gelesen: „Die Brücke, die niemand wollte.“"), ("de", "Lesen Sie auch: „Ein Fluss ohne Ufer“"),
    ("de", "Mehr zum Thema: „Die Brücke, die niemand wollte“"),
    ("fr", "Lire aussi : « Le pont dont personne ne veut »"),
    ("es", "Lea también: «El puente que nadie quería»"), ("nl", "Lees ook: ‘De brug die niemand wilde’"),
    ("it", "Leggi anche: «Il ponte che nessuno voleva»"), ("pt", "Leia também: “A ponte que ninguém queria”"),
    ("ru", "Читайте также: «Мост, который никому не был нужен»"),
    ("uk", "Читайте також: «Міст, який нікому не був потрібен»"),
    ("ar", "اقرأ أيضا: \"الجسر الذي لم يرده أحد في المدينة\""),
]


class TestLinesOfThePage:
    """"Read also:", "You have read", "By signing up, you confirm that": whatever found them, they are left out."""

    @pytest.mark.parametrize("line", LINES)
    def test_alone_and_within_an_article(self, line: str) -> None:
        within = f"The bridge fell on Monday.\n\n{line}\n\nIt was old."
        assert find_statements(Article(id="a", text=line, language="en")) == ()
        assert find_statements(Article(id="a", text=within, language="en")) == ()

    @pytest.mark.parametrize("line", LINES[:8])
    def test_in_headlines_and_captions(self, line: str) -> None:
        article = Article(id="a", text="It was old.", headline=line, language="en",
                          media=(Media(kind="picture", caption=line),))
        assert find_statements(article) == ()

    @pytest.mark.parametrize("language, line", ELSEWHERE)
    def test_in_other_languages(self, language: str, line: str) -> None:
        assert find_statements(Article(id="a", text=line, language=language)) == ()

    @pytest.mark.parametrize("text", [
        "Readers said: “We want our bridge back, and soon.”", "Subscribers said that the bridge was ugly.",
        "“You have read the plan,” Ana Ruiz said.", "“We want to hear from you,” the mayor told the comments section.",
        "The company said that you agree to its terms when you log in.",
    ])
    def test_what_somebody_says_of_reading_is_kept(self, text: str) -> None:
        assert len(find_statements(Article(id="a", text=text, language="en"))) == 1


class TestBreaks:
    """A blank line ends a name and a cue; a content goes on behind it in a span of its own."""

    @pytest.mark.parametrize("line", [
        "Share this: Facebook, Twitter", "Photo: Ana Ruiz/Daily Post", "Updated: March 3, 2026",
        "Most read in politics",
    ])
    def test_a_line_before_does_not_become_the_source(self, line: str) -> None:
        text = f"The bridge fell on Monday.\n\n{line}\n\nThe mayor, who visited the bridge, said it would open soon."
        for statement in find_statements(Article(id="a", text=text, language="en")):
            assert all(start >= text.index("The mayor") for start, _ in statement.source)

    def test_a_quotation_over_paragraphs_has_a_span_in_each(self) -> None:
        text = ("“We shall go on with this work until the bridge stands again,” said Ana Ruiz. “It will take years.\n\n"
                "“But it will stand, and nobody will remember that it ever fell.”")
        statement, = find_statements(Article(id="a", text=text, language="en"))
        assert not any("\n\n" in text[slice(*span)] for span in statement.content)
        assert text[statement.content[-1][0]:].startswith("“But it will stand")
