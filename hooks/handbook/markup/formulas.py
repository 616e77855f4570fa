"""Draws formulas: LaTeX to MathML, which keeps the LaTeX as its annotation."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

from handbook.markup.findings import Finding

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from markdown import Markdown

    from handbook.markup.findings import Notes

LONGEST = 1_000
"""Characters of a formula: math-core calls itself for each level, and some thousand levels end the whole process."""
UNKNOWN = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<command>\\(?:(?:re)?newcommand|providecommand|g?def|let|eqref|label|fbox|boxed|[bx]?cancel|phase|angln?))"
    r"(?![A-Za-z])"
)
"""Commands that math-core knows and the handbook does not: with new ones a short formula may nest as deep as it likes, those
that refer to other formulas find none, and those that draw around or across something need what browsers do not have."""


class Formulas(Treeprocessor):
    """Draws what arithmatex recognised as a formula."""

    to_mathml = LatexToMathML(annotation=True, fancy_error=False)

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(md)
        self.notes = notes
        self.stash = md.htmlStash

    def run(self, root: Element) -> None:
        """Puts MathML in the place of every formula."""
        for element in root.iter():
            if element.get("class") == "arithmatex":
                self._draw(element, display=element.tag == "div")

    def _draw(self, element: Element, *, display: bool) -> None:
        latex = (element.text or "")[2:-2].strip("\n")
        if display:
            latex = unescape(latex)
        mathml = self._mathml(latex, display=display)
        if display:
            mathml = mathml.replace("<math", '<math display="block"', 1)
        element.set("class", "formula")
        element.text = self.stash.store(mathml)

    def _mathml(self, latex: str, *, display: bool) -> str:
        if finding := _too_long(latex) or _comment(latex) or _unknown(latex):
            self.notes.findings.append(finding)
            return ""
        try:
            return str(self.to_mathml.convert_with_local_state(latex.strip(), displaystyle=display))
        except LatexError as error:
            self.notes.findings.append(_refused(latex, str(error)))
            return ""


def _too_long(latex: str) -> Finding | None:
    if len(latex) <= LONGEST:
        return None
    remedy = f"split it into formulas of at most {LONGEST:,}"
    return Finding(latex.split("\n", 1)[0], f"a formula of {len(latex):,} characters", remedy)


def _comment(latex: str) -> Finding | None:
    """Finds a percent sign, after which LaTeX drops the rest of the line without a word."""
    percent = re.search(r"(?<!\\)(?:\\\\)*%", latex)
    return _at(latex, percent.end() - 1, "a % in a formula, which hides the rest of its line", "write \\%") if percent else None


def _unknown(latex: str) -> Finding | None:
    if unknown := UNKNOWN.search(latex):
        at, command = unknown.start("command"), unknown["command"]
        return _at(latex, at, f'a formula that cannot be drawn (Unknown command "{command}")', "mend the LaTeX")
    return None


def _refused(latex: str, error: str) -> Finding:
    """Turns math-core's `4: Unknown command "\\foo".` into a finding at that character."""
    offset, _, said = error.partition(": ")
    lead = len(latex) - len(latex.lstrip())
    return _at(latex, lead + int(offset), f"a formula that cannot be drawn ({said.rstrip('.')})", "mend the LaTeX")


def _at(latex: str, offset: int, found: str, remedy: str) -> Finding:
    """Returns a finding at a character of a formula, by its line: in a list, the file's lines are indented further."""
    start = latex.rfind("\n", 0, offset) + 1
    line = latex[start:].split("\n", 1)[0]
    token = line.strip()
    at = offset - start - line.index(token)
    return Finding(token, found, remedy, max(0, min(at, len(token))))
