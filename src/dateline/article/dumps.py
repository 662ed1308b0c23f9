"""Payloads that a broken template printed into the page: PHP dumps, JSON, templates, stack traces.

Each is found by its own form, never by what it says, and may be cut off in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dateline.article.signs import Signs
from dateline.model import Span

_PHP_STRING = re.compile(r"""string\(([0-9]{1,7})\)\s{0,5}"(?=\s{0,5}[\[{<])""")
_PHP_TREE = re.compile(
    r"\b(?:array\([0-9]{1,6}\)|object\([A-Za-z0-9_\\]{1,80}\)#[0-9]{1,6}(?: \([0-9]{1,6}\))?)\s{0,20}\{")
_NAME = r'"[A-Za-z_@][A-Za-z0-9_.-]{0,40}"\s{0,5}:'
_JSON = re.compile(rf"""\[\s{{0,20}}\{{\s{{0,20}}{_NAME}|\{{\s{{0,20}}{_NAME}\s{{0,5}}["\[{{0-9tfn]""")
_KEY = re.compile(_NAME)
_PHP_ERROR = re.compile(r"(?:PHP )?(?:Fatal error|Parse error|Warning|Notice|Deprecated): ")
_ON_LINE = re.compile(r" on line [0-9]{1,6}")
_IN_FILE = " in /"
_LONGEST_ERROR, _LONGEST_FILE = 300, 200  # characters of a PHP error's words, and of the file that it names
_TRACE = re.compile(
    r"Traceback \(most recent call last\):(?:\n[^\n]{0,300}){1,60}?\n\w{1,60}(?:Error|Exception)[^\n]{0,300}"
    r"|Stack trace:(?:\s{0,3}#[0-9]{1,3} [^\n#]{1,300}){1,60}"
    r"|(?:\n?\s{1,8}at [\w$.<>]{3,200}\([\w$.]{0,80}(?::[0-9]{1,6})?\)){2,80}")
_CALL = re.compile(r"at [\w$.<>]{3,200}\(")  # in each line of a trace without a head
_TRACE_SIGNS = ("Traceback (", "Stack trace:", " on line ", ".java:", ".kt:", ".scala:", ".js:", "(Native Method)")
_MOST_TRACES = 2_000  # signs of a trace; a text with more is none that a template printed
_TEMPLATE = re.compile(r"\{\{[ #/^>]?[\w.|:'\"() -]{1,80}\}\}|\{%[^%\n]{1,120}%\}|<%=?[^%\n]{1,200}%>")
_PHP_TAG = re.compile(r"<\?(?:php|=)")
_LONGEST_TAG = 500  # characters inside a PHP tag
_BRACKET_OR_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"|["\[\]{}]', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_MOST = 20_000  # payloads of one page; from the last of them on, all up to the page's last is one
_FEWEST_KEYS = 3  # of JSON that is a payload and no example
_TEMPLATE_SIGNS = ("{{", "{%", "<?", "<%")
_SIGNS = Signs(["{", "string(", "array(", "object(", '":', '" :', *_TRACE_SIGNS, *_TEMPLATE_SIGNS])


def find_dumps(text: str) -> list[Span]:
    """Return the spans of leaked payloads in page text, in order, none inside another.

    Few pages have a sign of any in their text: one look tells.
    """
    found: list[Span] = []
    signs = _SIGNS.within(text)
    if not signs:
        return found
    braced = "{" in signs
    if "string(" in signs:
        found.extend(_each(_PHP_STRING, text, _StringEnds(text)))
    if braced and ("array(" in signs or "object(" in signs):
        found.extend(_each(_PHP_TREE, text, lambda text, match: _balanced(text, match.end() - 1)))
    if braced and ('":' in signs or '" :' in signs):
        found.extend(_json(text, found))
    if not signs.isdisjoint(_TRACE_SIGNS) and sum(map(text.count, _TRACE_SIGNS)) <= _MOST_TRACES:
        if "Traceback (" in signs or "Stack trace:" in signs or _CALL.search(text):
            found.extend(match.span() for match in _TRACE.finditer(text))
        found.extend(_php_errors(text))
    if not signs.isdisjoint(_TEMPLATE_SIGNS):
        found.extend(match.span() for match in _TEMPLATE.finditer(text))
        found.extend(_php_tags(text))
    kept = _outermost(found)
    if len(kept) > _MOST:
        kept[_MOST - 1 :] = [(kept[_MOST - 1][0], kept[-1][1])]
    return kept


def _each(pattern: re.Pattern[str], text: str, end_of: Callable[[str, re.Match[str]], int]) -> list[Span]:
    found: list[Span] = []
    at = 0
    while (match := pattern.search(text, at)) is not None:
        at = max(end_of(text, match), match.end())
        found.append((match.start(), at))
    return found


class _StringEnds:
    """Where var_dump strings end, asked for in page order: after as many bytes as they state; else at their bracket;
    else at the end."""

    def __init__(self, text: str) -> None:
        self._bytes = text.encode("utf-8", "surrogatepass")
        self._at = self._byte = 0  # a character of the text, and where its bytes begin

    def __call__(self, text: str, opening: re.Match[str]) -> int:
        start = opening.end()
        self._byte += len(text[self._at : start].encode("utf-8", "surrogatepass"))
        self._at = start
        stop = self._byte + int(opening[1])
        if self._bytes[stop : stop + 1] == b'"':
            return start + len(self._bytes[self._byte : stop].decode("utf-8", "surrogatepass")) + 1
        while text[start : start + 1].isspace():
            start += 1
        if text[start : start + 1] in ("[", "{"):
            close = _balanced(text, start)
            return close + 1 if text[close : close + 1] == '"' else close
        return len(text)


def _php_tags(text: str) -> Iterator[Span]:
    """Yield the tags of PHP that are closed soon and on their line; one look ahead serves all that open before it."""
    at, close = 0, -1
    for opening in _PHP_TAG.finditer(text):
        start, inside = opening.span()
        if close < inside:
            close = text.find("?>", inside)
            if close < 0:
                return
        if start >= at and close - inside <= _LONGEST_TAG and "\n" not in text[inside:close]:
            at = close + 2
            yield start, at


def _php_errors(text: str) -> Iterator[Span]:
    """Yield "Warning: ... in /file on line 7", sought from its end: the rarest part."""
    at = 0
    for line in _ON_LINE.finditer(text):
        last = line.start() - len(_IN_FILE) - 1  # where the file's name begins at the latest, and at the earliest
        first = last - _LONGEST_FILE + 1
        for error in _PHP_ERROR.finditer(text, max(at, first - _LONGEST_ERROR - 30), line.start()):
            low, high = max(first, error.end() + 1), min(last, error.end() + _LONGEST_ERROR)
            if text.find(_IN_FILE, low, high + len(_IN_FILE)) >= 0 and "\n" not in text[error.end() : line.start()]:
                at = line.end()
                yield error.start(), at
                break


def _balanced(text: str, start: int) -> int:
    """Return the place after the bracket that closes the one at `start`, or the end of text where it is cut off."""
    depth, at, pattern = 0, start, _BRACKET_OR_STRING
    while (match := pattern.search(text, at)) is not None:
        sign, at = match[0], match.end()
        if sign == '"':
            pattern = _BRACKET  # a string that nothing closes: nothing closes those behind it either
        elif sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth <= 0:
                return at
    return len(text)


def _json(text: str, taken: list[Span]) -> list[Span]:
    found: list[Span] = []
    at = 0
    skip, passed = _outermost(taken), 0
    while True:
        match = _JSON.search(text, at)
        if match is None:
            return found
        while passed < len(skip) and skip[passed][1] <= match.start():
            passed += 1
        if passed < len(skip) and skip[passed][0] <= match.start():
            at = skip[passed][1]
            continue
        end = _balanced(text, match.start())
        if len(_KEY.findall(text, match.start(), end)) >= _FEWEST_KEYS:
            found.append((match.start(), end))
            at = end
        else:
            at = match.end()


def _outermost(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
        elif end > kept[-1][1]:
            kept[-1] = (kept[-1][0], end)
    return kept
