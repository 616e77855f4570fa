"""`handbook changes`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handbook.commands.shared.against import state_or_exit
from handbook.commands.shared.root import ROOT
from handbook.records.characters import visible
from handbook.review.comparing.changes import describe
from handbook.review.comparing.history import present

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="List the questions that were added, changed or removed.")
@click.option("--against", "revision", required=True, metavar="REV", help="The git revision to compare with.")
@ROOT
def changes(revision: str, root: Path) -> None:
    """Print as Markdown which questions were added, changed or removed since REV.

    Each comes with its short and its full answer, as in the summary of a pull request.
    The files are only read, so this works whatever is wrong with them.

    \b
    Exit status:
      0  printed
      2  wrong use, or no such revision
    """
    click.echo(visible(describe(state_or_exit(root, revision), present(root))), nl=False)
