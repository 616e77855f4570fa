"""The command `handbook`: puts its subcommands together."""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from handbook.commands.changes import changes
from handbook.commands.check import check
from handbook.commands.importing import importing
from handbook.commands.init import init
from handbook.commands.new import new
from handbook.commands.outputs.anki import anki
from handbook.commands.outputs.export import export
from handbook.commands.outputs.figures import figures
from handbook.commands.outputs.pdf import pdf
from handbook.commands.outputs.schema import schema
from handbook.commands.site import build, publish, serve
from handbook.commands.stats import stats


@click.group()
@click.version_option(package_name="handbook")
def main() -> None:
    """Makes an interview-question handbook: starts it, extends it, checks it, builds it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # the data may hold what a console cannot show


for command in (init, serve, build, publish, new, importing, check, changes, export, anki, pdf, figures, schema, stats):
    main.add_command(command)
