"""Makes records of the questions that were found: question, tags, short and full answer."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from handbook.contribute.ids import slug
from handbook.contribute.imports.carrying.carry import lower_headings
from handbook.contribute.imports.carrying.dividing import Answered, Passage, divided
from handbook.contribute.imports.carrying.prose import markdown_of
from handbook.contribute.imports.finding.asking import MARKER, lead, unmarked
from handbook.contribute.imports.finding.grades import graded
from handbook.contribute.imports.finding.parts import strip_answer_mark
from handbook.contribute.imports.page.tidy import as_paragraph, last_line_of, line_of, words, wrap_loose
from handbook.records.problems import one_slip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handbook.contribute.imports.carrying.carry import Carrier
    from handbook.contribute.imports.carrying.footnotes import Footnotes
    from handbook.contribute.imports.finding.grades import Scale
    from handbook.contribute.imports.finding.questions import Found
    from handbook.contribute.imports.page.notes import Notes

MAX_LINE = 300
MAX_TEXT = 40_000
MAX_TAGS = 8
SOURCE_LINK = re.compile(r"\s*\[?\[?\ue000([^\ue001]*)\ue001\]?\]?\s*$")


def question_of(found: Found, scale: Scale, notes: Notes) -> str:
    """Returns the question as one line of plain text; its links, and what is too long, go to the answer."""
    text, links = _line(found.title)
    full = unmarked(text)
    if scale.level((bare := graded(full)).mark):
        full = bare.text
    if len(full) > MAX_LINE:
        notes.add(found.line, f"a question of {len(full)} characters", f"cut to {MAX_LINE}; the whole of it starts the answer")
        found.intro.insert(0, copy(found.title))
        full = full[: MAX_LINE - 1].rsplit(" ", 1)[0] + "…"
    found.links = links
    return full


def _line(title: Tag) -> tuple[str, list[Tag]]:
    """Returns the words of a title, code and formulas in backticks, and a paragraph for each address that it links to."""
    parts: list[str] = []
    links: list[Tag] = []
    for node in title.descendants:
        if isinstance(node, NavigableString):
            parts.append(_part(node))
        elif isinstance(node, Tag) and node.name == "br":
            parts.append(" ")
        elif isinstance(node, Tag) and node.name in ("a", "img") and node.get("href", node.get("src")):
            links.append(node)
    text = re.sub(r"\s+", " ", "".join(parts)).strip()
    bare = SOURCE_LINK.sub("", text)
    text = (bare if re.search(r"\w", bare) else text).translate({0xE000: None, 0xE001: None})
    return text, [_as_block(node) for node in links if not str(node.get("href", "")).startswith("#")]


def _part(node: NavigableString) -> str:
    text = str(node)
    if (node.find_parent("code") or node.find_parent(attrs={"data-math": True})) and "`" not in text:
        return f"`{text}`"
    link = node.find_parent("a")
    return f"\ue000{text}\ue001" if link and words(link) == text.strip() else text


def _as_block(node: Tag) -> Tag:
    return as_paragraph(BeautifulSoup("", "html.parser"), [copy(node)], line_of(node))


def answered(found: Found, id_: str, carrier: Carrier, footnotes: Footnotes) -> Answered:
    """Returns the short and the full answer of a question, in Markdown."""
    notes = carrier.notes
    title = [copy(found.title)]
    if found.body and MARKER.match(found.title.get_text()):
        strip_answer_mark(found.body[0])
    found.body = _without_bullet(found.body)
    lower_headings([*found.intro, *found.body])
    intro, body, links = (
        _without_edges([*_passages(blocks, id_, carrier, notes)]) for blocks in (found.intro, found.body, found.links)
    )
    within = [*_within([*intro, *links, *body], notes)]
    intro, links, body = (within[: len(intro)], within[len(intro) :][: len(links)], within[len(intro) + len(links) :])
    texts = divided(intro, body, found.line, notes)
    whole = "\n\n".join(filter(None, [texts.answer, *(passage.text for passage in links)]))
    return Answered(*footnotes.carried(texts.short, whole, title, carrier, id_))


def _without_bullet(body: list[Tag]) -> list[Tag]:
    """Returns the blocks of an answer that is a list of one item as if there were no list."""
    items = body[0].find_all("li", recursive=False) if len(body) == 1 and body[0].name == "ul" else []
    if len(items) != 1 or items[0].find("input"):
        return body
    wrap_loose(BeautifulSoup("", "html.parser"), items[0])
    return [child for child in [*items[0].children] if isinstance(child, Tag)]


def _passages(blocks: Iterable[Tag], id_: str, carrier: Carrier, notes: Notes) -> Iterator[Passage]:
    for block in blocks:
        for part in carrier.carry(block, id_):
            text = markdown_of(part, notes)
            if text.strip():
                yield Passage(text, _is_prose(part), line_of(part), last_line_of(part))


def _is_prose(holder: Tag) -> bool:
    blocks = [child for child in holder.children if isinstance(child, Tag)]
    if len(blocks) != 1 or blocks[0].name != "p":
        return False
    bold = lead(blocks[0])
    told = [text for text in blocks[0].find_all(string=True) if not text.find_parent(["code", "span"])]
    is_label = bold is not None and words(bold).strip(" :.") == words(blocks[0]).strip(" :.")
    return not is_label and re.search(r"\w", "".join(told)) is not None


def _without_edges(made: list[Passage]) -> list[Passage]:
    """Returns passages without the rules that only set the questions apart."""
    while made and made[-1].text == "---":
        made = made[:-1]
    while made and made[0].text == "---":
        made = made[1:]
    return made


def _within(made: Iterable[Passage], notes: Notes) -> Iterator[Passage]:
    """Yields passages as long as a field can hold them."""
    length = 0
    for passage in made:
        length += len(passage.text) + 2
        if length <= MAX_TEXT:
            yield passage
        else:
            notes.drop(passage.line, passage.last, f"text beyond the {MAX_TEXT:,} characters of an answer")


def tags_of(sections: Iterable[str], line: int, topic: str, known: set[str], notes: Notes) -> tuple[str, ...]:
    """Returns a question's tags: the headings that it stands under, or the topic."""
    tags = [tag for title in sections if (tag := _tag(title, topic, known, line, notes))]
    return tuple(dict.fromkeys(tags))[-MAX_TAGS:] or (topic,)


def _tag(title: str, topic: str, known: set[str], line: int, notes: Notes) -> str | None:
    tag = slug(unmarked(title))
    if not tag or len(tag) > 60:
        notes.add(line, f"the heading `{title}` above it, which makes no tag", "left out")
        return None
    if tag not in known and (other := next((other for other in sorted(known) if one_slip(tag, other)), None)):
        notes.add(line, f"the tag `{tag}`, which is one slip away from `{other}`", f"`{topic}` written instead")
        return topic
    known.add(tag)
    return tag
