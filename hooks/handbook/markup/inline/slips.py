"""What Markdown would print as text, or drop, where something else was meant, found in a line: each with what to write."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from handbook.markup.findings import clipped
from handbook.markup.inline.dollars import LETTER
from handbook.markup.inline.pairs import RAW_TAGS
from handbook.records.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

    from handbook.markup.findings import Notes

TAG = re.compile(r"<(?:(?P<end>/)?(?P<name>[A-Za-z][A-Za-z0-9-]*)|[!?])[^<>\n]*>?")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
INSTEAD = {
    "a": "write [text](address)", "b": "write **…**", "strong": "write **…**", "i": "write *…*", "em": "write *…*",
    "code": "write `…`", "tt": "write `…`", "del": "write ~~…~~", "s": "write ~~…~~", "strike": "write ~~…~~",
    "mark": "write ==…==", "u": "write ^^…^^", "img": "list the picture under `figures`", "hr": "write --- on a line of its own",
    "picture": "list the picture under `figures`", "svg": "list the drawing under `figures`", "math": "write the formula as $…$",
    "pre": "write the code between two lines of ```", "blockquote": "begin each line with >",
    "p": "part paragraphs with an empty line",
    "ul": "begin each item with -", "ol": "begin each item with 1.", "li": "begin each item with - or 1.",
    "table": "write a table with | between its cells", "tr": "write a table with | between its cells",
    "td": "write a table with | between its cells", "th": "write a table with | between its cells",
    "h1": "write # before the heading", "h2": "write ## before the heading", "h3": "write ### before the heading",
    "dl": "write the term, and under it : and its meaning", "wbr": "delete it",
    "details": "write <details> on a line of its own, with <summary>…</summary> under it and </details> at the end",
    "summary": "write it right under <details>",
}  # fmt: skip
OTHERWISE = "use Markdown instead, or write it as `code`; a less-than sign needs a space after it"
REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
CRITIC = re.compile(r"\{(?:\+\+.*?\+\+|--.*?--|~~.*?~~|==.*?==|>>.*?<<)\}", re.DOTALL)
ATTRIBUTES = re.compile(
    r"""\{:[^{}\n]*\}|(?<=[)\]*_`~=$!>\w])[ ]?\{\ ?(?:[.#][A-Za-z][\w-]*|[a-z-]+=[^{}\s]+)(?:\ [^{}\n]*)?\}|
    (?<=\S\ )\{\ ?[.#][A-Za-z][\w-]*(?:\ [^{}\n]*)?\}(?=[\ \t]*(?:\n|\Z))""",
    re.VERBOSE,
)
PROGRESS = re.compile(r"\[=\d+(?:\.\d+)?%[^\]\n]*\]")
APART = re.compile(r"\[(?P<text>[^\[\]\n]+)\](?P<gap>[ \n]+)\((?P<address>(?:https?://|q:|ref:|mailto:)[^\s()]+)\)")
BROKEN = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<address>\s*(?:https?://|q:|ref:|mailto:)[^()]*\s[^()]*)\)")
UNKNOWN = re.compile(rf"(?<!{LETTER})(?<![\])])\[(?P<text>[^\[\]]*[^\W\d]{{3}}[^\[\]]*)\]\[(?P<label>[^\[\]\n]*)\](?!\()")

TURNED = re.compile(r"\[(?P<address>(?:https?://|q:|ref:|mailto:)[^\s\[\]]+)\]")
WORDS_BEFORE = re.compile(r"\((?P<text>[^()\n]+)\)\Z")
WIKI = re.compile(r"(?<!\w)\[\[(?=[^\W\d])(?P<name>[^\[\]|,\n]+)(?:\|(?P<shown>[^\[\]\n]+))?\]\](?!\()")
NOTE = re.compile(r"\^\[(?P<text>[^\[\]]+)\](?!\()")
SPECIAL = re.compile(
    r"__(?:init|main|name|call|new|del|str|repr|len|iter|next|enter|exit|get|set|getitem|setitem|getattr|setattr|eq|hash|lt|gt|add"
    r"|mul|dict|doc|file|all|class|slots|post_init|future|version|contains|bool|init_subclass|aenter|aexit|await)__(?!\w)"
)


def plug_in(md: MarkdownIt) -> None:
    """Adds the rules that refuse, each after the one that takes what is right."""
    md.inline.ruler.at("html_inline", _tag)
    md.inline.ruler.at("entity", _reference)
    md.inline.ruler.at("image", _picture)
    md.inline.ruler.after(
        "link", "slip_in_brackets", _rule("[", ((PROGRESS, _progress), (APART, _apart), (BROKEN, _broken), (UNKNOWN, _unknown)))
    )
    md.inline.ruler.before("link", "slip_of_a_link", _turned)
    md.inline.ruler.before("link", "slip_of_a_wiki", _rule("[", ((WIKI, _wiki),)))
    md.inline.ruler.before("emphasis", "slip_in_braces", _rule("{", ((CRITIC, _critic), (ATTRIBUTES, _attributes))))
    md.inline.ruler.before("slip_in_braces", "slip_of_a_note", _rule("^", ((NOTE, _note),)))
    md.inline.ruler.before("slip_in_braces", "slip_of_a_name", _rule("_", ((SPECIAL, _name),)))


def _rule(
    sign: str, slips: tuple[tuple[re.Pattern[str], Callable[[Notes, re.Match[str]], None]], ...]
) -> Callable[[StateInline, bool], bool]:
    """Returns a rule that refuses what one of some patterns finds at a sign, and takes it out of the text."""

    def rule(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != sign:
            return False
        for pattern, refuse in slips:
            if found := pattern.match(state.src, state.pos, state.posMax):
                if not silent:
                    refuse(state.env["notes"], found)
                state.pos = found.end()
                return True
        return False

    return rule


def _tag(state: StateInline, silent: bool) -> bool:
    found = TAG.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "<" else None
    if not found:
        return False
    is_closed = state.html_terminator_last("-->") > state.pos
    comment = COMMENT.match(state.src, state.pos, state.posMax) if is_closed else None
    if not silent:
        state.env["notes"].refuse_at(state.pos, *_about_tag(found, comment))
    state.pos = comment.end() if comment else found.end()
    return True


def _about_tag(found: re.Match[str], comment: re.Match[str] | None) -> tuple[str, str]:
    token, name = found[0].rstrip(), (found["name"] or "").lower()
    if comment:
        return f"a comment, {clipped(token)}", "delete it, or write it as a comment of the file, with # before it"
    if name in RAW_TAGS and token.lower() in (f"<{name}>", f"</{name}>"):
        missing = f"<{name}>" if found["end"] else f"</{name}>"
        return f"the tag {token} without its {missing}", f"add {missing} in the same paragraph"
    if name in RAW_TAGS:
        return f"a tag with attributes, {clipped(token)}", f"write <{name}>…</{name}>"
    is_tag = re.fullmatch(r"</?[A-Za-z0-9-]+(?:\s*/?>|[\s/].*=.*|\s*)", token)
    return f"raw HTML, {clipped(token)}", INSTEAD.get(name, OTHERWISE) if is_tag else OTHERWISE


def _reference(state: StateInline, silent: bool) -> bool:
    """Draws a character by its name, keeps what is no name, and refuses what would be invisible."""
    found = REFERENCE.match(state.src, state.pos, state.posMax) if state.src[state.pos] == "&" else None
    if not found:
        return False
    characters = unescape(found[0])
    if not silent:
        if not characters or FORBIDDEN.search(characters):
            state.env["notes"].refuse_at(state.pos, f"{found[0]}, an invisible or control character", "delete it")
        state.append_pending(characters if len(characters) <= 2 else found[0])
    state.pos = found.end()
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("![", state.pos):
        return False
    found = re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])|!\[\[[^\[\]\n]+\]\]").match(
        state.src, state.pos, state.posMax
    )
    if found and not silent:
        state.env["notes"].refuse_at(state.pos, f"a picture inside a text, {clipped(found[0])}", "list it under `figures`")
    state.pos = found.end() if found else state.pos
    return found is not None


def _progress(notes: Notes, found: re.Match[str]) -> None:
    notes.refuse_at(found.start(), f"a progress bar, {clipped(found[0])}", "write the share in words")


def _apart(notes: Notes, found: re.Match[str]) -> None:
    remedy = f"write [{clipped(found['text'])}]({clipped(found['address'])})"
    notes.refuse_at(found.start(), "a link whose address stands apart from its text", remedy)


def _broken(notes: Notes, found: re.Match[str]) -> None:
    whole = re.sub(r"\s+", "", found["address"])
    notes.refuse_at(
        found.start("address"), "an address with a space or a new line in it", f"write ({clipped(whole)}) in one piece"
    )


def _unknown(notes: Notes, found: re.Match[str]) -> None:
    label = clipped(found["label"] or found["text"])
    notes.refuse_at(found.start(), f"a link to [{label}], which no line explains", f"add a line `[{label}]: https://…`")


def _note(notes: Notes, found: re.Match[str]) -> None:
    remedy = f"write [^1] here, and a line `[^1]: {clipped(found['text'])}` at the end of this text"
    notes.refuse_at(found.start(), f"a note inside a line, {clipped(found[0])}", remedy)


def _turned(state: StateInline, silent: bool) -> bool:
    """Refuses a link whose text stands in parentheses and whose address in brackets."""
    if state.src[state.pos] != "[" or not state.pos or state.src[state.pos - 1] != ")":
        return False
    found = TURNED.match(state.src, state.pos, state.posMax)
    before = WORDS_BEFORE.search(state.src[: state.pos])
    if not found or not before:
        return False
    if not silent:
        remedy = f"write [{clipped(before['text'])}]({clipped(found['address'])})"
        state.env["notes"].refuse_at(before.start(), "a link whose brackets and parentheses are exchanged", remedy)
    state.pos = found.end()
    return True


def _wiki(notes: Notes, found: re.Match[str]) -> None:
    shown = clipped(found["shown"] or found["name"])
    remedy = f"write [{shown}](q:…) with the id of a question, or `{clipped(found[0])}` as code"
    notes.refuse_at(found.start(), f"a link of a wiki, {clipped(found[0])}", remedy)


def _name(notes: Notes, found: re.Match[str]) -> None:
    notes.refuse_at(found.start(), f"the name {found[0]}, of which Markdown would make bold type", f"write `{found[0]}`")


def _critic(notes: Notes, found: re.Match[str]) -> None:
    notes.refuse_at(found.start(), f"a mark of a proposed change, {clipped(found[0])}", "write the text as it is to be")


def _attributes(notes: Notes, found: re.Match[str]) -> None:
    at = found.start() + len(found[0]) - len(found[0].lstrip())
    notes.refuse_at(at, f"attributes, {clipped(found[0].strip())}", "delete them; a text has no classes, ids or sizes of its own")
