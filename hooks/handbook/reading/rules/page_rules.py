"""Rules about the pages of `docs/` that show topics and questions."""

from __future__ import annotations

import os
import re
from errno import ELOOP
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.reading.validation import unreadable
from handbook.reading.yaml.places import Places
from handbook.records.problems import Problem
from handbook.storage.plain_files import read_plain, require_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.reading.draft import Draft

MAX_BYTES = 10_000_000
CALL = re.compile(r"\{\{-?\s*(topic|question|related_questions)\(\s*(?:id\s*=\s*)?[\"']([^\"']*)[\"']")
CALL_OF_MANY = re.compile(r"\{\{-?\s*questions\(([^)]*)\)")
QUOTED = re.compile(r"[\"']([^\"']*)[\"']")
UNTOUCHED = re.compile(r"\{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}|\{#.*?#\}", re.DOTALL)


def check(draft: Draft) -> None:
    """Reports a page without its topic, and a macro that names what does not exist."""
    docs = draft.root / "docs"
    _no_stray_links(draft, docs)
    texts = dict(_pages(draft, docs))
    pages = {page.stem: page for page in texts if page.parent == docs / "topics" and page.stem != "index"}
    for topic, page in pages.items():
        _page_of_topic(draft, topic, page, texts[page])
    ids = {question.id for question in draft.questions if not question.draft} | draft.broken
    for page, text in texts.items():
        _calls(draft, page, text, ids)


def _pages(draft: Draft, docs: Path) -> Iterator[tuple[Path, str]]:
    """Yields each page with its text; reports one that is no file of this handbook, since it would be published."""
    for page in sorted(docs.rglob("[!.]*.md")):  # an editor's own files begin with a dot
        try:
            if not page.is_dir():
                yield page, _macros(read_plain(page, MAX_BYTES, draft.root).decode("utf-8", "replace"))
        except OSError as error:
            draft.problems.append(unreadable(draft.name(page), error))


def _no_stray_links(draft: Draft, docs: Path) -> None:
    """Reports what is no page and no file of this handbook: MkDocs follows every link, and copies what it finds."""
    for parent, folders, names in os.walk(docs):
        for entry in (Path(parent, name) for name in sorted([*folders, *names]) if not name.startswith(".")):
            try:
                require_plain(entry, draft.root)
                if entry.is_symlink() and entry.is_dir() and _holds(entry.resolve(), docs.resolve()):
                    raise OSError(ELOOP, "a link to a folder that holds pages", str(entry))
            except OSError as error:
                if entry.suffix != ".md" or entry.is_dir():
                    draft.problems.append(unreadable(draft.name(entry), error))


def _holds(folder: Path, docs: Path) -> bool:
    return folder.is_relative_to(docs) or docs.is_relative_to(folder)


def _macros(text: str) -> str:
    """Returns a page's text without what no macro runs in, each character of it replaced by a space."""
    return UNTOUCHED.sub(lambda part: re.sub(r"[^\n]", " ", part[0]), text)


def _page_of_topic(draft: Draft, topic: str, page: Path, text: str) -> None:
    if topic not in draft.topics:
        remedy = draft.nearest(topic, draft.topics, f"add data/{topic}/_topic.yml, or delete the page")
        draft.problems.append(Problem(draft.name(page), 1, 1, "a page without its topic", remedy))
    elif ("topic", topic) not in CALL.findall(text):
        remedy = f'add the line {{{{ topic("{topic}") }}}}'
        draft.problems.append(Problem(draft.name(page), 1, 1, "a page that never shows its topic", remedy))


def _calls(draft: Draft, page: Path, text: str, ids: set[str]) -> None:
    named = [("topic" if call[1] == "topic" else "question", call[2], call.start(2)) for call in CALL.finditer(text)]
    for call in CALL_OF_MANY.finditer(text):
        named += [("question", name[1], call.start(1) + name.start(1)) for name in QUOTED.finditer(call[1])]
    places = Places(text)
    for kind, name, start in named:
        known = draft.topics if kind == "topic" else ids
        if name not in known:
            remedy = draft.nearest(name, known, "name one that exists")
            line, column = places.at(start)
            draft.problems.append(Problem(draft.name(page), line + 1, column + 1, f"the unknown {kind} `{name}`", remedy))
