"""What the pages show of the guides: links to the ready ones, and the page that chooses what to print."""

from __future__ import annotations

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


def guide_link(_handbook: Handbook, place: Place) -> str:
    """Returns a button that leads to the study guide, or to the page that prints where the site offers none."""
    name = study_guide(place.guides)
    return f'<a class="md-button" href="{place.base}{name or "print/"}">{"Study guide (PDF)" if name else "Print it"}</a>'


def study_guide(guides: Sequence[Ready]) -> str:
    """Returns the name of the guide to the whole handbook with its answers, the first that is listed, or nothing."""
    names = (g.name for g in guides if g.options.variant == "study" and g.format_ == "pdf" and not g.topic)
    return next(names, "")


def print_chooser(handbook: Handbook, place: Place) -> str:
    """Returns the ready guides as a list, and the form that a script brings to life."""
    return render_block(
        "print.html",
        base=place.base,
        guides=[{"name": guide.name, "label": label(handbook, guide), "guide": guide} for guide in place.guides],
        variants=[(variant, SUBTITLES[variant]) for variant in VARIANTS],
        papers=PAPER_NAMES,
        topics=[(topic, len(handbook.by_topic[topic.id])) for topic in handbook.topics.values()],
        levels=[(level, handbook.settings.levels[level], len(questions)) for level, questions in handbook.by_level.items()],
    )


def label(handbook: Handbook, guide: Ready) -> str:
    """Returns what a reader is told of a guide's file."""
    kind = "EPUB, for readers of books" if guide.format_ == "epub" else f"PDF, {PAPER_NAMES[guide.options.paper]}"
    topic = f": {handbook.topics[guide.topic].title}" if guide.topic else ""
    return f"{SUBTITLES[guide.options.variant]}{topic} ({kind})"
