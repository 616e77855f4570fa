"""`handbook fit`."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import click

from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.search.vectors import THREADS, is_trainable
from handbook.site.searching import WEIGHTS, weights_of
from handbook.storage.files import written

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.search.fitting.fit import Fit

FEWEST = 50
"""Wordings from which on a handbook can fit weights of its own."""
KINDS = {
    "title": "its title",
    "follow": "a follow-up that leads to it",
    "asked": "a phrasing",
    "searched": "what people type",
    "known": "a wording that was not left out",
}


@click.command()
@click.option("--write", "keep", is_flag=True, help=f"Keep the weights in {WEIGHTS}, from where the build takes them.")
@ROOT
def fit(keep: bool, root: Path) -> None:
    """Fit the weights of the search to this handbook's own wordings.

    Each title, follow-up and phrasing is left out of the index and of the
    training in turn, and must find its question, as it is and with slips.
    Prints what that gained. It takes some minutes and NumPy, and is worth it
    for a handbook of its own kind: without it the weights hold that come
    with the generator.

    \b
    Exit status:
      0  printed
      1  the data has problems
      2  there are too few wordings, or NumPy is not installed
    """
    handbook = load_or_exit(root)
    if not is_trainable():
        raise RefusalError("NumPy is not installed; run `pip install 'handbook[search]'`")
    if sum(1 + len(question.asked_as) + len(question.searched_as) for question in handbook.questions.values()) < FEWEST:
        raise RefusalError(f"too few wordings to fit to; the weights of the generator hold, until there are {FEWEST}")
    os.environ.update(dict.fromkeys(THREADS, "1"))
    from handbook.search.fitting.fit import fit as fitted  # noqa: PLC0415  NumPy counts the threads when it is imported

    found = fitted(handbook, weights_of(handbook), lambda line: click.echo(line, err=True))
    click.echo(_table(found))
    if keep:
        with written(root / WEIGHTS) as out:
            out.write(json.dumps(found.weights.told(), indent=1) + "\n")
        click.echo(f"\nwritten: {WEIGHTS}")


def _table(found: Fit) -> str:
    """Returns what was gained, as a table in Markdown."""
    kinds = [*next(iter(found.shares.values()))]
    names = [f"{KINDS[kind.partition(',')[0]]}{' with slips' if ',' in kind else ''}" for kind in kinds]
    lines = [f"| first / first three, asked by | {' | '.join(names)} |", f"| :-- {'| --: ' * len(kinds)}|"]
    for name, shares in found.shares.items():
        cells = [f"{100 * shares[kind][0]:.1f} / {100 * shares[kind][1]:.1f} %" for kind in kinds]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    answered = [f"{100 * share:.1f} % of {name}" for name, share in found.answered.items()]
    return "\n".join([*lines, "", *answered])
