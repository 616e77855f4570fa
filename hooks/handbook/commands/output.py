"""The file that a command writes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = click.Path(dir_okay=False, path_type=Path)


def write_or_exit(output: Path, write: Callable[[], None]) -> None:
    """Writes a file and says so, or says in one line why it could not be written and exits with 2."""
    try:
        write()
    except OSError as error:
        click.echo(f"{output}: cannot be written ({error.strerror}); choose another place with -o", err=True)
        raise SystemExit(2) from None
    click.echo(f"wrote {output}")
