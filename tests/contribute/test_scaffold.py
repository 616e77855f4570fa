from __future__ import annotations

import re
from typing import Any

from handbook.contribute.scaffold import SHAPES, filled_text, question_text, topic_text
from handbook.reading.yaml.source import read
from handbook.records.model import QuestionFile, TopicFile


def test_every_field_is_there_in_the_order_of_the_model() -> None:
    text = question_text("What?", "mid", ["a"])
    assert re.findall(r"^(?:# )?([a-z_]+):", text, re.MULTILINE) == [*QuestionFile.model_fields]


def test_the_first_line_names_the_schema() -> None:
    assert question_text("What?", "mid", ["a"]).startswith("# yaml-language-server: $schema=../schema.json\n")


def test_every_shape_is_what_the_model_takes_once_it_is_filled() -> None:
    shapes: Any = read(
        "\n".join(SHAPES.values()).replace("[id, id]", "[id]").replace("[key, key]", "[key]").encode()
    ).root.plain()
    record = QuestionFile.model_validate(
        {"question": "What?", "level": "mid", "tags": ["a"], "short": "a", "answer": "b", **shapes}
    )
    assert record.analogy
    assert {*SHAPES} == {name for name, field in QuestionFile.model_fields.items() if not field.is_required()}


def test_taking_the_signs_away_makes_a_field() -> None:
    text = question_text("What?", "mid", ["a"]).replace("# example: |\n#   …", "example: |\n  …")
    plain: Any = read(text.encode()).root.plain()
    assert plain["example"] == "…\n"


def test_a_topic_has_every_field_that_it_needs() -> None:
    plain: Any = read(topic_text("A: b", "# c", 3).encode()).root.plain()
    assert plain == {"title": "A: b", "summary": "# c", "order": "3"}
    assert [*plain] == [name for name, field in TopicFile.model_fields.items() if field.is_required()]


def test_texts_are_written_as_they_are() -> None:
    short, answer = "  indented\n\ttab", "```\n\n  code  \n```\n\n- last"
    plain: Any = read(
        filled_text(
            {"question": "Q: a?", "level": "mid", "tags": ("a", "1"), "short": short, "answer": answer}, "list.md#a", draft=False
        ).encode()
    ).root.plain()
    assert (plain["short"], plain["answer"]) == (f"{short}\n", f"{answer}\n")
    assert plain["tags"] == ["a", "1"]
