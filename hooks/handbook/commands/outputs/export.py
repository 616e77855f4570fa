"""`handbook export`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from handbook.commands.shared.output import FILE, require_place, write_or_exit
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.commands.shared.title import filled
from handbook.exports.dataset import dataset
from handbook.storage.files import written


@click.command(short_help="Write the whole handbook as one JSON file.")
@ROOT
@click.option("-o", "--output", type=FILE, default=Path("questions.json"), show_default=True, help="The file to write.")
@click.option("--title", callback=filled, default="Handbook", show_default=True, help="The handbook's name.")
@click.option("--site-url", default="", help="The site's address, which the data's links start with.")
def export(root: Path, output: Path, title: str, site_url: str) -> None:
    """Write the whole handbook as one JSON file, rendered and as plain text.

    \b
    Exit status:
      0  written
      1  the data has problems
      2  wrong use, or the file cannot be written
    """
    require_place(root, output, ".json")
    handbook = load_or_exit(root)
    settings = replace(handbook.settings, title=title, url=site_url and f"{site_url.rstrip('/')}/")

    def write() -> None:
        with written(output) as out:
            out.writelines(dataset(handbook, settings))

    write_or_exit(output, write)
