"""Questions and topics as Markdown for others: whole addresses, formulas as LaTeX, sources by number."""

from __future__ import annotations

import re
from functools import cache
from textwrap import indent
from typing import TYPE_CHECKING

from handbook.labels.labels import labels
from handbook.markup.lines import markdown_line
from handbook.markup.links import names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from handbook.labels.labels import Labels
    from handbook.markup.links import PermanentLinks
    from handbook.records.figures import Figure
    from handbook.records.handbook import Handbook
    from handbook.records.model import FollowUp, Question, Reference, Topic

CODE = (
    r"(?P<code>^[ \t>]*(?P<fence>`{3,}|~{3,}).*?(?:^[ >]*(?P=fence)[`~]*[ \t]*$|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
)
ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
OWN = re.compile(
    rf"(?=[`~#\[\]> \t])(?:{CODE}|(?P<heading>^\#{{1,6}}(?=[ \t]))|\[\^(?P<note>[^\]\s]+)\]"
    rf"|[ \t]*\[(?P<cited>[^\[\]]*)\]\(ref:(?P<key>{ID})\)"
    rf"|(?:(?P<empty>\[\])|\])(?P<to>\(\s*<?|:\s*<?)q:(?P<id>{ID})>?)",
    re.DOTALL | re.MULTILINE,
)
"""What only this handbook can read in a text, and the code in which nothing is read."""

HINTS = ("q:", "ref:", "[^", "#")
"""What a text has that has any of that; to look for it is fast."""


class Writer:
    """Writes questions for readers who have nothing but the text and the web."""

    def __init__(self, handbook: Handbook, links: PermanentLinks) -> None:
        self.handbook = handbook
        self.links = links
        self.labels = labels(*handbook.settings.words)
        self.say = cache(lambda name: markdown_line(self.labels(name)))
        """Returns a word of the generator's as Markdown."""

    def topic(self, topic: Topic) -> str:
        """Returns a topic with all its questions."""
        questions = self.handbook.by_topic[topic.id]
        introduction = [self.text(topic.introduction, f"{topic.id}-", {}, 2)] if topic.introduction else []
        address = f"<{self.links.base}topics/{topic.id}/>" if self.links.base else ""
        parts = [f"# {markdown_line(topic.title)}", markdown_line(topic.summary), *introduction, address]
        made = self.handbook.failures.each(f"topics/{topic.id}/index.md", questions, lambda one: self.question(one, 2))
        return "\n\n".join([*filter(None, parts), *made]).rstrip("\n") + "\n"

    def question(self, question: Question, depth: int = 1) -> str:
        """Returns a question with everything that belongs to it, its title as a heading of this depth."""
        return "\n\n".join(part.strip("\n") for part in self._parts(question, depth) if part) + "\n"

    def title(self, id_: str) -> str:
        """Returns a question as a link to its page."""
        return f"[{markdown_line(self.handbook.questions[id_].question)}]({self.links.to(id_)})"

    def _parts(self, question: Question, depth: int) -> Iterator[str]:
        places = {key: at for at, key in enumerate(question.references, 1)}
        head = "#" * (depth + 1)

        def text(markdown: str, name: str) -> str:
            return self.text(markdown, f"{question.id}-{name}-", places, depth + 1)

        yield f"{'#' * depth} {markdown_line(question.question)}"
        yield self._facts(question)
        if question.asked_as:
            yield f"{self.say('question.asked-as')}:"
            yield "\n".join(f"- {markdown_line(phrasing)}" for phrasing in question.asked_as)
        yield from (f"{head} {self.say('question.short')}", text(question.short, "short"))
        yield from (f"{head} {self.say('question.answer')}", text(question.answer, "answer"))
        for at, figure in enumerate(question.figures):
            yield f"![{markdown_line(figure.alt)}]({self.links.base}figures/{question.topic}/{figure.file})"
            yield text(figure.caption or "", f"caption-{at}")
            yield from self._frames(question.topic, figure)
        yield from self._explained(question, head, text)
        yield from self._judged(question, head, text)
        yield from self._others(question, head)
        if question.references:
            yield f"{head} {self.say('question.references')}"
            yield "\n".join(f"{at}. {_cited(self.handbook.references[key], self.labels)}" for key, at in places.items())

    def _frames(self, topic: str, figure: Figure) -> Iterator[str]:
        """Yields what a figure shows at each value of its parameter, with the pictures."""
        if figure.frames:
            yield f"{markdown_line(figure.parameter or '')}:"
            folder = f"{self.links.base}figures/{topic}/"
            yield "\n".join(
                f"- {markdown_line(frame.value)}: [{markdown_line(frame.alt)}]({folder}{frame.file})" for frame in figure.frames
            )

    def _facts(self, question: Question) -> str:
        topic = markdown_line(self.handbook.topics[question.topic].title)
        days = {"added": question.added, "changed": question.changed}
        facts = [
            f"{self.say('export.level')}: {question.level}",
            f"{self.say('export.topic')}: [{topic}]({self.links.base}topics/{question.topic}/)",
            f"{self.say('export.tags')}: {', '.join(question.tags)}",
            *(f"{self.say(f'export.{name}')}: {day}" for name, day in days.items() if day),
        ]
        return f"{' · '.join(facts)}\n\n{self.say('question.permanent-link')}: <{self.links.to(question.id)}>"

    def _explained(self, question: Question, head: str, text: Callable[[str, str], str]) -> Iterator[str]:
        """Yields what makes an answer clear: analogy, example, practice."""
        if question.analogy:
            yield from (f"{head} {self.say('question.analogy')}", text(question.analogy.text, "analogy"))
            yield _labelled(self.say("question.breaks-down"), text(question.analogy.breaks_down, "limit"))
        if question.example:
            yield from (f"{head} {self.say('question.example')}", text(question.example, "example"))
        if question.in_practice:
            yield from (f"{head} {self.say('question.in-practice')}", text(question.in_practice, "practice"))

    def _judged(self, question: Question, head: str, text: Callable[[str, str], str]) -> Iterator[str]:
        """Yields what an interviewer goes by: misconceptions and key points."""
        if question.misconceptions:
            yield f"{head} {self.say('question.misconceptions')}"
        for at, wrong in enumerate(question.misconceptions):
            yield _labelled(self.say("export.wrong"), text(wrong.claim, f"claim-{at}"))
            yield _labelled(self.say("export.right"), text(wrong.correction, f"correction-{at}"))
        if question.key_points:
            yield f"{head} {self.say('question.key-points')}"
            yield "\n".join(_item(text(point, f"point-{at}")) for at, point in enumerate(question.key_points))

    def _others(self, question: Question, head: str) -> Iterator[str]:
        """Yields the questions that follow, come before and stand beside."""
        if question.follow_ups:
            yield f"{head} {self.say('question.follow-ups')}"
            asked = (
                f"- [{markdown_line(next_.question)}]({self.links.to(next_.see)})"
                if next_.see
                else f"- {markdown_line(next_.question)}"
                for next_ in question.follow_ups
            )
            yield "\n".join(asked)
        if question.prerequisites or question.related:
            yield f"{head} {self.say('export.read-with')}"
            yield "\n".join(
                [f"- {self.say('export.before')}: {self.title(id_)}" for id_ in question.prerequisites]
                + [f"- {self.say('question.related')}: {self.title(id_)}" for id_ in question.related]
            )

    def _follow_up(self, next_: FollowUp) -> str:
        asked = markdown_line(next_.question)
        return f"[{asked}]({self.links.to(next_.see)})" if next_.see else asked

    def text(self, markdown: str, prefix: str, places: Mapping[str, int], depth: int) -> str:
        """Returns a Markdown text for others: its headings below this depth, its footnotes apart from those of other texts."""

        def own(found: re.Match[str]) -> str:
            if found["code"]:
                return found[0]
            if found["heading"]:
                return "#" * min(6, depth + len(found["heading"]))
            if found["note"]:
                return f"[^{prefix}{found['note']}]"
            if found["key"]:
                return f"{' ' + found['cited'] if found['cited'] else ''} [{places.get(found['key'], 0)}]"
            title = f"[{markdown_line(self.handbook.questions[found['id']].question)}" if found["empty"] else ""
            return f"{title}]{found['to'].rstrip('<')}{self.links.to(found['id'])}"

        text = markdown.strip("\n")
        return OWN.sub(own, text) if any(hint in text for hint in HINTS) else text


def _labelled(label: str, text: str) -> str:
    """Returns a text behind its label, below it where it is more than a line."""
    return f"**{label}:**{' ' if text and text[0].isalnum() else chr(10) * 2}{text}"


def _item(text: str) -> str:
    return "- " + (indent(text, "    ") if "\n" in text else text).lstrip(" ")


def _cited(reference: Reference, say: Labels) -> str:
    title = markdown_line(reference.title)
    linked = f"[{title}](<{reference.url}>)" if reference.url else title
    venue = f" {markdown_line(reference.venue)}." if reference.venue else ""
    return f"{markdown_line(names(reference.authors, say))} ({reference.year}). {linked}.{venue}"
