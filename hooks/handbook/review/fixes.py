"""Fixes what has only one right fix in the files of `data/`, and leaves the rest of each file as it is."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from handbook.reading.yaml.source import MAX_BYTES, read
from handbook.reading.yaml.syntax import SourceError
from handbook.records.model import QuestionFile, TopicFile
from handbook.review import layout
from handbook.storage.files import written
from handbook.storage.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from handbook.reading.draft import Draft
    from handbook.reading.yaml.source import Node, Plain

    Fix: TypeAlias = Callable[[str], str]

QUESTION_KEYS, TOPIC_KEYS = tuple(QuestionFile.model_fields), tuple(TopicFile.model_fields)
LINKED_ID = re.compile(r"(?<=q:)[a-z0-9]+(?:-[a-z0-9]+)*")


class Mended(NamedTuple):
    """A file that was fixed, and what was done to it."""

    path: str
    done: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.path}: fixed: {', '.join(self.done)}"


def mend(draft: Draft, wanted: Callable[[str], bool]) -> list[Mended]:
    """Fixes the wanted files of a handbook; one that is not well-formed, or would come to mean something else, is left alone."""
    moved = _moved(draft)
    files = sorted(file for pattern in ("*.yml", "[!.]*/[!.]*.yml") for file in draft.data.glob(pattern) if not file.is_symlink())
    return [mended for file in files if wanted(draft.name(file)) and (mended := _mend_file(draft, file, moved))]


def _moved(draft: Draft) -> dict[str, str]:
    """Returns the id that answers to each former id, where there is no doubt about it."""
    ids = {question.id for question in draft.questions} | draft.broken
    claims = [(old, question.id) for question in draft.questions for old in question.formerly]
    olds = [old for old, _ in claims]
    return {old: id_ for old, id_ in claims if old not in ids and olds.count(old) == 1}


def _mend_file(draft: Draft, file: Path, moved: Mapping[str, str]) -> Mended | None:
    try:
        before = read_plain(file, MAX_BYTES, draft.data).decode()
        read(before.encode())
    except (OSError, UnicodeDecodeError, SourceError):
        return None
    text, done = before.replace("\r\n", "\n"), []
    for name, fix in _fixes(draft, file, moved):
        better = fix(text)
        if better != text and _mean_the_same(text, better, moved):
            text = better
            done.append(name)
    if not done:
        return None
    with written(file) as out:
        out.write(text.replace("\n", "\r\n") if "\r\n" in before else text)
    return Mended(draft.name(file), tuple(done))


def _fixes(draft: Draft, file: Path, moved: Mapping[str, str]) -> Iterator[tuple[str, Fix]]:
    """Yields what a file can need, with the function that fixes it in the file's text."""
    yield "spaces at the ends of lines", layout.without_stray_spaces
    if file.parent.parent != draft.data:
        return
    if file.name == "_topic.yml":
        yield "order of keys", partial(layout.with_keys_in_order, order=TOPIC_KEYS)
        return
    for old, new in moved.items():
        if new != file.stem:
            yield f"`{old}`, which is `{new}` now", partial(_with_new_id, old=old, new=new, links=_links(draft, file, old))
    yield "order of tags", layout.with_sorted_tags
    yield "order of keys", partial(layout.with_keys_in_order, order=QUESTION_KEYS)


def _links(draft: Draft, file: Path, old: str) -> int:
    return sum(link.target == old for link in draft.links_in(draft.name(file)))


def _with_new_id(text: str, old: str, new: str, links: int) -> str:
    """Returns a question's file that names another by its new id, in its lists and in so many links of its texts."""
    root = read(text.encode()).root
    edits = [layout.Edit(*span, new) for node in _naming(root, new) if (span := _span(text, node, old))]
    linked = [match.span(1) for match in re.finditer(rf"\][(:]\s*<?q:({old})(?![a-z0-9-])", text)]
    if len(linked) == links:  # otherwise some of them are code, and only Markdown knows which
        edits += [layout.Edit(*span, new) for span in linked]
    return layout.edited(text, edits)


def _naming(root: Node, new: str) -> Iterator[Node]:
    """Yields the scalars that are ids of other questions, but for those of lists that name the new one already."""
    for key in ("prerequisites", "related"):
        items = _items(root, key)
        if new not in [item.content for item in items]:
            yield from items
    for follow_up in _items(root, "follow_ups"):
        yield follow_up.find(("see",))


def _items(root: Node, key: str) -> list[Node]:
    items = root.find((key,)).content
    return items if isinstance(items, list) else []


def _span(text: str, node: Node, old: str) -> tuple[int, int] | None:
    at = text.find(old, node.start, node.end)
    return (at, at + len(old)) if node.content == old and at >= 0 else None


def _mean_the_same(before: str, after: str, moved: Mapping[str, str]) -> bool:
    """Tells whether two texts hold the same data, but for spaces at the ends of lines, order of tags, and former ids."""
    try:
        return _meaning(read(before.encode()).root.plain(), moved) == _meaning(read(after.encode()).root.plain(), moved)
    except SourceError:
        return False


def _meaning(data: Plain, moved: Mapping[str, str]) -> Plain:
    if isinstance(data, dict):
        return {key: _meaning(_in_order(value) if key == "tags" else value, moved) for key, value in data.items()}
    if isinstance(data, list):
        return [_meaning(item, moved) for item in data]
    text = re.sub(r"[ \t]+$", "", data, flags=re.MULTILINE).rstrip("\n")
    return moved.get(text) or LINKED_ID.sub(lambda link: moved.get(link[0], link[0]), text)


def _in_order(tags: Plain) -> Plain:
    return sorted(tags, key=str) if isinstance(tags, list) else tags
