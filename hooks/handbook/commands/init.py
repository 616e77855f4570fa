"""`handbook init`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import mkdtemp

import click

from handbook.commands.shared import asking
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import load_or_exit
from handbook.contribute.starter import Starter
from handbook.labels.labels import languages
from handbook.site.pages.sources import sources
from handbook.storage.together import write_new


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", metavar="TEXT", help="The handbook's name.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True, help="The language of its labels.")
@click.option(
    "--from",
    "listed",
    metavar="LIST",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Markdown list of questions to begin with.",
)
@click.option("--topic", metavar="ID", help="The topic that all questions of the list go to (one for each heading unless given).")
@click.option("--pages", is_flag=True, help="Write the page files too, for a generator that ignores plugins; also later.")
@click.pass_context
def init(  # noqa: PLR0913  one argument per option
    context: click.Context, folder: Path, *, name: str | None, language: str, listed: Path | None, topic: str | None, pages: bool
) -> None:
    """Start a new handbook in an empty folder.

    It has a configuration, a topic that explains the format, a home page, a
    README, and workflows that check and publish it. Nothing is overwritten.

    \b
    Exit status:
      0  done
      1  the list has no questions, or they would not pass `handbook check`
      2  wrong use, or the folder has files or cannot be written
    """
    if pages and (folder / "mkdocs.yml").is_file():
        _write_pages(folder)
        return
    _refuse_filled(folder)
    name = asking.given(name, "name", "The handbook's name", asking.line)
    part = _part(folder)
    try:
        for path, text in Starter(name, language, example=listed is None).texts().items():
            file = part / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8", newline="\n")
        if listed:
            _bring_in(context, listed, topic, part)
        if pages:
            _write_pages(part)
        _put(part, folder)
    except OSError as error:
        raise RefusalError(f"{folder}: cannot be written ({error.strerror}); nothing was written") from None
    finally:
        shutil.rmtree(part, ignore_errors=True)
    where = "" if folder.resolve() == Path.cwd() else f"cd {folder} && "
    click.echo(f"made {folder}\nnext: {where}handbook serve")


def _refuse_filled(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RefusalError(f"{folder} has files already; name an empty folder, or one that is not there yet")


def _part(folder: Path) -> Path:
    """Returns a new folder beside the wanted one, which takes its place once it is whole."""
    folder = folder.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        return Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise RefusalError(f"{folder}: cannot be written ({error.strerror}); nothing was written") from None


def _bring_in(context: click.Context, listed: Path, topic: str | None, part: Path) -> None:
    """Imports the list into the new handbook."""
    from handbook.commands.importing import importing  # noqa: PLC0415  a handbook without a list needs none of it

    context.invoke(importing, file=listed, topic=topic, by_heading=topic is None, root=part)
    shutil.rmtree(part / ".cache", ignore_errors=True)


def _write_pages(root: Path) -> None:
    """Writes the pages that the plugin makes by itself, where there is no file for them yet."""
    texts = {root / "docs" / path: text for path, text in sources(load_or_exit(root))}
    missing = {file: text for file, text in texts.items() if not file.exists()}
    write_new(root, missing)
    shutil.rmtree(root / ".cache", ignore_errors=True)
    click.echo(f"wrote {len(missing)} pages into docs/")


def _put(part: Path, folder: Path) -> None:
    """Puts the finished files into the wanted folder, which may be there and is empty."""
    part.chmod(0o755)
    if folder.exists():
        for entry in part.iterdir():
            entry.replace(folder / entry.name)
    else:
        part.replace(folder)
