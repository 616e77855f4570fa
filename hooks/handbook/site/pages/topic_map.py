"""How the topics build on each other: stages to go through, from what one knows to what comes next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.markup.links import Links
from handbook.site.pages.titles import render_block

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Topic
    from handbook.site.pages.place import Place

MOST_NEEDS = 2
"""How many topics a topic is said to build on: those that most of its questions need."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A topic on the map."""

    topic: Topic
    needs: tuple[Topic, ...]
    """The topics of earlier stages that it builds on."""
    opens: tuple[Topic, ...]
    """The topics that build on it."""


def topic_graph(handbook: Handbook, place: Place) -> str:
    """Returns the topics in stages, each stage building on those before it."""
    return render_block(handbook, "topic_map.html", stages=stages(handbook), links=Links(handbook, place.base, place.url))


def stages(handbook: Handbook) -> list[list[Stop]]:
    """Returns the topics by how many others have to come before them."""
    needs = strongest(tuple(handbook.topics), dependencies(handbook))
    depth: dict[str, int] = {}
    for id_ in handbook.topics:
        depth[id_] = max((depth[needed] + 1 for needed in needs[id_]), default=0)
    opens = {id_: [other for other in handbook.topics if id_ in needs[other]] for id_ in handbook.topics}
    named = handbook.topics
    drawn: list[list[Stop]] = [[] for _ in range(max(depth.values(), default=-1) + 1)]
    for id_, topic in handbook.topics.items():
        stop = Stop(topic, tuple(named[needed] for needed in needs[id_]), tuple(named[other] for other in opens[id_]))
        drawn[depth[id_]].append(stop)
    return drawn


def dependencies(handbook: Handbook) -> Mapping[tuple[str, str], int]:
    """Returns how many questions of a topic have a prerequisite in another, by the two topics: needed first, needing second."""
    counts: Counter[tuple[str, str]] = Counter()
    for question in handbook.questions.values():
        needed = {handbook.questions[id_].topic for id_ in question.prerequisites} - {question.topic}
        counts.update((topic, question.topic) for topic in needed)
    return counts


def strongest(order: Sequence[str], counts: Mapping[tuple[str, str], int]) -> Mapping[str, list[str]]:
    """Returns what each topic builds on most, of the topics before it: so there is no circle.

    What one of these builds on itself goes without saying.
    """
    needs: dict[str, list[str]] = {}
    below: dict[str, set[str]] = {}
    for at, topic in enumerate(order):
        before = [other for other in order[:at] if counts.get((other, topic))]
        most = sorted(before, key=lambda other: -counts[other, topic])[:MOST_NEEDS]
        implied = {deeper for other in most for deeper in below[other]}
        needs[topic] = [other for other in order if other in most and other not in implied]
        below[topic] = {*most, *implied}
    return needs
