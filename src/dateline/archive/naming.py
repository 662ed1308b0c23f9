"""Statements without the names that are less sure than asked for; what is printed of their sources stays."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from dateline.archive.values import Said
from dateline.model import Statement


def unnamed(statement: Statement, least: float) -> Statement:
    """Return the statement without the speakers that are less sure than `least`."""
    if all(speaker.confidence >= least for speaker in statement.speakers):
        return statement
    return msgspec.structs.replace(statement, speakers=tuple(s for s in statement.speakers if s.confidence >= least))


def surely(said: Said, least: float) -> Said:
    """Return the same of a statement of an archive, whose speakers people may have corrected."""
    if not least:
        return said
    return msgspec.structs.replace(said, statement=unnamed(said.statement, least),
                                   speakers=tuple(v for v in said.speakers if v.confidence >= least))


def sure(statements: Iterable[Statement], least: float, least_speaker: float) -> list[Statement]:
    """Return the statements that are sure enough; speakers that are not lose their name."""
    return [unnamed(one, least_speaker) for one in statements if one.confidence >= least]
