"""The commands, one module each: parse, call, print. Nothing heavy is imported before a command runs."""

from __future__ import annotations

from importlib import import_module

import click

from dateline.version import __version__

_COMMANDS = {  # in the order in which help lists them
    "demo": "Read the examples that ship with dateline, and open the reader on them.",
    "read": "Print what pages say, as an article a line.",
    "statements": "Print who says what in articles or texts.",
    "stories": "Print which articles belong together.",
    "add": "Add pages to an archive.",
    "open": "Open the reader in your browser.",
    "serve": "Serve the reader and its API on this machine.",
    "search": "Find articles by words, speaker, outlet, date.",
    "show": "Show one article with its statements.",
    "quotes": "List who said what.",
    "trace": "Find every wording of a quotation, the first printing first.",
    "speakers": "List who speaks, or all that is known of one speaker.",
    "speaker": "Show why names are one speaker; merge, split, rename speakers.",
    "changes": "List what changed in pages after they were first read.",
    "outlets": "List who publishes, and how much.",
    "coverage": "Show what the archive holds of each outlet by day, with holes.",
    "related": "List what belongs to an article, and why.",
    "story": "Show one story; split, merge or mend stories.",
    "export": "Write the archive out for other programs.",
    "rehydrate": "Put the words back into a text-free package.",
    "datasette-metadata": "Print metadata for Datasette.",
    "correct": "Correct what was read; undo a correction; list them.",
    "sample": "Draw passages at random, to measure how good the reading is here.",
    "score": "Print how good it is, by the samples that people coded.",
    "evidence": "Write a folder that proves a statement without dateline.",
    "rejected": "List what could not be read, with the reason.",
    "remove": "Remove an article for good.",
    "reread": "Read everything again with this version: show what changes, or change it.",
    "verify": "Check every span against its text and every text against its bytes.",
    "digest": "Print hashes that are equal for equal archives.",
    "backup": "Copy the archive into one new file.",
}


class _Commands(click.Group):
    """Loads a command's module only when it is called, so that help is there at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"dateline.cli.{cmd_name.replace('-', '_')}_command").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="dateline")
def main() -> None:
    """dateline reads news pages and keeps the record: what was published, who said what, what belongs together.

    Begin with `dateline demo`, or `dateline add PAGES...` and then `dateline open`.
    """
