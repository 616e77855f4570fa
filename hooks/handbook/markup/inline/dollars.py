"""Tells formulas in a text from prices and names: the one rule for dollars, and brackets with backslashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    from handbook.markup.findings import Notes

LETTER = r"[^\W\u0e00-\u0eff\u2e80-\uffff]"
"""A letter or digit of a script that parts its words by spaces."""
FORMULA = re.compile(rf"(?<!{LETTER})(?<![\\$])\$(?![\s$])(?P<latex>(?:\\.|[^\\$])*?)(?<!\s)\$(?!{LETTER})(?!\$)", re.DOTALL)
"""A formula opens with a dollar that no letter or digit is before and no space after, and closes the other way round."""
TICKED = re.compile(r"\$`(?P<latex>[^`]+)`\$")
BRACKETED = re.compile(rf"(?<!{LETTER})\\\((?P<latex>(?:(?!\\\)).)+?)\\\)", re.DOTALL)
IN_BRACKETS = re.compile(r"\\\[(?P<latex>(?:(?!\\\]).)+?)\\\]", re.DOTALL)
IN_A_LINE = (TICKED, FORMULA, BRACKETED)
SAID = re.compile(r"\\[A-Za-z]+\*?\s*\{[^{}]*\}|\\[A-Za-z]+")
WORDS = re.compile(r"(?<![A-Za-z])[A-Za-z]{2,},? +[A-Za-z]{2,}(?![A-Za-z])")
"""Two words side by side, which no formula holds outside of \\text."""
DISPLAY = re.compile(
    r"(?:\$\$(?P<dollars>.*?)(?<!\\)\$\$|\\\[(?P<brackets>.*?)\\\])(?P<end>[ \t]*[.,;:!?]?)[ \t]*(?P<rest>[^\n]*)", re.DOTALL
)
# LaTeX that stands in a text by itself.
LATEX = re.compile(
    r"\\(?:begin\{\w+\*?\}|(?:d?frac|sqrt|text[a-z]*|math[a-z]+|operatorname|left|right|sum|int|prod|lim|partial|nabla|cdot|times"
    r"|leq?|geq?|neq|approx|infty|alpha|beta|gamma|delta|epsilon|theta|lambda|mu|pi|sigma|phi|omega|hat|bar|vec|boldsymbol)"
    r"(?![A-Za-z]))"
)
LAYOUT = re.compile(
    r"\\(?:newline|linebreak|(?:new|clear)page|pagebreak|noindent|[hv]fill|[hv]space\*?(?=\{)|(?:small|med|big)skip)(?![\w.\\/-])"
)
IN_TEXTS = re.compile(r"\\(?:cite[pt]?|(?:eq|auto|c)?ref|label|emph|(?:sub)*section\*?|footnote|href|url|caption)\{[^{}\n]*\}?")
IN_A_PATH = re.compile(r"[\\:/][^\s]*\Z")
SPACED = re.compile(r"\$(?:[ \t](?P<a>[^$\n]+)\$|(?P<b>[^$\s][^$\n]*)[ \t]\$)")
LIKE_LATEX = re.compile(r"\\[A-Za-z]|\w\^|\b[A-Za-z]_[\w{]|\b[A-Za-z]\w? = ")


def found_at(text: str, at: int, end: int | None = None) -> re.Match[str] | None:
    """Returns the formula that begins at a place of a line, if one does."""
    for pattern in IN_A_LINE:
        if found := pattern.match(text, at, len(text) if end is None else end):
            return found if not _is_prose(found) else None
    return None


def _is_prose(found: re.Match[str]) -> bool:
    return found.re is not TICKED and WORDS.search(SAID.sub(" ", found["latex"])) is not None


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules for formulas to a reader of Markdown."""
    md.inline.ruler.before("escape", "formula", _in_a_line)
    md.block.ruler.before("fence", "display", _display, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _in_a_line(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in "$\\":
        return False
    found = found_at(state.src, state.pos, state.posMax)
    if found:
        if not silent:
            token = state.push("formula", "", 0)
            token.content = found["latex"]
            token.meta = {"at": found.start("latex")}
        state.pos = found.end()
        return True
    return not silent and _refused(state, state.env["notes"])


def _refused(state: StateInline, notes: Notes) -> bool:
    """Notes what was meant as a formula; the signs are then taken for text."""
    src, at = state.src, state.pos
    if src.startswith("$$", at) and (end := src.find("$$", at + 2)) > 0:
        remedy = "write both $$ on lines of their own, with empty lines before and after and none inside, or $…$ within a line"
        notes.refuse_at(at, "$$ inside a paragraph", remedy)
        state.pos = end + 2
        return True
    if src.startswith("$$", at) and not src.startswith("$$$", at - 1 if at else at):
        if not any(mistake.found.startswith("$$ without") for mistake in notes.mistakes):
            notes.refuse_at(at, "$$ without the $$ that ends the formula", "write $$ behind it, on a line of its own")
        state.pos = at + 2
        return True
    if (bracket := IN_BRACKETS.match(src, at, state.posMax)) and _is_latex(bracket["latex"]):
        remedy = f"write \\[ and \\] on lines of their own, or ${clipped(bracket['latex'].strip())}$ within the line"
        notes.refuse_at(at, "\\[ inside a paragraph", remedy)
        state.pos = bracket.end()
        return True
    before = src[at - 1] if at else ""
    if (latex := LATEX.match(src, at)) and before not in ("\\", ":") and not (before.isalnum() and before.isascii()):
        remedy = "write a formula as $…$ with no space just inside the dollars and no dollar in it, or $$ on lines of their own"
        notes.refuse_at(at, f"LaTeX outside a formula, {clipped(latex[0])}", remedy)
    elif before != "\\" and (said := _of_a_document(src, at)):
        notes.refuse_at(at, *said)
    elif (spaced := SPACED.match(src, at)) and _is_latex(inside := (spaced["a"] or spaced["b"])):
        notes.refuse_at(at, "a formula with a space just inside its dollars", f"write ${clipped(inside.strip())}$")
        state.pos = spaced.end()
        return True
    return False


def _of_a_document(src: str, at: int) -> tuple[str, str] | None:
    """Returns what is said of a command that LaTeX has for the text around formulas, if one stands there."""
    if latex := IN_TEXTS.match(src, at):
        remedy = "write *…* for stress, # for a heading, [text](address) for a link, [](ref:key) for a source"
    elif not IN_A_PATH.search(src[max(0, at - 80) : at]) and (latex := LAYOUT.match(src, at)):
        remedy = "write a backslash at the end of the line for a new line, an empty line for a new paragraph, or `code`"
    return (f"LaTeX in a text, {clipped(latex[0])}", remedy) if latex else None


def _is_latex(text: str) -> bool:
    return LIKE_LATEX.search(text) is not None and text.count("{") == text.count("}")


def _display(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    at = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not state.src.startswith(("$$", "\\["), at) or state.src.startswith("$$$", at):
        return False
    lines, last, found = [], start, None
    for last in range(start, end):
        if last > start and (state.isEmpty(last) or state.sCount[last] < state.blkIndent):
            break
        lines.append(
            state.getLines(last, last + 1, state.blkIndent, False).lstrip()
            if last == start
            else state.getLines(last, last + 1, state.blkIndent, False)
        )
        if found := DISPLAY.match("\n".join(lines)):
            break
    if not found or (found["rest"] and state.src[at] == "\\"):
        return not silent and state.src[at] == "$" and _never_closed(state, at, start, last)
    if silent:
        return True
    latex = found["dollars"] if found["dollars"] is not None else found["brackets"]
    if found["rest"]:
        remedy = "write both $$ on lines of their own, with empty lines before and after and none inside, or $…$ within a line"
        state.env["notes"].refuse(at, "$$ inside a paragraph", remedy)
    token = state.push("display", "", 0)
    token.content = latex.strip("\n") + found["end"].strip()
    token.map = [start, last + 1]
    token.meta = {"offset": at}
    state.line = last + 1
    return True


def _never_closed(state: StateBlock, at: int, start: int, last: int) -> bool:
    remedy = "write both $$ on lines of their own, with empty lines before and after and none inside, or $…$ within a line"
    state.env["notes"].refuse(at, "$$ without the $$ that ends the formula, or with an empty line in it", remedy)
    state.line = max(last, start + 1)
    return True
