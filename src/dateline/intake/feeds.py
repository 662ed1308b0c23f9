"""Feeds (RSS, Atom, JSON feed), each entry a page; sitemaps, which only name addresses."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from dateline import limits
from dateline.intake.files import Source, whole
from dateline.intake.rows import ADDRESS_ONLY
from dateline.model import Given, Left, Page


def feed_pages(source: Source) -> Iterator[Page | Left]:
    raise NotImplementedError


def sitemap_addresses(source: Source) -> Iterator[Left]:
    raise NotImplementedError
