"""`handbook upgrade`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handbook.commands.shared.root import ROOT
from handbook.reading.settings import read_settings
from handbook.records.settings import FORMAT

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@ROOT
def upgrade(root: Path) -> None:
    """Bring data/ to the format that this generator reads.

    There is one format so far, so nothing is ever changed; a handbook whose
    `format` in mkdocs.yml is newer needs a newer generator.

    \b
    Exit status:
      0  the data has the current format
      1  its format is newer, or the settings are wrong
    """
    settings = read_settings(root)
    click.echo(f"the data has format {settings.options.format}, and the current one is {FORMAT}; there is nothing to do")
