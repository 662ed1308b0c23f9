"""dateline statements: articles in, who says what out."""

from __future__ import annotations

import sys
from typing import Any

import click

from dateline.cli.common import (
    complain,
    errors_shown,
    for_people,
    jobs_option,
    json_option,
    print_json,
    with_confidence,
)


@click.command()
@click.argument("file")
@json_option
@with_confidence
@jobs_option
def command(file: str, as_json: bool, min_confidence: float, min_speaker_confidence: float, jobs: int | None) -> None:
    """Print who says what: {"id", "statements": [...]} a line as JSON in a pipe, a list at a terminal.

    FILE: what `dateline read` prints, or lines of JSON with `id` and `text` (clean text, used as it is; `headline`
    and `media` where there are any); - for standard input.
    """
    from dateline.archive.naming import sure
    from dateline.cli.lines import objects
    from dateline.cli.quoting import print_statements
    from dateline.model import Article
    from dateline.pipeline.pool import default_jobs, through_workers
    from dateline.pipeline.work import Failed

    failed = False
    with errors_shown():
        lines = objects(file, Article)
        work = through_workers("statements", lines, jobs=jobs or default_jobs(),
                               work_of=lambda line: None if isinstance(line[1], str) else line[1],
                               place_of=lambda line: f"{file}, line {line[0]}")
        for (number, article), statements in work:
            if isinstance(article, str) or isinstance(statements, Failed):
                reason = article if isinstance(article, str) else statements.reason
                complain(f"{file}, line {number}: {reason}")
                failed = True
                continue
            kept = sure(statements, min_confidence, min_speaker_confidence)
            if for_people(as_json):
                print_statements(article, kept)
            else:
                answer: dict[str, Any] = {"id": article.id, "statements": kept}
                print_json(answer)
        sys.stdout.flush()
    sys.exit(1 if failed else 0)
