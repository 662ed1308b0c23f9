"""Bytes -> text, as browsers do it: byte order mark, transport, meta element, then what the bytes themselves allow.

Encoding Standard, "decode", and HTML Standard, "prescan a byte stream to determine its encoding"; more bytes are
scanned than there, since saved pages carry long comments before their head.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import numpy as np
import webencodings
from charset_normalizer import from_bytes

from dateline.errors import PageError
from dateline.model import Page
from dateline.native import ARRAY, COUNT, TEXT, address, function

_PRESCAN = 16_384  # bytes searched for a meta element
_SAMPLE = 65_536  # bytes that a guess looks at
_LABEL = re.compile(rb"""<meta[^>]{0,500}?charset\s{0,20}=\s{0,20}["']?\s{0,20}([a-zA-Z0-9_:.()-]{1,40})""",
                    re.IGNORECASE)
_XML = re.compile(rb"""^\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}["']([a-zA-Z0-9_:.-]{1,40})""")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_MAGIC = (
    (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"%PDF", "PDF"), (b"PK\x03\x04", "a zip file"),
    (b"\x1f\x8b", "gzip"), (b"RIFF", "RIFF"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"), (b"\x7fELF", "a program"), (b"OggS", "Ogg"), (b"ID3", "MP3"), (b"wOFF", "a font"),
    (b"wOF2", "a font"), (b"\x00\x00\x01\x00", "an icon"), (b"SQLite format 3\x00", "an SQLite file"),
    (b"\xd0\xcf\x11\xe0", "an Office file"), (b"\x00asm", "WebAssembly"))
_GUESSES = ("cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1250", "iso8859_2",
            "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso2022_jp")  # Python's names

_utf_8_characters = function("utf_8_characters", TEXT, COUNT, ARRAY)
_newlines = function("with_newlines", TEXT, COUNT, ARRAY)
_control_bytes = function("control_bytes", TEXT, COUNT)


def decode(page: Page) -> tuple[str, str]:
    """Return the text of a page and the name of the encoding that it was read in.

    Line ends become one newline each. Raises PageError when the page is empty or not text.
    """
    name = _checked(page)
    return _text(page, name), name


def utf_8(page: Page) -> bytes:
    """Return the text that `decode` returns, as UTF-8: several times cheaper where the page's bytes are that already.

    Raises PageError as `decode` does.
    """
    name = _checked(page)
    if name == "utf-8":
        data = page.data.removeprefix(codecs.BOM_UTF8)
        many, replaced = _counts(data)
        if many >= 0 and not replaced:
            return _with_newlines(data)
    return _text(page, name).encode("utf-8", "ignore")


def characters(html: bytes) -> int:
    """Return how many characters UTF-8 holds; -1 where it is none."""
    return _counts(html)[0]


def _counts(data: bytes) -> tuple[int, int]:
    """Return how many characters there are, as `characters` does, and how many that stand for what is no character."""
    replaced = np.zeros(1, np.int64)
    return _utf_8_characters(data, len(data), address(replaced)), int(replaced[0])


def _checked(page: Page) -> str:
    """Return the name of a page's encoding. Raises PageError when the page is empty or its bytes are not text."""
    data = page.data
    if not data.strip(b" \t\r\n\f\x00"):
        raise PageError(page.source or page.id, "is empty")
    _refuse_binary(page, data)
    return _encoding(data, page)


def _text(page: Page, name: str) -> str:
    data = _with_newlines(page.data) if name == "utf-8" else page.data
    text = data.decode(name, "replace")
    if text.startswith("\ufeff"):
        text = text[1:]
    _refuse_undecodable(page, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text


def _with_newlines(data: bytes) -> bytes:
    """Return bytes whose line ends are a newline each: many times faster than in text."""
    if b"\r" not in data:
        return data
    kept = np.empty(len(data), np.uint8)
    return kept[: _newlines(data, len(data), address(kept))].tobytes()


def _refuse_binary(page: Page, data: bytes) -> None:
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise PageError(page.source or page.id, f"is not text (looks like {name})")
    if data[4:8] == b"ftyp":
        raise PageError(page.source or page.id, "is not text (looks like MP4)")
    size = min(len(data), _SAMPLE)
    if size - _control_bytes(data, size) < 0.9 * size and not _bom(data) and not _looks_utf_16(data):
        raise PageError(page.source or page.id, "is not text (too many control bytes)")


def _refuse_undecodable(page: Page, text: str) -> None:
    sample = text[:_SAMPLE]
    if sample.count("\ufffd") > 0.3 * len(sample):
        raise PageError(page.source or page.id, "is not text (most of its bytes are no characters)")


def _encoding(data: bytes, page: Page) -> str:
    """Return the Python name of the encoding of `data`."""
    mark = _bom(data)
    if mark:
        return mark
    for name in _stated(data, page):
        if name and not (name.startswith("utf-16") and not _looks_utf_16(data)):
            return _unless_utf_8(name, data)
    return _guess(data)


def _stated(data: bytes, page: Page) -> Iterator[str | None]:
    """Yield the Python names of the encodings that are stated, where there is such an encoding."""
    if page.charset:
        yield _by_label(page.charset.encode("ascii", "ignore"))
    if page.form == "html":
        head = _COMMENT.sub(b"", data[:_PRESCAN])
        for pattern in (_LABEL, _XML):
            found = pattern.search(head)
            # HTML Standard: a meta element that could be read at all cannot be telling the truth about UTF-16.
            label = _by_label(found[1]) if found else None
            yield "utf-8" if label in ("utf-16-le", "utf-16-be") and not _looks_utf_16(data) else label


def _unless_utf_8(name: str, data: bytes) -> str:
    """Return utf-8 where a single-byte label is stated for bytes that are UTF-8 beyond chance, else `name`."""
    if name == "utf-8" or name.startswith("utf-16") or data.isascii():
        return name
    return "utf-8" if _is_utf_8(data) and _letters_beyond_ascii(data) >= 3 else name


def _letters_beyond_ascii(data: bytes) -> int:
    return len(re.findall(rb"[\xc2-\xf4][\x80-\xbf]", data[: 16 * _SAMPLE]))


def _bom(data: bytes) -> str:
    if data.startswith(codecs.BOM_UTF8):
        return "utf-8"
    if data.startswith(codecs.BOM_UTF16_LE):
        return "utf-16-le"
    return "utf-16-be" if data.startswith(codecs.BOM_UTF16_BE) else ""


def _looks_utf_16(data: bytes) -> str:
    sample = data[:400]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) < 8:
        return ""
    if odd > 0.3 * len(sample) / 2 and even < 0.05 * len(sample):
        return "utf-16-le"
    return "utf-16-be" if even > 0.3 * len(sample) / 2 and odd < 0.05 * len(sample) else ""


def _by_label(label: bytes) -> str | None:
    """Return the Python name behind an encoding label of the web, or None where there is no such label."""
    found = webencodings.lookup(label.decode("ascii", "ignore").strip().strip("\"'"))
    return None if found is None else str(found.codec_info.name)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end >= len(data) - 3 and error.start > 0  # cut in the middle of a character
    return True


def _guess(data: bytes) -> str:
    if data.isascii() or _is_utf_8(data):
        return _looks_utf_16(data) or "utf-8"
    utf_16 = _looks_utf_16(data)
    if utf_16:
        return utf_16
    sample = _beyond_ascii(data)
    if len(data[: 16 * _SAMPLE].decode("utf-8", "ignore").encode()) > 0.98 * min(len(data), 16 * _SAMPLE):
        return "utf-8"  # a few bytes are broken
    best = from_bytes(sample, cp_isolation=list(_GUESSES)).best()
    return best.encoding if best else "cp1252"


def _beyond_ascii(data: bytes) -> bytes:
    """Return a sample of `data` around its first byte beyond ASCII: only there can encodings differ."""
    found = re.search(rb"[\x80-\xff]", data)
    start = max(0, (found.start() if found else 0) - 200)
    return data[start : start + 8_192]
