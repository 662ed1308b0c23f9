"""Articles for people at a terminal."""

from __future__ import annotations

import textwrap

import click

from dateline.article import page_text
from dateline.cli.common import dim, one_line
from dateline.model import Article, Page

_WIDTH = 100


def print_article(article: Article) -> None:
    """Print an article: what is around it, then its text."""
    click.secho(one_line(article.headline or "(no headline)"), bold=True)
    about = [article.outlet, ", ".join(article.authors), article.published, article.language, article.status]
    click.echo(dim(one_line(" · ".join(part for part in about if part))))
    if article.url:
        click.echo(dim(one_line(article.url)))
    if article.credits:
        click.echo(dim(one_line("credits: " + ", ".join(credit.name for credit in article.credits))))
    click.echo()
    for paragraph in article.text.split("\n\n"):
        click.echo(textwrap.fill(one_line(paragraph), _WIDTH, break_on_hyphens=False) + "\n")
    for repair in article.repairs:
        click.echo(dim(one_line(f"repaired: {repair.kind} ({repair.reason})")))
    if article.related:
        click.echo(dim(f"{len(article.related)} related on the page itself"))
    click.echo()


def print_explained(page: Page, article: Article) -> None:
    """Print every piece of a page in page order, kept (+) or dropped (-), and why."""
    text = page_text(page)
    pieces = [(span, "+", f"{block.kind}: {block.why}") for block in article.blocks for span in block.spans]
    pieces += [(span, "-", dropped.reason) for dropped in article.dropped for span in dropped.spans]
    click.secho(one_line(article.headline or page.id), bold=True)
    for (start, end), sign, why in sorted(pieces):
        words = " ".join(text[start:end].split())
        if words:
            click.secho(f"{sign} {start}-{end} [{why}]", fg="green" if sign == "+" else "red")
            click.echo(textwrap.indent(textwrap.fill(one_line(words), _WIDTH), "    "))
    for repair in article.repairs:
        click.secho(f"~ {repair.kind}: {one_line(repair.reason)} {list(repair.spans)}", fg="yellow")
