"""The handbook as one data set for other programs: `questions.json`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from handbook.markup.links import Links, has_open_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic

FORMAT = 1
"""The version of `questions.json`: raised when a key goes or changes its meaning, not when one is added."""


def dataset(handbook: Handbook, title: str, site_url: str) -> Iterator[str]:
    """Yields the whole handbook, rendered and as plain text, as JSON with one question per line."""
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
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": ['
    for at, question in enumerate(handbook.questions.values()):
        yield (",\n" if at else "\n") + _question(handbook, question, links)
    yield "\n]}\n"


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
