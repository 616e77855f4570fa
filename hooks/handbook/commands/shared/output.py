"""The file that a command writes."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.shared.refusal import RefusalError
from handbook.storage.plain_files import require_plain

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = click.Path(dir_okay=False, path_type=Path)


def require_place(root: Path, output: Path, *endings: str, belongs: bool = False) -> None:
    """Refuses a file that a command must not write: of another kind, in no folder, or a device in a file's place.

    In `data/` there is only what belongs there.
    """
    if output.suffix.lower() not in endings:
        raise RefusalError(f"{output}: not a name for what is written; end it in {' or '.join(endings)}")
    if not output.parent.is_dir():
        raise RefusalError(f"{output}: cannot be written (no folder {output.parent}); make it first, or choose another place")
    if not belongs and output.parent.resolve().is_relative_to((root / "data").resolve()):
        raise RefusalError(f"{output}: cannot be written (data/ is for questions alone); choose another place with -o")
    try:
        require_plain(output)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise RefusalError(f"{output}: cannot be written ({error.strerror}); choose another place with -o") from None


def speak_utf8() -> None:
    """Makes what is printed UTF-8, whatever the console is, since a program reads it."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # as JSON writes what is no letter


def write_or_exit(output: Path, write: Callable[[], None]) -> None:
    """Writes a file and says so, or says in one line why it could not be written and exits with 2."""
    try:
        write()
    except OSError as error:
        click.echo(f"{output}: cannot be written ({error.strerror}); choose another place with -o", err=True)
        raise SystemExit(2) from None
    click.echo(f"wrote {output}")
