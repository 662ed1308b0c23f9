"""What a file is, by its first bytes and, where those leave it open, by its name."""

from __future__ import annotations

import os
import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["html", "text", "warc", "zip", "mhtml", "json lines", "json", "csv", "feed", "sitemap"]

HEAD_BYTES = 4096

_BINARIES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"),
    (b"%PDF-", "application/pdf"), (b"\x7fELF", "application/x-elf"), (b"MZ\x90\x00", "application/x-msdownload"),
    (b"SQLite format 3\x00", "application/vnd.sqlite3"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
    (b"BZh", "application/x-bzip2"), (b"\xfd7zXZ\x00", "application/x-xz"), (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"), (b"OggS", "audio/ogg"), (b"ID3", "audio/mpeg"),
    (b"wOFF", "font/woff"), (b"wOF2", "font/woff2"), (b"\x00\x00\x01\x00", "image/vnd.microsoft.icon"),
    (b"\xca\xfe\xba\xbe", "application/java-vm"), (b"II*\x00", "image/tiff"), (b"MM\x00*", "image/tiff"),
    (b"BM", "image/bmp"), (b"PAR1", "application/vnd.apache.parquet"), (b"RIFF", "audio/video (RIFF)"),
)
_BY_NAME: dict[str, Kind] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html", ".txt": "text", ".text": "text",
    ".warc": "warc", ".wacz": "zip", ".mhtml": "mhtml", ".mht": "mhtml", ".jsonl": "json lines",
    ".ndjson": "json lines", ".json": "json", ".csv": "csv", ".tsv": "csv", ".rss": "feed", ".atom": "feed",
}
_OTHER_MEDIA = {
    ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml",
    ".map": "application/json", ".ttf": "font/ttf", ".otf": "font/otf", ".eot": "application/vnd.ms-fontobject",
    ".mp4": "video/mp4", ".mp3": "audio/mpeg", ".avif": "image/avif", ".webp": "image/webp", ".py": "text/x-python",
    ".cdx": "text/x-cdx", ".cdxj": "text/x-cdxj", ".db": "application/octet-stream", ".woff2": "font/woff2",
}
_TAG = re.compile(rb"<(?:!doctype\s+html|!--|html|head|body|title|meta|link|script|article|section|main|header|h[1-6]"
                  rb"|div|span|p|br|a|ul|ol|table|img)\b", re.IGNORECASE)
_WARC = re.compile(rb"\s{0,16}WARC/[01]\.\d")
_MHTML = re.compile(rb"(?:^|\n)(?:MIME-Version:|Snapshot-Content-Location:|Content-Type:\s*multipart/related)",
                    re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_FEED = re.compile(rb"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed)[\s>]")
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_CONTROL = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def media_of(head: bytes) -> str | None:
    """Return the media type of a binary file, None for what may be text."""
    if head[4:12] in (b"ftypisom", b"ftypmp42", b"ftypavif", b"ftypqt  ", b"ftypM4V ", b"ftypdash"):
        return "video/mp4"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    return next((media for magic, media in _BINARIES if head.startswith(magic)), None)


def is_html(head: bytes) -> bool:
    """Whether the first bytes of a page hold mark-up, in an encoding of one byte or two a character."""
    return bool(_TAG.search(head) or _TAG.search(head.replace(b"\0", b"")))


def kind_of(name: str, head: bytes) -> Kind | str:
    """Return what a file is: a Kind, or else the media type of what is no page.

    name: the file's name, "" where there is none; its packing suffix (.gz) is looked through.
    head: its first HEAD_BYTES, unpacked.
    """
    if _WARC.match(head):
        return "warc"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    suffix = _suffix(name)
    by_name = _BY_NAME.get(suffix)
    media = media_of(head)
    if media and not (by_name == "text" and media in ("image/bmp", "audio/mpeg", "application/x-bzip2")):
        return media
    if by_name in ("text", "json lines", "csv", "warc", "mhtml"):
        return by_name
    return _by_content(head, by_name, suffix)


def _suffix(name: str) -> str:
    base, suffix = os.path.splitext(name.lower())
    return os.path.splitext(base)[1] if suffix in (".gz", ".zst", ".br") else suffix


def _by_content(head: bytes, by_name: Kind | None, suffix: str) -> Kind | str:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<") and by_name != "html":
        markup = _markup(text)
        if markup:
            return markup
    if _HEADER_LINE.match(text) and _MHTML.search(head):
        return "mhtml"
    if by_name:
        return by_name
    if suffix in _OTHER_MEDIA:
        return _OTHER_MEDIA[suffix]
    if text.startswith(b"{"):
        return "json" if b"//jsonfeed.org/version" in head else "json lines"
    if re.match(rb"\[\s*[{\]]", text):
        return "json"
    if is_html(head):
        return "html"
    if not head.startswith(_BOMS) and len(head.translate(None, _CONTROL)) < len(head) * 0.98:
        return "application/octet-stream"
    return "text"


def _markup(text: bytes) -> Kind | str | None:
    for pattern, kind in ((_SITEMAP, "sitemap"), (_FEED, "feed")):
        found = pattern.search(text)
        if found and not re.search(rb"<html[\s>]", text[:found.start()], re.IGNORECASE):
            return kind
    if re.match(rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?(?:<!DOCTYPE svg[^>]{0,300}>\s*)?<svg[\s>]", text,
                re.DOTALL):
        return "image/svg+xml"
    if text.startswith(b"<?xml") and not is_html(text):
        return "application/xml"
    return None
