"""The colours of the reader can be read: WCAG 2.2, 1.4.3, computed from the stylesheet."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("dateline.web") / "static" / "style.css").read_text(encoding="utf-8")
LIGHT, DARK = (dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6})", block)) for block in re.findall(
    r":root \{(.*?)\n\s*\}", CSS, re.S)[:2])


def luminance(colour: str) -> float:
    parts = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
class TestContrast:
    @pytest.mark.parametrize("words", ["ink", "soft", "link", "caution", *(f"l{n}" for n in range(9))])
    @pytest.mark.parametrize("ground", ["paper", "raised"])
    def test_of_words_on_the_page(self, scheme: dict[str, str], words: str, ground: str) -> None:
        assert contrast(scheme[words], scheme[ground]) >= 4.5

    @pytest.mark.parametrize("number", range(9))
    def test_of_words_on_a_speakers_colour(self, scheme: dict[str, str], number: int) -> None:
        assert contrast(scheme["ink"], scheme[f"t{number}"]) >= 7
        assert contrast(scheme[f"l{number}"], scheme[f"t{number}"]) >= 4.5

    @pytest.mark.parametrize("number", range(9))
    def test_of_a_statements_number(self, scheme: dict[str, str], number: int) -> None:
        assert contrast(scheme["paper"], scheme[f"l{number}"]) >= 4.5

    @pytest.mark.parametrize("words, ground", [("gone", "gone-paper"), ("new", "new-paper"), ("ink", "hit"),
                                               ("caution", "caution-paper"), ("focus", "paper")])
    def test_of_changes_hits_and_focus(self, scheme: dict[str, str], words: str, ground: str) -> None:
        assert contrast(scheme[words], scheme[ground]) >= (3 if words == "focus" else 4.5)
