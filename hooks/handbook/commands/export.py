"""`handbook export`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.output import FILE, require_place, write_or_exit
from handbook.commands.root import ROOT, load_or_exit
from handbook.exports.dataset import dataset
from handbook.storage.files import written

if TYPE_CHECKING:
    from collections.abc import Iterable


@click.command()
@ROOT
@click.option("-o", "--output", type=FILE, default=Path("questions.json"), show_default=True, help="The file to write.")
@click.option("--title", default="Handbook", show_default=True, help="The handbook's name.")
@click.option("--site-url", default="", help="The site's address, which the data's links start with.")
def export(root: Path, output: Path, title: str, site_url: str) -> None:
    """Write the whole handbook as one JSON file, rendered and as plain text.

    \b
    Exit status:
      0  written
      1  the data has problems
      2  wrong use, or the file cannot be written
    """
    require_place(output, ".json")
    handbook = load_or_exit(root)
    write_or_exit(output, lambda: _write(output, dataset(handbook, title, site_url)))


def _write(file: Path, pieces: Iterable[str]) -> None:
    with written(file) as out:
        out.writelines(pieces)
