"""What forms of a name have to do with each other: parts of a person's name, spellings that sound alike, initials."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, TypeAlias

from msgspec import Struct

from dateline.model import SpeakerType
from dateline.speakers.names import folded_body, folded_person
from dateline.speakers.wordlists import lines

Relation: TypeAlias = Literal["same", "middle", "nickname", "spelling", "generation", "initial", "surname", "acronym"]
"""How one form may be another: the same; a middle name more; "Jr." more, where fathers and
sons go by one name; a short form of the given name; another spelling of the same sounds; initials for given names; the
surname alone; the first letters of a body's words."""

_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_LINKING = frozenset({"of", "the", "and", "for", "in", "on", "&", "a", "der", "die", "das", "und", "für", "de", "la"})
_FAMILY_FIRST = frozenset({"xi", "mao", "hu", "wen", "zhang", "wang", "zhao", "liu", "deng", "jiang", "nguyen"})
_CYRILLIC = dict(zip("абвгдезийклмнопрстуфцыэєіґўё", "abvgdeziiklmnoprstufcyeeiguo", strict=True)) | {
    "ж": "zh", "х": "kh", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya", "ї": "i"}
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "avgdezitiklmnxoprsstyfhpo", strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _GREEK)
_SOUNDS = tuple((re.compile(pattern), sound) for pattern, sound in (
    (r"tsch|tch|cz|č", "ch"), (r"shch|schtsch|sch|sh|sz", "s"), ("ph", "f"), ("kh|gh|q|ck", "k"), ("dh", "d"),
    ("zh|z", "s"), ("x", "ks"), (r"gu(?=[eiy])", "g"), (r"c(?=[eiy])", "s"), (r"c(?!h)", "k"), ("ch", "c"),
    ("w", "v"), ("ou|oo", "u"), (r"[yj]", "i"), (r"e[iy]|ie|ii", "i"), (r"sk[i]+$", "ski"), (r"[oe]v$", "v"),
    (r"(?<=[nt])e$", ""), (r"er$", "r"), ("h", ""), ("g", "k"), ("u", "o"), (r"(.)\1+", r"\1")))


class Form(Struct, frozen=True, kw_only=True):
    """A person's name in parts, folded; a body's name has only `family`."""

    given: str = ""
    middles: tuple[str, ...] = ()
    family: str
    generation: str = ""
    initials: str = ""  # of a body's words

    @property
    def is_full(self) -> bool:
        """Whether it means somebody by itself: a given name is written out, or more than one initial."""
        return len(self.given) > 1 or bool(self.given and self.middles)


@lru_cache(maxsize=65_536)
def form_of(name: str, kind: SpeakerType) -> Form:
    """Return the parts of a printed name that is rid of titles."""
    if kind != "person":
        body = folded_body(name)
        words = [word for word in body.split() if word not in _LINKING]
        return Form(family=body, initials="".join(word[0] for word in words) if len(words) > 1 else "")
    parts = folded_person(name.translate(_LETTERS) if not name.isascii() else name).translate(_LETTERS).split()
    generation = parts.pop() if len(parts) > 1 and parts[-1] in _GENERATIONS else ""
    if len(parts) > 1 and (parts[0] in _FAMILY_FIRST or (len(parts[0]) > 1 and "-" in parts[-1] and len(parts) == 2
                                                         and parts[0] in {"kim", "park", "moon", "lee", "ban"})):
        parts = [*parts[1:], parts[0]]
    if not parts:
        return Form(family=generation)
    return Form(given=parts[0] if len(parts) > 1 else "", middles=tuple(parts[1:-1]), family=parts[-1],
                generation=generation)


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """Return letters that spellings of one name in Latin script share: "Poutine", "Putin"; "Lawrow", "Lavrov"."""
    for pattern, letters in _SOUNDS:
        word = pattern.sub(letters, word)
    return word


def block_of(name: str, kind: SpeakerType) -> str:
    """Return the block of a name: only names of one block may be one.

    A body of one word, unless it is letters, stands with the people: "Putin said", where nothing else tells who.
    """
    form = form_of(name, kind)
    if kind == "person" or (kind == "organisation" and not form.initials and not name.isupper()
                            and " " not in form.family):
        return f"person {sound(form.family)}"
    return f"{kind} {form.initials or form.family}"


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = {}
    for number, line in enumerate(lines("nicknames.txt")):
        for word in line.split():
            groups.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@lru_cache(maxsize=65_536)
def relation(a: Form, b: Form) -> Relation | None:
    """Return how one form may be the other, in either direction; None where they cannot be one."""
    if a.initials or b.initials or not (a.given or a.middles or b.given or b.middles):
        if a.family == b.family and a.generation == b.generation:
            return "same"
        if a.initials and not b.initials and a.initials == b.family:
            return "acronym"
        return "acronym" if b.initials and not a.initials and b.initials == a.family else None
    if sound(a.family) != sound(b.family) or (a.generation and b.generation and a.generation != b.generation):
        return None
    if not a.given or not b.given:
        return "surname"
    found = _given(a.given, b.given)
    if found is None:
        return _by_middle(a, b)
    if not _middles_agree(a.middles, b.middles):
        return None
    if found == "same" and a.family != b.family:
        found = "spelling"
    if a.generation != b.generation:
        return "generation"
    return "middle" if found == "same" and a.middles != b.middles else found


def _by_middle(a: Form, b: Form) -> Relation | None:
    """Somebody may go by the middle name: "J. Edgar Hoover", "Edgar Hoover"."""
    for one, other in ((a, b), (b, a)):
        if one.middles and not other.middles and len(other.given) > 1 and one.middles[0] == other.given:
            return "middle"
    return None


def _given(a: str, b: str) -> Relation | None:
    if a == b:
        return "same"
    if len(a) == 1 or len(b) == 1:
        return "initial" if a[0] == b[0] else None
    if _short_forms().get(a, frozenset()) & _short_forms().get(b, frozenset()):
        return "nickname"
    return "spelling" if sound(a) == sound(b) else None


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two rows of middle names may be one person's: nobody's, or each begins as the other."""
    return all(x == y or ((len(x) == 1 or len(y) == 1) and x[0] == y[0]) for x, y in zip(a, b, strict=False))
