"""One Markdown text to HTML that any page can hold, or to what is wrong with it and where."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser
from typing import Any

import pytest
from math_core import LatexToMathML

from handbook.markup.markdown import render
from tests.casefiles import CASES, cases

RENDERED = cases("markdown/rendered")
REFUSED = cases("markdown/refused")
FORMULAS = (CASES / "markdown" / "formulas.txt").read_text("utf-8").splitlines()

LENGTH = 50_000
SECONDS = 4
"""CPU time that any text may take on a busy machine; where the time grew as the square, these would take far longer."""
REPEATED = [
    *"*_`~$[](<\\&|-", "*a ", "**a", "[a](", "![a](", "[a](<", "[[a]", "[^1]", "](", "``a`", "$$", "<kbd>", "<!--", "<![CDATA[",
    '<a href="', "&#", "++a++", "# a\n", "a\n=\n", "- a\n", "> a\n", "    a\n", "| a ", "[a]: b\n", "[^1]: a\n\n", "- ", "1. ",
]  # fmt: skip
LONG = {
    "one note with many marks": "[^1] " * 8_000 + "\n\n[^1]: note",
    "a wide table": "|a" * 5_000 + "|\n" + "|-" * 5_000 + "|\n" + "|b" * 5_000,
    "a long line of code": "```python\n" + "x+" * 20_000 + "\n```",
    "spaces in code": "`a" + " " * 40_000 + "b`",
    "a formula of braces": "$" + "{" * 20_000 + "}" * 20_000 + "$",
    "a raw tag before many pairs": "<kbd>" + "a" * 20_000 + "<sub>x</sub>" * 2_000,
    "many tags, also in code": "".join(f"<b{at}> `<b{at}>` " for at in range(2_000)),
    "one tag many times, also in code": "<b> " * 99 + "`<b>` " * 99 + "*a* " * 10_000,
}


def printed(text: str) -> list[str]:
    """Returns the mistakes of a text as they are reported, in the order of the text."""
    lines = []
    for mistake in sorted(render(text, "id-").mistakes, key=lambda mistake: mistake.offset):
        before = text[: mistake.offset]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        lines.append(f"{line}:{column}: error: {mistake.found}; {mistake.remedy}")
    return lines


class Elements(HTMLParser):
    """Lists the elements of HTML with their attributes, styles without spaces and numbers to four digits."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: self.normal(value or "") for name, value in attrs}))

    @staticmethod
    def normal(value: str) -> str:
        value = re.sub(r"([:;]) ", r"\1", value.rstrip(";"))
        return re.sub(r"\d+\.\d+", lambda number: f"{float(number[0]):.4f}", value)


@pytest.mark.parametrize("case", RENDERED)
def test_text_becomes_this_html(case: dict[str, Any]) -> None:
    rendered = render(case["text"], "id-")

    assert printed(case["text"]) == []
    assert rendered.html == case["html"].removesuffix("\n")
    assert list(rendered.links) == case.get("links", [])


@pytest.mark.parametrize("case", REFUSED)
def test_text_has_exactly_these_mistakes_and_no_html(case: dict[str, Any]) -> None:
    assert printed(case["text"]) == case["mistakes"]
    assert render(case["text"], "id-").html == ""


@pytest.mark.parametrize("latex", FORMULAS)
def test_formula_loses_nothing_by_being_made_safe(latex: str) -> None:
    drawn = LatexToMathML(annotation=True).convert_with_local_state(latex, displaystyle=False)

    assert printed(f"${latex}$") == []
    assert Elements(render(f"${latex}$", "id-").html).found[2:] == Elements(drawn).found


def test_texts_with_notes_of_the_same_name_share_a_page() -> None:
    text = "Text[^1].\n\n[^1]: Note."

    one, two = render(text, "one-").html, render(text, "two-").html

    for html, prefix in ((one, "one-"), (two, "two-")):
        ids = set(re.findall(r'id="([^"]*)"', html))
        assert ids == {f"{prefix}fn:1", f"{prefix}fnref:1"}
        assert {target.removeprefix("#") for target in re.findall(r'href="([^"]*)"', html)} == ids


@pytest.mark.parametrize(
    ("before", "text", "html"),
    [
        ("[a]: https://e.org\n\n[a]", "[a]", "<p>[a]</p>"),
        ("*[HTML]: Hyper Text\n\nHTML", "HTML", "<p>HTML</p>"),
        ("[](q:one)", "[two](q:two)", '<p><a href="q:two">two</a></p>'),
        ("```\nnever closed", "`closed`", "<p><code>closed</code></p>"),
        ("> " * 300 + "deep", "- `flat`", "<ul>\n<li><code>flat</code></li>\n</ul>"),
    ],
    ids=["link definition", "abbreviation", "link", "mistake", "nesting"],
)
def test_nothing_of_a_text_reaches_the_next(before: str, text: str, html: str) -> None:
    render(before, "before-")
    after = render(text, "after-")

    assert (after.html, after.mistakes) == (html, ())
    assert set(after.links) <= {"two"}


def test_note_of_a_text_does_not_serve_the_next() -> None:
    render("Text[^1].\n\n[^1]: Note.", "before-")

    [mistake] = render("Text[^1].", "after-").mistakes

    assert mistake.found == "the footnote mark [^1] without its note"


def test_text_renders_the_same_whatever_was_rendered_before() -> None:
    texts = [param.values[0]["text"] for param in (*RENDERED, *REFUSED)]  # type: ignore[index]

    forwards = [render(text, "id-") for text in texts]
    backwards = [render(text, "id-") for text in reversed(texts)]

    assert forwards == backwards[::-1]


@pytest.mark.parametrize("unit", REPEATED)
def test_text_of_one_thing_repeated_is_read_in_time(unit: str) -> None:
    start = time.process_time()
    render((unit * LENGTH)[:LENGTH], "id-")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_long_text_is_read_in_time(text: str) -> None:
    start = time.process_time()
    render(text, "id-")
    assert time.process_time() - start < SECONDS


@pytest.mark.parametrize(
    ("text", "tag", "levels"),
    [
        ("> " * 20 + "x", "blockquote", 20),
        ("- " * 20 + "x", "ul", 20),
        ("\n".join("    " * level + "- x" for level in range(20)), "ul", 20),
    ],
    ids=["quotes", "lists on a line", "lists"],
)
def test_quotes_and_lists_may_be_nested(text: str, tag: str, levels: int) -> None:
    assert render(text, "id-").html.count(f"<{tag}>") == levels


@pytest.mark.parametrize(
    "text",
    [
        "> " * 200 + "x",
        "- " * 200 + "x",
        "1. " * 5_000 + "x",
        "\n".join("> " * level + "x" for level in range(1, 200)),
        "\n".join("    " * level + "- x" for level in range(100)),
        "> - " * 100 + "x",
    ],
    ids=["quotes", "lists on a line", "thousands", "quotes on lines", "lists", "quotes of lists"],
)
def test_nesting_has_its_bound(text: str) -> None:
    [line] = printed(text)
    assert line.endswith(": error: lists or quotes that are nested too deep; keep to 20 levels")


def test_mistake_that_also_stands_in_code_is_found_among_many() -> None:
    text = "`<b>` " * 60 + "<b> " + "`<b>` " * 60

    assert [line.split(": ")[0] for line in printed(text)] == ["1:361"]


@pytest.mark.parametrize("text", ["هذا جواب.", "- هذا جواب (answer).\n- Second", "> שלום", "| a |\n| --- |\n| هذا |"])
def test_blocks_take_their_direction_from_their_words_where_some_are_read_from_right_to_left(text: str) -> None:
    html = render(text, "x-").html

    assert 'dir="auto"' in html
    assert html.count("<p") + html.count("<li") + html.count("<td") <= html.count('dir="auto"')


def test_text_without_words_from_right_to_left_has_no_direction_of_its_own() -> None:
    assert "dir=" not in render("Plain *text*, $x$ and 中文.\n\n- a list", "x-").html
