"""The handbook as files for others: the data set `questions.json`, permanent links, figures."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from handbook.files import written
from handbook.fragment import markdown_fields, templates
from handbook.links import Links
from handbook.markdown import plain_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from handbook.handbook import Handbook
    from handbook.model import Question

FORMAT = 1
"""The version of `questions.json`: raised when a key goes or changes its meaning, not when one is added."""


def write_questions_json(handbook: Handbook, file: Path, title: str, site_url: str) -> None:
    """Writes the whole handbook, rendered and as plain text, one question a line."""
    head = {
        "format": FORMAT,
        "title": title,
        "url": site_url,
        "license": "CC-BY-4.0",
        "edition": handbook.edition.isoformat() if handbook.edition else None,
        "topics": [{**topic.model_dump(mode="json"), "url": f"{site_url}topics/{topic.id}/"} for topic in handbook.topics.values()],
        "references": {key: reference.model_dump(mode="json") for key, reference in handbook.references.items()},
        "glossary": {name: term.model_dump(mode="json") for name, term in handbook.glossary.items()},
    }  # fmt: skip
    with written(file) as out:
        out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": [')
        for at, question in enumerate(_questions(handbook, site_url)):
            out.write((",\n" if at else "\n") + json.dumps(question, ensure_ascii=False))
        out.write("\n]}\n")


def _questions(handbook: Handbook, site_url: str) -> Iterator[dict[str, Any]]:
    links = Links(handbook, site_url)
    for question in handbook.questions.values():
        yield _question(handbook, question, links)


def _question(handbook: Handbook, question: Question, links: Links) -> dict[str, Any]:
    html = json.loads(handbook.rendered(question, "html"))
    text = json.loads(handbook.rendered(question, "text"))
    record = question.model_dump(mode="json")
    for loc, markdown in markdown_fields(question):
        name = ".".join(map(str, loc))
        parent: Any = record
        for key in loc[:-1]:
            parent = parent[key]
        parent[loc[-1]] = {"markdown": markdown, "html": links.close(html[name]), "text": text[name]}
    for figure in record["figures"]:
        figure["url"] = f"{links.base}figures/{question.topic}/{figure['file']}"
    return {
        "id": question.id,
        "topic": question.topic,
        "url": f"{links.base}q/{question.id}/",
        "page": links.to(question.id),
        **{key: value for key, value in record.items() if key not in ("id", "topic")},
    }


def write_permanent_links(handbook: Handbook, folder: Path, title: str, site_url: str) -> None:
    """Writes `<id>/index.html` for every id, present and former: a page that leads to the question."""
    template = templates().get_template("permanent_link.html")
    links = Links(handbook, "../../")
    for id_, target in [*((id_, id_) for id_ in handbook.questions), *handbook.moved.items()]:
        question = handbook.questions[target]
        page = template.render(
            title=plain_line(question.question),
            site=title,
            address=links.to(target),
            canonical=f"{site_url}topics/{question.topic}/#{target}",
        )
        with written(folder / id_ / "index.html") as out:
            out.write(page)


def copy_figures(handbook: Handbook, folder: Path) -> None:
    """Copies the figures that questions show into `<folder>/<topic>/`."""
    for question in handbook.questions.values():
        for figure in question.figures:
            (folder / question.topic).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(handbook.root / "data" / question.topic / figure.file, folder / question.topic / figure.file)


def write_site_files(handbook: Handbook, site: Path, title: str, site_url: str) -> None:
    """Writes everything that a site needs beside its pages."""
    write_questions_json(handbook, site / "questions.json", title, site_url)
    write_permanent_links(handbook, site / "q", title, site_url)
    copy_figures(handbook, site / "figures")
