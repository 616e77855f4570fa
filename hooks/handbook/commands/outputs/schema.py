"""`handbook schema`."""

from __future__ import annotations

import json
from pathlib import Path

import click

from handbook.commands.shared.output import FILE, require_place, write_or_exit
from handbook.reading.settings import read_settings
from handbook.records.schema import schema as schema_of
from handbook.storage.files import written

SCHEMA = Path("data/schema.json")


@click.command(short_help="Write the JSON Schema of the data files.")
@click.option("-o", "--output", type=FILE, default=SCHEMA, show_default=True, help="The file to write.")
def schema(output: Path) -> None:
    """Write the JSON Schema of the data files, made from the rules that `check` applies.

    Editors complete and explain the keys of a file with it.

    \b
    Exit status:
      0  written
      2  wrong use, or the file cannot be written
    """
    require_place(Path(), output, ".json", belongs=output == SCHEMA)
    text = json.dumps(schema_of(read_settings(Path()).levels), indent=2, ensure_ascii=False) + "\n"

    def write() -> None:
        with written(output) as out:
            out.write(text)

    write_or_exit(output, write)
