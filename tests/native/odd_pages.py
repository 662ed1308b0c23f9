"""Pages of all that is odd, drawn by number: what the native core is to survive."""

from __future__ import annotations

import random

from dateline.model import Given, Page

_TEXTS = (
    "\u0130", "\u212a", "ı", "ß", "Σ", "\x00", "&#0;", "&#xD800;", "\ud800", "😀", "\U0010ffff", "\ufffd",
    "&amp;amp;", "&nbsp;", "\u2028", "\u1680", "\x1c", "\x85", "\r", "\r\n", "\n", "\u200b", "\ufeff", "\xad",
    "©", "Ã©", "â€™", "٣", "年", "1.", "12 May 2024", "2024-05-12", "May 2024", "12", "/", "         ", "a" * 50,
    "&", "<", "\u0301", "بالعربية", "中文", " Reuters reported ", "(Reuters)", "according to AP", "\nSource: dpa",
    "By Jane Doe", '"author":"X Y"', "Read more", "Bridge falls in Harrow", "{{ a }}", '[{"a":1}]',
    'string(17) "[{', "Advertisement", '{"datePublished":"2024-01-01"}')
_TAGS = (
    "p", "div", "span", "a", "b", "h1", "h2", "ul", "li", "table", "tr", "td", "figure", "figcaption", "img",
    "svg", "path", "script", "style", "template", "select", "option", "textarea", "nav", "aside", "footer",
    "article", "time", "meta", "br", "iframe", "frameset", "noscript", "pre", "blockquote", "x-x", "o:p", "math",
    "plaintext", "xmp", "title", "body", 'p"q', "a=b", "p<q", "ÿz", "K\u212a")
_NAMES = (
    "class", "id", "itemprop", "rel", "property", "href", "content", "name", "datetime", "type", "=x", "=", '"',
    'x="y')
_VALUES = (
    "author", "byline date published", "https://x.test/author/jane", "/autoren/ä/", "2024-05-12T10:00:00Z",
    "og:title", "article:published_time", "application/ld+json", "liveblog", "related", "comment",
    "material-icons")


def odd_page(number: int) -> Page:
    """Return the page of a number, always the same: of a few bytes or many, whole or cut, text or markup."""
    draw = random.Random(number)
    pieces = [draw.choice(("", "<!doctype html>", "<title>Bridge falls</title><h1>Bridge falls</h1>"))]
    for _ in range(draw.choice((0, 1, 3, 10, 60, 300, 1_500))):
        piece = _tag(draw) if draw.random() < 0.45 else draw.choice(_TEXTS)
        pieces.append(piece * (draw.randrange(1, 300) if draw.random() < 0.01 else 1))
    text, kind = "".join(pieces), draw.random()
    data, charset = text.encode("utf-8", "surrogatepass"), None
    if kind < 0.1:
        data = bytes(draw.randrange(256) if draw.random() < 0.02 else byte for byte in data)
    elif kind < 0.2:
        data = data[: draw.randrange(len(data) + 1)]
    elif kind < 0.25:
        data, charset = text.encode("utf-16-le", "surrogatepass"), "utf-16le"
    return Page(id=str(number), data=data, charset=charset, form="text" if draw.random() < 0.08 else "html",
                given=Given(title=draw.choice((None, None, "!!!", "😀", "Bridge falls", "İ Σ"))))


def _tag(draw: random.Random) -> str:
    name = draw.choice(_TAGS)
    if draw.random() < 0.3:
        return f"</{name}>"
    mark = draw.choice(('"', '"', "'", ""))
    attributes = [f"{draw.choice(_NAMES)}={mark}{draw.choice(_VALUES + _TEXTS)}{mark}"
                  for _ in range(draw.choice((0, 0, 1, 2, 3, 9)))]
    return f"<{' '.join((name, *attributes))}{draw.choice(('>', '>', '>', '>', '/>', ''))}"
