"""Makes src/dateline/examples/port-ellery-gazette.warc.gz: python tests/examples/make_warc.py

One page captured three times: twice as two editions whose quotation differs by one word, then unchanged (a revisit);
beside it a picture and an answer 404, which are no pages. Every id and time is fixed, so the file is always the same.
"""

from __future__ import annotations

import io
import sys
import uuid
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

TARGET = Path(__file__).parents[2] / "src" / "dateline" / "examples" / "port-ellery-gazette.warc.gz"
SITE = "https://www.portellerygazette.example"
ADDRESS = f"{SITE}/health/maternity-ward-stays-says-hospital-chief"
PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082")


def page(*, verb: str, modified: str) -> str:
    """The page as published; the chief's promise was worded anew after some hours."""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<title>Maternity ward stays, says hospital chief - Port Ellery Gazette</title>
<meta property="og:site_name" content="Port Ellery Gazette">
<link rel="canonical" href="{ADDRESS}">
<script type="application/ld+json">{{"@context":"https://schema.org","@type":"NewsArticle",
"headline":"Maternity ward stays, says hospital chief","datePublished":"2026-10-19T07:30:00+01:00",
"dateModified":"{modified}","author":{{"@type":"Person","name":"Nadia Holt"}},
"publisher":{{"@type":"Organization","name":"Port Ellery Gazette"}}}}</script>
</head><body>
<div class="cookie-notice"><p>The Gazette uses cookies. <a href="/cookies">How?</a></p><button>Fine</button></div>
<header><a href="/">Port Ellery Gazette</a><nav><a href="/news">News</a> <a href="/health">Health</a> <a
href="/harbour">Harbour</a> <a href="/letters">Letters</a></nav></header>
<main><article><h1>Maternity ward stays, says hospital chief</h1>
<p class="byline">By Nadia Holt, health reporter</p><p class="date">Monday 19 October 2026</p>
<figure><img src="/img/ward.png" alt="A corridor with balloons"><figcaption>The ward delivered 412 babies last year.
</figcaption></figure>
<p>Port Ellery’s hospital will keep its maternity ward when it merges with St Brannoc’s in January, its chief executive
said on Monday.</p>
<p>“We will {verb} close the ward,” Leonora Finch told staff at a meeting in the canteen, which the Gazette attended.
“Babies do not read merger plans.”</p>
<p>The trust had refused for weeks to say what would become of the ward. Finch apologised for the silence and said that
lawyers had advised it.</p>
<p>Midwives were not convinced. “A ward without a doctor at night is a corridor,” said Bridget Amari, who has worked
there for 22 years. She said three of the seven doctors had handed in their notice since the summer.</p>
<p>Finch confirmed that three doctors were leaving but denied that it had to do with the merger. Two posts have been
advertised, the chief executive said.</p>
<p>The regional health board said in a statement that it had not yet approved the merger and might ask for “firmer
guarantees”.</p>
<p>Councillor Rufus Delane, who began the campaign to save the ward, thanked the crowd outside. “They heard us through
the double glazing,” he said.</p>
</article>
<aside><h3>More on health</h3><ul><li><a href="/health/a">Flu clinic moves to the lifeboat station</a></li><li><a
href="/health/b">Dentist found</a></li></ul></aside></main>
<footer>Port Ellery Gazette. Part of nobody’s group.</footer></body></html>
"""


def write(stream: io.BytesIO) -> None:
    """Write all records."""
    writer = Writer(stream)
    first = page(verb="never", modified="2026-10-19T07:30:00+01:00").encode()
    second = page(verb="not", modified="2026-10-19T16:05:00+01:00").encode()
    writer.answer(ADDRESS, "2026-10-19T08:12:40Z", first)
    writer.answer(f"{SITE}/img/ward.png", "2026-10-19T08:12:41Z", PICTURE, media="image/png")
    writer.answer(f"{SITE}/health/merger-faq", "2026-10-19T08:12:43Z",
                  b"<html><title>Not found</title><body><h1>404</h1><p>This page has sailed.</p></body></html>",
                  status="404 Not Found")
    writer.answer(f"{ADDRESS}?utm_source=homepage", "2026-10-19T18:40:02Z", second)
    writer.unchanged(ADDRESS, "2026-10-21T06:00:11Z", second, since="2026-10-19T18:40:02Z")


class Writer:
    """Writes WARC records whose ids follow from their place in the file."""

    def __init__(self, stream: io.BytesIO) -> None:
        self._writer = WARCWriter(stream, gzip=True)
        self._count = 0

    def answer(self, url: str, when: str, body: bytes, *, status: str = "200 OK",
               media: str = "text/html; charset=utf-8") -> None:
        """Write a response record."""
        http = StatusAndHeaders(status, [("Content-Type", media), ("Content-Length", str(len(body)))], "HTTP/1.1")
        self._write(self._writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http,
                                                    warc_headers_dict=self._headers(when)))

    def unchanged(self, url: str, when: str, body: bytes, *, since: str) -> None:
        """Write a revisit record: the same payload as `since`."""
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], "HTTP/1.1")
        digest = self._writer.create_warc_record(url, "resource", payload=io.BytesIO(body))
        self._writer.ensure_digest(digest, block=False, payload=True)
        self._write(self._writer.create_revisit_record(
            url, digest=digest.rec_headers.get_header("WARC-Payload-Digest"),
            refers_to_uri=f"{ADDRESS}?utm_source=homepage", refers_to_date=since,
            http_headers=http, warc_headers_dict=self._headers(when)))

    def _headers(self, when: str) -> dict[str, str]:
        self._count += 1
        name = uuid.uuid5(uuid.NAMESPACE_URL, f"{SITE}/record/{self._count}")
        return {"WARC-Date": when, "WARC-Record-ID": f"<urn:uuid:{name}>"}

    def _write(self, record: object) -> None:
        self._writer.write_record(record)


def made() -> bytes:
    """Return the file's bytes."""
    stream = io.BytesIO()
    write(stream)
    return stream.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(made())
    sys.stdout.write(f"{TARGET}: {TARGET.stat().st_size} bytes\n")
