"""Turns a question into the Typst dictionary that every variant of the guide is drawn from."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from handbook.guide.source.code import array, content, dictionary, string
from handbook.guide.source.typeset import compact, line, typeset
from handbook.labels.labels import labels
from handbook.markup.inline.spoken import heard
from handbook.markup.lines import plain_line, render_line

if TYPE_CHECKING:
    from handbook.records.figures import Figure
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

TOGETHER = 1_800
"""Characters of an analogy and its limit that take less than half a page."""
BLOCK = re.compile(r"<(?:pre|table|ul|ol|dl|div|details|blockquote)\b")
"""What takes more room than its characters tell."""
HEAD, CHAPTER = 74, 40
"""Characters that fit into the head of a page: of a topic and a question, and of the topic at most."""


def record(handbook: Handbook, question: Question) -> str:
    """Returns a question as Typst code, which is kept: every variant of the guide is drawn from the same."""
    words = handbook.settings.words
    stamp = repr((handbook.settings.levels[question.level], handbook.topics[question.topic].title, words))

    def made() -> str:
        return _record(handbook, question, heard(json.loads(handbook.rendered(question, "data")), labels(*words)))

    return handbook.texts.kept("guide", question, stamp, made)


def head(text: str, beside: str) -> str:
    """Returns as much of a question as the head of a page has room for beside a topic's title, as code."""
    plain, room = plain_line(text), HEAD - min(len(beside), CHAPTER)
    if len(plain) > room:
        plain = plain[:room].rsplit(" ", 1)[0].rstrip(" ,;:") + " …"
    return content([string(plain)])


def title(text: str) -> str:
    """Returns a line of plain text, in which only `code` means something, as code."""
    return line(render_line(text))


def _record(handbook: Handbook, question: Question, data: dict[str, Any]) -> str:
    return dictionary(
        {
            "id": string(question.id),
            "topic": string(question.topic),
            "title": title(question.question),
            "head": head(question.question, handbook.topics[question.topic].title),
            "level": string(handbook.settings.levels[question.level]),
            "tags": array(map(string, question.tags)),
            "asked": array(map(title, question.asked_as[:3])),
            **{name: _text(data[name]) for name in ("short", "answer", "example", "in_practice")},
            "analogy": _analogy(data["analogy"]) if question.analogy else "none",
            "misconceptions": array(map(_misconception, data["misconceptions"])),
            "key_points": array(compact(point["html"]) for point in data["key_points"]),
            "follow_ups": array(f"({title(f.question)}, {string(f.see) if f.see else 'none'})" for f in question.follow_ups),
            "prerequisites": array(map(string, question.prerequisites)),
            "related": array(map(string, question.related)),
            "references": array(map(string, question.references)),
            "figures": array(map(partial(_figure, question.topic), question.figures, data["figures"])),
        }
    )


def _text(part: dict[str, str] | None) -> str:
    return typeset(part["html"]) if part else "none"


def _analogy(parts: dict[str, Any]) -> str:
    """Returns an analogy, its limit, and whether the two are short enough to be kept together."""
    both = [parts[name] for name in ("text", "breaks_down")]
    short = sum(len(part["text"]) for part in both) < TOGETHER and not any(BLOCK.search(part["html"]) for part in both)
    return array([*map(_text, both), "true" if short else "false"])


def _misconception(item: dict[str, Any]) -> str:
    return array(compact(item[name]["html"]) for name in ("claim", "correction"))


def _figure(topic: str, figure: Figure, data: dict[str, Any]) -> str:
    return dictionary(
        {
            "pictures": array(_picture(topic, figure, at) for at in figure.printed or (None,)),
            "caption": _text(data["caption"]),
        }
    )


def _picture(topic: str, figure: Figure, at: int | None) -> str:
    """Returns a figure, or one of its frames with the value that it is drawn for."""
    picture = figure if at is None else figure.frames[at]
    value = "none" if at is None else string(f"{figure.parameter}: {figure.frames[at].value}")
    return dictionary({"file": string(f"figures/{topic}/{picture.file}"), "alt": string(picture.alt), "value": value})
