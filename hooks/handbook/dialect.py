"""The Markdown that a handbook allows: pymdown-extensions without raw HTML, with formulas and `q:` links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.arithmatex import RE_SMART_DOLLAR_INLINE

from handbook.findings import Finding, Notes, clipped
from handbook.formulas import Formulas
from handbook.model import SLUG
from handbook.strays import RAW_TAGS, STRAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

EXTENSIONS: list[str | Extension] = [
    TableExtension(),
    SaneListExtension(),
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
# As pandoc reads dollars: none that a digit follows ends a formula, so that `$5 to $10` is an amount.
FORMULA = re.compile(rf"{RE_SMART_DOLLAR_INLINE}(?!\d)", re.DOTALL)
NO_WHERE = "\x00"
"""A place for footnotes that no text can hold, so that they always come last."""


class Dialect(Extension):
    """Takes raw HTML out of Markdown, draws formulas, and notes what it cannot accept."""

    def __init__(self) -> None:
        super().__init__()
        self.notes = Notes()
        self.shape: _Shape

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's name
        """Registers the processors."""
        notes = self.notes
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(_Gaps(md), "gaps", 24)
        self.shape = _Shape(notes, md)
        md.parser.blockprocessors.register(self.shape, "shape", 200)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns["arithmatex-inline"].compiled_re = FORMULA
        for name, (stray, priority) in STRAYS.items():
            md.inlinePatterns.register(stray(notes, md), name, priority)
        md.inlinePatterns.register(_LineBreak(r"<br ?/?>", md), "raw_br", 91)
        for tag in RAW_TAGS:
            md.inlinePatterns.register(_RawPair(tag, md), f"raw_{tag}", 91)
        md.treeprocessors.register(Formulas(notes, md), "formulas", 15)
        md.treeprocessors.register(_Links(notes, md), "links", 14)
        md.treeprocessors.register(_Headings(md), "headings", 13)
        md.registerExtension(self)

    def reset(self) -> None:
        """Forgets the text before."""
        self.notes.forget()
        self.shape.forget()


def make() -> tuple[Markdown, Notes]:
    """Returns a converter of the handbook's Markdown, and the notes of what it converted last."""
    dialect = Dialect()
    footnotes = _Footnotes(dialect.notes, PLACE_MARKER=NO_WHERE)
    return Markdown(extensions=[*EXTENSIONS, footnotes, dialect], extension_configs=EXTENSION_CONFIGS), dialect.notes


# A text in which nothing of the dialect but paragraphs, emphasis and line breaks can occur: lines that start with a letter
# and go on in words and common punctuation.
SIMPLE = re.compile(r"(?:\*{0,2}[^\W\d_][\w .,;:?!'\"()/%*’“”–-]*(?:\n+|\Z))+")


def make_simple() -> Markdown:
    """Returns a converter that does the same as the whole dialect to a text that is SIMPLE, in a third of the time."""
    converter = Markdown(extensions=["pymdownx.betterem"], output_format="html")
    converter.preprocessors.deregister("html_block")
    for name in ("autolink", "automail", "backtick", "entity", "escape", "html", "image_link", "image_reference", "link",
                 "reference", "short_image_ref", "short_reference"):  # fmt: skip
        converter.inlinePatterns.deregister(name)
    for name in ("hashheader", "setextheader", "hr", "olist", "ulist", "quote", "reference", "code", "indent"):
        converter.parser.blockprocessors.deregister(name)
    return converter


class _Gaps(Preprocessor):
    """Sets fenced code apart from the lines of text around it, so that it is not drawn inside their paragraph."""

    CODE = re.compile(r"(?P<margin>[ >]*)\x02wzxhzdk:\d+\x03")

    def run(self, lines: list[str]) -> list[str]:
        return [*self._apart(lines)] if self.md.htmlStash.html_counter else lines

    def _apart(self, lines: list[str]) -> Iterator[str]:
        above, gap = "", True
        for line in lines:
            code = self.CODE.fullmatch(line) or self.CODE.fullmatch(above)
            if code and line.strip() and above.strip() and self._belongs(above, line, gap=gap):
                yield code["margin"].rstrip()
            above, gap = line, not above.strip()
            yield line

    @staticmethod
    def _belongs(above: str, line: str, *, gap: bool) -> bool:
        """Tells whether two lines are of one level, or the second goes back to the level of a list around a block of code."""
        margins = [re.match("[ >]*", each) for each in (above, line)]
        first, second = (len(margin[0]) for margin in margins if margin)
        return first == second or (first > second and gap)


class _Shape(BlockProcessor):
    """Sees each block before all others, and refuses what would lose its shape or take too long."""

    DEPTH = 40
    """Levels of lists and quotes, of which a list makes two."""
    LINES = 1_000
    """Lines of a block: Markdown looks through all that are left at each heading among them."""
    PAIRINGS = 10_000_000
    """Brackets and backticks times characters: Markdown may look for the partner of each to the end of its block."""
    FLATTENED = re.compile(
        r"(?P<lead> {0,3})(?:(?P<bullet>[-*+])|\d+\.) [^\n]*(?:\n[^\n]*)*?"
        r"\n(?P=lead) {2,3}(?P<item>(?(bullet)[-*+]|\d+\.) +[^\n]*)"
    )

    SWALLOWED = re.compile(r"(?P<lead> {4,})\S[^\n]*(?:\n[^\n]*)*?\n(?!(?P=lead)) *(?P<item>(?:[-*+]|\d+\.) +[^\n]*)")

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(md.parser)
        self.notes = notes
        self.pairings = 0

    def forget(self) -> None:
        """Starts anew, even after a text that could not be read to its end."""
        self.parser.state.clear()
        self.pairings = 0

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002  Markdown's signature
        if flattened := self.FLATTENED.match(block):
            self._note(flattened["item"], "a list inside a list that is not indented enough", "indent it by four spaces")
        elif swallowed := self.SWALLOWED.match(block):
            self._note(swallowed["item"], "an item right under what belongs to the one before", "put an empty line before it")
        self.pairings += (block.count("[") + block.count("`")) * len(block)
        return len(self.parser.state) > self.DEPTH or block.count("\n") > self.LINES or self.pairings > self.PAIRINGS

    def run(self, parent: Element, blocks: list[str]) -> None:  # noqa: ARG002
        block = blocks.pop(0)
        if len(self.parser.state) > self.DEPTH:
            found, remedy = "lists or quotes that are nested too deep", f"keep to {self.DEPTH // 2} levels"
        elif block.count("\n") > self.LINES:
            found, remedy = f"more than {self.LINES:,} lines without an empty line", "part them with empty lines"
        else:
            found, remedy = "too many brackets and backticks in so long a text", "part it with empty lines, or shorten it"
        if all(finding.found != found for finding in self.notes.findings):
            self._note(block[:200].strip(), found, remedy)

    def _note(self, token: str, found: str, remedy: str) -> None:
        self.notes.findings.append(Finding(token, found, remedy))


class _LineBreak(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return Element("br"), m.start(0), m.end(0)


class _RawPair(InlineProcessor):
    """A raw tag that is allowed, with what it holds."""

    def __init__(self, tag: str, md: Markdown) -> None:
        super().__init__("", md)
        self.compiled_re = re.compile(rf"<{tag}>((?:(?!<{tag}>).)*?)</{tag}>", re.DOTALL)
        self.tag = tag

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        element = Element(self.tag)
        element.text = m[1]
        return element, m.start(0), m.end(0)


class _Footnotes(FootnoteExtension):
    """Footnotes of which each is referred to and none is written twice."""

    def __init__(self, notes: Notes, **options: Any) -> None:
        self.notes = notes
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        super().extendMarkdown(md)
        md.treeprocessors.register(_UnusedFootnotes(self), "unused_footnotes", 12)

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802
        if id in self.footnotes:
            self.notes.findings.append(Finding(f"[^{id}]:", f"two notes [^{clipped(id)}]", "give one of them another name"))
        super().setFootnote(id, text)

    def unique_ref(self, reference: str, found: bool = False) -> str:
        """Numbers the references to one note; the parent's way takes quadratic time."""
        if not found:
            return reference
        count = self.found_refs[reference] = self.found_refs.get(reference, 0) + 1
        return reference.replace("fnref", f"fnref{count}", 1) if count > 1 else reference


class _UnusedFootnotes(Treeprocessor):
    def __init__(self, footnotes: _Footnotes) -> None:
        super().__init__(footnotes.md)
        self.footnotes = footnotes

    def run(self, root: Element) -> None:  # noqa: ARG002
        for id_ in self.footnotes.footnotes.keys() - set(self.footnotes.footnote_order):
            remedy = f"write [^{clipped(id_)}] where it belongs, or delete it"
            self.footnotes.notes.findings.append(Finding(f"[^{id_}]:", f"the note [^{clipped(id_)}] without its mark", remedy))


class _Links(Treeprocessor):
    """Notes cross-links, and refuses pictures and links that lead nowhere a reader can go."""

    def __init__(self, notes: Notes, md: Markdown) -> None:
        super().__init__(md)
        self.notes = notes

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag == "img":
                token = element.get("src") or element.get("alt") or "!["
                self.notes.findings.append(Finding(token, "a picture inside a text", "list it under `figures`"))
            elif element.tag == "a" and element.get("class") not in ("footnote-ref", "footnote-backref"):
                self._check(element)

    def _check(self, link: Element) -> None:
        href = re.sub("\x02(\\d+)\x03", lambda escaped: chr(int(escaped[1])), link.get("href", ""))
        silent = not any(text.strip() for text in link.itertext())
        if href.startswith("q:") and re.fullmatch(SLUG, href[2:]):
            self.notes.links.append(href[2:])
            link.text = None if silent else link.text
        elif not re.fullmatch(r"https?://[^/\s]\S*|mailto:\S+|\x02amp\x03\S+", href):
            found = f"a link to `{clipped(href)}`" if href else "a link to nothing"
            remedy = "link to `q:` and a question's id, or to an https:// address"
            self.notes.findings.append(Finding(href or "](", found, remedy))
        elif silent:
            self.notes.findings.append(Finding(href, "a link without a text", "write one between its brackets"))


class _Headings(Treeprocessor):
    """Puts a text's headings below its question's own."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, int(element.tag[1]) + 3)}"
