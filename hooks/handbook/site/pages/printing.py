"""What the pages show of the guides: links to the ready ones, and the page that chooses what to print."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from markupsafe import escape

from handbook.guide.options import PAPERS, VARIANTS
from handbook.labels.labels import labels
from handbook.records.handbook import topic_page
from handbook.site.pages.titles import render_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.guide.options import Ready
    from handbook.records.handbook import Handbook
    from handbook.site.pages.place import Place


def guide_link(handbook: Handbook, place: Place) -> str:
    """Returns a button that leads to the study guide, or to the page that prints where the site offers none."""
    name = study_guide(place.guides)
    shown = escape(labels(*handbook.settings.words)("page.study-guide" if name else "print.print-it"))
    return f'<a class="md-button" href="{place.base}{name or "print/"}">{shown}</a>'


def study_guide(guides: Sequence[Ready]) -> str:
    """Returns the name of the guide to the whole handbook with its answers, the first that is listed, or nothing."""
    names = (
        guide.name
        for guide in guides
        if guide.options.variant == "study" and guide.options.layout == "book" and guide.format_ == "pdf" and not guide.topic
    )
    return next(names, "")


def print_chooser(handbook: Handbook, place: Place) -> str:
    """Returns the ready guides as a list, and the form that a script brings to life."""
    say = labels(*handbook.settings.words)
    return render_block(
        handbook,
        "print.html",
        base=place.base,
        guides=[{"name": guide.name, "label": label(handbook, guide), "guide": guide} for guide in place.guides],
        variants=[(variant, say(f"guide.{variant}")) for variant in VARIANTS],
        papers={paper: say(f"print.{paper}") for paper in PAPERS},
        topics=[
            (topic, len(handbook.by_topic[topic.id]), _levels(handbook, topic.id), _addresses(handbook, place, topic.id))
            for topic in handbook.topics.values()
        ],
        count=len(handbook.questions),
        levels=[(level, handbook.settings.levels[level], len(questions)) for level, questions in handbook.by_level.items()],
    )


def label(handbook: Handbook, guide: Ready) -> str:
    """Returns what a reader is told of a guide's file, its pages and size among it."""
    say = labels(*handbook.settings.words)
    options = guide.options
    kind = say("print.epub") if guide.format_ == "epub" else say("print.pdf", paper=say(f"print.{options.paper}"))
    layout = "" if options.layout == "book" else f", {say(f'print.{options.layout}')}"
    topic = f": {handbook.topics[guide.topic].title}" if guide.topic else ""
    said = [say("print.pages", n=guide.pages)] * bool(guide.pages)
    said += [f"{say.number(round(guide.size / 1e6, 1))} MB"] * bool(guide.size)
    return f"{say(f'guide.{options.variant}')}{layout}{topic} ({', '.join([kind, *said])})"


def _addresses(handbook: Handbook, place: Place, topic: str) -> list[str]:
    """Returns the addresses of a topic's pages, for the script that gathers its questions."""
    return [place.base + topic_page(topic, part) for part in range(1, len(handbook.parts[topic]) + 1)]


def _levels(handbook: Handbook, topic: str) -> str:
    """Returns how many questions of each level a topic has, for the script that tells the size of a choice."""
    return json.dumps(Counter(question.level for question in handbook.by_topic[topic]))
