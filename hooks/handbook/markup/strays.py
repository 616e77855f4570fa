"""What Markdown would print as text, or drop, where something else was meant: raw HTML, open fences, lone footnotes.

Each is a pattern of what is left of a paragraph when everything that is right has been taken out of it.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from html import unescape
from typing import TYPE_CHECKING

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AMP_SUBSTITUTE, STX

from handbook.markup.findings import PLACEHOLDER, Finding, clipped
from handbook.records.characters import FORBIDDEN

if TYPE_CHECKING:
    from markdown import Markdown

    from handbook.markup.findings import Notes

# Raw tags that Markdown has no sign for. They take no attributes and close in the paragraph that opens them.
RAW_TAGS = ("abbr", "cite", "dfn", "kbd", "q", "samp", "small", "sub", "sup", "var")

FENCE_HEAD = re.compile(
    r"""[`~]+\ *(?:[\w\#.+-]+(?![^\ ]))?
    (?:\ *\{.*\}|(?:\ *(?:hl_lines=(["'])[\d\ -]+\1|linenums=(["'])[\d\ ]+\2|title=(["']).*?\3)(?![^\ ]))*)\ *""",
    re.VERBOSE,
)


class _Stray(InlineProcessor):
    PATTERN = ""
    FLAGS = re.DOTALL

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(self.PATTERN, md)
        self.compiled_re = re.compile(self.PATTERN, self.FLAGS)
        self.notes = notes

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002  Markdown's name
        if finding := self.about(m):
            self.notes.findings.append(finding)
        return "", m.start(0), m.end(0)

    @abstractmethod
    def about(self, m: re.Match[str]) -> Finding | None:
        """Returns what is wrong with a match, or None."""


class _Fence(_Stray):
    """A line of three backticks or tildes that no fence took."""

    PATTERN = r"^[ >]*(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*"
    FLAGS = re.MULTILINE

    def about(self, m: re.Match[str]) -> Finding | None:
        line, fence = m[0].lstrip(" >").rstrip(), m["fence"]
        if line == fence and any(finding.token.startswith(("```", "~~~")) for finding in self.notes.findings):
            return None  # what was meant to close the fence that was found before
        if not FENCE_HEAD.fullmatch(line):
            remedy = 'write the language alone, or with title="…", linenums="1" or hl_lines="2 3" after it'
            return Finding(line, f"a code fence that starts with {clipped(line)}", remedy)
        remedy = f"write a line with only {clipped(fence)} after the code, as far to the left as this one"
        return Finding(line, f"a code fence {clipped(fence)} that is never closed", remedy)


class _Formula(_Stray):
    """Two dollars that no display formula took."""

    PATTERN = r"(?<![\\$])\$\$(?!\$)(?:[^$]*\$\$)?"

    def about(self, m: re.Match[str]) -> Finding:
        remedy = "write both $$ on lines of their own, with empty lines before and after and none inside, or $…$ within a line"
        return Finding(m[0], "$$ inside a paragraph", remedy)


class _Latex(_Stray):
    """A formula that lacks its dollars, or has spaces just inside of them."""

    PATTERN = r"\\(?:begin\{\w*|(?:(?<=\$\\)|(?<=\$ \\))[A-Za-z]+)"

    def about(self, m: re.Match[str]) -> Finding:
        remedy = "write a formula as $…$ with no space just inside the dollars and no dollar in it, or $$ on lines of their own"
        return Finding(m[0], f"LaTeX outside a formula, {clipped(m[0])}", remedy)


class _Footnote(_Stray):
    """A footnote's mark without its note."""

    PATTERN = rf"\[\^(?P<name>[^\]\s{STX}]+)\]"

    def about(self, m: re.Match[str]) -> Finding:
        remedy = f"add a line `{clipped(m[0])}: …` at the end of this text"
        return Finding(m[0], f"the footnote mark {clipped(m[0])} without its note", remedy)


class _Item(_Stray):
    """A list that starts on a line of a paragraph."""

    PATTERN = r"\n *(?P<item>(?:[-*+]|1\.) +\S[^\n]*)(?:\n *(?:[-*+]|\d+\.) [^\n]*)*"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[None, None, None]:  # type: ignore[override]  # noqa: N802
        super().handleMatch(m, data)
        return None, None, None  # leaves the items, which may hold strays of their own

    def about(self, m: re.Match[str]) -> Finding:
        remedy = "put an empty line before it, and indent it by four spaces where it belongs to a list's item"
        return Finding(m["item"], "a list inside a paragraph", remedy)


class _Table(_Stray):
    """The line under a table's head, where no table was made of it."""

    PATTERN = r"\n *(?P<line>\|? *:?-+:? *(?:\| *:?-+:? *)+\|?|\| *:?-+:? *\|) *(?=\n|$)"

    def about(self, m: re.Match[str]) -> Finding:
        remedy = "put an empty line before the table, as many cells into its head as into this line, and write | in a cell as \\|"
        return Finding(m["line"].rstrip(), "a table that cannot be drawn", remedy)


class _Tag(_Stray):
    """Raw HTML that is not allowed, or an allowed tag that is not closed."""

    PATTERN = r"<(?:(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)|[!?])[^<>\n]*>?"

    def about(self, m: re.Match[str]) -> Finding:
        name, token = m["name"], PLACEHOLDER.split(m[0])[0].rstrip()
        if name in RAW_TAGS and token in (f"<{name}>", f"</{name}>"):
            missing = f"<{name}>" if m["end"] else f"</{name}>"
            return Finding(token, f"the tag {token} without its {missing}", f"add {missing} in the same paragraph")
        remedy = "use Markdown instead, or write it as `code`; a less-than sign needs a space after it"
        return Finding(token, f"raw HTML, {clipped(token)}", remedy)


class _Reference(_Stray):
    """A character reference: kept where it is known, text where it is not, refused where it would be invisible."""

    PATTERN = r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        characters = unescape(m[0])
        if not characters or FORBIDDEN.search(characters):
            return super().handleMatch(m, data)
        known = len(characters) <= 2
        return f"{AMP_SUBSTITUTE}{'' if known else 'amp;'}{m[0][1:]}", m.start(0), m.end(0)

    def about(self, m: re.Match[str]) -> Finding:
        return Finding(m[0], f"{m[0]}, an invisible or control character", "delete it")


STRAYS: dict[str, tuple[type[_Stray], float]] = {
    "fence": (_Fence, 200),
    "display_formula": (_Formula, 189.95),
    "latex": (_Latex, 189.85),
    "stray_footnote": (_Footnote, 174),
    "list_in_paragraph": (_Item, 173),
    "table_in_paragraph": (_Table, 172),
    "tag": (_Tag, 90),
    "entity": (_Reference, 80),
}
"""What looks for strays, each with its priority among the inline patterns: after whatever takes what is right."""
