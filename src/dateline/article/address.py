"""Addresses: which ones name the same page, and the key that an article has by one capture of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tldextract import TLDExtract

_PARTS = re.compile(
    r"(?P<scheme>https?):[/\\]*(?P<host>[^/\\?#]*)(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?(?:#(?P<fragment>.*))?",
    re.IGNORECASE | re.DOTALL)
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
_PORT = re.compile(r":(\d*)$")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})|[^A-Za-z0-9\-._~!$&'()*+,;=:@/]")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")

_VARIANT_LABELS = frozenset({"www", "m", "mobile", "amp"})
_VARIANT_SEGMENTS = frozenset({"", "amp", "index.html", "index.htm"})
_AMP_CACHES = frozenset({"google.com", "ampproject.org", "bing-amp.com"})
_CACHE_PATH = re.compile(r"/(?:amp|[acivwr]|[acivwr]/[acivwr])/(?P<secure>s/)?(?P<rest>[^/]+\..*)", re.DOTALL)

_TRACKING = re.compile(
    r"utm_.*|mtm_.*|matomo_.*|piwik_.*|pk_.*|hsa_.*|fb_(?:action_ids|action_types|source|ref)|fbclid|gclid|gclsrc|dclid"
    r"|wbraid|gbraid|gad_source|gad_campaignid|msclkid|yclid|ysclid|twclid|ttclid|igshid|igsh|li_fat_id|srsltid"
    r"|mc_cid|mc_eid"
    r"|_ga|_gl|_hsenc|_hsmi|hsctatracking|mkt_tok|oly_enc_id|oly_anon_id|vero_id|ncid|cmpid|ocid|icid|smid|sr_share"
    r"|ref_src|ref_url|__twitter_impression|xtor|at_(?:medium|campaign|custom\d?)|wt_z?mc|trk|trkcampaign|s_cid"
    r"|guccounter|guce_referrer|guce_referrer_sig|ns_(?:mchannel|source|campaign|linkname|fee)|soc_src|soc_trk"
    r"|gws_rd|ito",
    re.IGNORECASE)
_AMP_PARAMETER = re.compile(r"amp(?:=(?:1|true|amp)?)?|outputtype=amp", re.IGNORECASE)

_CACHES_IN_CACHES = 1_000  # more than the longest address has room for
_LONGEST = 16_384  # characters; a longer string is no address that anything answers to


def normal_address(url: str) -> str:
    """Return the address that stands for all variants of `url`: tracking, AMP, mobile, scheme, trailing slash.

    An address that is not http(s) comes back as it is. Never raises; normal_address(normal_address(x)) is
    normal_address(x).
    """
    found = _parts(_out_of_amp_caches(url))
    if found is None:
        return url
    host = _host(found["host"])
    path = _path(found["path"].replace("\\", "/"))
    query = _query(found["query"] or "")
    fragment = _escaped(found["fragment"], "?") if (found["fragment"] or "").startswith("!") else ""
    return f"https://{host}{path}" + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def article_key(*, url: str | None, canonical: str | None, digest: str) -> str:
    """Return the key of the article that one capture shows: a pure function of that capture.

    "url:" and the normal address; of the canonical one only where it lies on the same registrable domain as `url`
    and is not merely its site's root or a section. Of a capture without an http(s) address "bytes:" and the hash of
    its bytes (`digest`, hex SHA-256), since no other page can be the same.
    """
    address = normal_address(url) if url else ""
    if not is_web(address):
        return f"bytes:{digest}"
    stated = normal_address(canonical) if canonical else ""
    return f"url:{stated if is_web(stated) and _may_stand_for(stated, address) else address}"


def is_web(url: str) -> bool:
    """Return whether `url` is an http(s) address with a host."""
    return _parts(url) is not None


def registrable_domain(url: str) -> str:
    """Return what somebody registered of the host of `url` ("bbc.co.uk"), else the host itself, "" without one."""
    found = _parts(url)
    return _registrable(_PORT.sub("", _host(found["host"]))) if found else ""


def _parts(url: str) -> re.Match[str] | None:
    """Return the parts of an http(s) address that has a host, else None."""
    if len(url) > _LONGEST:
        return None
    found = _PARTS.fullmatch(_IGNORED_BY_BROWSERS.sub("", url).strip())
    return found if found and _host(found["host"]) else None


def _out_of_amp_caches(url: str) -> str:
    """Return the publisher's address that an address in an AMP cache holds, else `url`."""
    for _ in range(_CACHES_IN_CACHES):
        found = _parts(url)
        if found is None or _registrable(_host(found["host"])) not in _AMP_CACHES:
            return url
        inner = _CACHE_PATH.fullmatch(found["path"].replace("\\", "/"))
        if inner is None:
            return url
        url = f"https://{inner['rest']}" + (f"?{found['query']}" if found["query"] else "")
    return url


def _may_stand_for(canonical: str, address: str) -> bool:
    """Return whether a stated canonical address can be that of the page at `address` (both normal)."""
    theirs, ours = _PARTS.fullmatch(canonical), _PARTS.fullmatch(address)
    if theirs is None or ours is None or registrable_domain(canonical) != registrable_domain(address):
        return False
    stated, own = theirs["path"].strip("/"), ours["path"].strip("/")
    if stated == own:
        return bool(stated) or theirs["query"] == ours["query"]
    if not stated:
        return bool(theirs["query"])
    if stated.count("/") >= own.count("/"):
        return True
    # Shallower than the page: an article's own slug has several words or a number, a section's name has neither.
    last = stated.rpartition("/")[2]
    return len(re.findall(r"[^\W_]+", last)) >= 3 or bool(re.search(r"\d{4}", last))


@lru_cache(maxsize=1)
def _suffixes() -> TLDExtract:
    from tldextract import TLDExtract  # loaded with the first address: it takes a tenth of a second

    return TLDExtract(suffix_list_urls=(), cache_dir=None)


@lru_cache(maxsize=4096)
def _registrable(host: str) -> str:
    if ":" in host or host.startswith("["):
        return host
    return _suffixes()(host).top_domain_under_public_suffix or host


@lru_cache(maxsize=4096)
def _host(authority: str) -> str:
    """Return the normal host, with a port only where it is no default; "" where there is none."""
    host = authority.rpartition("@")[2].strip().lower()
    port = _PORT.search(host)
    number = ""
    if port:
        host, number = host[: port.start()], port[1].lstrip("0")
    host = _ascii_host(host).strip(".")
    if not host or (":" in host and not (host.startswith("[") and host.endswith("]"))):
        return ""
    if "." in host and not host.startswith("[") and not _VARIANT_LABELS.isdisjoint(host.split(".")):
        own = _registrable(host)
        outer = host.removesuffix(own).split(".")
        host = ".".join([label for label in outer if label and label not in _VARIANT_LABELS] + [own])
    return host if number in ("", "80", "443") else f"{host}:{number}"


def _ascii_host(host: str) -> str:
    if host.isascii():
        return re.sub(r"[^a-z0-9\-._:\[\]%]", _percent, host)
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError):
        return re.sub(r"[^a-z0-9\-._:\[\]%]", _percent, host)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02x}" for byte in match[0].encode("utf-8", "replace"))


def _path(path: str) -> str:
    """Return the path without AMP forms, index pages, dot segments and trailing slashes."""
    segments: list[str] = []
    for segment in _escaped(path).split("/")[1:]:
        if segment == ".." and segments:
            segments.pop()
        elif segment not in (".", ".."):
            segments.append(segment)
    while segments and segments[-1].lower() in _VARIANT_SEGMENTS:
        if segments[-1].lower() == "amp" and not any(segments[:-1]):
            break  # the whole path: a page about amplifiers
        segments.pop()
    if segments:
        segments[-1] = _without_amp(segments[-1])
    return "/" + "/".join(segments)


def _without_amp(name: str) -> str:
    """Return a file name without AMP's marks: story.amp.html is story.html, story.amp is story."""
    stem = re.sub(r"(?i)(?:\.amp)+(?=\.html?$|$)", "", name)
    return stem or name


def _query(query: str) -> str:
    kept = []
    for pair in query.split("&"):
        escaped = _escaped(pair, "?")
        if escaped and not _TRACKING.fullmatch(escaped.partition("=")[0]) and not _AMP_PARAMETER.fullmatch(escaped):
            kept.append(escaped)
    return "&".join(sorted(kept))


def _escaped(part: str, also: str = "") -> str:
    """Return `part` in the normal form of RFC 3986, 6.2.2: unreserved characters plain, all others %XX."""
    def one(match: re.Match[str]) -> str:
        if match[1]:
            character = chr(int(match[1], 16))
            return character if character in _UNRESERVED else f"%{match[1].upper()}"
        if match[0] in also and match[0]:
            return match[0]
        return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))

    return _ESCAPE.sub(one, part)
