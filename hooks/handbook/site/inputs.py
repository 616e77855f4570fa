"""What the files of a site are made from, as digests: what has the same inputs comes out the same."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question


def digest(*texts: str) -> str:
    """Returns a digest of some texts in their order."""
    made = blake2b(digest_size=16)
    for text in texts:
        made.update(text.encode())
        made.update(b"\0")
    return made.hexdigest()


def of_all(handbook: Handbook, *rooms: str) -> str:
    """Returns what everything is made from besides the questions: the program, the settings, the topics and the lists."""
    keys = [handbook.keys.get(f"data/{name}.yml", "") for name in ("references", "glossary", "retired")]
    topics = [f"{topic.id} {handbook.keys[f'data/{topic.id}/_topic.yml']}" for topic in handbook.topics.values()]
    engines = [handbook.texts.engine(room) for room in rooms]
    return digest(*engines, repr(handbook.settings), str(handbook.explains_terms), *keys, *topics)


def of_question(handbook: Handbook, question: Question) -> str:
    """Returns what a question is drawn from: itself, its figures, and how it names other questions."""
    return "\n".join(
        [handbook.keys[question.id], *figures(handbook, question), *named(handbook, question.id, *handbook.linked[question.id])]
    )


def of_topic(handbook: Handbook, topic: str) -> str:
    """Returns what the pages of a topic are drawn from besides what all pages are."""
    lines = []
    for question in handbook.by_topic[topic]:
        after = handbook.following.get(question.id)
        lines += [of_question(handbook, question), *(named(handbook, after.id) if after else ())]
    return digest(topic, *lines)


def of_index(handbook: Handbook, address: str) -> str:
    """Returns what the page of a tag or a level is drawn from besides what all pages are."""
    title, questions = handbook.index_pages[address]
    levels = (question.level for question in questions)
    return digest(address, title, *levels, *named(handbook, *(question.id for question in questions)))


def named(handbook: Handbook, *ids: str) -> Iterator[str]:
    """Returns what is shown of questions that others name: the title, and the page that it leads to."""
    return map(handbook.names.__getitem__, ids)


def figures(handbook: Handbook, question: Question) -> Iterator[str]:
    """Yields when each figure of a question was last written."""
    for file in question.drawings:
        stat = (handbook.root / "data" / question.topic / file).stat()
        yield f"{question.topic}/{file} {stat.st_size} {stat.st_mtime_ns}"
