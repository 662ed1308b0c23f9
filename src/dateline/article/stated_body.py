"""What a page states of its article outside its text: evidence of which lines are the article, never text itself."""

from __future__ import annotations

import json
import re
from contextlib import suppress

from dateline import limits
from dateline.article.lines import Stated
from dateline.article.tags import among
from dateline.article.tree import Tree

_BODY = re.compile(r'"(?:articleBody|reviewBody)"\s{0,9}:\s{0,9}"((?:[^"\\]++|\\.)*+)"', re.DOTALL)
_TAG = re.compile(r"<[^<>]{0,500}>")
_IS_SCRIPT, _IS_TOLD = among(["script"]), among(["meta", "body"])
_HEAD = 400  # elements of a page among which its description is looked for
_DESCRIPTION = 600  # characters of it


def stated_of(tree: Tree) -> Stated:
    """Return what JSON-LD says the article's text is, and how the page describes itself."""
    return Stated.of(_body(tree), _description(tree))


def _body(tree: Tree) -> str:
    """Return the longest articleBody of the page's JSON-LD, or ""."""
    longest = ""
    for element in tree.those(_IS_SCRIPT):
        if "ld+json" in element.shape.source and "ld+json" in element.attributes.get("type", ""):
            script = element.raw_text[: limits.SCRIPT_BYTES]
            if "articleBody" in script or "reviewBody" in script:
                longest = max([longest, *_BODY.findall(script)], key=len)
    body = longest
    if "\\" in longest:
        with suppress(ValueError):
            body = str(json.loads(f'"{longest}"', strict=False))
    return _TAG.sub(" ", body) if "<" in body else body


def _description(tree: Tree) -> str:
    """Return the longest description that a meta element of the page's head has, or ""."""
    longest = ""
    for element in tree.those(_IS_TOLD):
        if element.tag == "body" or element.index >= _HEAD:
            break
        if "description" not in element.shape.source:
            continue
        attributes = element.attributes
        if (attributes.get("name") or attributes.get("property") or "").endswith("description"):
            longest = max(longest, attributes.get("content", "")[:_DESCRIPTION], key=len)
    return longest
