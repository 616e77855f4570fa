"""Writes everything that a site has beside its pages, whatever program drew the pages."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from handbook.exports.dataset import dataset
from handbook.site.deck import write_deck
from handbook.site.fonts import write_fonts
from handbook.site.permalinks import write_permanent_links
from handbook.storage.files import written

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook


def publish(handbook: Handbook, site: Path) -> None:
    """Completes a site whose pages are there."""
    settings = handbook.settings
    with written(site / "questions.json") as out:
        out.writelines(dataset(handbook, settings.title, settings.url))
    write_permanent_links(handbook, site / "q", settings.title, settings.url)
    copy_figures(handbook, site / "figures")
    if handbook.has_page("practice"):
        write_deck(handbook, site / "deck.js")
    write_fonts(site / "assets", handbook.texts.folder)
    handbook.texts.commit()


def copy_figures(handbook: Handbook, folder: Path) -> None:
    """Copies the figures that questions show into `<folder>/<topic>/`."""
    for question in handbook.questions.values():
        for figure in question.figures:
            (folder / question.topic).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(handbook.root / "data" / question.topic / figure.file, folder / question.topic / figure.file)
