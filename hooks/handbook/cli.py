"""The command `handbook`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.data import load
from handbook.export import write_questions_json
from handbook.files import written
from handbook.model import schema
from handbook.problems import ProblemsError

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.handbook import Handbook

ROOT = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds data/ and docs/ (the current one unless given).",
)


@click.group()
@click.version_option(package_name="handbook")
def main() -> None:
    """Checks and exports an interview-question handbook."""


@main.command()
@ROOT
def check(root: Path) -> None:
    """Check every file of data/ and report all problems at once.

    Each problem is one line: path:line:column: error: what was found; what to do.
    The exit status is 1 when there is a problem, and 0 otherwise.
    """
    handbook = _load(root)
    click.echo(f"{len(handbook.questions)} questions in {len(handbook.topics)} topics: no problems")


@main.command()
@ROOT
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("questions.json"))
@click.option("--title", default="Handbook", show_default=True, help="The handbook's name.")
@click.option("--site-url", default="", help="The site's address, which the data's links start with.")
def export(root: Path, output: Path, title: str, site_url: str) -> None:
    """Write the whole handbook as one JSON file, rendered and as plain text."""
    handbook = _load(root)
    _writing(output, lambda: write_questions_json(handbook, output, title, site_url))


@main.command("schema")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), default=Path("data/schema.json"))
def schema_(output: Path) -> None:
    """Write the JSON Schema of the data files, made from the rules that `check` applies."""
    text = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"

    def write() -> None:
        with written(output) as out:
            out.write(text)

    _writing(output, write)


def _writing(output: Path, write: Callable[[], None]) -> None:
    """Writes a file and says so, or says in one line why it could not be written."""
    try:
        write()
    except OSError as error:
        click.echo(f"{output}: cannot be written ({error.strerror}); choose another place with -o", err=True)
        raise SystemExit(2) from None
    click.echo(f"wrote {output}")


def _load(root: Path) -> Handbook:
    try:
        return load(root)
    except ProblemsError as error:
        for problem in error.problems:
            click.echo(str(problem))
        raise SystemExit(1) from None
