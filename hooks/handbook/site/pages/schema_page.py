"""The page of the documentation that lists every key of every file in `data/`, made from the JSON Schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from handbook.records.forms import SLUG
from handbook.records.moments import PATTERN
from handbook.records.schema import schema
from handbook.storage.files import written

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema: TypeAlias = "dict[str, Any]"

PAGE = Path("docs/contribute/schema.md")
HEAD = """\
---
description: Every key of every file of the handbook's data, with its form and its meaning.
search:
  exclude: true # it is about the generator, and readers look for questions
---

# Schema

Every file of `data/` with its keys.
Those in bold are required, in a draft all but `short` and `answer`; a key that does not apply is left out, not left empty.
Markdown texts may link to another question with `[text](q:some-id)`, and cite a source of the question with `[](ref:some-key)`.

This page is made from the rules that `handbook check` applies.
So is `data/schema.json`, from which editors complete and explain the keys.
"""
FILES = {
    "QuestionFile": "A question: `data/<topic>/<id>.yml`",
    "TopicFile": "A topic: `data/<topic>/_topic.yml`",
    "ReferencesFile": "The sources: `data/references.yml`",
    "GlossaryFile": "The terms: `data/glossary.yml`",
    "SynonymsFile": "Words that mean the same to a searcher: `data/synonyms.yml`",
    "RetiredFile": "What was merged or withdrawn: `data/retired.yml`",
}
FORMS = {SLUG: "id", r"\S": "Markdown text", PATTERN: "day, or day and minute"}
TYPES = {"integer": "whole number", "boolean": "`true` or `false`"}
LONGEST_EXAMPLE = 90


def page(rules: Schema) -> str:
    """Returns the page for a schema as `model.schema` returns it."""
    definitions = {**rules["$defs"], rules["title"]: rules}
    return "\n".join([HEAD, *(part for name, title in FILES.items() for part in _file(title, definitions[name], definitions))])


def _file(title: str, record: Schema, definitions: Schema) -> Iterator[str]:
    yield f"## {title}\n"
    if "patternProperties" in record:
        [(pattern, entry)] = record["patternProperties"].items()
        if not _name(entry):
            yield f"Each entry's key is a word or two, its value a {_form(entry)}. {entry['description']}{_example(entry)}\n"
            return
        record = definitions[_name(entry)]
        yield f"Each entry's key is {'an id' if pattern == SLUG else 'a term'}. An entry has these keys:\n"
    yield _table(record)
    yield from _records_in(record, definitions, "###")


def _records_in(record: Schema, definitions: Schema, head: str) -> Iterator[str]:
    """Yields a section for each record that a record holds, and for those that are in these."""
    for key, value in record["properties"].items():
        if name := _name(_inner(value)):
            inner = definitions[name]
            yield f"{head} `{key}` {{ #{key} }}\n\n{inner['description']}\n\n{_table(inner)}"
            yield from _records_in(inner, definitions, f"{head}#")


def _table(record: Schema) -> str:
    required = record.get("else", record)["required"]  # what only a draft may lack is required
    rows = [_row(key, value, key in required) for key, value in record["properties"].items()]
    return "\n".join(["| key | form | meaning |", "| --- | --- | --- |", *rows, ""])


def _row(key: str, value: Schema, required: bool) -> str:
    name = f"**`{key}`**" if required else f"`{key}`"
    form = f"[{_form(value)}](#{key})" if _name(_inner(value)) else _form(value)
    return f"| {name} | {form} | {value['description']}{_example(value)} |"


def _form(value: Schema) -> str:
    """Tells in a word or two what a value looks like."""
    value = _present(value)
    if value.get("type") == "array":
        return f"list of {_form(value['items'])}s"
    if _name(value):
        return "record"
    if "enum" in value:
        return ", ".join(f"`{choice}`" for choice in value["enum"])
    if value["type"] in TYPES:
        return TYPES[value["type"]]
    return value.get("format") or FORMS.get(value["pattern"], "line")


def _example(value: Schema) -> str:
    if not value.get("examples") or _name(_inner(value)):
        return ""
    example = value["examples"][0]
    text = example if isinstance(example, str) and "\n" not in example.strip() else json.dumps(example, ensure_ascii=False)
    text = text.strip() if len(text) <= LONGEST_EXAMPLE else f"{text[:LONGEST_EXAMPLE].rsplit(' ', 1)[0]} …"
    return "<br>For example " + _code(text)


def _code(text: str) -> str:
    """Returns text as code in the cell of a table."""
    fence = "``" if "`" in text else "`"
    pad = " " if "`" in text else ""
    return f"{fence}{pad}{text}{pad}{fence}".replace("|", "\\|")


def _present(value: Schema) -> Schema:
    """Returns what a value is when it is there: the schema without `null`."""
    return next((form for form in value.get("anyOf", ()) if form.get("type") != "null"), value)


def _inner(value: Schema) -> Schema:
    """Returns the schema of a value, or that of a list's items."""
    return _present(value).get("items") or _present(value)


def _name(value: Schema) -> str:
    return str(value.get("$ref", "")).removeprefix("#/$defs/")


if __name__ == "__main__":
    with written(PAGE) as out:
        out.write(page(schema()))
