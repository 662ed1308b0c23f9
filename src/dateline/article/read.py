"""How a page becomes an article: decode, parse, decide blocks, read what is around them, repair."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from dateline import limits
from dateline.article.asides import settle
from dateline.article.body import Body, Decision, body_of
from dateline.article.capture import decide_text, segments_of_text
from dateline.article.decide import decide
from dateline.article.decode import characters, decode, utf_8
from dateline.article.dumps import find_dumps
from dateline.article.icons import icon_spans
from dateline.article.kinds import Kind, kinds_of
from dateline.article.metadata import Metadata, body_credits, body_dateline, read_metadata
from dateline.article.nesting import guarded, is_ordinary
from dateline.article.segments import Segment, segments_of
from dateline.article.status import status_of
from dateline.article.tags import among
from dateline.article.tree import Tree
from dateline.model import Article, Credit, Dateline, Page, Repair, Run, Span

_FIELD = 0.7  # share of a segment that a field covers, from which the segment is that field
_OPENING = 2_000  # bytes in which a whole page says that it is one
_IS_OF_PAGES = among(["nav", "header", "footer", "aside", "form", "main"])
_SAID = {"leaked dump": "a payload that the page's template printed",
         "caption": "a picture's caption stands in the same element as the text",
         "icon": "a font draws an icon in place of this word"}  # why a span of a field was cut
_CUT = frozenset({"leaked dump", "icon"})  # fields that are cut out of a line wherever they stand in it
_SAMPLE = 200  # characters of `before` that a repair shows


def read_article(page: Page) -> Article:
    """Return the one reading of `page`.

    Raises PageError when nothing could be read: no bytes, or bytes that are not text.
    """
    text, tree, repairs = _parsed(page)
    metadata = read_metadata(page, tree, text)
    if tree is not None:
        decisions = decide(tree, segments_of(tree), fragment=_is_entry(page, tree))
    else:
        most = limits.paragraphs(len(text))
        decisions = decide_text(segments_of_text(text, most), most)
    fields = _fields(text, metadata, tree is None)
    if tree is not None:
        fields = sorted(fields + [(span, "icon") for span in icon_spans(tree)])
    repairs += _leave_out(text, tree, decisions, fields)
    repairs += _doubled(text, metadata)
    if tree is not None:
        repairs += settle(decisions, tree)
    body = body_of(text, tree, decisions)
    status = status_of(body.text, tree, decisions, metadata)
    if status in ("consent", "script-only"):
        body = _nothing(text, tree, decisions, status)
    if page.truncated:
        repairs.append(Repair(kind="cut off", reason=f"the capture was cut ({page.truncated})",
                              spans=((len(text), len(text)),)))
    published, modified = metadata.times.published, metadata.times.modified
    return Article(
        id=page.id, url=page.url, canonical=metadata.canonical, outlet=metadata.outlet, headline=metadata.headline,
        dateline=_placed(body_dateline(body.text), body), published=published.value if published else None,
        modified=modified.value if modified else None, captured=page.captured,
        times=metadata.times, authors=metadata.authors, bylines=metadata.bylines, text=body.text, blocks=body.blocks,
        dropped=body.dropped, credits=_credits(metadata, body), media=metadata.media, related=metadata.related,
        repairs=(*repairs, *body.repairs), language=metadata.language, status=status, runs=body.runs)


def _is_entry(page: Page, tree: Tree) -> bool:
    """Return whether a page is the content of a feed's entry: given a title, and without what whole pages have."""
    if page.given.title is None:
        return False
    opening = page.data[:_OPENING].lower()
    if any(mark in opening for mark in (b"<html", b"<!doctype", b"<head", b"<body")):
        return False
    return not tree.those(_IS_OF_PAGES)


def page_text(page: Page) -> str:
    """Return the text that spans of blocks, dropped and repairs count in: text nodes in document order.

    Script, style and template contents are apart. Of a text capture it is the decoded text.
    Raises PageError as read_article does.
    """
    return _parsed(page)[0]


def _parsed(page: Page) -> tuple[str, Tree | None, list[Repair]]:
    """Return page text, the tree that it comes from (of HTML), and what was cut before parsing."""
    if page.form == "text":
        return decode(page)[0], None, []
    html = utf_8(page)
    repairs = []
    if len(html) > limits.PARSE_BYTES and (size := characters(html)) > limits.PARSE_BYTES:
        repairs.append(Repair(kind="cut off", reason=f"only the first {limits.PARSE_BYTES} characters of the page's "
                              f"{size} are read"))
        html = html.decode()[: limits.PARSE_BYTES].encode()
    if not is_ordinary(html):
        text, left_out = guarded(html.decode())
        html = text.encode()
        if left_out:
            repairs.append(Repair(kind="markup left out", reason=f"{left_out} tags nested deeper than {limits.DEPTH} "
                                  "elements, or left open, were taken out; their text stays"))
    tree = Tree(html)
    if tree.cut:
        most = limits.nodes(characters(html))
        repairs.append(Repair(kind="cut off", reason=f"only the first {most} nodes of the page are read",
                              spans=((len(tree.text), len(tree.text)),)))
    return tree.text, tree, repairs


def _fields(text: str, metadata: Metadata, capture: bool) -> list[tuple[Span, str]]:
    """Return the spans that are not body, each with its reason."""
    headlines = metadata.headline_spans
    if capture and len(headlines) == 1 and text[slice(*headlines[0])].rstrip().endswith((".", "。", "।")):
        headlines = ()  # a sentence: the text begins with it, whatever else it may be
    fields = [(span, reason) for reason, spans in (
        ("headline", headlines), ("byline", metadata.byline_spans), ("date", metadata.time_spans),
        ("caption", metadata.caption_spans), ("related list", metadata.related_spans),
        ("banner of a web archive", metadata.banner_spans)) for span in spans]
    dumps = sorted({*metadata.dump_spans, *find_dumps(text)})
    return sorted(fields + [(span, "leaked dump") for span in dumps])


def _leave_out(text: str, tree: Tree | None, decisions: list[Decision], fields: list[tuple[Span, str]]) -> list[Repair]:
    """Drop, or cut, what the fields cover; return the repairs that this makes."""
    repairs: list[Repair] = []
    starts = [decision.segment.start for decision in decisions]
    kinds: list[Kind] = []  # of all segments, where a field asks for them
    lengths: dict[int, int] = {}  # of segments by their start: a line may hold thousands of dumps
    for span, reason in fields:
        touched = cut = False
        for place in range(max(0, bisect_right(starts, span[0]) - 1), bisect_right(starts, span[1] - 1)):
            decision = decisions[place]
            if not (decision.keep or decision.doubted):
                continue
            segment = decision.segment
            if decision.keep and reason == "related list" and not segment.is_link:
                continue
            if reason in _CUT:
                kinds = kinds or kinds_of(tree, [one.segment.block for one in decisions])
                if kinds[place][3]:  # code shows its marks as they are meant
                    continue
            if segment.start not in lengths:
                lengths[segment.start] = _printed(text, segment.start, segment.end) or 1
            fills = _fills(text, span, segment, lengths[segment.start])
            if not decision.keep:
                decision.doubted = not fills
            elif fills:
                decision.keep, decision.reason = False, reason
                touched = True
            elif reason in _CUT or (reason == "caption" and _at_an_end(text, span, segment)):
                decision.cut(span, reason)
                cut = touched = True
        if cut or (touched and reason in _CUT):
            kind = "caption in a paragraph" if reason == "caption" else reason
            repairs.append(Repair(kind=kind, reason=_SAID[reason], spans=(span,),
                                  before=text[span[0] : min(span[1], span[0] + _SAMPLE)]))
    return repairs


def _fills(text: str, span: Span, segment: Segment, printed: int) -> bool:
    """Return whether a span covers so much of a segment, of so many printed characters, that it is all of it."""
    start, end = max(span[0], segment.start), min(span[1], segment.end)
    return end - start + 1 > _FIELD * printed and _printed(text, start, end) / printed >= _FIELD


def _printed(text: str, start: int, end: int) -> int:
    """Return how many characters of text[start:end] are printed: all but white space."""
    return len("".join(text[start:end].split()))


def _at_an_end(text: str, span: Span, segment: Segment) -> bool:
    """Return whether a span opens or closes the segment that it lies in."""
    before, after = text[segment.start : span[0]], text[span[1] : segment.end]
    return segment.start <= span[0] and span[1] <= segment.end and not (before.strip() and after.strip())


def _doubled(text: str, metadata: Metadata) -> list[Repair]:
    printed = [span for span in metadata.headline_spans if text[span[0] : span[1]].strip()]
    if len(printed) < 2:
        return []
    return [Repair(kind="doubled headline", reason=f"the page prints its headline {len(printed)} times",
                   spans=tuple(printed[1:]), before=text[printed[1][0] : printed[1][1]][:_SAMPLE])]


def _nothing(text: str, tree: Tree | None, decisions: list[Decision], status: str) -> Body:
    """Return the empty body of a page that shows a wall, or nothing, where its article should be."""
    for decision in decisions:
        if decision.keep:
            decision.keep, decision.reason = False, f"text of a page that is {status}"
    return body_of(text, tree, decisions)


def _credits(metadata: Metadata, body: Body) -> tuple[Credit, ...]:
    named = {credit.name for credit in metadata.credits}
    return (*metadata.credits, *(credit for credit in body_credits(body.text) if credit.name not in named))


def _placed(dateline: Dateline | None, body: Body) -> Dateline | None:
    """Return a dateline whose span counts in page text."""
    if dateline is None or dateline.span is None:
        return dateline
    start, end = dateline.span
    first, last = _place(body.runs, start), _place(body.runs, end - 1)
    span = None if first is None or last is None else (first, last + 1)
    return replace(dateline, span=span)


def _place(runs: tuple[Run, ...], offset: int) -> int | None:
    """Return where in page text the character of Article.text at `offset` stands; None where a repair put it."""
    index = bisect_right(runs, offset, key=lambda run: run.text_start) - 1
    if index < 0 or offset >= runs[index].text_start + runs[index].length:
        return None
    return runs[index].page_start + offset - runs[index].text_start
