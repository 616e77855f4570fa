"""The handbook as data for other programs: `questions.json`, and its JSON Schema."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from handbook.markup.lines import plain
from handbook.markup.links import Links, has_open_links
from handbook.records.schema import schema as files_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Topic
    from handbook.records.settings import Settings

FORMAT = 1
"""The version of `questions.json`: raised when a key goes or changes its meaning, not when one is added."""
SCHEMA = "questions.schema.json"
UNTITLED = "></a>"
"""A link that takes the title of the question that it leads to."""


def dataset(handbook: Handbook, settings: Settings) -> Iterator[str]:
    """Yields the pieces of `questions.json`: the whole handbook, rendered and as plain text, one question a line."""
    url = settings.url
    links = Links(handbook, url)
    head = {
        "$schema": f"{url}{SCHEMA}",
        "format": FORMAT,
        "title": settings.title,
        "url": url,
        "license": settings.options.license or None,
        "edition": handbook.edition.isoformat() if handbook.edition else None,
        "topics": [
            {
                **topic.model_dump(mode="json"),
                "introduction": _introduction(handbook, topic, links),
                "url": f"{url}topics/{topic.id}/",
            }
            for topic in handbook.topics.values()
        ],
        "references": {key: reference.model_dump(mode="json") for key, reference in handbook.references.items()},
        "glossary": {name: term.model_dump(mode="json") for name, term in handbook.glossary.items()},
        "retired": {id_: entry.model_dump(mode="json") for id_, entry in handbook.retired.items()},
    }  # fmt: skip
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "questions": ['
    made = handbook.failures.each("questions.json", handbook.questions.values(), lambda one: _question(handbook, one, links))
    for at, question in enumerate(made):
        yield (",\n" if at else "\n") + question
    yield "\n]}\n"


def _introduction(handbook: Handbook, topic: Topic, links: Links) -> dict[str, str] | None:
    introduction = handbook.introduction(topic)
    return {**introduction, "html": links.close(introduction["html"])} if introduction else None


def _question(handbook: Handbook, question: Question, links: Links) -> str:
    """Returns a question as JSON: its addresses and its digest, then what was kept of it."""
    data = handbook.rendered(question, "data")
    addresses = {
        "id": question.id,
        "topic": question.topic,
        "url": f"{links.base}q/{question.id}/",
        "page": links.to(question.id),
        "figures_url": f"{links.base}figures/{question.topic}/",
        "digest": blake2b(data.encode(), digest_size=16).hexdigest(),
    }
    if has_open_links(data):
        data = json.dumps(_closed(json.loads(data), links), ensure_ascii=False)
    return json.dumps(addresses, ensure_ascii=False)[:-1] + ", " + data[1:]


def _closed(data: Any, links: Links) -> Any:
    """Returns data in which the links of every HTML text are closed; the words have the titles that links take over."""
    if isinstance(data, dict) and "html" in data:
        html = links.close(data["html"])
        return {**data, "html": html, "text": plain(html) if UNTITLED in data["html"] else data["text"]}
    if isinstance(data, dict):
        return {key: _closed(value, links) for key, value in data.items()}
    return [_closed(value, links) for value in data] if isinstance(data, list) else data


TEXT = {"$ref": "#/$defs/Text"}
TEXTS = {
    "markdown": "As the author wrote it; links to other questions are `q:id`, citations `ref:key`.",
    "html": "Safe HTML with whole addresses; formulas are MathML.",
    "text": "Its words; formulas are LaTeX, citations numbers in brackets.",
}
ADDED: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "description": "The question's permanent id."},
    "topic": {"type": "string", "description": "The id of its topic."},
    "url": {"type": "string", "description": "The address of its own page."},
    "page": {"type": "string", "description": "Its place on its topic's page."},
    "figures_url": {"type": "string", "description": "The folder of its figures."},
    "digest": {"type": "string", "description": "Changes whenever anything of the question does."},
}
HEAD: dict[str, dict[str, Any]] = {
    "$schema": {"type": "string", "description": "The address of this schema."},
    "format": {"const": FORMAT, "description": "Raised when a key goes or changes its meaning, not when one is added."},
    "title": {"type": "string", "description": "The handbook's name."},
    "url": {"type": "string", "description": "Where it is published; empty where that is not known, and addresses are relative."},
    "license": {"type": ["string", "null"], "description": "The license of the content, an SPDX identifier or an address."},
    "edition": {"type": ["string", "null"], "format": "date", "description": "The day of the newest review."},
    "topics": {"type": "array", "items": {"$ref": "#/$defs/Topic"}, "description": "In reading order."},
    "references": {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Reference"},
        "description": "The sources by the keys that `references` of a question names.",
    },
    "glossary": {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Term"},
        "description": "The terms by their names.",
    },
    "retired": {
        "type": "object",
        "additionalProperties": {"$ref": "#/$defs/Retired"},
        "description": "What was merged or withdrawn, by the id that it had.",
    },
    "questions": {"type": "array", "items": {"$ref": "#/$defs/Question"}, "description": "In reading order, one a line."},
}


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of `questions.json`."""
    question = files_schema()
    definitions = question.pop("$defs")
    topic = definitions["TopicFile"]
    used = {name: _written(definitions[name]) for name in ("Analogy", "Misconception", "FollowUp", "Figure", "Frame")}
    records = {name: _nullable(definitions[name]) for name in ("Reference", "Term", "Retired")}
    topics = {**_nullable(topic)["properties"], "introduction": {"anyOf": [TEXT, {"type": "null"}]}, **_only("id", "url")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "questions.json",
        "type": "object",
        "properties": HEAD,
        "required": [*HEAD],
        "$defs": {
            "Text": {
                "type": "object",
                "properties": {name: {"type": "string", "description": meaning} for name, meaning in TEXTS.items()},
                "required": [*TEXTS],
            },
            **used,
            **records,
            "Topic": {"type": "object", "properties": topics, "required": [*topics]},
            "Question": _question_schema(question),
        },
    }


def _question_schema(question: dict[str, Any]) -> dict[str, Any]:
    properties = {**ADDED, **_written(question)["properties"]}
    return {"type": "object", "properties": properties, "required": [*properties]}


def _only(*names: str) -> dict[str, Any]:
    return {name: ADDED[name] for name in names}


def _nullable(record: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a record of which every key is written, whether it has a value or not."""
    properties = {name: _always(field) for name, field in record["properties"].items()}
    return {"type": "object", "description": record.get("description", ""), "properties": properties, "required": [*properties]}


def _always(field: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a field that is written even where a file leaves it out, as an empty list if it is one."""
    spared = ("default", "minItems") if field.get("default") == [] else ("default",)
    return {key: value for key, value in field.items() if key not in spared}


def _written(record: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a record with each Markdown text as it is written: as Markdown, as HTML and as plain text."""
    properties = {name: _field(field) for name, field in _nullable(record)["properties"].items()}
    return {**_nullable(record), "properties": properties}


def _field(field: dict[str, Any]) -> dict[str, Any]:
    """Returns the schema of a field, in which Markdown becomes three texts."""
    if field.get("pattern") == r"\S":
        return {**TEXT, "description": field.get("description", "")}
    changed = dict(field)
    for key in ("anyOf",):
        if key in field:
            changed[key] = [_field(form) for form in field[key]]
    if "items" in field:
        changed["items"] = _field(field["items"])
    return {key: value for key, value in changed.items() if key != "examples"}
