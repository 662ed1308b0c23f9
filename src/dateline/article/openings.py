"""With which characters the matches of an expression begin: what need not be tried on lines that begin with others.

Expressions are those of data/phrases/: characters, classes of them, groups, alternatives, counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r"\(\?:|\(\?!|[()|?*+.^$]|\{\d+,?\d*\}|\[(?:\\.|[^\]\\])+\]|\\.|.")
_COUNT = re.compile(r"[?*+]|\{(\d+),?\d*\}")

Heads = tuple[set[str], set[str]]
"""What an expression may match so far: all of it; how it begins, where anything may follow."""


def openings(expression: str, most: int) -> set[str]:
    """Return strings of up to so many characters, of which every match of the expression begins with one.

    Raises ValueError for what such an expression does not hold.
    """
    whole, begun = _alternatives(iter(_TOKEN.findall(expression)), most)
    return whole | begun


def _alternatives(tokens: Iterator[str], most: int) -> Heads:
    """Read up to the end of the group that is open, or of all."""
    whole: set[str] = set()
    begun: set[str] = set()
    heads: Heads = {""}, set()  # of the alternative that is read
    before = heads  # of it without its last piece, to which a count belongs
    for token in tokens:
        if token in ("|", ")"):
            whole, begun = whole | heads[0], begun | heads[1]
            heads = {""}, set()
            if token == ")":
                return whole, begun
        elif (count := _COUNT.fullmatch(token)) is not None:
            if token in ("?", "*") or count[1] == "0":
                heads = heads[0] | before[0], heads[1] | before[1]
            if token != "?":  # more of it may follow, or something else
                heads = heads[0] & before[0], heads[1] | (heads[0] - before[0])
        else:
            before, heads = heads, _joined(heads, _piece(token, tokens, most), most)
    return whole | heads[0], begun | heads[1]


def _piece(token: str, tokens: Iterator[str], most: int) -> Heads:
    """Return the heads of a group, or of a character."""
    if token == "(?:":
        return _alternatives(tokens, most)
    if token[0] == "[" and token[1] != "^" and "-" not in token and "\\" not in token:
        return set(token[1:-1]), set()
    if token in ("(", "(?!"):
        raise ValueError(f"{token}: not in an expression of phrases")
    literal = token.removeprefix("\\")
    if token in (".", "^", "$") or len(literal) > 1 or (literal != token and literal.isalpha()):
        return set(), {""}
    return {literal}, set()


def _joined(heads: Heads, piece: Heads, most: int) -> Heads:
    """Return the heads of one behind the other."""
    whole, begun = set[str](), set(heads[1])
    for head in heads[0]:
        begun.update([(head + one)[:most] for one in piece[1]])
        for one in piece[0]:
            (whole if len(head + one) < most else begun).add((head + one)[:most])
    return whole, begun
