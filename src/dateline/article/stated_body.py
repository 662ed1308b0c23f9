"""The article's text as JSON-LD states it: evidence of which lines of the page are the article, never text itself."""

from __future__ import annotations

import json
import re

from dateline import limits
from dateline.article.tree import Tree

_BODY = re.compile(r'"(?:articleBody|reviewBody)"\s{0,9}:\s{0,9}"((?:[^"\\]|\\.)*)"', re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")


def stated_body(tree: Tree) -> str:
    """Return the longest articleBody of the page's JSON-LD, or ""."""
    longest = ""
    for element in tree.elements:
        if element.tag != "script" or "ld+json" not in element.attributes.get("type", ""):
            continue
        for match in _BODY.finditer(element.raw_text[: limits.SCRIPT_BYTES]):
            if len(match[1]) > len(longest):
                longest = match[1]
    try:
        body = str(json.loads(f'"{longest}"', strict=False))
    except ValueError:
        body = longest
    return _TAG.sub(" ", body)


def stated_title(tree: Tree) -> str:
    """Return what the title element says, or ""."""
    for element in tree.elements[:400]:
        if element.tag == "title":
            return tree.words(element)[:400]
    return ""
