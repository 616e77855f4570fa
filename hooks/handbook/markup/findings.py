"""What is noted of a Markdown text while it is rendered: where it links to, what it cites, and what it may not hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a Markdown text that the handbook does not allow."""

    token: str
    """The offending characters, as they stand in the text but for white space and backslashes."""
    found: str
    remedy: str
    offset: int = 0
    """Where in the token the trouble starts."""


@dataclass(slots=True)
class Notes:
    """The findings, the `q:` links and the citations of the text that was rendered last."""

    findings: list[Finding] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    citations: list[str] = field(default_factory=list)

    def forget(self) -> None:
        """Makes room for the next text."""
        self.findings = []
        self.links = []
        self.citations = []


PLACEHOLDER = re.compile("[\x02\x03]")
"""What Markdown sets around that which it has taken out of a text for a while."""


def clipped(token: str) -> str:
    """Returns a token as a message shows it: as it stands in the text, on one line and not longer than helps."""
    line = PLACEHOLDER.split(token)[0].split("\n")[0].rstrip()
    return line if len(line) <= 60 else line[:57] + "…"
