"""A page that shows parts of the handbook, and how they come into it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handbook.site.pages.titles import as_block

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.guide.options import Ready
    from handbook.site.pages.repository import Repository

PART = re.compile(r"<!--part:(\d+)-->")


@dataclass(frozen=True, slots=True)
class Place:
    """A page that shows parts of the handbook."""

    url: str
    """The page's address from the site's root, such as `topics/gradients/`; empty for the home page."""
    later: dict[str, str] | None = None
    """Where parts wait that are put in after Markdown has run, which is much faster; without it they are Markdown."""
    repository: Repository | None = None
    guides: tuple[Ready, ...] = ()
    """The printed guides that the site offers."""

    @property
    def base(self) -> str:
        """What leads from the page to the site's root."""
        return "../" * self.url.count("/") or "./"

    def part(self, html: str) -> str:
        """Returns what stands in the page's Markdown for HTML: a mark that `with_parts` replaces, or the HTML in one piece."""
        if self.later is None:
            return str(as_block(html))
        mark = str(len(self.later))
        self.later[mark] = html
        return f"<!--part:{mark}-->"


def with_parts(html: str, parts: Mapping[str, str]) -> str:
    """Returns a page with the parts that waited for it."""
    return PART.sub(lambda mark: parts.get(mark[1], ""), html)
