"""What `stories` keeps of an article."""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import BUDGET_HERALD, FERRY_WIRE, article, budget, ferry

from dateline.model import Signature
from dateline.stories import signature
from dateline.stories.signature import HEAVY_KEYS, NAMES, NUMBERS, PAIR_KEYS, QUOTES, SINGLE_KEYS, TERMS
from dateline.stories.sketch import BANDS, SLOTS, likeness, sketch


def of(text: str, title: str | None = None) -> Signature:
    return article("a", text, title or "", None)


class TestTerms:
    """The words that tell most what the article is about, by a table of document frequencies that ships."""

    def test_rare_words_weigh_most(self) -> None:
        weights = dict(of(FERRY_WIRE).terms)
        assert weights["brannoc"] > weights["engine"] > weights.get("from", 0.0)

    def test_they_have_unit_length(self) -> None:
        assert sum(weight**2 for _, weight in of(FERRY_WIRE).terms) == pytest.approx(1, abs=1e-3)

    def test_the_title_counts_more(self) -> None:
        untitled, titled = dict(of(FERRY_WIRE).terms), dict(of(FERRY_WIRE, "Smoke inhalation").terms)
        assert titled["inhalation"] > untitled["inhalation"]

    def test_plural_accent_and_case_are_folded(self) -> None:
        assert dict(of("Ferries FERRY ferry's Zürich").terms).keys() == {"ferry", "zurich"}


class TestNamesNumbersQuotes:
    def test_names_of_several_words(self) -> None:
        assert {"idris vaughan", "outer skerries", "marine safety board"} <= set(of(FERRY_WIRE).names)

    def test_a_sentence_does_not_begin_a_name(self) -> None:
        assert of("But Greta Lund spoke. The Greta Lund affair.").names == ("greta lund",)

    def test_years_and_digits_are_no_numbers(self) -> None:
        found = of("In 2026 there were 3 fires, 212 passengers, $11.5 and 1,400 boats.")
        assert found.numbers == ("1,400", "11.5", "212")

    def test_trimmed_quotations_share_a_hash(self) -> None:
        whole, trimmed = ferry()[0].quotes, ferry()[1].quotes
        assert set(whole) & set(trimmed)

    def test_short_quotations_have_none(self) -> None:
        assert of('He called it "the hardest evening of his".').quotes != ()
        assert of('He called it "the hardest evening".').quotes == ()


class TestKeys:
    """Articles that may belong together share a key; those that don't hardly do."""

    def test_reports_of_one_event_share_one(self) -> None:
        assert all(set(a.keys) & set(b.keys) for members in (ferry(), budget()) for a in members for b in members)

    def test_reports_of_two_events_share_none(self) -> None:
        assert not any(set(a.keys) & set(b.keys) for a in ferry() for b in budget())

    def test_they_are_bounded(self) -> None:
        most = BANDS + SINGLE_KEYS + HEAVY_KEYS + PAIR_KEYS * (PAIR_KEYS - 1) // 2
        assert len(of(FERRY_WIRE + BUDGET_HERALD).keys) <= most


EXPECTED = "5ae62823ab76883e"


class TestSketch:
    """By it the share of word pairs that two texts have in common is estimated."""

    def test_the_same_words_have_the_same_sketch(self) -> None:
        assert likeness(of(FERRY_WIRE).sketch, of(FERRY_WIRE.upper().replace('"', "“")).sketch) == 1.0

    def test_other_words_have_another(self) -> None:
        assert likeness(of(FERRY_WIRE).sketch, of(BUDGET_HERALD).sketch) < 0.05

    def test_half_the_text_is_half_the_pairs(self) -> None:
        words = [f"word{number}" for number in range(1000)]
        assert likeness(sketch(words), sketch(words[:500])) == pytest.approx(0.5, abs=0.12)

    def test_a_text_of_one_word_is_like_none(self) -> None:
        assert likeness(sketch(["one"]), sketch(["one"])) == 0.0

    def test_it_never_changes(self) -> None:
        """Archives keep sketches: the numbers of this one are those of every platform and version."""
        assert sketch(["never", "changes", "at", "all"])[:8].hex() == EXPECTED


class TestAnyArticle:
    @settings(max_examples=50)
    @given(st.text(max_size=400), st.text(max_size=40), st.text(max_size=30))
    def test_any_text_has_a_bounded_signature(self, text: str, title: str, published: str) -> None:
        found = signature(id="a", text=text, title=title, published=published, outlet=None)
        assert len(found.terms) <= TERMS
        assert len(found.sketch) in (0, 2 * SLOTS)
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(found), type=Signature) == found

    @pytest.mark.parametrize("text", ["“" * 100_000, "A " * 300_000, "Ab-" * 100_000, "1,1" * 100_000, "字" * 100_000,
                                      "Ab of " * 60_000, '"a b c d e f ' * 30_000, "\udc80" * 1000],
                             ids=["marks", "capitals", "hyphens", "digits", "no spaces", "particles", "quotes", "lone"])
    def test_odd_texts_are_read_in_time(self, text: str) -> None:
        found = of(text)
        assert len(found.names) <= NAMES
        assert len(found.numbers) <= NUMBERS
        assert len(found.quotes) <= QUOTES

    def test_it_is_a_few_kilobytes_whatever_the_length(self) -> None:
        assert len(msgspec.msgpack.encode(of(FERRY_WIRE * 500))) < 6_000

    def test_hash_seeds_do_not_matter(self) -> None:
        script = ("import sys, hashlib, msgspec; from dateline.stories import signature; "
                  "s = signature(id='a', text=sys.stdin.read(), title='Fire', published=None, outlet=None); "
                  "print(hashlib.sha256(msgspec.msgpack.encode(s)).hexdigest())")
        found = [subprocess.run([sys.executable, "-c", script], input=FERRY_WIRE, capture_output=True, text=True,
                                check=True, env={**os.environ, "PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")]
        assert found[0] == found[1]
