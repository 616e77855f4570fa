"""The earlier state that a command compares with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from handbook.review.comparing import history

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.review.comparing.history import State


def state_or_exit(root: Path, revision: str) -> State:
    """Returns the state at a git revision, or says in one line why there is none and exits with 2."""
    try:
        return history.at(root, revision)
    except history.HistoryError as error:
        click.echo(f"--against {revision}: {error}", err=True)
        raise SystemExit(2) from None
