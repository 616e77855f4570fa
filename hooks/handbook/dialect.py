"""The Markdown that a handbook allows: pymdown-extensions without raw HTML, with formulas and `q:` links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import Any
from xml.etree import ElementTree

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from math_core import LatexError, LatexToMathML

from handbook.model import SLUG

# Raw tags that Markdown has no sign for. They take no attributes and close in the paragraph that opens them.
RAW_TAGS = ("abbr", "cite", "dfn", "kbd", "q", "samp", "small", "sub", "sup", "var")

EXTENSIONS: list[str | Extension] = [
    TableExtension(),
    SaneListExtension(),
    FootnoteExtension(PLACE_MARKER="\x00"),
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.arithmatex",
    "pymdownx.betterem",
    "pymdownx.keys",
    "pymdownx.mark",
    "pymdownx.tasklist",
    "pymdownx.tilde",
]
EXTENSION_CONFIGS: dict[str, dict[str, Any]] = {
    "pymdownx.arithmatex": {"generic": True, "inline_syntax": ["dollar"], "block_syntax": ["dollar"]},
    "pymdownx.tilde": {"subscript": False},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a Markdown text that the handbook does not allow."""

    token: str
    """The offending characters, as they stand in the text."""
    found: str
    remedy: str
    offset: int = 0
    """Where in the token the trouble starts."""


class Dialect(Extension):
    """Takes raw HTML out of Markdown, draws formulas, and notes what it cannot accept."""

    def __init__(self) -> None:
        super().__init__()
        self.findings: list[Finding] = []
        self.links: list[str] = []

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's name
        """Registers the processors."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.register(_StrayFence(self, md), "stray_fence", 200)
        md.inlinePatterns.register(_StrayFormula(self, md), "stray_formula", 189.95)
        md.inlinePatterns.register(_StrayFootnote(self, md), "stray_footnote", 174)
        md.inlinePatterns.register(_LineBreak(self, md), "raw_break", 92)
        md.inlinePatterns.register(_RawPair(self, md), "raw_pair", 91)
        md.inlinePatterns.register(_StrayTag(self, md), "stray_tag", 90)
        md.treeprocessors.register(_Formulas(self, md), "formulas", 15)
        md.treeprocessors.register(_Links(self, md), "links", 14)
        md.treeprocessors.register(_Headings(self, md), "headings", 13)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forgets the findings and links of the text before."""
        self.findings = []
        self.links = []


def make() -> tuple[Markdown, Dialect]:
    """Returns a converter of the handbook's Markdown and the extension that keeps its findings."""
    dialect = Dialect()
    converter = Markdown(extensions=[*EXTENSIONS, dialect], extension_configs=EXTENSION_CONFIGS)
    return converter, dialect


# A text in which nothing of the dialect but paragraphs, emphasis and line breaks can occur: lines that start with a letter
# and go on in words and common punctuation.
SIMPLE = re.compile(r"(?:\*{0,2}[^\W\d_][\w .,;:?!'\"()/%*’“”–-]*(?:\n+|\Z))+")


def make_simple() -> Markdown:
    """Returns a converter that does the same as the whole dialect to a text that is SIMPLE, in a third of the time."""
    converter = Markdown(extensions=["pymdownx.betterem"])
    converter.preprocessors.deregister("html_block")
    for name in ("autolink", "automail", "backtick", "entity", "escape", "html", "image_link", "image_reference", "link",
                 "reference", "short_image_ref", "short_reference"):  # fmt: skip
        converter.inlinePatterns.deregister(name)
    for name in ("hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference", "code", "indent"):
        converter.parser.blockprocessors.deregister(name)
    return converter


class _Inline(InlineProcessor):
    """An inline pattern that may add findings to the dialect."""

    PATTERN = ""
    FLAGS = re.DOTALL

    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(self.PATTERN, md)
        self.compiled_re = re.compile(self.PATTERN, self.FLAGS)
        self.dialect = dialect


class _StrayFence(_Inline):
    """A line of three backticks or tildes that no fence took: one that is never closed."""

    PATTERN = r"^[ >]*(?P<fence>`{3,}|~{3,})[^`\n]*"
    FLAGS = re.MULTILINE

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        fence = m["fence"]
        remedy = f"write a line with only {fence} after the code, as far to the left as this one"
        self.dialect.findings.append(Finding(m[0].strip(), f"a code fence {fence} that is never closed", remedy))
        return "", m.start(0), m.end(0)


class _StrayFormula(_Inline):
    """Two dollars that no display formula took."""

    PATTERN = r"(?<![\\$])\$\$(?!\$)"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        remedy = "write both $$ on lines of their own, with an empty line before and after, or use $…$ within a line"
        self.dialect.findings.append(Finding("$$", "$$ inside a paragraph", remedy))
        return "", m.start(0), m.end(0)


class _StrayFootnote(_Inline):
    PATTERN = r"\[\^(?P<name>[^\]\s]+)\]"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        remedy = f"add a line `[^{m['name']}]: …` at the end of this text"
        self.dialect.findings.append(Finding(m[0], f"the footnote mark {m[0]} without its note", remedy))
        return "", m.start(0), m.end(0)


class _LineBreak(_Inline):
    PATTERN = r"<br ?/?>"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return ElementTree.Element("br"), m.start(0), m.end(0)


class _RawPair(_Inline):
    PATTERN = rf"<(?P<tag>{'|'.join(RAW_TAGS)})>(?P<inside>(?:(?!<(?P=tag)>).)*?)</(?P=tag)>"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[ElementTree.Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        element = ElementTree.Element(m["tag"])
        element.text = m["inside"]
        return element, m.start(0), m.end(0)


class _StrayTag(_Inline):
    """Raw HTML that is not allowed, or an allowed tag that is not closed."""

    PATTERN = r"<(?:(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)|[!?])[^<>\n]*>?"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        self.dialect.findings.append(_about_tag(m))
        return "", m.start(0), m.end(0)


def _about_tag(m: re.Match[str]) -> Finding:
    name = m["name"]
    token = str(re.split("[\x02\x03]", m[0])[0]).rstrip()
    if name in RAW_TAGS and token in (f"<{name}>", f"</{name}>"):
        missing = f"<{name}>" if m["end"] else f"</{name}>"
        return Finding(token, f"the tag {token} without its {missing}", f"add {missing} in the same paragraph")
    remedy = "use Markdown instead, or write it as `code`; a less-than sign needs a space after it"
    return Finding(token, f"raw HTML, {token}", remedy)


class _Tree(Treeprocessor):
    def __init__(self, dialect: Dialect, md: Markdown) -> None:
        super().__init__(md)
        self.dialect = dialect
        self.converter = md


class _Formulas(_Tree):
    """Draws what arithmatex recognised as a formula in MathML, which keeps the LaTeX as its annotation."""

    to_mathml = LatexToMathML(annotation=True, fancy_error=False)

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex":
                self._draw(element, display=element.tag == "div")

    def _draw(self, element: ElementTree.Element, *, display: bool) -> None:
        latex = (element.text or "")[2:-2].strip("\n")
        if display:
            latex = unescape(latex)
        try:
            mathml = self.to_mathml.convert_with_local_state(latex.strip(), displaystyle=display)
        except LatexError as error:
            self.dialect.findings.append(_about_formula(latex, str(error)))
            mathml = ""
        if display:
            mathml = mathml.replace("<math", '<math display="block"', 1)
        element.set("class", "formula")
        element.text = self.converter.htmlStash.store(mathml)


def _about_formula(latex: str, error: str) -> Finding:
    """Turns math-core's `4: Unknown command "\\foo".` into a finding at that character."""
    offset, _, said = error.partition(": ")
    reason = said.rstrip(".") if said else error
    lead = len(latex) - len(latex.lstrip())
    at = lead + int(offset) if offset.isdigit() else 0
    # The token is one line, since a formula inside a list is indented in the file and not here.
    start = latex.rfind("\n", 0, at) + 1
    line = latex[start:].split("\n", 1)[0]
    return Finding(line, f"a formula that cannot be drawn ({reason})", "mend the LaTeX", min(at - start, len(line)))


class _Links(_Tree):
    """Notes cross-links, and refuses pictures and links that lead nowhere a reader can go."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                token = element.get("src") or element.get("alt") or "!["
                self.dialect.findings.append(Finding(token, "a picture inside a text", "list it under `figures`"))
            elif element.tag == "a":
                self._check(element)

    def _check(self, link: ElementTree.Element) -> None:
        href = link.get("href", "")
        if href.startswith("q:") and re.match(SLUG, href[2:]):
            self.dialect.links.append(href[2:])
        elif link.get("class") in ("footnote-ref", "footnote-backref"):
            return
        elif not re.match(r"https?://[^/\s]|mailto:[^\s]|\x02amp\x03|&#", href):
            found = f"a link to `{href}`" if href else "a link to nothing"
            self.dialect.findings.append(
                Finding(href or "](", found, "link to `q:` and a question's id, or to an https:// address")
            )


class _Headings(_Tree):
    """Puts a text's headings below its question's own."""

    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, int(element.tag[1]) + 3)}"
