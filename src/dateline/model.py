"""The values that dateline's rooms hand to each other: frozen, without logic, without I/O.

The field names are those of the JSON that `dateline read`, `statements` and `stories` print, since msgspec
writes these values as they are. Offsets are Unicode code points, half-open: text[start:end] is what was read.
Times are ISO 8601 strings as precise as what was read, with an offset only where the page tells it.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct, field
from msgspec.structs import force_setattr

Span: TypeAlias = tuple[int, int]
"""start and end, in code points, half-open."""

# ---------------------------------------------------------------------------------------------- intake -> article

KnownFrom: TypeAlias = Literal["fetched", "warc", "feed", "file", "person", "row"]
"""How an address or a time of capture is known: fetched by us, read from a WARC or a feed, stated by the file
itself (MHTML, SingleFile, "saved from url"), by a person (--url, --captured), or by a row of JSON lines or CSV."""


class Given(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the input says of an article beside the page: evidence named "given"."""

    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None


class Place(Struct, frozen=True, kw_only=True):
    """Where the bytes of a page lie in a file, for archives that keep no bytes of their own."""

    path: str
    offset: int  # bytes
    length: int  # bytes


class Page(Struct, frozen=True, kw_only=True):
    """One capture: bytes, address, time; and how the last two are known. Nothing of it has been interpreted."""

    id: str  # of the input: the line's id, the file's name without suffixes, or container#number
    data: bytes  # the payload, transfer and content encodings undone, character encoding as captured
    form: Literal["html", "text"] = "html"
    charset: str | None = None  # what the transport said (HTTP header, JSON is utf-8)
    url: str | None = None
    url_from: KnownFrom | None = None
    captured: str | None = None
    captured_from: KnownFrom | None = None
    truncated: str | None = None  # why the capture was cut (WARC-Truncated), else None
    given: Given = Given()
    source: str = ""  # for people: the path or address, with #number inside containers
    place: Place | None = None


class Left(Struct, frozen=True, kw_only=True):
    """Something in the input that is not a page, so that kept + left = all."""

    source: str
    reason: str  # "image/png", "redirect", "status 404", "zip bomb: ..." (one reason, one wording)
    rejected: bool = False  # True: it should have been a page and could not be read; False: skipped by design


# -------------------------------------------------------------------------------------------------------- article

Status: TypeAlias = Literal["ok", "stub", "paywall", "consent", "script-only", "live", "not-article"]
BlockKind: TypeAlias = Literal["paragraph", "heading", "list item", "table row", "block quote", "live entry"]
Precision: TypeAlias = Literal["year", "month", "day", "minute", "second"]


class Block(Struct, frozen=True, kw_only=True, gc=False):
    """A piece of the article; start and end count in Article.text, spans in page text."""

    kind: BlockKind
    start: int
    end: int
    spans: tuple[Span, ...] = ()
    cells: tuple[Span, ...] = ()  # of a table row, in Article.text
    time: str | None = None  # of a live entry
    why: str = ""  # why it was kept


class Dropped(Struct, frozen=True, kw_only=True, gc=False):
    """A piece of page text that is not the article's body; kept and dropped spans tile page text."""

    reason: str
    spans: tuple[Span, ...]
    text: str = ""  # its words, white space folded


class Run(Struct, frozen=True, array_like=True, gc=False):
    """text[text_start : text_start + length] is page_text[page_start : page_start + length], to the character."""

    text_start: int
    page_start: int
    length: int


class Repair(Struct, frozen=True, kw_only=True, gc=False):
    """What was cut or mended: page text spans, what stood there, what stands in Article now ("" when cut)."""

    kind: str  # "doubled headline", "leaked dump", "mojibake", "soft hyphen", ...
    reason: str
    spans: tuple[Span, ...] = ()
    before: str = ""  # shortened when long
    after: str = ""


class Moment(Struct, frozen=True, kw_only=True):
    """A time as the page gives it."""

    value: str  # ISO 8601, as precise as `precision` says; an offset only where one was read
    precision: Precision
    evidence: str  # "json-ld datePublished", "meta article:published_time", "time element", "address", "given", ...
    printed: str = ""  # the characters that it was read from
    span: Span | None = None  # of `printed` in page text, where it is visible text
    note: str = ""  # "ambiguous day and month", "relative to the capture", ...


class Times(Struct, frozen=True, kw_only=True):
    """The evidence behind an article's times; rivals are the candidates that lost."""

    published: Moment | None = None
    modified: Moment | None = None
    captured: Moment | None = None
    rivals: tuple[Moment, ...] = ()


class Dateline(Struct, frozen=True, kw_only=True):
    """The opening "MOSCOW, Nov 9 (RIA)": where, and where printed when and through whom."""

    printed: str
    place: str | None = None
    time: str | None = None
    agency: str | None = None
    span: Span | None = None  # in page text


class Byline(Struct, frozen=True, kw_only=True):
    """Somebody whom the page credits."""

    name: str
    kind: Literal["person", "agency", "desk", "outlet"] = "person"
    role: Literal["text", "photo", "translation", "editing", "video"] = "text"
    span: Span | None = None  # in page text, where visible


class Credit(Struct, frozen=True, kw_only=True):
    """A wire or outlet that the article credits: "RT reported", "(Reuters)"."""

    name: str
    kind: Literal["agency", "outlet"] = "agency"
    place: Literal["byline", "dateline", "body", "credit line", "markup"] = "body"
    spans: tuple[Span, ...] = ()  # in Article.text when place is body, else in page text


class Media(Struct, frozen=True, kw_only=True):
    """A picture, video or sound of the article. Addresses are kept as text and never loaded."""

    kind: Literal["picture", "video", "audio"]
    url: str | None = None
    caption: str = ""
    credit: str | None = None
    alt: str | None = None
    spans: tuple[Span, ...] = ()  # of the caption, in page text


class Related(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An item of the page's own list of related stories, its values as printed."""

    title: str
    url: str | None = None
    id: str | None = None
    sort: str | None = None
    contenttypeid: str | None = None
    pic: str | None = None
    media: Literal["picture", "video"] | None = None
    date: str | None = None  # ISO 8601, from the item's own fields or path
    found_in: str = ""  # "json-ld", "markup", "leaked dump"


class Article(Struct, frozen=True, kw_only=True):
    """One reading of one page."""

    id: str
    url: str | None = None
    canonical: str | None = None
    outlet: str | None = None
    headline: str | None = None
    dateline: Dateline | None = None
    published: str | None = None
    modified: str | None = None
    captured: str | None = None
    times: Times = Times()
    authors: tuple[str, ...] = ()
    bylines: tuple[Byline, ...] = ()
    text: str = ""
    blocks: tuple[Block, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    credits: tuple[Credit, ...] = ()
    media: tuple[Media, ...] = ()
    related: tuple[Related, ...] = ()
    repairs: tuple[Repair, ...] = ()
    language: str | None = None
    status: Status = "ok"
    runs: tuple[Run, ...] = ()  # from Article.text back to page text


# ----------------------------------------------------------------------------------------------------- statements

StatementKind: TypeAlias = Literal["direct", "indirect", "mixed"]
Modality: TypeAlias = Literal["asserted", "negated", "hypothetical", "hedged"]
SpeakerType: TypeAlias = Literal["person", "organisation", "group", "text"]


class Speaker(Struct, frozen=True, kw_only=True):
    """Who speaks, as far as the article itself tells."""

    name: str  # the fullest form that the text prints, without titles; the printed words where unsure
    role: str | None = None  # "Russian President", as printed
    type: SpeakerType = "person"
    named: bool = True  # whether `name` is a proper name
    chain: tuple[Span, ...] = ()  # mentions from the source to the name, where the statement's `in` says
    confidence: float = 0.0


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody an unsure source may mean."""

    name: str
    confidence: float
    chain: tuple[Span, ...] = ()


class Party(Struct, frozen=True, kw_only=True):
    """Via whom, to whom, or on what occasion something was said."""

    text: str
    spans: tuple[Span, ...] = ()
    name: str | None = None


UNCALIBRATED = frozenset({"rules", "person"})
"""Methods whose confidence was not measured; the models' was, on English news."""


class Statement(Struct, frozen=True, kw_only=True):
    """Who said what; all spans count in what `where` names: text, headline, or media/N."""

    where: str = field(name="in", default="text")
    kind: StatementKind
    act: str = "said"
    modality: Modality = "asserted"
    method: str = "rules"
    source: tuple[Span, ...] = ()  # empty: the text names nobody
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    confidence: float = 0.0
    calibrated: bool = False  # whether `confidence` is a measured share of right answers; from `method`
    speakers: tuple[Speaker, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    via: tuple[Party, ...] = ()
    addressee: tuple[Party, ...] = ()
    occasion: tuple[Party, ...] = ()

    def __post_init__(self) -> None:
        if not self.content:
            raise ValueError("a statement holds no content")
        force_setattr(self, "calibrated", self.method not in UNCALIBRATED)


# ------------------------------------------------------------------------------------- speakers and stories, over all

class Identity(Struct, frozen=True, kw_only=True):
    """A name that a person or body bears, as far as one mention tells."""

    id: str
    name: str
    type: SpeakerType


class Mention(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A name as one article bears it: all that tells who that is over the archive."""

    bearer: str  # the name: id of its Identity
    article: str
    name: str  # as printed most in the article, without titles
    type: SpeakerType
    day: str = ""  # when the article was published, ISO 8601; "" where unknown
    outlet: str = ""
    story: str = ""
    roles: tuple[str, ...] = ()  # as printed, sorted
    gender: Literal["", "f", "m"] = ""  # by the title before the name
    beside: tuple[str, ...] = ()  # other names of several words in the article, folded, sorted
    elsewhere: bool = False  # whether only another edition of the article than the one shown names it so


class Evidence(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something that speaks for one speaker behind two names, or (below 0) for two."""

    kind: str  # name, office, story, beside, outlet, time, gender, people, known, alone
    weight: float = 0.0
    words: str = ""  # for people: "both Russian President", "in the same story"


class Placed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whom a name in an article means over the archive, and why."""

    bearer: str
    article: str
    speaker: str
    why: tuple[Evidence, ...] = ()
    confirmed: bool = False  # whether more than the bare name says so
    rivals: tuple[str, ...] = ()  # speakers that it may mean as well


class Known(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody of a list that people give as evidence: names, an office with its time, a Wikidata id."""

    name: str
    aliases: tuple[str, ...] = ()
    office: str = ""
    since: str = ""  # ISO 8601
    until: str = ""
    wikidata: str = ""


class Signature(Struct, frozen=True, kw_only=True):
    """All that `stories` needs of an article to find and weigh what belongs to it; small, and without its text."""

    id: str
    published: str | None
    outlet: str | None
    words: int  # length of the text
    keys: tuple[str, ...]  # two articles are weighed only when they share a key
    sketch: bytes  # MinHash of the text, for "same text"
    terms: tuple[tuple[str, float], ...]  # heaviest terms with weights, unit length, sorted by term
    names: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()  # hashes of quoted wordings
    title: tuple[str, ...] = ()  # its terms, sorted
    credits: tuple[str, ...] = ()  # agencies and outlets that it credits, sorted


class Link(Struct, frozen=True, kw_only=True):
    """How two articles belong together, and why."""

    a: str
    b: str
    score: float  # 0 to 1, of telling the same story
    same_text: bool = False
    reason: str = ""  # for people: "the same three people, the same quotation, four hours apart"


class Grouping(Struct, frozen=True, kw_only=True):
    """An article's place among all: its story, the original that it is a copy of, its related articles."""

    id: str
    story: str | None = None  # the id of the story's earliest article
    copy_of: str | None = None
    related: tuple[str, ...] = ()  # best first
    beside: str | None = None  # the article of its story that it is closest to
    why: str = ""  # what the two have in common: "the same two names (...), the same quotation, four hours apart"
    copy_why: str = ""  # why copy_of is the original: "an agency's own", "published an hour before"
    event: str | None = None  # in a story over weeks: the first article of the dated event that it belongs to
    suspicious: str = ""  # why its story may be none


WordingKind: TypeAlias = Literal["same", "trimmed", "reordered", "reworded", "different"]


class Change(Struct, frozen=True, kw_only=True):
    """Words of one wording that stand where others (or none: an empty span) stand in another."""

    a: Span
    b: Span


class Comparison(Struct, frozen=True, kw_only=True):
    """How one wording differs from another."""

    kind: WordingKind
    likeness: float  # share of words in common, in order: 0 to 1
    changes: tuple[Change, ...] = ()


class Piece(Struct, frozen=True, kw_only=True):
    """Words of two wordings side by side: in both, only in the one (gone), only in the other (new)."""

    kind: Literal["same", "gone", "new"]
    text: str
