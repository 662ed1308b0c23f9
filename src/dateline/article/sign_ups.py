"""Boxes inside a page that ask for an e-mail address: a form with a field for one, and the few words around it."""

from __future__ import annotations

from bisect import bisect_left

from dateline.article.body import Decision
from dateline.article.shapes import Shape
from dateline.article.tree import Element, Tree

OFFERED = "newsletter text"
_LONGEST = 500  # characters of page text in a box
_BOXES = frozenset({"form", "div", "section", "aside", "figure", "fieldset", "li"})


def sign_ups(decisions: list[Decision], tree: Tree) -> dict[int, str]:
    """Return the places of the lines in such boxes; of none if nothing else on the page is kept."""
    boxes: list[Element] = []
    shapes = [place for place in tree.shapes.holding("mail")
              if tree.shapes[place].tag == "input" and _asks_for_mail(tree.shapes[place])]
    if not shapes:
        return {}
    for element in tree.shaped(shapes):
        if boxes and element.start < boxes[-1].end:
            continue
        box = _box_of(element, tree)
        if box is not None:
            boxes.append(box)
    if not boxes:
        return {}
    starts = [decision.segment.start for decision in decisions]
    found = {place: OFFERED for box in boxes
             for place in range(bisect_left(starts, box.start), bisect_left(starts, box.end))}
    others = any(one.keep and place not in found for place, one in enumerate(decisions))
    return found if others else {}


def _asks_for_mail(field: Shape) -> bool:
    kind = field.attributes.get("type", "").lower()
    told = f"{field.attributes.get('name', '')} {field.attributes.get('placeholder', '')}".lower()
    return kind == "email" or (kind in ("", "text") and "mail" in told)


def _box_of(field: Element, tree: Tree) -> Element | None:
    """Return the largest box around a field, its form at least, that holds a few words; None where the form is long."""
    box: Element | None = None
    for element in tree.ancestors(field):
        if element.tag not in _BOXES or element.end - element.start > _LONGEST:
            break
        if box is not None or element.tag == "form":
            box = element
    return box
