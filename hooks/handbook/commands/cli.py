"""The command `handbook`: puts its subcommands together."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from handbook.commands.changes import changes
from handbook.commands.check import check
from handbook.commands.export import export
from handbook.commands.figures import figures
from handbook.commands.importing import importing
from handbook.commands.new import new
from handbook.commands.pdf import pdf
from handbook.commands.schema import schema
from handbook.commands.stats import stats


@click.group()
@click.version_option(package_name="handbook")
def main() -> None:
    """Checks, extends and exports an interview-question handbook."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the data may hold what a console cannot show


main.add_command(new)
main.add_command(importing)
main.add_command(check)
main.add_command(changes)
main.add_command(export)
main.add_command(pdf)
main.add_command(figures)
main.add_command(schema)
main.add_command(stats)
