"""The dateline that opens a wire story: "MOSCOW, Nov 9 (RIA) -": where, when, through whom."""

from __future__ import annotations

import re

from dateline.article.credits import agency_name
from dateline.article.printed_dates import month_number
from dateline.model import Dateline

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĻŁŃŅŇŐŒŘŚŞŠŤŪŮŰŲŹŻŽА-ЯЁЄІЇΑ-Ω"
_PLACE = rf"[{_UPPER}][\w'’.]*(?:[ \-/][\w'’.]+){{0,4}}(?:,\s[{_UPPER}][\w'’.]+(?:\s[{_UPPER}][\w'’.]+)?){{0,2}}"
_OPENING = re.compile(
    rf"\s*(?P<all>(?P<place>{_PLACE})(?:,?\s(?P<time>[^\W\d_]{{3,10}}\.?\s\d{{1,2}}"
    rf"|\d{{1,2}}\.?\s[^\W\d_]{{3,10}}))?(?:,\s\d{{4}})?"
    rf"(?:\s?[,/]?\s?(?:\((?P<agency>[^()\n]{{2,40}})\)|/(?P<slashed>[^/\n]{{2,30}})/))?\.?\s?(?P<mark>--|[-–—―:]"
    rf"|(?<=[)/])))(?=\s|[{_UPPER}])")
_LIKELY = re.compile(  # how each begins: a bracket, or few words and a mark behind them
    rf"\s*+(?:\(|[{_UPPER}][\w'’.]*+(?:[\s,]++[\w'’.]++){{0,13}}+[\s,]*+[-–—―:/(])")
_LONGEST = 120


def body_dateline(text: str) -> Dateline | None:
    """Return the opening "MOSCOW, Nov 9 (RIA) -" of Article.text, or None.

    It needs a dash and a place in capitals, or a time or an agency: "Prices - and wages - rose" opens no dispatch.
    Its span counts in `text`; the caller, who knows the runs, turns it into page text.
    """
    head = text[:_LONGEST]
    found = (_OPENING.match(head) or _bracketed(head)) if _LIKELY.match(head) else None
    if found is None:
        return None
    place = found["place"].strip()
    time = found.groupdict().get("time")
    if time and not any(month_number(word) for word in time.split()):
        time, place = None, f"{place} {time}"
    printed = found["agency"] or found.groupdict().get("slashed")
    agency = _agency(printed) if printed else None
    capitals = place.split(",")[0].isupper() and len(place.split(",")[0]) > 2
    if printed and agency is None and not capitals:
        return None
    if not (agency or time or (capitals and found["mark"])) or (found["mark"] == ":" and not agency):
        return None
    return Dateline(printed=found["all"].strip(), place=place, time=time, agency=agency or printed,
                    span=(found.start("all"), found.end("all")))


_AGENCY_FIRST = re.compile(rf"\s*(?P<all>\((?P<agency>[^()\n]{{2,40}})\)\s?(?P<mark>[-–—:]"
                           rf"|)\s?(?P<place>{_PLACE})\s?[-–—:])(?=\s)")
_PLACE_AGENCY = re.compile(
    rf"\s*(?P<all>(?P<place>{_PLACE})\s?(?P<mark>)\((?P<agency>[^()\n]{{2,30}})\)\s?[-–—.:]?)(?=\s)")


def _bracketed(head: str) -> re.Match[str] | None:
    """Return "Berlin (dpa)" or "(AP) PARIS -" at the start of `head`."""
    return _PLACE_AGENCY.match(head) or _AGENCY_FIRST.match(head)


def _agency(printed: str) -> str | None:
    names = [agency_name(part.strip()) for part in re.split(r"[/,;]|\s+-\s+", printed)]
    known = [name for name in names if name]
    return "/".join(known) if known else None
