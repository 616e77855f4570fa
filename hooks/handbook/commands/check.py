"""`handbook check`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.commands.root import ROOT, load_or_exit


@click.command()
@ROOT
def check(root: Path) -> None:
    """Check every file of data/ and report all problems at once."""
    handbook = load_or_exit(root)
    click.echo(f"{len(handbook.questions)} questions in {len(handbook.topics)} topics: no problems")
