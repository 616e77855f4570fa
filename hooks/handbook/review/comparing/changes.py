"""Tells as Markdown what changed in a handbook's questions since an earlier state, for whoever reviews it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.review.comparing.history import Entry, State

LONGEST_TEXT = 3_000
"""Characters of one text; a reviewer who wants more has the file."""
LONGEST_REPORT = 200_000
"""Characters of it all, well below the mebibyte that a summary on GitHub may have."""

FENCE = re.compile(r"^(?P<indent>[ >]*)(?P<fence>`{3,}|~{3,})(?P<rest>.*)$")
CODE = r"(?P<code>^[ >]*(?P<fence>`{3,}|~{3,}).*?(?:^[ >]*(?P=fence)|\Z)|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
# What would reach beyond its text: raw HTML, headings, and links that only the handbook knows.
BEYOND = re.compile(
    rf"{CODE}|(?P<html><)|(?P<heading>^[ >]*#)|\[(?P<title>[^\]\n]*)\]\(<?q:(?P<id>[a-z0-9-]+)>?\)", re.DOTALL | re.MULTILINE
)
SIGNS = re.compile(rf"{CODE}|(?P<sign>[\\<>&*_\[\]#|~$])", re.DOTALL | re.MULTILINE)


def describe(before: State, now: State) -> str:
    """Returns the questions that were added, changed and removed, each with its texts."""
    added = [entry for id_, entry in now.questions.items() if id_ not in before.questions]
    changed = [
        entry for id_, entry in now.questions.items() if id_ in before.questions and _changed(before.questions[id_], entry)
    ]
    removed = [entry for id_, entry in before.questions.items() if id_ not in now.questions]
    sections = [
        *_section("Added", [_question(entry, _renamed(entry, before)) for entry in added]),
        *_section("Changed", [_question(entry, _fields(before.questions[entry.id], entry)) for entry in changed]),
        *_section("Removed", [_question(entry, _successor(entry, now)) for entry in removed]),
    ]
    return _within(sections) if sections else "No question was added, changed or removed.\n"


def _section(name: str, questions: Sequence[str]) -> Iterator[str]:
    if questions:
        yield f"## {name}: {len(questions)}\n"
        yield from questions


def _changed(before: Entry, now: Entry) -> list[str]:
    """Returns the keys whose values differ, `topic` among them where the file moved."""
    if before.content == now.content and before.topic == now.topic:
        return []
    keys = [key for key in {**now.fields, **before.fields} if now.fields.get(key) != before.fields.get(key)]
    return [*(["topic"] if before.topic != now.topic else []), *keys]


def _fields(before: Entry, now: Entry) -> str:
    return f"Changed: {', '.join(_code(key) for key in _changed(before, now))}."


def _renamed(entry: Entry, before: State) -> str:
    known = [old for old in entry.formerly if old in before.questions]
    return f"Formerly {', '.join(map(_code, known))}." if known else ""


def _successor(entry: Entry, now: State) -> str:
    return f"Its links lead to {_code(now.moved[entry.id])}." if entry.id in now.moved else "Its links lead nowhere."


def _question(entry: Entry, remark: str) -> str:
    """Returns a question with its short and its full answer, which open on a click."""
    parts = [f"### {_line(entry.title)}", " ".join(filter(None, [f"{_code(entry.path)}.", remark]))]
    for name, key in (("In 60 seconds", "short"), ("Full answer", "answer")):
        text = entry.fields.get(key)
        if isinstance(text, str) and text.strip():
            parts.append(f"<details><summary>{name}</summary>\n\n{excerpt(text)}\n\n</details>")
    return "\n\n".join(parts) + "\n"


def _line(text: str) -> str:
    """Returns a line of plain text so that Markdown makes nothing of it but its `code`."""
    return SIGNS.sub(lambda match: match["code"] or f"\\{match['sign']}", " ".join(text.split()))


def _code(text: str) -> str:
    return f"`{' '.join(text.replace('`', '').split())}`"


def excerpt(text: str, longest: int = LONGEST_TEXT) -> str:
    """Returns a Markdown text, cut at a line when it is long, that cannot change what stands around it."""
    lines = text.rstrip().split("\n")
    kept, length = 0, 0
    while kept < len(lines) and length + len(lines[kept]) <= longest:
        length += len(lines[kept]) + 1
        kept += 1
    cut = "\n".join(lines[:kept]) if kept else lines[0][:longest]
    rest = len(text.split()) - len(cut.split())
    closed = BEYOND.sub(_tamed, cut) + _closing_fence(cut)
    return f"{closed}\n\n… and {rest} more words" if rest else closed


def _tamed(match: re.Match[str]) -> str:
    if match["code"]:
        return match["code"]
    if match["html"]:
        return "&lt;"
    if match["heading"]:
        return match["heading"][:-1] + "\\#"
    return " ".join(filter(None, [match["title"], _code(match["id"])]))


def _closing_fence(text: str) -> str:
    """Returns the line that closes the fence that a text leaves open, if it does."""
    opened: re.Match[str] | None = None
    for line in text.split("\n"):
        mark = FENCE.match(line)
        if mark and not opened:
            opened = mark
        elif mark and opened and mark["fence"].startswith(opened["fence"]) and not mark["rest"].strip():
            opened = None
    return f"\n{opened['indent']}{opened['fence']}" if opened else ""


def _within(parts: Sequence[str]) -> str:
    """Joins the parts up to the longest report, and says how many are left out."""
    joined, kept = "", 0
    while kept < len(parts) and len(joined) + len(parts[kept]) <= LONGEST_REPORT:
        joined += parts[kept] + "\n"
        kept += 1
    return joined if kept == len(parts) else f"{joined}… and {len(parts) - kept} more.\n"
