"""What the head of a page says to machines: other forms of the page, and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.site import linked_data
from handbook.site.pictures import picture_of

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook


def of_page(handbook: Handbook, url: str) -> dict[str, Any]:
    """Returns the other forms of a page, each with its type, title and address from the page, and its JSON-LD."""
    if shown := handbook.shown_at(url):
        topic, part = handbook.topics[shown[0]], shown[1]
        up = "" if part == 1 else "../"
        forms = [("text/markdown", "Markdown", f"{up}index.md"), ("application/atom+xml", topic.title, f"{up}feed.xml")]
        picture = picture_of(handbook, topic=topic.id)
        return {"forms": forms, "data": linked_data.of_topic(handbook, topic, part), "picture": picture}
    data = linked_data.of_glossary(handbook) if url == "glossary/" and handbook.glossary else ""
    return {"forms": (), "data": data, "picture": picture_of(handbook)}
