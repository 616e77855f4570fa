"""`handbook changes`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.commands.root import ROOT


@click.command()
@ROOT
def changes(root: Path) -> None:
    """Tell as Markdown which questions were added, changed or removed."""
