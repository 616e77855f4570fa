"""How a command refuses."""

from __future__ import annotations

import click


class RefusalError(click.ClickException):
    """Wrong use, or something that cannot be written: one line, and exit status 2."""

    exit_code = 2
