"""Addresses: which ones name the same page, and the key that an article has by one capture of it."""

from __future__ import annotations


def normal_address(url: str) -> str:
    """Return the address that stands for all variants of `url`: tracking, AMP, mobile, scheme, trailing slash.

    An address that is not http(s) comes back as it is.
    """
    raise NotImplementedError


def article_key(*, url: str | None, canonical: str | None, digest: str) -> str:
    """Return the key of the article that one capture shows: a pure function of that capture.

    The normal address; of the canonical one only where it lies on the same registrable domain as `url`; of a
    capture without an address the hash of its bytes (`digest`, hex SHA-256), since no other page can be the same.
    """
    raise NotImplementedError
