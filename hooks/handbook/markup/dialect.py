"""The Markdown that a handbook allows: pymdown-extensions without raw HTML, with formulas, `q:` links and citations."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from pymdownx.arithmatex import RE_SMART_DOLLAR_INLINE

from handbook.markup.blocks import Gaps, Shape
from handbook.markup.findings import Finding, Notes, clipped
from handbook.markup.formulas import Formulas
from handbook.markup.strays import RAW_TAGS, STRAYS
from handbook.records.addresses import leads_somewhere
from handbook.records.model import SLUG

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
    "pymdownx.highlight": {"pygments_lang_class": True},
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
        self.shape: Shape

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  Markdown's name
        """Registers the processors."""
        notes = self.notes
        md.preprocessors.deregister("html_block")
        md.preprocessors.register(Gaps(md), "gaps", 24)
        self.shape = Shape(notes, md)
        md.parser.blockprocessors.register(self.shape, "shape", 200)
        md.inlinePatterns.deregister("html")
        md.inlinePatterns["arithmatex-inline"].compiled_re = FORMULA
        for name, (stray, priority) in STRAYS.items():
            md.inlinePatterns.register(stray(notes, md), name, priority)
        md.inlinePatterns.register(_LineBreak(r"<br ?/?>", md), "raw_br", 91)
        for level in range(3):
            md.inlinePatterns.register(_RawPair(_RawPair.PATTERN, md), f"raw_pair_{level}", 91)
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


class _LineBreak(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        return Element("br"), m.start(0), m.end(0)


class _RawPair(InlineProcessor):
    """A raw tag that is allowed, with what it holds; each time it is registered, pairs may nest one level deeper."""

    PATTERN = rf"<(?P<tag>{'|'.join(RAW_TAGS)})>(?P<inside>(?:(?!<(?P=tag)>).)*?)</(?P=tag)>"

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]  # noqa: N802, ARG002
        element = Element(m["tag"])
        element.text = m["inside"]
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
        scheme, _, name = href.partition(":")
        if scheme in ("q", "ref") and re.fullmatch(SLUG, name):
            (self.notes.links if scheme == "q" else self.notes.citations).append(name)
            link.text = None if silent else link.text
        elif not re.fullmatch(r"https?://[^/\s]\S*|mailto:\S+|\x02amp\x03\S+", href):
            found = f"a link to `{clipped(href)}`" if href else "a link to nothing"
            to_key = "cite `ref:` and a key of data/references.yml"
            remedy = to_key if scheme == "ref" else "link to `q:` and a question's id, or to an https:// address"
            self.notes.findings.append(Finding(href or "](", found, remedy))
        elif not leads_somewhere(unescape(href.replace(AMP_SUBSTITUTE, "&"))):
            found = f"a link to `{clipped(href)}`, which no browser can follow"
            self.notes.findings.append(Finding(href, found, "write its host and port right, and keep it short"))
        elif silent:
            self.notes.findings.append(Finding(href, "a link without a text", "write one between its brackets"))


class _Headings(Treeprocessor):
    """Puts a text's headings below its question's own."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if re.fullmatch("h[1-6]", element.tag):
                element.tag = f"h{min(6, int(element.tag[1]) + 3)}"
