"""The command `handbook`: puts its subcommands together."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from handbook.commands.changes import changes
from handbook.commands.check import check
from handbook.commands.fit import fit
from handbook.commands.importing import importing
from handbook.commands.init import init
from handbook.commands.new import new
from handbook.commands.outputs.anki import anki
from handbook.commands.outputs.export import export
from handbook.commands.outputs.figures import figures
from handbook.commands.outputs.pdf import pdf
from handbook.commands.outputs.schema import schema
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.site import build, publish, serve
from handbook.commands.stats import stats
from handbook.commands.upgrade import upgrade
from handbook.records.problems import ProblemsError
from handbook.storage.files import UNWRITABLE


class Commands(click.Group):
    """The subcommands, and what any of them may meet: settings that are wrong, and a disk that takes no more."""

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


COMMANDS = (
    init, serve, build, publish, new, importing, check, fit, changes, export, anki, pdf, figures, schema, stats, upgrade,
)  # fmt: skip

for command in COMMANDS:
    main.add_command(command)
