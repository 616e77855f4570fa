"""Draws formulas: LaTeX to MathML, which keeps the LaTeX as its annotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from math_core import LatexError, LatexToMathML

from handbook.markup.findings import clipped
from handbook.markup.inline.extents import beyond_paper
from handbook.markup.inline.latex import instead_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

    from handbook.markup.findings import Notes

LONGEST = 1_000
"""Characters of a formula: math-core calls itself for each level, and some thousand levels end the whole process."""
REFUSED = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<command>\\(?:(?:re)?newcommand|providecommand|g?def|let|eqref|label|fbox|boxed|[bx]?cancel|phase|angln?))"
    r"(?![A-Za-z])"
)
"""Commands that math-core knows and the handbook does not: with new ones a short formula may nest as deep as it likes, those
that refer to other formulas find none, and those that draw around or across something need what browsers do not have."""
COMMAND = re.compile(r"\\[A-Za-z]+")
STOPS = re.compile(r"[.,;:!?…]+[)\]”’\"']*|[)\]”’]+[.,;:!?…]*")
TO_MATHML = LatexToMathML(annotation=True, fancy_error=False)


def draw(state: StateCore) -> None:
    """Draws all formulas of a text; a full stop or comma behind one stays on its line."""
    notes: Notes = state.env["notes"]
    for token in state.tokens:
        if token.type == "display":
            token.content = f'<div class="formula">{_display(notes, token)}</div>\n'
        for at, child in enumerate(token.children or ()):
            if child.type == "formula":
                notes.line = token
                stop = _stop(token.children[at + 1 : at + 2] if token.children else [])
                child.content = f'<span class="formula">{_in_a_line(notes, child)}{stop}</span>'


def _stop(following: list[Token]) -> str:
    """Takes away the signs that end a sentence or a part of it from the text behind a formula."""
    found = STOPS.match(following[0].content) if following and following[0].type == "text" else None
    if not found:
        return ""
    following[0].content = following[0].content[found.end() :]
    return found[0]


def _in_a_line(notes: Notes, token: Token) -> str:
    start = token.meta["at"]
    return _mathml(token.content, lambda at: notes.offset(start + at), notes, display=False)


def _display(notes: Notes, token: Token) -> str:
    latex = token.content

    def offset(at: int) -> int:
        """Finds the line of a character, since in a list the file's lines are indented further."""
        place, rows = token.meta["offset"], latex[:at].split("\n")
        for row in latex.split("\n")[: len(rows)]:
            place = max(place, notes.text.find(row.strip(), place))
        return int(place) + max(0, len(rows[-1]) - (len(row) - len(row.lstrip())))

    return _mathml(latex, offset, notes, display=True).replace("<math", '<math display="block"', 1)


def _mathml(latex: str, offset: Callable[[int], int], notes: Notes, *, display: bool) -> str:
    for examine in (_too_long, _comment, _unknown):
        if wrong := examine(latex):
            notes.refuse(offset(wrong[0]), wrong[1], wrong[2])
            return ""
    try:
        mathml = str(TO_MATHML.convert_with_local_state(latex.strip(), displaystyle=display))
    except LatexError as error:
        at, found, remedy = _refused(latex, str(error))
        notes.refuse(offset(at), found, remedy)
        return ""
    if beyond := beyond_paper(mathml):
        notes.refuse(offset(0), *beyond)
    return mathml


def _too_long(latex: str) -> tuple[int, str, str] | None:
    if len(latex) <= LONGEST:
        return None
    return 0, f"a formula of {len(latex):,} characters", f"split it into formulas of at most {LONGEST:,}"


def _comment(latex: str) -> tuple[int, str, str] | None:
    """Finds a percent sign, after which LaTeX drops the rest of the line without a word."""
    percent = re.search(r"(?<!\\)(?:\\\\)*%", latex)
    return (percent.end() - 1, "a % in a formula, which hides the rest of its line", "write \\%") if percent else None


def _unknown(latex: str) -> tuple[int, str, str] | None:
    unknown = REFUSED.search(latex)
    return _about(latex, unknown.start("command"), f'Unknown command "{unknown["command"]}"') if unknown else None


def _refused(latex: str, error: str) -> tuple[int, str, str]:
    """Turns math-core's `4: Unknown command "\\foo".` into what is wrong at that character."""
    offset, _, said = error.partition(": ")
    return _about(latex, len(latex) - len(latex.lstrip()) + int(offset), said.rstrip("."))


def _about(latex: str, at: int, said: str) -> tuple[int, str, str]:
    command = COMMAND.match(latex, at)
    remedy = instead_of(latex, command.start(), command.end()) if command else ""
    return at, f"a formula that cannot be drawn ({clipped(said)})", remedy or "fix the LaTeX"
