"""Renders a question's file into everything that the outputs take from it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from handbook.labels.labels import labels
from handbook.markup.citations import numbered, without
from handbook.markup.fragment import render_fragment
from handbook.markup.lines import plain, plain_line
from handbook.markup.markdown import render
from handbook.records.fields import markdown_fields
from handbook.records.model import Kept, Question
from handbook.records.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from handbook.reading.yaml.source import Source
    from handbook.records.model import QuestionFile
    from handbook.records.problems import Key
    from handbook.records.settings import Settings


def render_question(
    path: str, record: QuestionFile, source: Source, settings: Settings
) -> tuple[Kept | None, dict[str, str], list[Problem]]:
    """Returns what is kept of a question, its texts by kind, and the problems of its Markdown.

    The kinds: `question` (JSON of `Kept`), `data` (JSON for the data set), `search` (as JSON in two lines: wordings with
    short answer and key points, and all else) and `fragment` (HTML for a page, with open links).
    """
    id_, topic = PurePosixPath(path).stem, PurePosixPath(path).parent.name
    html = {"short": "", "answer": ""}
    links: list[tuple[tuple[Key, ...], str]] = []
    citations: list[tuple[tuple[Key, ...], str]] = []
    doubts: list[tuple[tuple[Key, ...], int, str, str]] = []
    problems: list[Problem] = []
    say = labels(*settings.words)
    for loc, text in markdown_fields(record):
        name = ".".join(map(str, loc))
        rendered = render(text, f"{id_}--{name.replace('.', '-')}-", say)
        for mistake in rendered.mistakes:
            line, column = source.place_within(loc, mistake.offset)
            problems.append(Problem(path, line + 1, column + 1, mistake.found, mistake.remedy))
        html[name] = numbered(rendered.html, id_, record.references)
        links += [(loc, target) for target in rendered.links]
        citations += [(loc, key) for key in rendered.citations]
        doubts += [(loc, doubt.offset, doubt.found, doubt.remedy) for doubt in rendered.doubts]
    if problems:
        return None, {}, problems
    words = {name: plain(part) for name, part in html.items()}
    said = {name: plain(bare) if (bare := without(part)) != part else words[name] for name, part in html.items()}
    kept = Kept(
        question=Question.model_construct(id=id_, topic=topic, **dict(record)),
        links=tuple(links),
        citations=tuple(citations),
        doubts=tuple(doubts),
        words=sum(len(part.split()) for part in said.values()),
    )
    texts = {
        "question": kept.model_dump_json(exclude_defaults=True),
        "data": json.dumps(data_of(record, html, words), ensure_ascii=False),
        "search": "\n".join(json.dumps(part, ensure_ascii=False, separators=(",", ":")) for part in _searched(record, said)),
        "fragment": render_fragment(id_, topic, record, html, settings),
    }
    return kept, texts, []


def _searched(record: QuestionFile, words: Mapping[str, str]) -> list[list[list[str]] | list[str]]:
    core = {name: text for name, text in words.items() if name == "short" or name.startswith("key_points.")}
    rest = [text for name, text in words.items() if name not in core]
    follow_ups = [plain_line(follow_up.question) for follow_up in record.follow_ups]
    wordings = [[*map(plain_line, lines)] for lines in (record.asked_as, record.searched_as)]
    return [[wordings[0], _lines(core.values()), wordings[1]], [*_lines(rest), *follow_ups]]


def _lines(texts: Iterable[str]) -> list[str]:
    return [line for text in texts for line in text.split("\n")]


def render_introduction(path: str, text: str, source: Source, settings: Settings) -> tuple[dict[str, str], list[Problem]]:
    """Returns a topic's introduction as JSON with its `html`, `text` and the `links` to questions, and its problems."""
    rendered = render(text, f"{PurePosixPath(path).parent.name}--introduction-", labels(*settings.words))
    problems = []
    for mistake in rendered.mistakes:
        line, column = source.place_within(("introduction",), mistake.offset)
        problems.append(Problem(path, line + 1, column + 1, mistake.found, mistake.remedy))
    for key in rendered.citations[:1]:
        line, column = source.place_within(("introduction",), text.index(f"ref:{key}"))
        remedy = "cite it in a question, or link to its address"
        found = "a citation in an introduction, which has no list of sources"
        problems.append(Problem(path, line + 1, column + 1, found, remedy))
    parts = {"html": rendered.html, "text": plain(rendered.html), "links": rendered.links}
    return {"introduction": json.dumps(parts, ensure_ascii=False)}, problems


def data_of(record: QuestionFile, html: Mapping[str, str], words: Mapping[str, str]) -> dict[str, Any]:
    """Returns a question as the data set has it: each Markdown field as Markdown, as HTML and as plain text."""
    data = record.model_dump(mode="json")
    for loc, markdown in markdown_fields(record):
        name = ".".join(map(str, loc))
        parent: Any = data
        for key in loc[:-1]:
            parent = parent[key]
        parent[loc[-1]] = {"markdown": markdown, "html": html[name], "text": words[name]}
    return data
