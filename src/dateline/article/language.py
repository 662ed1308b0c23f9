"""The language of an article: what the page declares, checked against its text."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dateline.article.markup import Markup

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_CODE = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9-]{2,12}))?\s*")
_ENOUGH = 200  # characters below which a guess is worth less than a declaration
_LOOKED_AT = 800
_SURE = 0.9
_COMMON = 50  # characters of a text for each of a language's commonest words, up to which the text is in it
_MACRO = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "hr", "fil": "tl", "zh": "zh"}
_SHORT = {"eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt",
          "nld": "nl", "dut": "nl", "rus": "ru", "ukr": "uk", "pol": "pl", "ces": "cs", "cze": "cs", "tur": "tr",
          "ara": "ar", "fas": "fa", "per": "fa", "heb": "he", "hin": "hi", "jpn": "ja", "kor": "ko", "zho": "zh",
          "chi": "zh", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi", "ell": "el", "gre": "el", "hun": "hu",
          "ron": "ro", "rum": "ro"}  # ISO 639-2 for the two letters that pages mostly write
_NEAR = (frozenset({"hr", "sr", "bs"}), frozenset({"id", "ms"}), frozenset({"no", "nb", "nn", "da"}),
         frozenset({"gl", "pt", "es", "ca"}), frozenset({"cs", "sk"}))


def declared_language(markup: Markup | None) -> str:
    """Return what the page says its language is, with the region where it says one ("en-GB"), else ""."""
    if markup is None:
        return ""
    for value in (markup.language, markup.meta("og:locale"), markup.meta("content-language", "language", "dc.language"),
                  markup.meta("inlanguage")):
        found = _CODE.match(value)
        if found and (len(value) < 20):
            code = found[1].lower()
            return _SHORT.get(code, code) + (f"-{found[2].upper()}" if found[2] and len(found[2]) == 2 else "")
    return ""


def find_language(declared: str, text: str) -> str | None:
    """Return the language code of `text` ("en"): the declared one, unless enough text is surely another.

    Short text tells nothing: the declared one, or None.
    """
    code = declared.partition("-")[0]
    sample = " ".join(text[:_LOOKED_AT].split())
    if len(sample) < _ENOUGH:
        return code or None
    if _is_in(code, sample):
        return code
    guess, likelihood = _identifier().classify(sample)
    guess = str(guess)
    if not code or (float(likelihood) >= _SURE and not _same(code, guess)):
        return guess if float(likelihood) >= 0.5 else code or None
    return code


def _is_in(code: str, sample: str) -> bool:
    """Return whether a text has so many common words of a language that none needs to be guessed: many times faster."""
    letters, common = _common_words().get(code, ("", frozenset()))
    if letters not in sample:
        return False
    hits = sum(map(common.__contains__, sample.lower().split()))
    return hits * _COMMON >= len(sample)


@cache
def _common_words() -> dict[str, tuple[str, frozenset[str]]]:
    """Return the commonest words of some languages, each with letters ("ij") that those near it lack, or ""."""
    lines = resources.files("dateline.article").joinpath("data/common_words.txt").read_text(encoding="utf-8")
    parts = (line.split("\t") for line in lines.splitlines() if not line.startswith("#"))
    return {code: (letters, frozenset(words.split())) for code, letters, words in parts}


def _same(one: str, other: str) -> bool:
    one, other = _MACRO.get(one, one), _MACRO.get(other, other)
    return one == other or any(one in near and other in near for near in _NEAR)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE  # loaded once: its model takes most of a second

    from dateline.article.languages import Identifier

    return Identifier.from_model_file(MODEL_FILE, norm_probs=True)
