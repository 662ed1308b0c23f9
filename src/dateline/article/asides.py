"""Lines inside a body that are not it: pointers to other stories, share and newsletter boxes, text printed twice."""

from __future__ import annotations

import re

from dateline.article.body import Decision
from dateline.article.contents import contents
from dateline.article.kinds import HEADINGS
from dateline.article.phrase_marks import BITS
from dateline.article.phrases import any_of, speaks_of
from dateline.article.rescued import rescue
from dateline.article.segments import Segment
from dateline.article.sign_ups import OFFERED, sign_ups
from dateline.article.teasers import teasers
from dateline.article.tree import Tree
from dateline.model import Repair

_POINTS, _SHARES, _PRESSES, _OFFERS, _TELLS = [
    BITS[name] for name in ("pointers", "share", "buttons", "newsletter", "disclosures")]
_ASIDES = _POINTS | _SHARES | _OFFERS
_MARKS = r"\W{0,3}"
_POINTER = re.compile(rf"{_MARKS}(?:{any_of('pointers').pattern}){_MARKS}(?::|$|\s[-–—>»])", re.IGNORECASE)
_SHARE = re.compile(rf"{_MARKS}(?:{any_of('share').pattern})\b", re.IGNORECASE)
_POINTED, _COPIED, _SHARED = "pointer to another story", "text printed twice", "share text"
_PRESSED, _DISCLOSED = "button", "disclosure of commissions"
_BUTTON = re.compile(rf"\W{{0,3}}(?:{any_of('buttons').pattern})[^\w:]{{0,4}}", re.IGNORECASE)
_SIGN_UP = re.compile(r"inbox|newsletter|sign up|subscrib|postfach|abonnier|boletín|рассылк", re.IGNORECASE)
_SPOKEN = re.compile("[“„«\"][^“”»\"]{15,}[”“»\"]")  # what somebody says of commissions is news
_LONG = 450  # characters of the longest line that tells of commissions
_OFFER = re.compile(rf"{_MARKS}(?!newsletter)(?:{any_of('newsletter').pattern})", re.IGNORECASE)
_BY_MAIL = re.compile(r"newsletter|inbox|postfach|boletín|рассылк", re.IGNORECASE)
_HEADING = 60  # characters from which a heading that ends as sentences do is one
_SHORT = 250  # characters of the longest line that counts as one of these
_SHORTEST = 40  # of the longest button
_REPEATED = 80  # characters from which lines that stand twice are a copy, and no refrain
_TELLING = 60  # characters of the longest of them, without which they are labels, as tables repeat them


def settle(decisions: list[Decision], tree: Tree) -> list[Repair]:
    """Drop the asides that were kept; return a repair for each aside inside the body."""
    repairs: list[Repair] = []
    kept, marked = [], []
    for place, decision in enumerate(decisions):
        if decision.keep:
            kept.append(place)
        if decision.segment.may:
            marked.append(place)
    inside = range(kept[0], kept[-1] + 1) if kept else range(0)
    within = [place for place in marked if place in inside]
    copies = _copies([(i, decisions[i].segment.text) for i in kept])
    others = (_machinery(decisions, kept) | sign_ups(decisions, tree) | teasers(decisions, kept, marked, tree)
              | contents(decisions, within, tree))
    kinds = {place: kind for place in within if (kind := _kind(decisions[place].segment))}
    for position in sorted(one for one in {*copies, *others, *kinds} if one in inside):
        decision = decisions[position]
        segment = decision.segment
        kind = "" if decision.reason == "caption" else kinds.get(position, "")
        if decision.keep:
            linked = kind in (_POINTED, _SHARED) and segment.is_link
            aside = linked or (kind == OFFERED and _is_offer(segment.text))
            kind = _COPIED if position in copies else others.get(position, kind if aside else "")
        if kind:
            decision.keep, decision.reason, decision.doubted = False, kind, False
            repairs.append(Repair(kind=kind, reason="it stands inside the body and is not part of it",
                                  spans=((segment.start, segment.end),), before=segment.text[:200]))
    for position in others:
        decisions[position].doubted = False
    rescue(decisions, tree, inside)
    if OFFERED in kinds.values() or OFFERED in others.values():
        _head_no_offers(decisions)
    _behead(decisions, tree)
    return repairs


def _head_no_offers(decisions: list[Decision]) -> None:
    """Drop a heading of mail that is offered right under it ("Headlines Delivered to Your Inbox")."""
    after = ""  # why the next visible line was cut
    for decision in reversed(decisions):
        segment = decision.segment
        if segment.unseen or not segment.text:
            continue
        if decision.keep and after == OFFERED and len(segment.text) <= _HEADING and _SIGN_UP.search(segment.text):
            decision.keep, decision.reason = False, OFFERED
        after = "" if decision.keep else decision.reason


def _behead(decisions: list[Decision], tree: Tree) -> None:
    """Drop the headings behind the last kept line that is none: what they head ("You may also like") was cut."""
    trailing: list[Decision] = []
    for decision in reversed(decisions):
        segment = decision.segment
        if not decision.keep:
            continue
        sentence = len(segment.text) > _HEADING and segment.text[-1] in ".!"
        if segment.block >= 0 and tree.elements[segment.block].tag in HEADINGS and not sentence:
            trailing.append(decision)
        elif any(map(str.isalnum, segment.text)):
            break
    else:
        return  # nothing but headings
    for decision in trailing:
        decision.keep, decision.reason = False, "heads nothing that is kept"


def _is_offer(text: str) -> bool:
    """Return whether a kept line asks its reader to sign up for mail, rather than tell of a newsletter."""
    return bool(_OFFER.match(text) and _BY_MAIL.search(text))


def _copies(kept: list[tuple[int, str]]) -> set[int]:
    """Return the places of kept lines that repeat others: one after the other, or several in the same order.

    A single long line that stands twice with other text between is a refrain, or a question asked twice.
    """
    if len({text for _, text in kept}) == len(kept):
        return set()
    first: dict[str, int] = {}
    copies: set[int] = set()
    run: list[int] = []  # places in `kept` of lines that repeat lines which stand in the same order
    before = -2  # the place of the line that the line before repeats
    for place, (_, text) in enumerate(kept):
        original = first.setdefault(text, place)
        repeats = original < place
        if run and not (repeats and original == before + 1):
            copies.update(_copied(run, kept))
            run = []
        if repeats:
            run.append(place)
        before = original if repeats else -2
    return copies.union(_copied(run, kept) if run else ())


def _copied(run: list[int], kept: list[tuple[int, str]]) -> list[int]:
    lengths = [len(kept[place][1]) for place in run]
    if sum(lengths) < _REPEATED or max(lengths) < _TELLING:
        return []
    adjacent = run[0] > 0 and kept[run[0] - 1][1] == kept[run[0]][1]
    return [kept[place][0] for place in run] if len(run) > 1 or adjacent else []


def _machinery(decisions: list[Decision], kept: list[int]) -> dict[int, str]:
    """Return the places of kept lines that are a button, or tell of commissions, and nothing else; each with which."""
    found: dict[int, str] = {}
    for place in kept:
        text, may = decisions[place].segment.text, decisions[place].segment.may
        if may & _TELLS and len(text) <= _LONG and not _SPOKEN.search(text) and speaks_of("disclosures", text):
            found[place] = _DISCLOSED
        elif may & _PRESSES and len(text) <= _SHORTEST and _BUTTON.fullmatch(text):
            found[place] = _PRESSED
    return found


def _kind(segment: Segment) -> str:
    """Return what kind of aside a line may be, or ""."""
    text, may = segment.text, segment.may
    if not may & _ASIDES or segment.unseen or len(text) > _SHORT:
        return ""
    if may & _POINTS and _POINTER.match(text):
        return _POINTED
    if may & _OFFERS and speaks_of("newsletter", text):
        return OFFERED
    shares = may & _SHARES and len(text) < 60 and (segment.links or len(text) < 20) and _SHARE.match(text)
    return _SHARED if shares else ""
