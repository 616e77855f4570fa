"""`handbook figures`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handbook.commands.shared.root import ROOT
from handbook.contribute.illustration import IllustrationError, redraw, scripts

if TYPE_CHECKING:
    from pathlib import Path


@click.command(short_help="Compute and draw the figures again.")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.option("--list", "listing", is_flag=True, help="List the scripts and what each draws, and draw nothing.")
@ROOT
def figures(names: tuple[str, ...], *, listing: bool, root: Path) -> None:
    """Compute and draw the figures again, all or those with these NAMEs.

    Each is drawn by a script of hooks/figures/ into the folder of its topic;
    the same scripts and libraries draw the same bytes.  They need the extra
    `figures`: pip install -e '.[figures]'

    \b
    Exit status:
      0  drawn
      2  wrong use, no such script, or one that fails
    """
    try:
        for name, files in scripts(root, names).items():
            if not listing:
                redraw(root, name)
            click.echo("\n".join(f"{name}: {file}" for file in files))
    except IllustrationError as error:
        click.echo(str(error), err=True)
        raise SystemExit(2) from None
