"""An archive with all that makes exports hard: emoji before spans, formulas, line breaks, copies, times without
an offset, two editions, corrections."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from making import archive_of, reading_of, statement_of, write

from dateline.archive import Archive, find, groups
from dateline.model import Grouping
from dateline.pipeline import correct

RAIN = "🌧️ Ana Ruiz, the mayor, said that “it rains\n\non Müller & Sons”. She denied that it snows."
FERRY = "=HYPERLINK(\"http://x.example\") Bo Lind said that the ferry is late. +1 said Eva Holm."
OLD = "Bo Lind said that the ferry runs."


def rain_statements() -> tuple[object, ...]:
    return (statement_of(RAIN, source="Ana Ruiz, the mayor", cue="said", content="“it rains\n\non Müller & Sons”",
                         speaker="Ana Ruiz"),
            statement_of(RAIN, source="She", cue="denied", content="it snows", speaker="Ana Ruiz"))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    rain = {"statements": rain_statements(), "published": "2026-03-01T23:30:00-05:00"}
    ferry = statement_of(FERRY, source="Bo Lind", cue="said", content="the ferry is late", speaker="Bo Lind")
    plus = statement_of(FERRY, source="Eva Holm", cue="said Eva", content="+1", speaker="Eva Holm")
    with archive_of(
            tmp_path / "a.db",
            reading_of(RAIN, url="https://courier.example/rain", captured="2026-03-02T05:00:00Z", **rain),  # type: ignore[arg-type]
            reading_of(RAIN, url="https://herald.example/rain", outlet="Herald", captured="2026-03-02T06:00:00Z",
                       **rain),  # type: ignore[arg-type]
            reading_of(OLD, headline="@Ferry", url="https://courier.example/ferry", captured="2026-03-02T05:00:00Z",
                       published="2026-03-02T08:00"),
            reading_of("", headline="Home", url="https://courier.example/", status="not-article", published=None),
    ) as made:
        write(made, reading_of(FERRY, headline="@Ferry", url="https://courier.example/ferry",
                               captured="2026-03-03T05:00:00Z", published="2026-03-02T08:00",
                               statements=(ferry, plus)))
        first, second = (find.full_id(made, f"https://{host}.example/rain") for host in ("courier", "herald"))
        with made.transaction():
            groups.keep_grouping(made, [Grouping(id=first, story=first),
                                        Grouping(id=second, story=first, copy_of=first)])
        yield made


@pytest.fixture
def corrected(archive: Archive) -> Archive:
    """The same after people corrected a headline, a date, a speaker, and took a statement out."""
    ferry = find.full_id(archive, "https://courier.example/ferry")
    late, plus = find.statements_of(archive, ferry)
    correct(archive, "headline", ferry, "Ferry late", who="Kim")
    correct(archive, "published", ferry, "2026-03-02T08:00+01:00", who="Lee")
    correct(archive, "speaker", late.id, ["Omar Said", "Ivy Chen"], who="Kim")
    correct(archive, "not-statement", plus.id, who="Kim")
    return archive
