"""Starts the command `handbook`, which may be stopped before it is loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs the command, and is as brief about Ctrl-C while it loads as click is later."""
    try:
        from handbook.commands.cli import main as run  # noqa: PLC0415 - loading is what may be stopped
    except KeyboardInterrupt:
        sys.stderr.write("Aborted!\n")
        raise SystemExit(1) from None
    run()


if __name__ == "__main__":
    main()
