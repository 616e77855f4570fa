"""The handbook as files for others: the data set `questions.json`, permanent links, figures."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from handbook.markup.lines import plain_line
from handbook.markup.links import Links, has_open_links
from handbook.markup.templates import templates
from handbook.storage.files import update, written

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic

FORMAT = 1
"""The version of `questions.json`: raised when a key goes or changes its meaning, not when one is added."""


def write_questions_json(handbook: Handbook, file: Path, title: str, site_url: str) -> None:
    """Writes the whole handbook, rendered and as plain text, one question a line."""
    site_url = site_url and f"{site_url.rstrip('/')}/"
    links = Links(handbook, site_url)
    head = {
        "format": FORMAT,
        "title": title,
        "url": site_url,
        "license": "CC-BY-4.0",
        "edition": handbook.edition.isoformat() if handbook.edition else None,
        "topics": [
            {
                **topic.model_dump(mode="json"),
                "introduction": _introduction(handbook, topic, links),
                "url": f"{site_url}topics/{topic.id}/",
            }
            for topic in handbook.topics.values()
        ],
        "references": {key: reference.model_dump(mode="json") for key, reference in handbook.references.items()},
        "glossary": {name: term.model_dump(mode="json") for name, term in handbook.glossary.items()},
    }  # fmt: skip
    with written(file) as out:
        out.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": [')
        for at, question in enumerate(handbook.questions.values()):
            out.write((",\n" if at else "\n") + _question(handbook, question, links))
        out.write("\n]}\n")


def _introduction(handbook: Handbook, topic: Topic, links: Links) -> dict[str, str] | None:
    introduction = handbook.introduction(topic)
    return {**introduction, "html": links.close(introduction["html"])} if introduction else None


def _question(handbook: Handbook, question: Question, links: Links) -> str:
    """Returns a question as JSON: its addresses, then what was kept of it."""
    addresses = {
        "id": question.id,
        "topic": question.topic,
        "url": f"{links.base}q/{question.id}/",
        "page": links.to(question.id),
        "figures_url": f"{links.base}figures/{question.topic}/",
    }
    data = handbook.rendered(question, "data")
    if has_open_links(data):
        data = json.dumps(_closed(json.loads(data), links), ensure_ascii=False)
    return json.dumps(addresses, ensure_ascii=False)[:-1] + ", " + data[1:]


def _closed(data: Any, links: Links) -> Any:
    """Returns data in which the links of every HTML text are closed."""
    if isinstance(data, dict):
        return {key: links.close(value) if key == "html" else _closed(value, links) for key, value in data.items()}
    return [_closed(value, links) for value in data] if isinstance(data, list) else data


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


def copy_figures(handbook: Handbook, folder: Path) -> None:
    """Copies the figures that questions show into `<folder>/<topic>/`."""
    for question in handbook.questions.values():
        for figure in question.figures:
            (folder / question.topic).mkdir(parents=True, exist_ok=True)
            shutil.copyfile(handbook.root / "data" / question.topic / figure.file, folder / question.topic / figure.file)


def write_deck(handbook: Handbook, file: Path) -> None:
    """Writes what the page to practice on needs to know of every question, as a script: a page opened from disk can load it."""
    deck = {
        "topics": [{"id": topic.id, "title": topic.title} for topic in handbook.topics.values()],
        "questions": [
            question.model_dump(include={"id", "topic", "level", "tags", "formerly"}, exclude_defaults=True, mode="json")
            | {"title": question.question}
            for question in handbook.questions.values()
        ],
    }
    with written(file) as out:
        out.write(f"window.handbookDeck = {json.dumps(deck, ensure_ascii=False, separators=(',', ':'))};\n")


def write_site_files(handbook: Handbook, site: Path, title: str, site_url: str) -> None:
    """Writes everything that a site needs beside its pages."""
    write_questions_json(handbook, site / "questions.json", title, site_url)
    write_permanent_links(handbook, site / "q", title, site_url)
    copy_figures(handbook, site / "figures")
    if handbook.has_page("practice"):
        write_deck(handbook, site / "deck.js")
