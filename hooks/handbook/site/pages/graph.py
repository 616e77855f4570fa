"""How the topics build on each other, drawn as arcs beside their list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import log2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.records.handbook import Handbook

ROW = 32
"""The height of a topic's row, in pixels of the drawing; the style sheet has the same."""
WIDTH = 220
"""The width of the drawing."""
FEW = 24
"""How many arcs are easily told apart; of more, the weakest are left out."""


@dataclass(frozen=True, slots=True)
class Arc:
    """A line from a topic to one that builds on it."""

    path: str
    """The drawing, in SVG's commands."""
    width: float
    title: str


def dependencies(handbook: Handbook) -> Mapping[tuple[str, str], int]:
    """Returns how many questions of a topic have a prerequisite in another, by the two topics: needed first, needing second."""
    counts: Counter[tuple[str, str]] = Counter()
    for question in handbook.questions.values():
        needed = {handbook.questions[id_].topic for id_ in question.prerequisites} - {question.topic}
        counts.update((topic, question.topic) for topic in needed)
    return counts


def arcs(handbook: Handbook) -> list[Arc]:
    """Returns the arcs between the topics, which stand below each other in their order."""
    place = {topic: at for at, topic in enumerate(handbook.topics)}
    strong = strongest(dependencies(handbook))
    pairs = sorted(strong, key=lambda pair: (place[pair[0]], place[pair[1]]))
    return [_arc(handbook, place, pair, strong[pair]) for pair in pairs]


def strongest(counts: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], int]:
    """Returns the dependencies that are drawn: those of so many questions that they are few enough."""
    least = 1
    while sum(count >= least for count in counts.values()) > FEW:
        least += 1
    return {pair: count for pair, count in counts.items() if count >= least}


def _arc(handbook: Handbook, place: Mapping[str, int], pair: tuple[str, str], count: int) -> Arc:
    start, end = (ROW * place[topic] + ROW / 2 for topic in pair)
    bulge = 26 + (WIDTH - 50) * abs(end - start) / (ROW * len(place))
    needed, needing = (handbook.topics[topic].title for topic in pair)
    said = f"{count} question{'' if count == 1 else 's'} of {needing} build{'s' if count == 1 else ''} on {needed}"
    path = f"M2 {start + 4:g}C{bulge * 4 / 3:.0f} {start + 4:g} {bulge * 4 / 3:.0f} {end - 4:g} 8 {end - 4:g}"
    return Arc(path, round(0.8 + log2(count) * 0.7, 2), said)
