"""What the subcommands share: options, and how one refuses."""

from __future__ import annotations

from pathlib import Path

import click

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and docs/ (the current one unless given).",
)


class Refused(click.ClickException):  # noqa: N818  it is an outcome that the user reads, not an error of the program
    """Wrong use, or something that cannot be written: one line, and exit status 2."""

    exit_code = 2
