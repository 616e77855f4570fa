"""Links in a text: to questions, to sources, and to places outside that a reader can go to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_inline.link import link

from handbook.markup.findings import clipped
from handbook.records.addresses import leads_somewhere
from handbook.records.forms import SLUG

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    from handbook.markup.findings import Notes

OUTSIDE = re.compile(r"https?://[^/\s]\S*|mailto:[^@\s]+@\S+")
LEFT = re.compile(r"\]\((?:q:|ref:|https?://|mailto:)[^()\s]*\)")


def plug_in(md: MarkdownIt) -> None:
    """Lets a reader of Markdown remember where links are, and examine them."""
    md.inline.ruler.at("link", _link)
    md.inline.ruler.after("link", "link_left", _left)
    md.core.ruler.push("links", _examine_all)


def _link(state: StateInline, silent: bool) -> bool:
    start, count = state.pos, len(state.tokens)
    if not link(state, silent):
        return False
    if not silent:
        opening = next(token for token in state.tokens[count:] if token.type == "link_open")
        opening.meta = {"at": start, "end": state.pos}
    return True


def _left(state: StateInline, silent: bool) -> bool:
    """Refuses what looks like a link and cannot be one, for there is a link or half of a tag in its text."""
    found = LEFT.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "]" else None
    if not found or not _is_open(state.src[: state.pos]):
        return False
    if not silent:
        state.env["notes"].refuse_at(
            state.pos, f"a link that is none, {clipped(found[0])}", "write no link and no half of a tag in its text"
        )
    state.pos = found.end()
    return True


def _is_open(before: str) -> bool:
    plain = re.sub(r"\\.|`[^`]*`", "", before)
    return plain.count("[") > plain.count("]")


def _examine_all(state: StateCore) -> None:
    """Notes cross-links and citations, and refuses links that lead nowhere."""
    notes: Notes = state.env["notes"]
    for line in state.tokens:
        for at, token in reversed([*enumerate(line.children or ())]):
            if token.type == "link_open":
                notes.line = line
                _examine(notes, token, line.children or [], at)
    notes.links.reverse()
    notes.citations.reverse()


def _examine(notes: Notes, opening: Token, tokens: list[Token], at: int) -> None:
    href = str(opening.attrs.get("href", ""))
    end = next(
        place for place in range(at, len(tokens)) if tokens[place].type == "link_close" and tokens[place].level == opening.level
    )
    silent = not any(token.content.strip() for token in tokens[at + 1 : end])
    scheme, _, name = href.partition(":")
    if scheme in ("q", "ref") and re.fullmatch(SLUG, name):
        (notes.links if scheme == "q" else notes.citations).append(name)
        if silent:
            del tokens[at + 1 : end]
    elif not OUTSIDE.fullmatch(href):
        found = f"a link to `{clipped(href)}`" if href else "a link to nothing"
        to_key = "cite `ref:` and a key of data/references.yml"
        remedy = to_key if scheme == "ref" else "link to `q:` and a question's id, or to an https:// address"
        notes.refuse(_place(notes, opening, href), found, remedy)
    elif not leads_somewhere(href):
        found = f"a link to `{clipped(href)}`, which no browser can follow"
        notes.refuse(_place(notes, opening, href), found, "write its host and port right, and keep it short")
    elif silent:
        notes.refuse(_place(notes, opening, href), "a link without a text", "write one between its brackets")


def _place(notes: Notes, opening: Token, href: str) -> int:
    """Finds the address of a link: behind its text, or where a definition gives it."""
    content = notes.line.content if notes.line else ""
    if "at" not in opening.meta:
        return notes.offset(max(0, content.find(href.removeprefix("mailto:"))))
    start, end = opening.meta["at"], opening.meta["end"]
    if content[end - 1] == ")" and (bracket := content.rfind("](", start, end)) >= 0:
        rest = content[bracket + 2 : end]
        return notes.offset(end - len(rest.lstrip().removeprefix("<")))
    defined = re.compile(rf"^[ >]*\[[^\]\n]+\]:\s*<?(?={re.escape(href)})", re.MULTILINE).search(notes.text)
    return defined.end() if defined else notes.offset(start)
