"""The handbook's parts of a page, as Markdown: topics with their questions, and the indexes."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from math import ceil
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from handbook.labels.labels import labels
from handbook.markup import citations
from handbook.markup.fragment import ACTIONS, NEXT
from handbook.markup.lines import plain_line
from handbook.markup.links import Links
from handbook.markup.templates import templates
from handbook.site.pages.figures import sized

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.guide.options import Ready
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.repository import Repository

WORDS_A_MINUTE = 200
TOPICS_SHOWN, TAGS_SHOWN = 25, 20
"""How many choices the Browse page shows before the others have to be opened."""
MOST_SHORTS = 300
"""How many short answers a page of links holds; of more questions it has the links alone."""
SHORT = re.compile(r"<!--short:([a-z0-9-]+)-->")
HEADING = re.compile(r'<h2 class="question-title" id="([a-z0-9-]+)">.*</h2>')
# A line of code that shows a fence, which Markdown would see before it sees the HTML around it.
FENCE = re.compile(r"^( *)([`~])(?=\2\2)", re.MULTILINE)
EMPTY_LINE = re.compile(r"\n(?=[ \t]*\n)")
# What Markdown lets a backslash stand before; and what only some of its extensions do, or none.
ESCAPED = re.compile(r"[\\`*_{}\]#]|(?<=\+)\+|^[+>!-]|(?<=\d)[.)](?=\s|$)")
REFERRED = re.compile(r"[<~^=$|\[]|:(?=\S)|^[?/:]")


@dataclass(frozen=True, slots=True)
class Place:
    """A page that shows parts of the handbook."""

    url: str
    """The page's address from the site's root, such as `topics/gradients/`; empty for the home page."""
    deferred: bool = False
    """Whether the questions are put under their headings after Markdown has run (`fill`), which is much faster."""
    repository: Repository | None = None
    guides: tuple[Ready, ...] = ()
    """The printed guides that the site offers."""

    @property
    def base(self) -> str:
        """What leads from the page to the site's root."""
        return "../" * self.url.count("/") or "./"


def topic_page(handbook: Handbook, place: Place, topic_id: str) -> str:
    """Returns a topic's page: its summary and every question, in reading order."""
    questions = handbook.by_topic[topic_id]
    topic = handbook.topics[topic_id]
    introduction = _as_block(Links(handbook, place.base, place.url).close(handbook.introduction(topic).get("html", "")))
    head = render_block(
        handbook,
        "topic.html",
        topic=topic,
        introduction=introduction,
        count=len(questions),
        minutes=minutes(handbook, topic_id),
        propose=place.repository.propose(topic_id) if place.repository else "",
        practice=f"{place.base}practice/?topic={topic_id}" if questions and handbook.has_page("practice") else "",
    )
    blocks = [_block(handbook, place, question) for question in questions]
    return "\n\n".join([f"# {escape_title(topic.title)}", head, *blocks])


def question_block(handbook: Handbook, place: Place, question_id: str) -> str:
    """Returns one question with its heading, for any page."""
    return _block(handbook, place, handbook.questions[question_id])


def _block(handbook: Handbook, place: Place, question: Question) -> str:
    heading = f"## {escape_title(question.question)} {{ #{question.id} .question-title }}"
    if place.deferred:
        return heading
    return f"{heading}\n\n{_as_block(_fragment(handbook, place, question))}"


def _as_block(html: str) -> Markup:
    """Returns rendered HTML as Markdown takes it in one piece: without fences and empty lines, which it would act on."""
    unfenced = FENCE.sub(lambda fence: f"{fence[1]}&#{ord(fence[2])};", html)
    return Markup(EMPTY_LINE.sub("&#10;", unfenced.strip()))  # noqa: S704  render sanitised it


def _fragment(handbook: Handbook, place: Place, question: Question) -> str:
    links = actions(handbook, place.repository, question) if place.repository else ""
    drawn = sized(handbook.explained(question), handbook.root / "data")
    fragment = Links(handbook, place.base, place.url).close(drawn)
    after = handbook.following.get(question.id)
    link = next_link(handbook, place, after) if after else ""
    return fragment.replace(ACTIONS, links).replace(NEXT, link)


def next_link(handbook: Handbook, place: Place, question: Question) -> str:
    """Returns the line at the end of an answer that leads to the next question."""
    links = Links(handbook, place.base, place.url)
    return render_block(handbook, "next_question.html", question=question, address=links.to(question.id))


def short_answer(handbook: Handbook, place: Place, question: Question) -> str:
    """Returns a question's short answer, to be opened where a list names the question."""
    links = Links(handbook, place.base, place.url)
    short = citations.without(json.loads(handbook.rendered(question, "data"))["short"]["html"])
    address = f"{place.base}topics/{question.topic}/"
    return render_block(handbook, "short_answer.html", question=question, short=Markup(links.close(short)), address=address)  # noqa: S704  render sanitised it


def actions(handbook: Handbook, repository: Repository, question: Question) -> str:
    """Returns the links to edit a question and to report a problem with it."""
    edit, report = repository.edit(f"data/{question.topic}/{question.id}.yml"), repository.report(question)
    return render_block(handbook, "actions.html", edit=edit, report=report, question=question)


def fill(handbook: Handbook, place: Place, html: str) -> str:
    """Returns a page's HTML with every question put under its heading."""

    def with_question(heading: re.Match[str]) -> str:
        return f"{heading[0]}\n{_fragment(handbook, place, handbook.questions[heading[1]])}"

    def with_short(place_of: re.Match[str]) -> str:
        return short_answer(handbook, place, handbook.questions[place_of[1]])

    if SHORT.search(html):
        html = html.replace("</h1>", f"</h1>\n{render_block(handbook, 'path_bar.html')}", 1)
    return SHORT.sub(with_short, HEADING.sub(with_question, html))


def topic_index(handbook: Handbook, place: Place) -> str:
    """Returns the topics in order, each with its summary and size."""
    topics = [
        {"topic": topic, "count": len(handbook.by_topic[topic.id]), "minutes": minutes(handbook, topic.id)}
        for topic in handbook.topics.values()
    ]
    return render_block(handbook, "topic_index.html", topics=topics, links=Links(handbook, place.base, place.url))


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
        f"### {escape_title(tag)} {{ #tag-{tag} }}\n\n{_list(handbook, place, questions)}"
        for tag, questions in handbook.by_tag.items()
    )


def level_index(handbook: Handbook, place: Place) -> str:
    """Returns every level with its questions."""
    return "\n\n".join(
        f"### {escape_title(handbook.settings.levels[level])} {{ #level-{level} }}\n\n{_list(handbook, place, questions)}"
        for level, questions in handbook.by_level.items()
        if questions
    )


def browse(handbook: Handbook, place: Place) -> str:
    """Returns all questions by topic, with the choices to narrow them by."""
    topics = [{"topic": topic, "questions": handbook.by_topic[topic.id]} for topic in handbook.topics.values()]
    by_count = sorted(handbook.by_tag, key=lambda tag: -len(handbook.by_tag[tag]))
    facets = [
        _facet("topic", {topic.id: topic.title for topic in handbook.topics.values()}, handbook.by_topic, TOPICS_SHOWN),
        _facet("level", handbook.settings.levels, handbook.by_level),
        _facet("tag", {tag: tag for tag in by_count}, handbook.by_tag, TAGS_SHOWN),
    ]
    links = Links(handbook, place.base, place.url)
    return render_block(
        handbook,
        "browse.html",
        count=len(handbook.questions),
        facets=facets,
        topics=topics,
        links=links,
        levels=handbook.settings.levels,
    )


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


def glossary(handbook: Handbook, place: Place) -> str:
    """Returns every term with its other names, its meaning and the questions that use it, by first letter."""
    letters: dict[str, list[str]] = {}
    for term in sorted(handbook.glossary, key=str.casefold):
        letter = term[0].upper() if term[0].isalpha() else "#"
        letters.setdefault(letter, []).append(term)
    links = Links(handbook, place.base, place.url)
    parts = []
    for letter, terms in letters.items():
        entries = [
            {"name": t, "anchor": handbook.texts.anchors[t], "term": handbook.glossary[t], "uses": handbook.uses[t]}
            for t in terms
        ]
        anchor = f"letter-{letter.lower() if letter != '#' else 'other'}"
        listed = render_block(handbook, "glossary.html", entries=entries, links=links)
        parts.append(f"## {escape_title(letter)} {{ #{anchor} }}\n\n{listed}")
    return "\n\n".join(parts)


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


def minutes(handbook: Handbook, topic_id: str) -> int:
    """Returns how many minutes a topic takes to read."""
    words = sum(handbook.words[question.id] for question in handbook.by_topic[topic_id])
    return max(1, ceil(words / WORDS_A_MINUTE))


def escape_title(title: str) -> str:
    """Returns a line of plain text as Markdown that reads the same; `code` stays code."""
    parts = re.split(r"`([^`]+)`", title)
    return "".join(f"<code>{escape_text(part)}</code>" if at % 2 else escape_text(part) for at, part in enumerate(parts))


def escape_text(text: str) -> str:
    """Returns plain text as Markdown that reads the same, whatever extensions there are."""
    escaped = ESCAPED.sub(r"\\\g<0>", text.replace("&", "&amp;"))
    return REFERRED.sub(lambda special: f"&#{ord(special[0])};", escaped)


def description(handbook: Handbook, topic_id: str) -> str:
    """Returns what a search engine may print under a topic's title."""
    titles = [plain_line(question.question) for question in handbook.by_topic[topic_id]]
    return shorten(" ".join([handbook.topics[topic_id].summary, *titles]), 300, placeholder=" …")


def _list(
    handbook: Handbook, place: Place, questions: tuple[Question, ...], *, ordered: bool = False, shorts: bool = False
) -> str:
    if not questions:
        return ""
    html = render_block(
        handbook,
        "question_list.html",
        questions=questions,
        links=Links(handbook, place.base, place.url),
        ordered=ordered,
        shorts=shorts,
        levels=handbook.settings.levels,
    )
    if place.deferred:
        return html
    return str(_as_block(SHORT.sub(lambda found: short_answer(handbook, place, handbook.questions[found[1]]), html)))


def render_block(handbook: Handbook, template: str, **values: Any) -> str:
    """Renders a template, in the words of the handbook, to HTML that Markdown takes as one block: without empty lines."""
    html = templates("site").get_template(template).render(say=labels(*handbook.settings.words), **values)
    return "\n".join(line for line in html.splitlines() if line.strip())
