"""Headlines that say who says what."""

from __future__ import annotations

import pytest

from dateline.model import Article
from dateline.statements import find_statements
from dateline.statements.headline import read_headline


class TestReadHeadline:
    """"Claim: Speaker" and "Speaker: claim"; the colon is the cue."""

    @pytest.mark.parametrize("headline, source, cue, content", [
        ("Lagos Is Ready to Talk to Its Neighbours: Prime Minister", "Prime Minister", ":",
         "Lagos Is Ready to Talk to Its Neighbours"),
        ("Two Bridges May Fall This Winter: Report", "Report", ":", "Two Bridges May Fall This Winter"),
        ("Rebels Close to a Deal With the Capital: Okoro", "Okoro", ":", "Rebels Close to a Deal With the Capital"),
        ("Army Trying to Hide Its Losses in the North: US Official Claims", "US Official", "Claims",
         "Army Trying to Hide Its Losses in the North"),
        ("VIDEO: Army Ready to Strike Within a Day: Source", "Source", ":", "Army Ready to Strike Within a Day"),
        ("Okoro: Lagos is ready to talk", "Okoro", ":", "Lagos is ready to talk"),
        ("Ana Ruiz: ‘Nobody is safe’", "Ana Ruiz", ":", "‘Nobody is safe’"),
        ("Merkel: „Wir schaffen das“", "Merkel", ":", "„Wir schaffen das“"),
    ])
    def test_colon(self, headline: str, source: str, cue: str, content: str) -> None:
        found = read_headline(headline)
        assert found is not None
        assert [headline[slice(*found.source[0])], headline[slice(*found.cue[0])],
                headline[slice(*found.content[0])]] == [source, cue, content]

    @pytest.mark.parametrize("headline", [
        "VIDEO: Warship Leaves the Harbour for the North", "BLAST VIDEO: 6 killed as house collapses in Lagos",
        "Election 2016: Okoro wins the north", "How to cook: a guide", "At 10:30 the war ends",
        "Live: the vote in the Senate", "Opinion: the tax must go", "Two Bridges Fall in the North", ":", "", "::::",
    ])
    def test_no_speaker(self, headline: str) -> None:
        assert read_headline(headline) is None


class TestHeadlineStatements:
    """They count in the headline, and come first."""

    @pytest.mark.parametrize("headline, source, content", [
        ("Two Bridges May Fall: Mayor", "Mayor", "Two Bridges May Fall"),
        ("‘Nobody Is Safe,’ Says Mayor", "Mayor", "‘Nobody Is Safe,’"),
        ("Mayor says two bridges may fall", "Mayor", "two bridges may fall"),
    ])
    def test_in_headline(self, headline: str, source: str, content: str) -> None:
        article = Article(id="a", headline=headline, text="Ana Ruiz, the mayor, said the talks were over.",
                          language="en")
        first, *_ = find_statements(article)
        assert first.where == "headline"
        assert (headline[slice(*first.source[0])], headline[slice(*first.content[0])]) == (source, content)

    @pytest.mark.parametrize("headline", ["Lagos man pleads guilty to threatening a judge", "Storm to hit the coast",
                                          "Clerk pleads guilty to denying a licence"])
    def test_a_headline_in_which_nobody_is_said_to_speak_is_no_statement(self, headline: str) -> None:
        article = Article(id="a", headline=headline, text="It rained all day.", language="en")
        assert find_statements(article) == ()
