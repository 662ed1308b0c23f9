"""Words that a font draws as icons ("chevron_right"): a reader never sees them as words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.article.tree import Tree
from dateline.model import Span

_CLASS = re.compile(r"\bmaterial-(?:icons|symbols)\b|\bgoogle-material-icons\b")
_NAME = re.compile(r"\s{0,40}[a-z0-9_]{2,40}\s{0,40}")


def icon_spans(tree: Tree) -> Iterator[Span]:
    """Yield where elements that ask for such a font hold the name of one icon and nothing else."""
    shapes = [number for number in tree.shapes.holding("material-")
              if _CLASS.search(tree.shapes[number].attributes.get("class", ""))]
    for element in tree.shaped(shapes) if shapes else ():
        if element.tag != "code" and _NAME.fullmatch(tree.text, element.start, element.end):
            yield element.start, element.end
