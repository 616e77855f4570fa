"""What the pages show of the guides: links to the ready ones, and the page that chooses what to print."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from handbook.guide.options import VARIANTS
from handbook.guide.words import SUBTITLES
from handbook.site.pages.indexes import render_block

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handbook.guide.options import Ready
    from handbook.records.handbook import Handbook
    from handbook.site.pages.indexes import Place

PAPER_NAMES = {"a4": "A4", "letter": "Letter"}
LAYOUT_NAMES = {"book": "", "compact": ", narrow margins", "large": ", large print"}


def guide_link(_handbook: Handbook, place: Place) -> str:
    """Returns a button that leads to the study guide, or to the page that prints where the site offers none."""
    name = study_guide(place.guides)
    return f'<a class="md-button" href="{place.base}{name or "print/"}">{"Study guide (PDF)" if name else "Print it"}</a>'


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
    return render_block(
        "print.html",
        base=place.base,
        guides=[{"name": guide.name, "label": label(handbook, guide), "guide": guide} for guide in place.guides],
        variants=[(variant, SUBTITLES[variant]) for variant in VARIANTS],
        papers=PAPER_NAMES,
        topics=[(topic, len(handbook.by_topic[topic.id]), _levels(handbook, topic.id)) for topic in handbook.topics.values()],
        count=len(handbook.questions),
        levels=[(level, handbook.settings.levels[level], len(questions)) for level, questions in handbook.by_level.items()],
    )


def label(handbook: Handbook, guide: Ready) -> str:
    """Returns what a reader is told of a guide's file, its pages and size among it."""
    kind = "EPUB, for e-readers" if guide.format_ == "epub" else f"PDF, {PAPER_NAMES[guide.options.paper]}"
    layout = LAYOUT_NAMES[guide.options.layout]
    topic = f": {handbook.topics[guide.topic].title}" if guide.topic else ""
    said = [f"{guide.pages:,} pages"] * bool(guide.pages) + [f"{guide.size / 1e6:.1f} MB"] * bool(guide.size)
    return f"{SUBTITLES[guide.options.variant]}{layout}{topic} ({', '.join([kind, *said])})"


def _levels(handbook: Handbook, topic: str) -> str:
    """Returns how many questions of each level a topic has, for the script that tells the size of a choice."""
    return json.dumps(Counter(question.level for question in handbook.by_topic[topic]))
