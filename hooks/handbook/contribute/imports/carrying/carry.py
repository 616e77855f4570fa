"""Makes of an answer's blocks what the handbook's Markdown can say, and notes what that changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4.element import NavigableString, Tag

from handbook.contribute.imports.finding.cutting import cut_row
from handbook.contribute.imports.finding.parts import label
from handbook.contribute.imports.page.elements import CALLOUT, LAST, LINE
from handbook.contribute.imports.page.tidy import (
    HEADINGS,
    as_paragraph,
    first_of,
    is_block,
    last_line_of,
    line_of,
    text_of,
    words,
    wrap_loose,
)
from handbook.markup.blocks.callouts import ALERT, KINDS
from handbook.markup.markdown import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bs4 import BeautifulSoup

    from handbook.contribute.imports.page.notes import Notes

WEB = re.compile(r"https?://[^/\s]|mailto:\S")
TASK = re.compile(r"\[([ xX])\]\s+")
IN_CELLS = ["pre", "ul", "ol", "table", "blockquote", "details", *HEADINGS]


class Carrier:
    """Carries elements over, in place."""

    def __init__(self, tree: BeautifulSoup, notes: Notes, anchors: Mapping[str, str]) -> None:
        """Takes the tree that makes new elements, and the id of the question behind each anchor of the page."""
        self.tree, self.notes, self.anchors = tree, notes, anchors

    def carry(self, block: Tag, own: str) -> list[Tag]:
        """Changes a block of the question with an id; returns the blocks that it became, each in an element that holds it."""
        holder = self.tree.new_tag("div", attrs={LINE: str(line_of(block)), LAST: str(last_line_of(block))})
        holder.append(block.extract())
        for selector, change in self._changes(own):
            for tag in reversed(holder.select(selector)):  # from the inside out
                change(tag)
        wrap_loose(self.tree, holder)
        return [self._held(part) for part in [*holder.children] if isinstance(part, Tag)]

    def _held(self, part: Tag) -> Tag:
        holder = self.tree.new_tag("div", attrs={LINE: str(line_of(part)), LAST: str(last_line_of(part))})
        holder.append(part.extract())
        return holder

    def _changes(self, own: str) -> Iterator[tuple[str, Callable[[Tag], object]]]:
        yield "tt", lambda tag: setattr(tag, "name", "code")
        yield "strike", lambda tag: setattr(tag, "name", "del")
        yield "code br, pre br", lambda tag: tag.replace_with(" ")
        yield "[title]", self._title
        yield "img", self._image
        yield "a", lambda link: self._link(link, own)
        yield "[data-math]", self._formula
        yield "details", self._details
        yield "table", self._table
        yield "dl", self._description
        yield "li", self._task
        yield "blockquote", self._callout

    def _image(self, image: Tag) -> None:
        """Makes a picture a link, since pictures are files beside the question."""
        source = str(image.get("src", "")).strip()
        alt = " ".join(str(image.get("alt", "")).split())
        shown = alt or "picture"
        line = line_of(image)
        if image.find_parent("a"):
            self.notes.add(line, f"the picture `{source}` in a link", "kept as text")
            image.replace_with(NavigableString(shown), *self._beside(source))
            return
        self.notes.add(line, f"the picture `{source}`", "kept as a link; save it beside the question and list it under `figures`")
        link = self.tree.new_tag("a", attrs={"href": source})
        link.append(shown)
        image.replace_with(*([link] if WEB.match(source) else [NavigableString(shown), *self._beside(source)]))

    def _beside(self, address: str) -> list[NavigableString | Tag]:
        """Returns an address that cannot be a link, as code in parentheses."""
        if not address:
            return []
        code = self.tree.new_tag("code")
        code.append(address)
        return [NavigableString(" ("), code, NavigableString(")")]

    def _link(self, link: Tag, own: str) -> None:
        """Keeps links to the web and to questions of the page; of others, the words and the address."""
        href = str(link.get("href", "")).strip()
        if WEB.match(href):
            if not link.get_text().strip():
                link.append(href)
            return
        target = self.anchors.get(href.removeprefix("#")) if href.startswith("#") else None
        if target and target != own and link.get_text().strip():
            link["href"] = f"q:{target}"
            return
        if href:
            self.notes.add(line_of(link), f"the link `{href}`, which leads nowhere from here", "kept as text")
            link.insert_after(*self._beside(href))
        link.unwrap()

    def _title(self, tag: Tag) -> None:
        """Keeps what only a pointing reader would see."""
        title = " ".join(str(tag.get("title", "")).split())
        if title and tag.name in ("a", "img"):
            tag.insert_after(f" ({title})")
        elif title:
            tag.append(f" ({title})")
        del tag["title"]

    def _formula(self, formula: Tag) -> None:
        """Keeps a formula that can be drawn, and makes another one code."""
        latex = formula.get_text()
        block = formula["data-math"] == "block"
        text = f"$$\n{latex}\n$$" if block else f"${latex}$"
        if not render(text, "x-").mistakes and (block or "\n" not in latex):
            return
        self.notes.add(line_of(formula), f"the formula `{latex}`, which cannot be drawn", "kept as code")
        formula.name = "code"
        del formula["data-math"]

    def _details(self, details: Tag) -> None:
        """Unfolds what is folded away inside an answer."""
        for summary in details.find_all("summary", recursive=False):
            label(self.tree, summary)
        details.insert_before("\n")
        details.insert_after("\n")
        details.unwrap()

    def _table(self, table: Tag) -> None:
        """Keeps a table that Markdown can say, and puts the cells of another one below each other."""
        cells = table.find_all(["td", "th"])
        rows = table.find_all("tr")
        nested = table.find(IN_CELLS) is not None
        if not nested and len(rows) > 1 and any(len(row.find_all(["td", "th"])) > 1 for row in rows):
            return
        if nested or cells:
            self.notes.add(line_of(table), "a table that Markdown cannot say", "its cells put below each other")
        for caption in table.find_all("caption"):
            caption.name = "p"
        for cell in cells:
            cell.name = "div" if any(is_block(child) for child in cell.children) else "p"
        for part in [table, *table.find_all(["thead", "tbody", "tfoot", "tr", "colgroup"])]:
            part.unwrap()

    def _description(self, description: Tag) -> None:
        """Makes terms bold paragraphs, and what explains them paragraphs."""
        for term in description.find_all("dt"):
            label(self.tree, term)
        for meaning in description.find_all("dd"):
            meaning.name = "div" if any(is_block(child) for child in meaning.children) else "p"
        description.unwrap()

    def _callout(self, quotation: Tag) -> None:
        """Keeps a note such as `[!TIP]`: the line that names it becomes its mark, and its title a paragraph."""
        first = first_of(quotation)
        if not isinstance(first, Tag) or first.name != "p":
            return
        head, rest = cut_row([*first.children])
        found = ALERT.fullmatch(text_of(head).strip())
        if found is None or found["kind"].lower() not in KINDS:
            return
        title = self.tree.new_tag("p", attrs={CALLOUT: ""})
        title.string = found["title"] or found["kind"].capitalize()
        first.replace_with(title, *([as_paragraph(self.tree, rest, line_of(first))] if text_of(rest).strip() else []))
        quotation[CALLOUT] = text_of(head).strip()

    def _task(self, item: Tag) -> None:
        """Makes the `[x]` in front of an item a box."""
        text = item.find(string=lambda text: bool(text.strip()))
        box = TASK.match(text.lstrip()) if text and not text.find_parent(["code", "pre"]) else None
        if text is None or box is None or words(item).find(box[0].strip()) != 0:
            return
        text.insert_before(self.tree.new_tag("input", attrs={"data-box": box[1].lower()}))
        text.replace_with(NavigableString(text.lstrip()[box.end() :]))


def lower_headings(blocks: list[Tag]) -> None:
    """Makes the highest heading of an answer one of the first level."""
    headings = [tag for block in blocks for tag in [block, *block.find_all(HEADINGS)] if tag.name in HEADINGS]
    highest = min((int(heading.name[1]) for heading in headings), default=1)
    for heading in headings:
        heading.name = f"h{int(heading.name[1]) - highest + 1}"
