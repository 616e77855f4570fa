"""The pages of the topics: their head and their questions, which are put under their headings after Markdown."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import accumulate
from math import ceil
from textwrap import shorten
from typing import TYPE_CHECKING

from markupsafe import Markup

from handbook.labels.labels import labels
from handbook.markup import citations
from handbook.markup.fragment import ACTIONS, NEXT
from handbook.markup.lines import plain_line
from handbook.markup.links import Links
from handbook.markup.templates import template
from handbook.records.handbook import topic_page as topic_page_at
from handbook.site.pages.drawing import for_page
from handbook.site.pages.place import with_parts
from handbook.site.pages.repository import contact_of
from handbook.site.pages.titles import as_block, escape_title, render_block

if TYPE_CHECKING:
    from handbook.labels.labels import Labels
    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.site.pages.place import Place
    from handbook.site.pages.repository import Repository

WORDS_A_MINUTE = 200
SHORT = re.compile(r"<!--short:([a-z0-9-]+)-->")
HEADING = re.compile(r'<h2 class="question-title" id="([a-z0-9-]+)">.*</h2>')


def topic_page(handbook: Handbook, place: Place, topic_id: str, part: int = 1) -> str:
    """Returns a topic's page: its summary and its questions, in reading order, or a page that goes on with them."""
    questions = handbook.by_topic[topic_id]
    topic = handbook.topics[topic_id]
    links = Links(handbook, place.base, place.url)
    introduction = as_block(links.close(handbook.introduction(topic).get("html", "")))
    head = render_block(
        handbook,
        "topic.html" if part == 1 else "topic_part.html",
        topic=topic,
        introduction=introduction,
        count=len(questions),
        minutes=minutes(handbook, topic_id),
        propose=place.repository.propose(topic_id) if place.repository else "",
        practice=f"{place.base}practice/?topic={topic_id}" if questions and handbook.has_page("practice") else "",
    )
    shown = handbook.parts[topic_id][part - 1]
    blocks = [*handbook.failures.each("its topic's page", shown, lambda one: _block(handbook, place, one))]
    parts = _parts(handbook, place, topic_id, part)
    return "\n\n".join([f"# {escape_title(part_title(handbook, topic_id, part))}", head, *parts[:1], *blocks, *parts[1:]])


def part_title(handbook: Handbook, topic_id: str, part: int) -> str:
    """Returns the title of one of a topic's pages."""
    title, count = handbook.topics[topic_id].title, len(handbook.parts[topic_id])
    return title if part == 1 else labels(*handbook.settings.words)("topic.part", topic=title, n=part, of=count)


def _parts(handbook: Handbook, place: Place, topic_id: str, part: int) -> list[str]:
    """Returns the ways to a topic's other pages, if it has any: for the head of one, and for its end.

    The first page names the questions of the others under their ids, so that links from before they moved lead on.
    """
    pages = handbook.parts[topic_id]
    if len(pages) == 1:
        return []
    ends = [*accumulate(map(len, pages), initial=0)]
    ranges = [(topic_page_at(topic_id, at), *ends[at - 1 : at + 1]) for at in range(1, len(pages) + 1)]
    links = Links(handbook, place.base, place.url)
    values = {"base": place.base, "ranges": ranges, "current": part}
    later = [question for page in pages[1:] for question in page] if part == 1 else []
    shown = handbook.settings.levels
    return [
        place.part(render_block(handbook, "topic_parts.html", **values, later=[])),
        place.part(render_block(handbook, "topic_parts.html", **values, later=later, links=links, levels=shown)),
    ]


def question_block(handbook: Handbook, place: Place, question_id: str) -> str:
    """Returns one question with its heading, for any page."""
    return _block(handbook, place, handbook.questions[question_id])


def _block(handbook: Handbook, place: Place, question: Question) -> str:
    heading = f"## {escape_title(question.question)} {{ #{question.id} .question-title }}"
    if place.later is not None:
        return heading
    return f"{heading}\n\n{as_block(_fragment(handbook, place, question))}"


def _fragment(handbook: Handbook, place: Place, question: Question) -> str:
    links = actions(handbook, place.repository, question)
    drawn = for_page(handbook.explained(question), handbook.root / "data")
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
    address = place.base + handbook.page_of(question)
    return render_block(handbook, "short_answer.html", question=question, short=Markup(links.close(short)), address=address)  # noqa: S704  render sanitised it


def actions(handbook: Handbook, repository: Repository | None, question: Question) -> str:
    """Returns the links to edit a question, to report a problem with it, and to write to its authors."""
    edit = repository.edit(f"data/{question.topic}/{question.id}.yml") if repository else ""
    report, contact = repository.report(question) if repository else "", contact_of(handbook.settings, question)
    return _actions(edit, report, contact, question.question, labels(*handbook.settings.words))


@lru_cache(maxsize=10_000)  # each question has a page of its own besides its topic's
def _actions(edit: str, report: str, contact: str, title: str, say: Labels) -> str:
    return template("site", "actions.html").render(edit=edit, report=report, contact=contact, title=title, say=say)


def fill(handbook: Handbook, place: Place, html: str) -> str:
    """Returns a page's HTML with every part and every question in its place."""

    def with_question(heading: re.Match[str]) -> str:
        return f"{heading[0]}\n{_fragment(handbook, place, handbook.questions[heading[1]])}"

    html = with_parts(html, place.later or {})
    if SHORT.search(html):
        html = html.replace("</h1>", f"</h1>\n{render_block(handbook, 'path_bar.html')}", 1)
    return with_shorts(handbook, place, HEADING.sub(with_question, html))


def with_shorts(handbook: Handbook, place: Place, html: str) -> str:
    """Returns a list with the short answers of its questions."""
    return SHORT.sub(lambda found: short_answer(handbook, place, handbook.questions[found[1]]), html)


def topic_index(handbook: Handbook, place: Place) -> str:
    """Returns the topics in order, each with its summary and size."""
    topics = [
        {"topic": topic, "count": len(handbook.by_topic[topic.id]), "minutes": minutes(handbook, topic.id)}
        for topic in handbook.topics.values()
    ]
    return render_block(handbook, "topic_index.html", topics=topics, links=Links(handbook, place.base, place.url))


def minutes(handbook: Handbook, topic_id: str) -> int:
    """Returns how many minutes a topic takes to read."""
    words = sum(handbook.words[question.id] for question in handbook.by_topic[topic_id])
    return max(1, ceil(words / WORDS_A_MINUTE))


def description(handbook: Handbook, topic_id: str, part: int = 1) -> str:
    """Returns what a search engine may print under the title of a topic's page."""
    titles = [plain_line(question.question) for question in handbook.parts[topic_id][part - 1]]
    return shorten(" ".join([handbook.topics[topic_id].summary, *titles]), 300, placeholder=" …")
