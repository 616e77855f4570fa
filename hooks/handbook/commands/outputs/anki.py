"""`handbook anki`."""

from __future__ import annotations

from pathlib import Path

import click

from handbook.commands.shared.output import FILE, require_place, write_or_exit
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.exports.anki.deck import FILE as NAME
from handbook.exports.anki.deck import deck, identity
from handbook.storage.files import write_bytes


@click.command()
@click.option("-o", "--output", type=FILE, default=Path(NAME), show_default=True, help="The file to write.")
@ROOT
def anki(output: Path, root: Path) -> None:
    """Write the handbook as a deck for Anki.

    Who imports a newer one keeps intervals and reviews: a question is known
    by its first id. What changed since is updated, and nothing else.

    \b
    Exit status:
      0  written
      1  the data has problems
      2  wrong use, or the file cannot be written
    """
    require_place(root, output, ".apkg")
    handbook = load_or_exit(root)
    write_or_exit(output, lambda: write_bytes(output, deck(handbook, handbook.settings)))
    given, known = handbook.settings.options.anki, identity(handbook.settings)
    if not (given.deck and given.notes and given.name):
        click.echo(
            "before you publish it, write down in mkdocs.yml, below `plugins:`, what readers' Anki will know it by:\n"
            f"  - handbook:\n      anki: {{ deck: {known.deck}, notes: {known.notes}, name: {_quoted(known.name)} }}",
            err=True,
        )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
