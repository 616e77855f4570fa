"""The JSON Schema of the files of `data/`, made from the model, for editors."""

from __future__ import annotations

import ast
from inspect import cleandoc, getsource
from itertools import pairwise
from textwrap import dedent
from typing import TYPE_CHECKING, Any

from handbook.records.forms import Line, Slug
from handbook.records.model import ANSWERS, QuestionFile, Reference, Retired, Synonyms, Term, TopicFile
from handbook.records.record import Record
from handbook.records.settings import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable


def schema(levels: Iterable[str] = tuple(LEVELS)) -> dict[str, Any]:
    """Returns the JSON Schema of a question's file with the handbook's levels; `$defs` holds those of the other files too."""
    from pydantic import TypeAdapter  # noqa: PLC0415  only the schema needs it

    question = QuestionFile.model_json_schema()
    question["properties"]["level"] = {"enum": [*levels], **question["properties"]["level"]}
    others = {
        "TopicFile": TypeAdapter(TopicFile).json_schema(),
        "ReferencesFile": TypeAdapter(dict[Slug, Reference]).json_schema(),
        "GlossaryFile": TypeAdapter(dict[Line, Term]).json_schema(),
        "SynonymsFile": TypeAdapter(dict[Line, Synonyms]).json_schema(),
        "RetiredFile": TypeAdapter(dict[Slug, Retired]).json_schema(),
    }
    definitions = question.setdefault("$defs", {})
    for name, other in others.items():
        definitions.update(other.pop("$defs", {}))
        definitions[name] = other
    for record in Record.__subclasses__():
        _describe(question if record is QuestionFile else definitions.get(record.__name__, {}), record)
    complete = [name for name in question["required"] if name not in ANSWERS]
    unless_draft = {
        "if": {"properties": {"draft": {"const": True}}, "required": ["draft"]},
        "then": {"required": complete},
        "else": {"required": question["required"]},
    }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **question, "required": complete, **unless_draft}


def _describe(schema: dict[str, Any], record: type[Record]) -> None:
    """Adds the string under each field as its description; pydantic would read them at every start of every command."""
    body = ast.parse(dedent(getsource(record))).body[0]
    for field, text in pairwise(body.body if isinstance(body, ast.ClassDef) else []):
        match field, text:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(said))):
                if name in schema.get("properties", {}):
                    schema["properties"][name]["description"] = cleandoc(said)
