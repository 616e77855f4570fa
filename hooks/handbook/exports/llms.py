"""The handbook for language models: a list of everything, two texts of all questions, and a skill."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.exports.markdown import Writer
from handbook.labels.labels import labels
from handbook.markup.lines import markdown_line, plain_line
from handbook.markup.links import PermanentLinks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.records.settings import Settings

SHORT, FULL = "llms-short.txt", "llms-full.txt"


def listed(handbook: Handbook, settings: Settings) -> str:
    """Returns `llms.txt`: every question by topic with the address of its Markdown, then what else there is."""
    links = PermanentLinks(handbook, settings.url)
    parts = [
        f"# {markdown_line(settings.title)}",
        *([f"> {markdown_line(settings.description)}"] if settings.description else []),
        _head(handbook),
    ]
    for topic in handbook.topics.values():
        rows = [
            f"- [{markdown_line(question.question)}]({links.to(question.id)}index.md): {question.level}"
            for question in handbook.by_topic[topic.id]
        ]
        parts += [f"## {markdown_line(topic.title)}", markdown_line(topic.summary), "\n".join(rows)]
    return "\n\n".join([*filter(None, parts), "## Optional", _others(settings)]) + "\n"


def _head(handbook: Handbook) -> str:
    say = labels(*handbook.settings.words)
    return f"{markdown_line(say('export.size', n=len(handbook.questions)))} {markdown_line(say('export.links'))}"


def _others(settings: Settings) -> str:
    files = {
        SHORT: "short",
        FULL: "full",
        "skill.md": "skill",
        "questions.json": "data",
        "feed.xml": "feed",
    }
    say = labels(*settings.words)
    return "\n".join(f"- [{name}]({settings.url}{name}): {markdown_line(say(f'export.{said}'))}" for name, said in files.items())


def short(handbook: Handbook, settings: Settings) -> str:
    """Returns `llms-short.txt`: every question with what to say in a minute."""
    links = PermanentLinks(handbook, settings.url)
    return "".join(_short(handbook, Writer(handbook, links), links, settings))


def _short(handbook: Handbook, writer: Writer, links: PermanentLinks, settings: Settings) -> Iterator[str]:
    say = labels(*settings.words)
    yield f"# {markdown_line(say('export.short-answers', title=settings.title))}\n"
    for topic in handbook.topics.values():
        yield f"\n## {markdown_line(topic.title)}\n"
        yield from handbook.failures.each(SHORT, handbook.by_topic[topic.id], lambda one: _said(writer, links, one))


def _said(writer: Writer, links: PermanentLinks, question: Question) -> str:
    places = {key: at for at, key in enumerate(question.references, 1)}
    text = writer.text(question.short, f"{question.id}-", places, 3)
    return f"\n### {markdown_line(question.question)}\n\n{question.level} · <{links.to(question.id)}>\n\n{text}\n"


def full(settings: Settings, questions: Iterable[str]) -> Iterator[str]:
    """Yields the pieces of `llms-full.txt`, from the Markdown of every question."""
    yield f"# {markdown_line(settings.title)}\n"
    for question in questions:
        yield f"\n---\n\n{question}"


SKILLS = Path(__file__).parent / "templates" / "skill"


def skill(handbook: Handbook, settings: Settings) -> str:
    """Returns `skill.md`: how to hold a mock interview with these questions, in their language or in English."""
    say = labels(*handbook.settings.words)
    own = SKILLS / f"{say.language.partition('-')[0]}.md"
    counts = [markdown_line(say("count.questions", n=len(questions))) for questions in handbook.by_topic.values()]
    topics = [
        f"- [{markdown_line(topic.title)}]({settings.url}topics/{topic.id}/index.md): {count}"
        for topic, count in zip(handbook.topics.values(), counts, strict=True)
    ]
    return (
        (own if own.is_file() else SKILLS / "en.md")
        .read_text("utf-8")
        .format(
            name=_name(settings.title),
            title=plain_line(settings.title),
            heading=markdown_line(settings.title),
            short=SHORT,
            url=settings.url,
            topics="\n".join(topics),
            levels=", ".join(handbook.by_level),
            asked=markdown_line(say("question.asked-as")),
            follow_ups=markdown_line(say("question.follow-ups")),
            listens=markdown_line(say("question.key-points")),
            wrong=markdown_line(say("question.misconceptions")),
        )
    )


def _name(title: str) -> str:
    """Returns the skill's name in the form that such files have."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:64].strip("-") or "interview-handbook"
