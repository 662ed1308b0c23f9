"""Every limit on what dateline does with one input, in one place, so that the same bytes give the same result.

They count bytes, nodes, depth and items, never seconds; WATCHDOG_SECONDS alone is a clock: a last resort whose
victims are reported, left out of the digest, and tried again by the next run.
"""

MIB = 1024 * 1024

PAGE_BYTES = 64 * MIB  # one page's payload after decompression; what is longer is cut and said to be
TEXT_BYTES = 64 * MIB  # one text capture
LINE_BYTES = 128 * MIB  # one JSON line
MEMBER_RATIO = 1000  # decompressed : compressed past which a stream larger than MEMBER_FREE is a bomb
MEMBER_FREE = 16 * MIB
_FILE_FREE, _FILE_RATIO = 256 * MIB, 250  # the same of a whole file, since a thousand small bombs are a great one
PARSE_BYTES = 16 * MIB  # of HTML handed to the parser; the rest of the page is named as cut
NODES = 400_000  # of a parsed page; text in later nodes is dropped, with that reason
LINES = 30_000  # of a page that are judged; later ones are dropped, with that reason
# A page made of next to nothing but tags, or of lines of a word, has fewer: no megabyte takes longer than a second.
_NODES_FREE, _NODE_CHARACTERS = 25_000, 40  # so many nodes, and one more for as many characters of HTML
_LINES_FREE, _LINE_CHARACTERS = 3_000, 100  # so many lines, and one more for as many characters of page text
_PARAGRAPHS_FREE, _PARAGRAPH_CHARACTERS = 20_000, 50  # of a text capture, the same way
DEPTH = 512  # elements deeper than this count as children of their ancestor at this depth, as in Chromium
ATTRIBUTES = 512  # of one tag
ATTRIBUTE_NAMES = 30_000  # different ones of a page; the parser seeks each among the others
SCRIPT_BYTES = 4 * MIB  # of one JSON-LD or payload script
RELATED_ITEMS = 500
RELATED_ARTICLES = 50  # of an archive or a file, that one article is said to belong with
MEDIA_ITEMS = 500
HEADLINE_CHARACTERS = 1_000
GIVEN_CHARACTERS = 10_000  # of a title that a row or a feed gives
REDIRECTS = 10
FETCH_BYTES = PAGE_BYTES
FETCH_SECONDS = 30.0

WATCHDOG_SECONDS = 120.0
WRITER_WAIT_SECONDS = 20.0  # how long a second writer waits for the first before it says who holds the archive
QUERY_SECONDS = 5.0  # of one search; a cut result says so
WORKER_BYTES = 8 * 1024 * MIB  # address space of one worker process

# Of statements: elsewhere only what stands in quotation marks is looked at, and counts say so.
STATEMENT_LANGUAGES = ("ar", "cs", "de", "el", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ro", "ru", "sv", "tr",
                       "uk", "zh")


def is_bomb(taken: int, given: int) -> bool:
    """Whether a file of which so many bytes are read has become more than any does that is not made for it."""
    return given > _FILE_FREE and given > _FILE_RATIO * taken


def nodes(size: int) -> int:
    """Return how many nodes are read of a page of so many characters of HTML."""
    return min(NODES, _NODES_FREE + size // _NODE_CHARACTERS)


def lines(size: int) -> int:
    """Return how many lines are judged of a page of so many characters of page text."""
    return min(LINES, _LINES_FREE + size // _LINE_CHARACTERS)


def paragraphs(size: int) -> int:
    """Return how many paragraphs are read of a text capture of so many characters."""
    return _PARAGRAPHS_FREE + size // _PARAGRAPH_CHARACTERS
