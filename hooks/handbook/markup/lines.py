"""Plain text and HTML, one into the other: titles that may hold `code`, and the words of rendered HTML."""

from __future__ import annotations

import re
from html import escape, unescape

TAG = re.compile(r'<[^>"]*+(?:"[^"]*"[^>"]*+)*+>')
MATH = re.compile(r"<math\b.*?</math>", re.DOTALL)
LATEX = re.compile(r"<annotation[^>]*>(.*?)</annotation>", re.DOTALL)
FOOTNOTE_MARKS = re.compile(r'<sup id="[^"]*">.*?</sup>|<a class="footnote-backref".*?</a>', re.DOTALL)
LINE_NUMBERS = re.compile(r'<td class="linenos">.*?</td>', re.DOTALL)
CELL_END = re.compile(r"</t[dh]>\n?")
CODE = re.compile(r"(`[^`]+`)")
SIGN = re.compile(r"[\\<>&*_\[\]#|~$`]")
"""What Markdown may take for more than itself."""
BLOCK_EDGE = re.compile(r"</(?:p|li|tr|pre|h[4-6]|div|dt|dd|blockquote|summary)>|<(?:br|pre)>")
DIAGRAM = re.compile(r'<img class="diagram" alt="([^"]*)"[^>]*>')
TABS = re.compile(r'<input [^>]*type="radio">|<div class="tabbed-labels">.*?</div>', re.DOTALL)
"""What tabs are chosen by on a screen; each has its title above its text as well."""
FOLDED = re.compile(r'<details(?: class="([^"]*)")?[^>]*>\s*<summary([^>]*)>(.*?)</summary>', re.DOTALL)


def render_line(text: str) -> str:
    """Renders a line of plain text, in which only `code` in backticks means something."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))


def plain_line(text: str) -> str:
    """Returns a line without the backticks around its code."""
    return re.sub(r"`([^`]+)`", r"\1", text)


NOTE = r'<div class="admonition \1">\n<p class="admonition-title"\2>\3</p>'


def unfolded(html: str) -> str:
    """Returns rendered HTML as a book can show it: tabs one after the other, and folded parts open."""
    if "tabbed-labels" in html:
        html = TABS.sub("", html)
    if "<details" in html:
        html = FOLDED.sub(NOTE, html).replace("</details>", "</div>")
    return html


def plain(html: str) -> str:
    """Returns the words of rendered HTML, formulas as their LaTeX, one line a block."""
    text = FOOTNOTE_MARKS.sub("", html) if 'class="footnote"' in html else html
    if 'class="diagram"' in text:
        text = DIAGRAM.sub(r"\1", text)
    if 'class="tabbed-labels"' in text:
        text = TABS.sub("", text)
    if "<math" in text:
        text = MATH.sub(_latex, text)
    if 'class="linenos"' in text:
        text = LINE_NUMBERS.sub("", text)
    text = TAG.sub("", CELL_END.sub(" ", BLOCK_EDGE.sub("\n", text)))
    lines = (line.strip() for line in unescape(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _latex(math: re.Match[str]) -> str:
    latex = LATEX.search(math[0])
    return latex[1] if latex else ""


def markdown_line(text: str) -> str:
    """Returns a line of plain text as Markdown that reads the same anywhere; `code` stays code."""
    line = " ".join(text.split())
    if "`" not in line:
        return SIGN.sub(r"\\\g<0>", line)
    parts = CODE.split(line)
    return "".join(part if at % 2 else SIGN.sub(r"\\\g<0>", part) for at, part in enumerate(parts))


def with_tex(html: str) -> str:
    """Returns HTML with each formula as its LaTeX between the signs that MathJax and KaTeX look for."""
    return MATH.sub(_tex, html) if "<math" in html else html


def _tex(math: re.Match[str]) -> str:
    latex = _latex(math)
    return rf"\[{latex}\]" if 'display="block"' in math[0][: math[0].index(">")] else rf"\({latex}\)"
