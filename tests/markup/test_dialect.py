"""What must hold of every text: nothing dangerous comes out."""

from __future__ import annotations

import random
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from handbook.markup.markdown import render

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "the-prefix-"
VOID = {"br", "hr", "input"}
HARMLESS = re.compile(
    "a|abbr|annotation|blockquote|br|cite|code|dd|del|details|dfn|div|dl|dt|em|h[4-6]|hr|input|ins|kbd|label|li|m[a-z]+|math|ol|p|pre"
    "|q|samp|semantics|small|span|strong|su[bp]|summary|table|tbody|td|th|thead|tr|ul|var"
)
STYLE = re.compile(r"(?:(?:text-align|justify-items|(?:border|padding|margin)-[a-z]+|width|color):[\w#.% -]+(?:;|$))+")

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<IFRAME SRC=//e.org>", "<svg/onload=alert(1)>", "</div>",
    "</details>",
    "<!--", "-->", "<![CDATA[", "]]>", "<?x", '" onmouseover="alert(1)', "' onclick='x", "javascript:alert(1)",
    "data:text/html,x",
    "&lt;script&gt;", "&#60;script&#62;", "&#x6A;avascript:", "&quot; onload=&quot;x", "{: onclick=alert(1) }", "{{ x }}",
    "{% x %}",
    '--8<-- "mkdocs.yml"', "\x02wzxhzdk:0\x03", "\x02klzzwxh:0000\x03", "\x02amp\x03", "\x00", "</code>", "</pre>", "</math>",
    "</annotation>", "<mtext>", "<a href=\"q:x\">",
]  # fmt: skip
WRAPPED = [
    "`{}`", "``{}``", "```\n{}\n```", "```html\n{}\n```", "~~~js title=\"{}\"\n{}\n~~~", "    {}", "$\\text{{{}}}$",
    "$$\n\\text{{{}}}\n$$",
    '++"{}"++', "[text](q:one '{}')", "[text](https://e.org/{})", "[{}](q:one)", "[text]({})", "[text](<{}>)", "<{}>", "[{}]: {}",
    "[text][{}]", "![{}]({})", "**{}**", "=={}==", "~~{}~~", "<kbd>{}</kbd>", "<sub>{}</sup>", "# {}", "> {}", "- {}", "1. {}",
    "- [ ] {}",
    "| {} | b |\n|---|---|\n| {} | `{}` |", "text[^1]\n\n[^1]: {}", "text[^{}]\n\n[^{}]: note", "*[{}]: {}",
    "!!! note \"{}\"\n    {}",
    "??? {}\n    {}", "> [!{}] {}\n> {}", "=== \"{}\"\n    {}", "{}\n: {}", "^^{}^^",
    "<details>\n<summary>{}</summary>\n\n{}\n\n</details>", "\\({}\\)", "```math\n{}\n```", "{}",
]  # fmt: skip
TAME = ["words", "x_1", "`code`", "$x^2$", "**bold**", "[one](q:one)", "&amp;", "<kbd>k</kbd>", "C++", "a < b", "“é”"]


class Checked(HTMLParser):
    """Reads HTML strictly, and notes everything that a page must not get from a text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.wrong: list[str] = []
        self.feed(html)
        self.close()
        self.wrong += [f"never closed: {tag}" for tag in self.open]
        self.wrong += [f"anchor to nothing: {anchor}" for anchor in self.anchors if anchor not in self.ids]
        self.wrong += [f"id twice: {id_}" for id_ in self.ids if self.ids.count(id_) > 1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not HARMLESS.fullmatch(tag):
            self.wrong.append(f"tag {tag}")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attribute(name, value or "")

    def attribute(self, name: str, value: str) -> None:
        if name.startswith("on") or name in ("src", "srcset", "action", "formaction", "xlink:href"):
            self.wrong.append(f"attribute {name}")
        elif name == "id":
            self.ids.append(value)
            if not value.startswith(PREFIX):
                self.wrong.append(f"id {value}")
        elif name == "href" and value.startswith("#"):
            self.anchors.append(value[1:])
        elif name == "href" and not re.match(r"https?://[^/]|mailto:|q:[a-z0-9-]+$", value):
            self.wrong.append(f"link to {value}")
        elif name == "style" and not STYLE.fullmatch(value):
            self.wrong.append(f"style {value}")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"closed out of order: {tag}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.wrong.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.wrong.append(f"instruction {data}")


def hostile_texts(count: int) -> Iterator[str]:
    generator = random.Random(3)  # noqa: S311
    for _ in range(count):
        blocks = []
        for _ in range(generator.randint(1, 5)):
            wrapped = generator.choice(WRAPPED)
            inside = [generator.choice(HOSTILE if generator.random() < 0.7 else TAME) for _ in range(wrapped.count("{}"))]
            blocks.append(wrapped.format(*inside))
        yield generator.choice(["\n\n", "\n\n", "\n", " "]).join(blocks)


def test_nothing_dangerous_comes_out_of_hostile_texts() -> None:
    rendered = 0
    for text in hostile_texts(600):
        outcome = render(text, PREFIX)
        rendered += not outcome.mistakes
        assert Checked(outcome.html).wrong == [], text
        assert not (outcome.html and outcome.mistakes)
        for mistake in outcome.mistakes:
            assert 0 <= mistake.offset <= len(text), text
            assert not re.search(r"[\x02\x03\n]", mistake.found + mistake.remedy), text
    assert rendered > 100


def test_what_comes_out_of_hostile_texts_does_not_depend_on_their_order() -> None:
    texts = list(hostile_texts(200))

    forwards = [render(text, PREFIX) for text in texts]
    backwards = [render(text, PREFIX) for text in reversed(texts)]

    assert forwards == backwards[::-1]


@pytest.mark.parametrize(
    "html",
    ["<script></script>", "<p><em></p></em>", "<p>", "</p>", '<p onclick="x"></p>', '<p id="x"></p>',
     '<a href="javascript:x"></a>',
     '<a href="#x"></a>', "<!-- x -->", '<td style="background:url(x)"></td>', '<img src="x">'],
)  # fmt: skip
def test_what_reads_the_html_sees_what_is_wrong_with_it(html: str) -> None:
    assert Checked(html).wrong
