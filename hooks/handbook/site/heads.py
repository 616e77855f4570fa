"""What the head of a page says to machines: other forms of the page, and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handbook.site import linked_data

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook

TOPICS = "topics/"


def of_page(handbook: Handbook, url: str) -> dict[str, Any]:
    """Returns the other forms of a page, each with its type, title and address from the page, and its JSON-LD."""
    topic = handbook.topics.get(url.removeprefix(TOPICS).strip("/")) if url.startswith(TOPICS) else None
    if topic:
        forms = [("text/markdown", "Markdown", "index.md"), ("application/atom+xml", topic.title, "feed.xml")]
        return {"forms": forms, "data": linked_data.of_topic(handbook, topic)}
    if url == "glossary/" and handbook.glossary:
        return {"forms": (), "data": linked_data.of_glossary(handbook)}
    return {"forms": (), "data": ""}
