"""Times as mail headers and RSS write them."""

from __future__ import annotations

from datetime import UTC
from email.utils import parsedate_to_datetime


def iso_of_mail_date(printed: str) -> str | None:
    """Return an RFC 5322 date ("Wed, 09 Nov 2016 16:51:35 +0300") as ISO 8601, None where it is none.

    "-0000" is Universal Time of an untold zone; without any zone the result has no offset.
    """
    try:
        moment = parsedate_to_datetime(printed)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if moment.tzinfo is None and printed.rstrip().endswith("-0000"):
        moment = moment.replace(tzinfo=UTC)
    return moment.isoformat()
