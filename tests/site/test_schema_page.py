"""The page of the documentation that lists the keys of every file."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from handbook.records.model import QuestionFile, Reference, Term, TopicFile
from handbook.records.schema import schema
from handbook.site.pages.schema_page import PAGE, page
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def test_the_page_is_current() -> None:
    assert (PROJECT / PAGE).read_text("utf-8") == page(schema()), "make it again: .venv/bin/python -m handbook.schema_page"


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-m", "handbook.site.pages.schema_page"], cwd=tmp_path, check=True)

    assert (tmp_path / PAGE).read_text("utf-8") == page(schema())


def test_every_key_of_every_file_has_a_row() -> None:
    text = page(schema())

    for record in (QuestionFile, TopicFile, Reference, Term):
        for key, field in record.model_fields.items():
            assert (f"| **`{key}`** |" if field.is_required() else f"| `{key}` |") in text


def test_a_row_tells_form_meaning_and_example() -> None:
    record = {
        "title": "QuestionFile",
        "required": ["text"],
        "properties": {
            "text": {"type": "string", "pattern": r"\S", "description": "Words.", "examples": ["one\ntwo | three"]},
            "parts": {"type": "array", "items": {"$ref": "#/$defs/Part"}, "description": "Parts."},
        },
        "$defs": {
            "Part": {"required": [], "properties": {}, "description": "One part."},
            **{
                name: schema()["$defs"][name]
                for name in (
                    "TopicFile",
                    "ReferencesFile",
                    "GlossaryFile",
                    "SynonymsFile",
                    "RetiredFile",
                    "Reference",
                    "Retired",
                    "Term",
                )
            },
        },
    }

    text = page(record)

    assert r'| **`text`** | Markdown text | Words.<br>For example `"one\ntwo \| three"` |' in text
    assert "| `parts` | [list of records](#parts) | Parts. |" in text
    assert "### `parts` { #parts }\n\nOne part.\n" in text
