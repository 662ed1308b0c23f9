"""Payloads that a broken template printed into the page: PHP dumps, JSON, templates, stack traces.

Each is found by its own form, never by what it says, and may be cut off in the middle.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.model import Span

_PHP_STRING = re.compile(r"""string\(([0-9]{1,7})\)\s{0,5}"(?=\s{0,5}[\[{<])""")
_PHP_TREE = re.compile(
    r"\b(?:array\([0-9]{1,6}\)|object\([A-Za-z0-9_\\]{1,80}\)#[0-9]{1,6}(?: \([0-9]{1,6}\))?)\s{0,20}\{")
_NAME = r'"[A-Za-z_@][A-Za-z0-9_.-]{0,40}"\s{0,5}:'
_JSON = re.compile(rf"""\[\s{{0,20}}\{{\s{{0,20}}{_NAME}|\{{\s{{0,20}}{_NAME}\s{{0,5}}["\[{{0-9tfn]""")
_KEY = re.compile(_NAME)
_TRACE = re.compile(
    r"(?:PHP )?(?:Fatal error|Parse error|Warning|Notice|Deprecated): [^\n]{1,300}? in /[^\n]{1,200}?"
    r" on line [0-9]{1,6}"
    r"|Traceback \(most recent call last\):(?:\n[^\n]{0,300}){1,60}?\n\w{1,60}(?:Error|Exception)[^\n]{0,300}"
    r"|Stack trace:(?:\s{0,3}#[0-9]{1,3} [^\n#]{1,300}){1,60}"
    r"|(?:\n?\s{1,8}at [\w$.<>]{3,200}\([\w$.]{0,80}(?::[0-9]{1,6})?\)){2,80}")
_TRACE_SIGNS = ("Traceback (", "Stack trace:", " on line ", ".java:", ".kt:", ".scala:", ".js:", "(Native Method)")
_MOST_TRACES = 2_000  # signs of a trace; a text with more is none that a template printed
_TEMPLATE = re.compile(r"\{\{[ #/^>]?[\w.|:'\"() -]{1,80}\}\}|\{%[^%\n]{1,120}%\}"
                       r"|<\?(?:php|=)[^\n]{0,500}?\?>|<%=?[^%\n]{1,200}%>")
_BRACKET_OR_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"|["\[\]{}]', re.DOTALL)
_BRACKET = re.compile(r"[\[\]{}]")
_MOST = 20_000  # payloads of one page; from the last of them on, all up to the page's last is one
_FEWEST_KEYS = 3  # of JSON that is a payload and no example


def find_dumps(text: str) -> list[Span]:
    """Return the spans of leaked payloads in page text, in order, none inside another."""
    found: list[Span] = []
    if "string(" in text:
        found.extend(_each(_PHP_STRING, text, _php_string_end))
    if "(" in text and "{" in text:
        found.extend(_each(_PHP_TREE, text, lambda text, match: _balanced(text, match.end() - 1)))
    if '":' in text or '" :' in text:
        found.extend(_json(text, found))
    if 0 < sum(text.count(sign) for sign in _TRACE_SIGNS) <= _MOST_TRACES:
        found.extend(match.span() for match in _TRACE.finditer(text))
    if "{{" in text or "{%" in text or "<?" in text or "<%" in text:
        found.extend(match.span() for match in _TEMPLATE.finditer(text))
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


def _php_string_end(text: str, opening: re.Match[str]) -> int:
    """Return where a var_dump string ends: after as many bytes as it states; else at its bracket; else at the end."""
    stated = int(opening[1])
    start = opening.end()
    body = text[start : start + stated].encode("utf-8", "surrogatepass")[:stated].decode("utf-8", "ignore")
    end = start + len(body)
    if text[end : end + 1] == '"':
        return end + 1
    while text[start : start + 1].isspace():
        start += 1
    if text[start : start + 1] in ("[", "{"):
        close = _balanced(text, start)
        return close + 1 if text[close : close + 1] == '"' else close
    return len(text)


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
    skip = sorted(taken)
    while True:
        match = _JSON.search(text, at)
        if match is None:
            return found
        inside = next((end for start, end in skip if start <= match.start() < end), 0)
        if inside:
            at = inside
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
