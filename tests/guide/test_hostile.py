"""Nasty Markdown in print: it compiles, and it says the same as before."""

from __future__ import annotations

import random
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup

from handbook.markup.lines import MATH, plain
from handbook.markup.markdown import render
from tests.casefiles import CASES
from tests.conftest import write_question
from tests.guides import Guide, letters, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("guides")

COUNT = 220
WORDS = (
    "#let x = 1", "@ref", "<label>", "$5", "*", "_", "`", "\\\\", "~", "--", "---", "...", "//", "/* c */", "= no heading", "#{",
    "}", "[", "]",
    '"quoted"', "it's", "a&b", "100 %", "x^2", "{{ braces }}", "https://example.org/a_b", "naïve", "Ἀθῆναι", "Привет",
    "שלום", "עברית", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen", "a" * 90, "x_y_z" * 12, "-5", "1. no list",
    "→", "ﬁ", "e\u0301", "±", "…", "word", "another", "and",
)  # fmt: skip
FORMULAS = [line for line in (CASES / "markdown" / "formulas.txt").read_text("utf-8").splitlines() if line]


class Nasty:
    """Makes documents that try what a typesetter may stumble over."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)  # noqa: S311  test data

    def document(self) -> str:
        return "\n\n".join(self.block() for _ in range(self.dice.randint(1, 5)))

    def block(self) -> str:
        kinds = (self.line, self.line, self.bullets, self.nested, self.code, self.table, self.quote, self.display, self.heading)
        return self.dice.choice(kinds)()

    def line(self, least: int = 3) -> str:
        words = [self.dice.choice(WORDS) for _ in range(self.dice.randint(least, 20))]
        words[self.dice.randrange(len(words))] = self.dice.choice(
            (
                "**bold**",
                "*slanted*",
                "`code #x`",
                "~~gone~~",
                "==marked==",
                "++ctrl+c++",
                "H<sub>2</sub>O",
                "[a link](https://example.org/~x_y)",
            )
        )
        return "So " + " ".join(words)

    def bullets(self) -> str:
        mark = self.dice.choice(("-", "1.", "- [x]"))
        return "\n".join(f"{mark} {self.line()}" for _ in range(3))

    def nested(self) -> str:
        return "\n\n".join(f"{'    ' * depth}- {self.line()}" for depth in range(self.dice.randint(2, 6)))

    def code(self) -> str:
        line = "".join(
            self.dice.choice(("x", "#", "$", "\\", '"', "  ", "(", "]", "y_1")) for _ in range(self.dice.randint(5, 200))
        )
        return f"```{self.dice.choice(('', 'python'))}\nvalue = '{line}'\n    indented  twice\n```"

    def table(self) -> str:
        width = self.dice.randint(1, 7)
        cells = [
            [self.dice.choice(("$x_1$", "a#b", "long_identifier_in_a_cell", "`code`", "", "no 12")) for _ in range(width)]
            for _ in range(4)
        ]
        rule = "| " + " | ".join(self.dice.choice((":--", "--:", ":-:")) for _ in range(width)) + " |"
        return "\n".join(
            ["| " + " | ".join(f"h{at}" for at in range(width)) + " |", rule, *("| " + " | ".join(row) + " |" for row in cells)]
        )

    def quote(self) -> str:
        return f"> {self.line()}"

    def display(self) -> str:
        return f"$$\n{self.dice.choice(FORMULAS)}\n$$"

    def heading(self) -> str:
        return f"{'#' * self.dice.randint(1, 4)} Heading {self.dice.randint(1, 99)}\n\n{self.line()}"


def documents() -> Iterator[str]:
    """Yields so many documents that the handbook's Markdown allows."""
    nasty = Nasty(7)
    made = 0
    while made < COUNT:
        text = nasty.document()
        if not render(text, "x-").mistakes:
            made += 1
            yield text


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    root = tmp_path_factory.mktemp("hostile")
    (root / "data" / "nasty").mkdir(parents=True)
    (root / "docs" / "topics").mkdir(parents=True)
    (root / "data" / "nasty" / "_topic.yml").write_text("title: Nasty\nsummary: What may go wrong.\norder: 1\n")
    (root / "docs" / "topics" / "nasty.md").write_text('{{ topic("nasty") }}\n')
    texts = [*documents()]
    for at, text in enumerate(texts):
        write_question(root, f"nasty/q{at:03}", question=f"Document {at:03} begins?", tags=["nasty"], short="Here.", answer=text)
    return root, texts


def test_nasty_documents_say_in_print_what_they_say_on_the_page(sources: tuple[Path, list[str]], tmp_path: Path) -> None:
    root, texts = sources
    outcome = run(root, "--title", "Hostile", "-o", str(tmp_path / "nasty.pdf"))
    assert outcome.exit_code == 0, outcome.output
    parts = printed_parts(Guide(tmp_path / "nasty.pdf"))

    assert len(parts) == COUNT
    for text, part in zip(texts, parts, strict=True):
        html = render(text, "x-").html
        if "<math" in html:
            wanted = {word for word in re.split(r"\W+", plain(MATH.sub(" ", html))) if len(word) > 3 and word.isascii()}
            assert {word for word in wanted if letters(word) not in part} == set(), text
            continue
        words = letters(plain(as_printed(html)))
        assert Counter(part) == Counter(words), text
        if not re.search("[\u0590-\u05ff]", text):
            assert part == words, text


def as_printed(html: str) -> str:
    """Returns HTML with what paper shows besides: the numbers of items, and where a link leads."""
    soup = BeautifulSoup(html, "html.parser")
    for numbered in soup.find_all("ol"):
        for at, item in enumerate(numbered.find_all("li", recursive=False), 1):
            item.insert(0, f"{at}. ")
    return str(soup).replace(">a link</a>", ">a link</a> example.org/~x_y")


def printed_parts(guide: Guide) -> list[str]:
    """Returns the letters of each answer, between the mark before it and what comes after it."""
    whole = " ".join(guide.bodies[guide.page_of("Nasty") - 1 : guide.page_of("Index") - 1])
    return [letters(part.partition("Here.")[2]) for part in re.split(r"Document \d{3} begins\?", whole)[1:]]


@pytest.mark.parametrize(
    ("text", "characters"),
    [("Some 𓀀 text.", "U+13000"), ("`code 𓀀`", "U+13000"), ("$x = 𓀀$", "U+13000")],
)
def test_character_without_a_font_is_a_mark_and_its_question_is_named(
    small: Path, tmp_path: Path, text: str, characters: str
) -> None:
    write_question(small, "regularization/dropout", answer=text)

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    assert "note: data/regularization/dropout.yml" in outcome.output
    assert characters in outcome.output
    assert "--fonts DIR" in outcome.output
    assert "▯" in "".join(Guide(tmp_path / "guide.pdf").texts)


QUESTIONS = [
    "What is `foo`?",
    "What does `torch.nn.functional.scaled_dot_product_attention` do?",
    "What does torch.nn.functional.scaled_dot_product_attention do?",
    "What does trailer << mean in a PDF?",
    'Is \\ or # or $x$ or "q" or <b> or #let or `a`b` code?',
    "trailer << /Size 9 /Root 1 0 R >>\tstartxref 9 %%EOF endobj endstream?",
]


def test_titles_of_any_kind_are_printed_as_they_are_written(small: Path, tmp_path: Path) -> None:
    for at, question in enumerate(QUESTIONS):
        write_question(small, f"regularization/title-{at}", question=question, answer="So.")
    links: dict[str, Any] = {
        "answer": " ".join(f"[](q:title-{at})" for at in range(len(QUESTIONS))),
        "related": ["title-0", "title-1"],
    }
    write_question(small, "regularization/dropout", **links)
    for variant in ("study", "key", "questions", "cards"):
        outcome = run(small, "--variant", variant, "-o", str(tmp_path / "guide.pdf"))
        assert outcome.exit_code == 0, outcome.output
        whole = letters(" ".join(Guide(tmp_path / "guide.pdf").texts))
        for question in QUESTIONS:
            assert letters(question.replace("`", "")) in whole, (variant, question)


@pytest.mark.parametrize(
    ("fence", "numbers"),
    [
        ('python linenums="1"', "1 2 3"),
        ('python linenums="5"', "5 6 7"),
        ('python linenums="100" hl_lines="2"', "100 101 102"),
        ('text linenums="9"', "9 10 11"),
        ('python title="name"', ""),
    ],
)
def test_lines_of_code_have_their_numbers(small: Path, tmp_path: Path, fence: str, numbers: str) -> None:
    write_question(small, "regularization/dropout", answer=f"```{fence}\nfirst\nsecond\n  third\n```")

    outcome = run(small, "--id", "dropout", "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    lines = numbers.split() or ["", "", ""]
    whole = letters(" ".join(Guide(tmp_path / "guide.pdf").texts))
    assert "".join(f"{number}{word}" for number, word in zip(lines, ("first", "second", "third"), strict=True)) in whole


def test_emoji_and_chinese_are_printed_with_the_extra_fonts(small: Path, tmp_path: Path) -> None:
    pytest.importorskip("manimgx_fonts")
    pytest.importorskip("noto_cjk_sans_otc")
    write_question(small, "regularization/dropout", answer="A sign ✅, a text 中文 and $\\text{中}$.", short="हिन्दी.")

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    assert "note" not in outcome.output
    assert {*"✅中文"} <= {*"".join(Guide(tmp_path / "guide.pdf").texts)}
