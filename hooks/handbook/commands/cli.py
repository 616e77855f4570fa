"""The command `handbook`: puts its subcommands together."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from handbook.commands.shared.refusal import RefusalError
from handbook.records.problems import ProblemsError
from handbook.storage.files import UNWRITABLE

COMMANDS = {
    "init": "init:init",
    "serve": "site:serve",
    "build": "site:build",
    "publish": "site:publish",
    "new": "new:new",
    "import": "importing:importing",
    "check": "check:check",
    "fit": "fit:fit",
    "changes": "changes:changes",
    "export": "outputs.export:export",
    "anki": "outputs.anki:anki",
    "pdf": "outputs.pdf:pdf",
    "figures": "outputs.figures:figures",
    "schema": "outputs.schema:schema",
    "stats": "stats:stats",
    "upgrade": "upgrade:upgrade",
}
"""The module and the function of each subcommand, loaded when it is asked for: all of them take longer than most of them run."""


class Commands(click.Group):
    """The subcommands, and what any of them may meet: settings that are wrong, and a disk that takes no more."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  as click calls it
        """Returns the names of the subcommands, in alphabetical order as they are listed."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  as click calls it
        """Returns a subcommand."""
        if cmd_name not in COMMANDS:
            return None
        module, _, function = COMMANDS[cmd_name].partition(":")
        command: click.Command = getattr(import_module(f"handbook.commands.{module}"), function)
        return command

    def invoke(self, context: click.Context) -> Any:
        """Runs a subcommand, and says in one line what it could not go on with."""
        try:
            return super().invoke(context)
        except ProblemsError as error:
            click.echo(str(error))
            raise SystemExit(1) from None
        except OSError as error:
            if error.errno not in UNWRITABLE:
                raise
            raise RefusalError(f"{error.filename or 'a file'}: cannot be written ({error.strerror})") from None


@click.group(cls=Commands)
@click.version_option(package_name="handbook")
def main() -> None:
    """Makes an interview-question handbook: starts it, extends it, checks it, builds it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the data may hold what a console cannot show
