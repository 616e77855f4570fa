"""`handbook serve`, `handbook build` and `handbook publish`: the site, as MkDocs makes it or another generator."""

from __future__ import annotations

import logging
import os
from pathlib import Path

import click

from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import load_or_exit
from handbook.labels.labels import labels
from handbook.reading.settings import read_settings

CONFIGURATION = "mkdocs.yml"
FOLDER = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder that holds mkdocs.yml (the current one unless given).",
)


@click.command(short_help="Show the site, and build it again at every change.")
@FOLDER
@click.option("-a", "--dev-addr", metavar="HOST:PORT", default="127.0.0.1:8000", show_default=True, help="Where to serve it.")
@click.option("-o", "--open", "open_", is_flag=True, help="Open the site in a browser.")
def serve(root: Path, dev_addr: str, *, open_: bool) -> None:
    """Show the site on this machine, and build it again at every change.

    The printed guides are left out, unless GUIDES=on is set.
    """
    _mkdocs("serve", "--dev-addr", dev_addr, *(["--open"] if open_ else []), root=root)


@click.command(short_help="Build the site into site/, with the printed guides.")
@FOLDER
@click.option(
    "-d", "--site-dir", type=click.Path(file_okay=False, path_type=Path), help="Where to build it (site/ unless given)."
)
@click.option("--strict/--no-strict", default=True, show_default=True, help="Stop at a warning, such as a dead link.")
def build(root: Path, site_dir: Path | None, *, strict: bool) -> None:
    """Build the site into site/, with the printed guides unless GUIDES=off is set.

    \b
    Exit status:
      0  built
      1  the data or a page has problems, and the old site is as it was
    """
    where = ["--site-dir", str(site_dir.resolve())] if site_dir else []
    _mkdocs("build", "--strict" if strict else "--no-strict", *where, root=root)


@click.command(short_help="Complete a site whose pages another generator has drawn.")
@FOLDER
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path))
def publish(root: Path, site: Path) -> None:
    """Complete a SITE whose pages another generator has drawn, such as Zensical.

    Writes what a handbook has beside its pages: permanent links, the search,
    figures, data, feeds and fonts.

    \b
    Exit status:
      0  done
      1  the data has problems
      2  wrong use, or the site cannot be written
    """
    from handbook.site.look.assets import assets  # noqa: PLC0415  the other commands here need none of it
    from handbook.site.publish import publish as complete  # noqa: PLC0415
    from handbook.site.publish import write_search  # noqa: PLC0415
    from handbook.storage.files import update  # noqa: PLC0415

    if not (site / "index.html").is_file():
        raise RefusalError(f"{site}: not a site (no index.html); name the folder that the other generator has made")
    handbook = load_or_exit(root)
    try:
        complete(handbook, site)
        write_search(handbook, site)
        for name, source in assets(labels(*handbook.settings.words), handbook.settings.options).items():
            file = site / "assets" / name
            if not file.exists():
                update(file, source)
    except OSError as error:
        raise RefusalError(f"{error.filename or site}: cannot be written ({error.strerror})") from None


def _mkdocs(command: str, *arguments: str, root: Path) -> None:
    """Runs a command of MkDocs, without the notices that are not for a handbook's owner."""
    if not (root / CONFIGURATION).exists():
        raise RefusalError(
            f"no {CONFIGURATION} in {root.resolve()}; run this in a handbook's root, or start one: handbook init DIR"
        )
    read_settings(root)  # MkDocs never ends with some that are none
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")
    logging.getLogger("mkdocs.plugins.mkdocs_macros.util").setLevel(logging.WARNING)
    from mkdocs.__main__ import cli  # noqa: PLC0415  it takes long, and sets up logging

    cli.main([command, "--config-file", str(root / CONFIGURATION), *arguments], prog_name="mkdocs")
