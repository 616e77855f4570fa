"""Makes the page of the dialect, `docs/contribute/markdown.md`, from its cases: `python -m tests.dialect_page`."""

from __future__ import annotations

import re
from html import escape
from itertools import count
from typing import TYPE_CHECKING, Any

import yaml

from handbook.markup.markdown import render
from tests.casefiles import CASES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = CASES.parents[1] / "docs" / "contribute" / "markdown.md"
HEAD = CASES / "dialect" / "page.md"


def groups() -> list[dict[str, Any]]:
    """Returns the groups of cases, in their order."""
    return [yaml.safe_load(file.read_text("utf-8")) for file in sorted((CASES / "dialect").glob("*.yml"))]


def page() -> str:
    """Returns the page."""
    numbers = count(1)
    return HEAD.read_text("utf-8") + "".join(
        f"\n## {group['title']}\n\n{_table(group['cases'], numbers)}\n" for group in groups()
    )


def _table(cases: list[dict[str, Any]], numbers: Iterator[int]) -> str:
    rows = "\n".join(_row(case, f"case-{next(numbers)}-") for case in cases)
    head = "<tr><th>Construct</th><th>You write</th><th>It becomes</th></tr>"
    return f'<table class="dialect">\n<thead>{head}</thead>\n<tbody>\n{rows}\n</tbody>\n</table>'


def _row(case: dict[str, Any], prefix: str) -> str:
    written = _in_one_piece(escape(case["text"].rstrip("\n"), quote=False))
    said = [f"error: {mistake}" for mistake in case.get("mistakes", [])] + [
        f"warning: {doubt}" for doubt in case.get("doubts", [])
    ]
    drawn = _in_one_piece(_without_links(render(case["text"], prefix).html))
    lines = "<br>".join(f"<code>{_in_one_piece(escape(line, quote=False))}</code>" for line in said)
    name = f"{escape(case['construct'], quote=False)}<br><small>{escape(case['of'], quote=False)}</small>"
    return f"<tr><td>{name}</td><td><pre><code>{written}</code></pre></td><td>{drawn}{lines}</td></tr>"


def _without_links(html: str) -> str:
    """Returns HTML whose links to questions lead nowhere: there are none of these ids."""
    return re.sub(r'<a href="(?:q|ref):[^"]*">(.*?)</a>', lambda link: f"<u>{link[1] or 'the title of the question'}</u>", html)


def _in_one_piece(html: str) -> str:
    """Returns HTML as Markdown takes it in one piece: without empty lines, fences and the braces of templates."""
    whole = re.sub(r"\n(?=[ \t]*\n)", "&#10;", html)
    whole = re.sub(r"^( *)([`~])(?=\2\2)", lambda fence: f"{fence[1]}&#{ord(fence[2])};", whole, flags=re.MULTILINE)
    return whole.replace("{", "&#123;").replace("\n    ", "\n&#32;   ").replace("\t", "&#9;")


def write(file: Path = PAGE) -> None:
    """Writes the page."""
    file.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
