"""A statement as it may stand in somebody else's text: what was said word for word, what is a paraphrase, and where.

Never inside quotation marks: what the page itself does not quote. Always with it: who is printed as the source, the
cue, the modality, how sure dateline is, the address with the words to look for, and which bytes it was read from.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from msgspec import Struct

from dateline.archive.values import CaptureRow, Said, Stored
from dateline.web import urls, wording

_UNSURE_SPEAKER = 0.5  # a speaker less sure than this is cited as printed
_WHOLE = 12  # words of a content that an address names whole; of a longer one the first and the last few
_EDGE = 5
_MARKS = "“”„«»‹›\"‟"
_LEFT_OPEN = re.compile(r'(?:^|\s)"[^\s"][^"]*$')
_PAIRS = (("“", "”"), ("„", "“"), ("«", "»"), ("»", "«"), ('"', '"'), ("‹", "›"))


class Citation(Struct, frozen=True, kw_only=True):
    """A statement to be copied."""

    text: str  # the whole citation
    speaker: str
    words: str  # what was said: in quotation marks only where the page quotes it
    url: str | None  # with a text fragment, where the address is known
    notes: tuple[str, ...]


def cite(said: Said, stored: Stored, capture: CaptureRow | None, captured_words: str | None) -> Citation:
    """Return the citation of a statement.

    captured_words: the content as the page has it, where a repair touched it; else None.
    """
    speaker, notes = speaker_as_cited(said), list[str]()
    content = said.content
    if captured_words is not None:
        content = captured_words
        notes.append("as captured; dateline reads a repaired text here")
    words = {"direct": quoted, "indirect": paraphrased, "mixed": as_printed}[said.statement.kind](content)
    if said.statement.kind == "indirect":
        notes.append("paraphrase, not a quotation")
    elif said.statement.kind == "mixed":
        notes.append("only the words in quotation marks are quoted")
    if not said.speakers or speaker != " and ".join(voice.name for voice in said.speakers):
        notes.append("the speaker is cited as printed")
    url = with_fragment(stored.article.url, said)
    manner = f"cue: {said.cue}" if said.cue else "no cue word"
    sure = f"{said.statement.confidence * 100:.0f} % sure"
    if not said.statement.calibrated and said.statement.method != "person":
        sure += ", not calibrated"
    captured = (f"as captured on {wording.moment(capture.captured)}" if capture and capture.captured
                else "time of capture not known")
    where = f"{stored.article.outlet or 'outlet unknown'}, {wording.day(stored.article.published)}"
    proof = f"edition {stored.edition}" + (f", SHA-256 {capture.payload}" if capture else "")
    parts = [f"{speaker}: {words}", f"({'; '.join([manner, said.statement.modality, sure, *notes])}).",
             f"{where}.", *([f"{url},"] if url else []), f"{captured}, {proof}."]
    return Citation(text=" ".join(parts), speaker=speaker, words=words, url=url, notes=tuple(notes))


def speaker_as_cited(said: Said) -> str:
    """Return who is cited: the names where they are sure, else the source as printed."""
    if said.speakers and all(voice.named and voice.confidence >= _UNSURE_SPEAKER for voice in said.speakers):
        return " and ".join(voice.name for voice in said.speakers)
    return said.source or " and ".join(voice.name for voice in said.speakers) or "Somebody who is not named"


def quoted(content: str) -> str:
    """Return words that the page quotes, in one pair of quotation marks."""
    inner = " ".join(content.split())
    for begin, end in _PAIRS:
        if inner.startswith(begin) and inner.endswith(end) and len(inner) > 1:
            inner = inner[1:-1].strip()
            break
    return f"“{inner.strip(_MARKS)}”"


def paraphrased(content: str) -> str:
    """Return words that the page only reports: without any quotation mark."""
    return " ".join("".join(c for c in content if c not in _MARKS).split())


def as_printed(content: str) -> str:
    """Return words some of which the page quotes; a mark whose other half lies outside is closed at the edge."""
    text = " ".join(content.split())
    opened, closed = text.count("“") + text.count("„"), text.count("”")
    if text.count('"') % 2:
        text = f'{text}"' if _LEFT_OPEN.search(text) else f'"{text}'
    if opened > closed and "„" not in text:
        text += "”"
    elif closed > opened:
        text = "“" + text
    return text


def with_fragment(url: str | None, said: Said) -> str | None:
    """Return the address with the words that a browser shall look for; None where it is not known or no address."""
    if not urls.outside(url) or url is None:
        return None
    first = said.content.split(" … ")[0]
    words = re.sub(r"\s+", " ", first).strip(_MARKS + " ,.").split(" ")
    if not words or not words[0]:
        return url
    told = [" ".join(words)] if len(words) <= _WHOLE else [" ".join(words[:_EDGE]), " ".join(words[-_EDGE:])]
    directive = ",".join(quote(part, safe="").replace("-", "%2D") for part in told)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"
