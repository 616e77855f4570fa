"""Lists of questions: by tag, by level, in reading order, to be narrowed, or chosen by the owner."""

from __future__ import annotations

from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from handbook.labels.labels import labels
from handbook.markup.lines import render_line
from handbook.markup.links import Links
from handbook.site.pages.titles import escape_text, escape_title, render_block
from handbook.site.pages.topics import WORDS_A_MINUTE, with_shorts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.place import Place

LEVEL_PAGES = "tags/level/"
TOPICS_SHOWN, TAGS_SHOWN = 25, 20
"""How many choices the Browse page shows before the others have to be opened."""
MOST_SHORTS = 300
"""How many short answers a page of links holds; of more questions it has the links alone."""


def questions(handbook: Handbook, place: Place, *ids: str) -> str:
    """Returns a list of these questions in this order, and how long they take to read."""
    chosen = tuple(handbook.questions[id_] for id_ in ids)
    words = sum(handbook.words[id_] for id_ in ids)
    length = max(1, ceil(words / WORDS_A_MINUTE))
    say = labels(*handbook.settings.words)
    size = f"{say('count.questions', n=len(chosen))} · {say('count.minutes-in-full', n=length)}"
    return f'{_list(handbook, place, chosen, ordered=True, shorts=True)}\n\n<p class="topic-size">{size}</p>'


def related_questions(handbook: Handbook, place: Place, question_id: str) -> str:
    """Returns the questions around a question as a list of links."""
    return _list(handbook, place, handbook.neighbours(handbook.questions[question_id]))


def tag_index(handbook: Handbook, place: Place) -> str:
    """Returns every tag with its questions."""
    return "\n\n".join(
        f"### {escape_title(tag)} {{ #tag-{tag} }}\n\n{_list_or_link(handbook, place, f'tags/{tag}/', questions)}"
        for tag, questions in handbook.by_tag.items()
    )


def level_index(handbook: Handbook, place: Place) -> str:
    """Returns every level with its questions."""
    return "\n\n".join(
        f"### {escape_title(handbook.settings.levels[level])} {{ #level-{level} }}\n\n"
        + _list_or_link(handbook, place, f"{LEVEL_PAGES}{level}/", questions)
        for level, questions in handbook.by_level.items()
        if questions
    )


def index_page(handbook: Handbook, place: Place) -> str:
    """Returns the page of one tag or one level."""
    title, questions = handbook.index_pages[place.url]
    return f"# {escape_title(title)}\n\n{_list(handbook, place, questions, of_level=place.url.startswith(LEVEL_PAGES))}"


def _list_or_link(handbook: Handbook, place: Place, page: str, questions: tuple[Question, ...]) -> str:
    """Returns the questions of a tag or a level, or where there are too many the way to their page."""
    if page not in handbook.index_pages:
        return _list(handbook, place, questions, of_level=page.startswith(LEVEL_PAGES))
    count = labels(*handbook.settings.words)("count.questions", n=len(questions))
    return f'<p><a href="{place.base}{page}">{count}</a></p>'


def browse(handbook: Handbook, place: Place) -> str:
    """Returns all questions by topic, with the choices to narrow them by."""
    topics = [
        {"topic": topic, "rows": _joined(_rows(handbook, place, handbook.by_topic[topic.id], facets=True))}
        for topic in handbook.topics.values()
    ]
    by_count = sorted(handbook.by_tag, key=lambda tag: -len(handbook.by_tag[tag]))
    facets = [
        _facet("topic", {topic.id: topic.title for topic in handbook.topics.values()}, handbook.by_topic, TOPICS_SHOWN),
        _facet("level", handbook.settings.levels, handbook.by_level),
        _facet("tag", {tag: tag for tag in by_count}, handbook.by_tag, TAGS_SHOWN),
    ]
    html = render_block(handbook, "browse.html", count=len(handbook.questions), facets=facets, topics=topics)
    return place.part(html)


def _facet(facet: str, names: Mapping[str, str], having: Mapping[str, Sequence[Question]], first: int = 1_000) -> dict[str, Any]:
    choices = [{"value": value, "title": name, "count": len(having[value])} for value, name in names.items()]
    return {"name": facet, "choices": choices, "first": first}


def reading_path(handbook: Handbook, place: Place) -> str:
    """Returns all questions in reading order, topic by topic."""
    shorts = len(handbook.questions) <= MOST_SHORTS
    return "\n\n".join(
        f"## {at}. {escape_title(topic.title)} {{ #path-{topic.id} }}\n\n{escape_text(topic.summary)}\n\n"
        + _list(handbook, place, handbook.by_topic[topic.id], ordered=True, shorts=shorts)
        for at, topic in enumerate(handbook.topics.values(), 1)
    )


def _list(handbook: Handbook, place: Place, questions: tuple[Question, ...], **how: bool) -> str:
    """Returns questions as links: `ordered`, with their `shorts`, or as those `of_level`, which need not tell their level."""
    if not questions:
        return ""
    rows = _rows(handbook, place, questions, of_level=how.get("of_level", False))
    if how.get("shorts"):
        rows = [f"{row}<!--short:{question.id}-->" for row, question in zip(rows, questions, strict=True)]
    html = render_block(handbook, "question_list.html", rows=_joined(rows), ordered=how.get("ordered", False))
    return place.part(html if place.later is not None else with_shorts(handbook, place, html))


def _rows(
    handbook: Handbook, place: Place, questions: Sequence[Question], *, facets: bool = False, of_level: bool = False
) -> list[str]:
    """Returns each question as a link, with its level unless all are of that level, and with what Browse narrows it by."""
    links, levels = Links(handbook, place.base, place.url), {} if of_level else handbook.settings.levels
    return [
        _row(links.to(question.id), question.question, question.level, levels.get(question.level), _narrowed(question, facets))
        for question in questions
    ]


def _narrowed(question: Question, facets: bool) -> tuple[str, str] | None:
    return (question.topic, " ".join(question.tags)) if facets else None


@lru_cache(maxsize=100_000)
def _row(address: str, title: str, level: str, name: str | None, narrowed: tuple[str, str] | None) -> str:
    facets = ""
    if narrowed:
        facets = f' data-topic="{escape(narrowed[0])}" data-level="{escape(level)}" data-tag="{escape(narrowed[1])}"'
    told = f' <span class="level level-{escape(level)}">{escape(name)}</span>' if name else ""
    return f'<li{facets}><a href="{escape(address)}">{render_line(title)}</a>{told}'


def _joined(rows: list[str]) -> Markup:
    return Markup("\n".join(f"{row}</li>" for row in rows))  # noqa: S704  all of it is escaped


def count(handbook: Handbook, what: str) -> int:
    """Returns how many `questions`, `topics`, `tags`, `references` or `terms` the handbook has."""
    counted = {
        "questions": handbook.questions,
        "topics": handbook.topics,
        "tags": handbook.by_tag,
        "references": handbook.references,
        "terms": handbook.glossary,
    }
    return len(counted[what])
