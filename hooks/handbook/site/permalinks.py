"""The addresses `q/<id>/`, which lead to every question by each id that it ever had."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from handbook.markup.lines import plain_line
from handbook.markup.links import Links
from handbook.markup.templates import templates
from handbook.storage.files import update

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook


def write_permanent_links(handbook: Handbook, folder: Path, title: str, site_url: str) -> None:
    """Writes `<id>/index.html` for every id, present and former: a page that leads to the question.

    A folder that is there already, as put aside from the build before, is brought up to date.
    """
    folder.mkdir(parents=True, exist_ok=True)
    template = templates("site").get_template("permanent_link.html")
    links = Links(handbook, "../../")
    targets = {**{id_: id_ for id_ in handbook.questions}, **handbook.moved}
    for id_, target in targets.items():
        question = handbook.questions[target]
        page = template.render(
            title=plain_line(question.question),
            site=title,
            address=links.to(target),
            canonical=f"{site_url}topics/{question.topic}/#{target}",
        )
        update(folder / id_ / "index.html", page)
    for entry in [entry for entry in folder.iterdir() if entry.name not in targets]:
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
