"""The Markdown of the pages that the generator makes, in the handbook's language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from handbook.labels.labels import DEFAULT
from handbook.records.settings import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handbook.records.handbook import Handbook

DOCUMENTS = Path(__file__).parents[1] / "documents"
TOPICS = "topics/"
INDEX = f"{TOPICS}index.md"


def sources(handbook: Handbook) -> Iterator[tuple[str, str]]:
    """Yields each page by its path below `docs/`: the index of topics, those of each topic, and those of the settings."""
    yield INDEX, _document(handbook, "topics_index")
    for topic, parts in handbook.parts.items():
        yield f"{TOPICS}{topic}.md", f'{{{{ topic("{topic}") }}}}\n'
        for part in range(2, len(parts) + 1):
            yield f"{TOPICS}{topic}/{part}.md", f'{{{{ topic("{topic}", {part}) }}}}\n'
    for address in handbook.index_pages:
        yield f"{address.removesuffix('/')}.md", "---\nsearch: { exclude: true }\n---\n\n{{ index_page() }}\n"
    for page in filter(handbook.has_page, PAGES):
        yield f"{page}.md", _document(handbook, page)


def _document(handbook: Handbook, name: str) -> str:
    """Returns the Markdown of a page in the handbook's language, or in English."""
    language = handbook.settings.language.partition("-")[0]
    file = DOCUMENTS / language / f"{name}.md"
    return (file if file.is_file() else DOCUMENTS / DEFAULT / f"{name}.md").read_text("utf-8")
