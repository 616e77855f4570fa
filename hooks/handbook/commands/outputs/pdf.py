"""`handbook pdf`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from handbook.commands.shared.output import FILE, require_place, write_or_exit
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.commands.shared.title import filled
from handbook.guide.errors import GuideError, TypesettingError
from handbook.guide.options import BACKS, FORMATS, LAYOUTS, PAPERS, VARIANTS, Format, Options, file_name
from handbook.guide.selection import Selection
from handbook.reading.settings import read_settings
from handbook.storage.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.guide.making import Made
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

WORTH_A_LINE = 400
"""Questions from which a log says what is going on."""


@click.command()
@ROOT
@click.option("--variant", type=click.Choice(VARIANTS), default="study", show_default=True, help="What is printed.")
@click.option("--paper", type=click.Choice(PAPERS), default="a4", show_default=True, help="The size of the paper.")
@click.option(
    "--layout",
    type=click.Choice(LAYOUTS),
    default="book",
    show_default=True,
    help="A book, narrow margins, large print.",
)
@click.option(
    "--backs",
    type=click.Choice(BACKS),
    default="points",
    show_default=True,
    help="Backs of cards: key points or short answer.",
)
@click.option("--topic", "topics", metavar="ID", multiple=True, help="Only questions of this topic; may be given several times.")
@click.option("--level", "levels", metavar="LEVEL", multiple=True, help="Only questions of this level; several times too.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="Only questions with this tag; several times too.")
@click.option("--id", "ids", metavar="ID", multiple=True, help="Only the question with this id; several times too.")
@click.option("--title", callback=filled, help="The title on the cover; the site's name unless given.")
@click.option("--site-url", help="The address that links out of the guide start with; the site's own unless given.")
@click.option("--fonts", type=click.Path(path_type=Path), metavar="DIR", help="A folder of fonts for more scripts.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="PDF, unless the file's name ends in .epub.")
@click.option("-o", "--output", type=FILE, help="The file to write; named after the variant unless given.")
def pdf(root: Path, output: Path | None, format_: Format | None, **given: Any) -> None:
    """Print the handbook, or a part of it, as PDF or EPUB.

    The variants are a study guide with the answers in their places (study), one with no more than the short answers
    and key points (short), questions with room for notes and the answers at the back (key), a sheet for interviewers
    (questions), and cards to cut out (cards).
    Options of one kind add up, and options of several kinds must all fit.

    \b
    Exit status:
      0  written
      1  the data has problems, or a question cannot be set and is left out
      2  wrong use, nothing to print, or a file that cannot be written
    """
    endings = [format_] if format_ else FORMATS
    format_ = format_ or ("epub" if output and output.suffix.lower() == ".epub" else "pdf")
    try:
        options = _options(root, given)
        if format_ == "epub" and options.variant != "study":
            raise GuideError(f"no EPUB of the variant {options.variant}; leave out --variant, or print a PDF")
        output = output or Path(file_name(options.variant, options.paper, format_, options.layout))
        require_place(root, output, *(f".{ending}" for ending in endings))
        handbook = load_or_exit(root)
        questions = options.selection.choose(handbook)
        failed: list[str] = []
        for file, made in _made(handbook, questions, options, format_, output):
            write_or_exit(file, lambda file=file, made=made: write_bytes(file, made.data))  # type: ignore[misc]
            for note in made.notes:
                click.echo(f"note: {note}", err=True)
            failed += made.failed
        if failed:
            raise click.ClickException("\n".join(failed))
    except TypesettingError as error:
        raise click.ClickException(str(error)) from None
    except GuideError as error:
        raise RefusalError(str(error)) from None


def _options(root: Path, given: dict[str, Any]) -> Options:
    from handbook.guide.press.fonts import families, folders  # noqa: PLC0415  Typst is large

    settings = read_settings(root)
    own = settings.options.guides.fonts
    fonts = folders(given["fonts"] or (root / own if own else None))
    address = f"{given['site_url'].rstrip('/')}/" if given["site_url"] else settings.url
    return Options(
        variant=given["variant"],
        paper=given["paper"],
        layout=given["layout"],
        backs=given["backs"],
        selection=Selection(*(tuple(dict.fromkeys(given[kind])) for kind in ("topics", "levels", "tags", "ids"))),
        settings=replace(settings, title=given["title"] or settings.title, url=address),
        fonts=fonts,
        families=families(fonts),
    )


def _made(
    handbook: Handbook, questions: Sequence[Question], options: Options, format_: Format, output: Path
) -> Iterator[tuple[Path, Made]]:
    """Yields each file with what belongs in it: one, or one a topic where there are very many questions."""
    from handbook.guide.making import MOST, make, volumes  # noqa: PLC0415  only what was chosen rightly is worth the time

    parts = volumes(questions, format_)
    if len(parts) > 1:
        click.echo(f"more than {MOST:,} questions: one PDF a topic, {len(parts)} in all", err=True)
    for topic, asked in parts.items():
        file = output.with_stem(f"{output.stem}-{topic}") if topic else output
        with _progress(asked, file) as passing:
            made = make(handbook, asked, options, format_, passing)
        yield file, made


@contextmanager
def _progress(questions: Sequence[Question], file: Path) -> Iterator[Iterable[Question]]:
    """Shows how far the questions are on a terminal, and says in a log what takes its time."""
    if sys.stderr.isatty():
        with click.progressbar(questions, label=f"Setting {file.name}", file=sys.stderr) as bar:
            yield bar
        return
    if len(questions) >= WORTH_A_LINE:
        click.echo(f"setting {len(questions):,} questions into {file.name}", err=True)
    yield questions
