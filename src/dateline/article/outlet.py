"""The outlet: who publishes the page, by its own word, else by its address."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from dateline.article.address import registrable_domain
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup, cleaned

_SITE_METAS = ("og:site_name", "application-name", "cre", "dc.publisher", "citation_journal_title",
    "article:publisher_name")
_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Newspaper", "Blog"})
_NO_NAMES = frozenset({"blog", "the blog", "home", "homepage", "start", "startseite", "news", "website", "my site",
                       "site", "articles", "index", "main", "online", "magazine", "wordpress"})
_LOGO = re.compile(r"\b(?:(?:the|company|site|header) )?(?:logo|home\s?page|home|startseite)\b|[|:–-]", re.IGNORECASE)
_PORTRAIT = re.compile(r"\b(?:(?:gr)?avatar|photo|portrait|profile|icon|tag|screenshot|png|jpe?g|svg|webp)\b", re.I)
_LOGOS = 8  # pictures of a page that may be its outlet's logo
_SENTENCE = 5  # words from which a name that is the headline too is none
_LETTERS = 5  # of a name's short form
_PARTS = re.compile(r"\s*[|•»]\s*|\s[-–—]{1,2}\s|\s::\s")
_TITLE_END = re.compile(r"\s+[|\-–—·•»:]\s+([^|\-–—·•»]{2,40})$")


def outlet_names(markup: Markup, linked: LinkedData) -> tuple[str, ...]:
    """Return the names that the page gives its outlet, the most reliable first, without repeats."""
    names = [markup.meta("og:site_name")]
    for node in linked.articles()[:3]:
        names += [name for name, _ in list(linked.people(node.get("publisher")))[:2]] if node.get("publisher") else []
    for node in linked.nodes[:300]:
        kind = node.get("@type")
        if isinstance(kind, str) and kind in _SITE_TYPES and isinstance(node.get("name"), str):
            names.append(cleaned(str(node["name"])[:200]))
    names += [markup.meta(name) for name in _SITE_METAS[1:]]
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= 100 and "://" not in name))


def find_outlet(names: tuple[str, ...], markup: Markup | None, url: str | None, headline: str = "") -> str | None:
    """Return the outlet's name: as the page states it, as its title ends, else the registrable domain."""
    domain = _domain(url) if url else ""
    for name in names:
        proper = _proper(name, domain, headline)
        if proper:
            return proper.removeprefix("www.")
    ending = _TITLE_END.search(markup.title) if markup else None
    if ending and domain:
        folded, label = _folded(ending[1]), _folded(domain.split(".")[0])
        if folded and len(label) > 2 and (label in folded or folded in label):
            return ending[1].strip()
    return (_on_logo(markup, url or "") if markup else None) or domain or None


def _on_logo(markup: Markup, url: str) -> str | None:
    """Return what one of the first pictures is called, if the host is called so: "Valley Courier logo"."""
    host = re.sub(r"^[a-z]+://(?:www\.)?", "", _published_at(url).lower()).partition("/")[0]
    labels = [_folded(one) for one in host.split(".")[:-1] if len(one) > 3]
    for picture in markup.by_tag.get("img", ())[:_LOGOS]:
        printed = _LOGO.sub(" ", cleaned(picture.attributes.get("alt", "")[:100]))
        name = " ".join(printed.split()).rstrip(" .()")
        called = _folded(name)
        if name != name.lower() and not _PORTRAIT.search(name) and any(
                _alike(called, one) and len(one) <= 2 * len(called) <= 4 * len(one) for one in labels):
            return name
    return None


def _proper(name: str, domain: str, headline: str) -> str:
    """Return a stated name without its claim ("Courier | News for the valley") and this page's headline; "" for none.

    The part that is called as the domain is, is the name; where none is, or one of letters only ("NSF - National
    Science Foundation"), all of it stays. A word that names no outlet does where the domain is called so ("Index").
    """
    name = name.strip(" |•»-–—:")
    label = _folded(domain.split(".")[0])
    parts = [part for part in _PARTS.split(name) if part]
    if len(parts) < 2 or _folded(name) == label:
        shown = "" if len(name.split()) >= _SENTENCE and _folded(name) == _folded(headline) else name
    else:
        title = _folded(headline)
        others = [part for part in parts if _folded(part) != title]
        called = next((part for part in others if _alike(_folded(part), label)), "")
        short = called.isupper() and len(called) <= _LETTERS
        shown = called if called and not short else " | ".join(others) if len(others) < len(parts) else name
    return "" if shown.casefold() in _NO_NAMES and _folded(shown) != label else shown


def _alike(name: str, label: str) -> bool:
    return len(name) > 2 and len(label) > 2 and (name.startswith(label) or label.startswith(name))


def _folded(name: str) -> str:
    """Return the letters and digits of a name, lower case, without accents and without "the" before it."""
    plain = name.casefold()
    if not plain.isascii():
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    return re.sub(r"\W", "", plain).removeprefix("the")


def domain_label(url: str | None) -> str:
    """Return "valleycourier" of www.valley-courier.co.uk, "" without an address."""
    return _domain(url).split(".")[0].replace("-", "") if url else ""


@lru_cache(maxsize=64)
def _domain(url: str) -> str:
    """Return what somebody registered of an address; each is asked for several times."""
    return registrable_domain(_published_at(url))


def _published_at(url: str) -> str:
    """Return the address that a web archive's address holds, else `url`."""
    return url.partition("/web/")[2].partition("/")[2] or url if "//web.archive.org/" in url else url
