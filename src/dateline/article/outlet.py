"""The outlet: who publishes the page, by its own word, else by its address."""

from __future__ import annotations

import re

from dateline.article.address import registrable_domain
from dateline.article.linked_data import LinkedData
from dateline.article.markup import Markup, cleaned

_SITE_METAS = ("og:site_name", "application-name", "cre", "dc.publisher", "citation_journal_title",
    "article:publisher_name")
_SITE_TYPES = frozenset({"WebSite", "NewsMediaOrganization", "Newspaper", "Blog"})
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


def find_outlet(names: tuple[str, ...], markup: Markup | None, url: str | None) -> str | None:
    """Return the outlet's name: as the page states it, as its title ends, else the registrable domain."""
    if names:
        return names[0].removeprefix("www.")
    domain = registrable_domain(_published_at(url)) if url else ""
    ending = _TITLE_END.search(markup.title) if markup else None
    if ending and domain:
        folded = re.sub(r"\W", "", ending[1].casefold())
        label = re.sub(r"\W", "", domain.split(".")[0])
        if len(label) > 2 and (label in folded or folded in label):
            return ending[1].strip()
    return domain or None


def domain_label(url: str | None) -> str:
    """Return "valleycourier" of www.valley-courier.co.uk, "" without an address."""
    return registrable_domain(_published_at(url)).split(".")[0].replace("-", "") if url else ""


def _published_at(url: str) -> str:
    """Return the address that a web archive's address holds, else `url`."""
    return url.partition("/web/")[2].partition("/")[2] or url if "//web.archive.org/" in url else url
