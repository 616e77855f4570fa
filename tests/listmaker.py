"""Makes Markdown lists of questions in the forms that such lists have, every word of them different."""

from __future__ import annotations

import re
from itertools import count
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

FORMS = ("heading", "numbered", "numbered-heading", "bold", "marked", "details", "bulleted")


class ListMaker:
    """Makes one list; the same seed makes the same list."""

    def __init__(self, form: str, seed: int = 0) -> None:
        self.form = form
        self.random = Random(seed)  # noqa: S311  no secret
        self.words = count(1)
        self.questions = 0
        self.drafts = 0
        self.fences = 0

    def make(self, questions: int) -> str:
        """Returns a list with a title, contents, sections, and so many questions."""
        parts = [
            f"# {self.some(3)}",
            f"{self.some(9)}.\n{self.some(4)}",
            "## Table of contents",
            f"- [{self.some(2)}](#{self.some(1)})",
        ]
        for number in range(1, questions + 1):
            if number % 10 == 1:
                parts += ["---", f"## {self.some(2)}"] if number > 1 else [f"## {self.some(2)}"]
                parts += [f"{self.some(12)}."] * (number == 11) + [f"<!-- {self.some(4)}\n{self.some(3)} -->"]
            parts.append(self.question(number))
            if number % 7 == 0:
                parts.append("**[⬆ Back to top](#table-of-contents)**")
        return "\n\n".join([*parts, f"## {self.some(1)} licence", f"{self.some(8)}."]) + "\n"

    def some(self, number: int) -> str:
        return " ".join(f"w{next(self.words)}" for _ in range(number))

    def question(self, number: int) -> str:
        self.questions += 1
        asked = f"What {self.some(self.random.randint(2, 6))}?"
        answer = "\n\n".join([self.paragraph(), *(self.random.choice(self.blocks)() for _ in range(self.random.randint(0, 5)))])
        return {
            "heading": lambda: f"### {number}. {asked}\n\n{answer}",
            "numbered": lambda: f"{number}. **{asked}**\n\n{indented(answer)}",
            "numbered-heading": lambda: f"{number}. ### {asked}\n\n{indented(answer)}",
            "bold": lambda: f"**{asked}**\n\n{answer}",
            "marked": lambda: f"Q: {asked}\nA: {answer}",
            "details": lambda: f"<details>\n<summary>{asked}</summary><br><b>\n\n{answer}\n\n</b></details>",
            "bulleted": lambda: f"- {asked}\n\n{indented(answer, 2)}",
        }[self.form]()

    @property
    def blocks(self) -> list[Callable[[], str]]:
        blocks = [
            self.paragraph,
            self.code,
            self.steps,
            self.table,
            self.tags,
            self.links,
            self.quotation,
            self.formula,
            self.html,
        ]
        return blocks if self.form not in ("heading", "numbered-heading") else [*blocks, self.heading, self.answer]

    def paragraph(self) -> str:
        start = f"{self.some(8)}, **{self.some(2)}** and `{self.some(2)}`."
        return f"{start}\n{self.some(5)} costs $5 or $7: {self.some(2)}_{self.some(1)}."

    def code(self) -> str:
        self.fences += 1
        fence = self.random.choice(["```", "~~~", "````"])
        heading = f"### 3. What is {self.some(1)}?"
        return f"{fence}python\n# {self.some(2)}?\n\n{heading}\n    {self.some(1)} = [$x, *y]\t<{self.some(1)}>\n{fence}"

    def steps(self) -> str:
        first = f"1. {self.some(2)}\n   - {self.some(2)}\n     * {self.some(1)}"
        return f"{self.some(3)}:\n\n{first}\n2. {self.some(3)}\n\n   {self.some(4)}"

    def table(self) -> str:
        return f"| {self.some(1)} | {self.some(2)} |\n| --- | :-: |\n| `{self.some(1)}` | {self.some(1)} \\| {self.some(1)} |"

    def tags(self) -> str:
        return f"{self.some(1)}<br>{self.some(1)} <i>{self.some(1)}</i> List<{self.some(1)}> a < b && c"

    def links(self) -> str:
        return (
            f"[{self.some(1)}](https://example.org/{self.some(1)}) [{self.some(1)}](docs/{self.some(1)}.md "
            f'"{self.some(1)}") ![{self.some(1)}](img/{self.some(1)}.png)'
        )

    def quotation(self) -> str:
        return f"> {self.some(4)}\n> - {self.some(1)}\n> - {self.some(1)}"

    def formula(self) -> str:
        return f"$\\mathrm{{{self.some(1)}}}^2$ and\n\n$$\n\\text{{{self.some(2)}}} = \\{self.some(1)}\n$$"

    def html(self) -> str:
        cells = f"<tr><td>{self.some(1)}</td><td>{self.some(1)}</td></tr>"
        picture = f'<p align="center"><img src="{self.some(1)}.png" alt="{self.some(2)}"></p>'
        return f"<table>{cells}{cells}</table>\n\n{picture}\n\n<svg><text>{self.some(2)}</text></svg>"

    def heading(self) -> str:
        return f"#### {self.some(2)}\n\n{self.some(3)} #{self.some(1)}"

    def answer(self) -> str:
        return f"<details><summary>Show the answer</summary>\n\n{self.some(3)}\n\n</details>"


class MixedMaker(ListMaker):
    """Makes a list whose main part has one form, with a part in every other form and all that lists do beside it."""

    def make(self, questions: int) -> str:
        """Returns a list of so many questions and some ten of every other form."""
        main = [part for number in range(1, questions + 1) for part in self._main(number)]
        others = [self.exercises, self.table_of_questions, self.riddles, self.bold_lines, self.names, self.nested, self.graded]
        parts = [part for other in [*others, self.open_ones] for part in [f"## {self.some(2)} questions", *other()]]
        titles = re.findall(r"What w[\d w]+(?=\?)", "\n".join(main))[:20]
        contents = "\n".join(f"- [{title}](https://example.org/list#{title.lower().replace(' ', '-')})" for title in titles)
        return "\n\n".join([f"# {self.some(2)}", contents, f"## {self.some(1)}", *main, *parts, self.footnotes()]) + "\n"

    def _main(self, number: int) -> list[str]:
        above = [f"## {self.some(2)}"] if number > 1 and number % 25 == 0 else []
        return [*above, self.question(number)]

    def asked(self) -> str:
        self.questions += 1
        return f"What {self.some(3)}?"

    def exercises(self) -> list[str]:
        """Numbered items few of which look like questions."""
        self.questions += 10
        return ["\n\n".join(f"{n}. Draw {self.some(3)}.\n\n   {self.paragraph()}\n\n   {self.some(3)}." for n in range(1, 11))]

    def table_of_questions(self) -> list[str]:
        rows = [f"| {n} | {self.asked()} | `{self.some(1)}` is {self.some(4)}. {self.some(3)}. | Easy |" for n in range(1, 11)]
        return ["\n".join(["| # | Question | Answer | Level |", "|---|---|---|---|", *rows])]

    def riddles(self) -> list[str]:
        """Titles of two sentences, and with words in brackets."""
        self.questions += 10
        pairs = [[f"True or false? {self.some(4)}", f"What is {self.some(2)}? ({self.some(2)})"] for _ in range(5)]
        titles = [title for pair in pairs for title in pair]
        return [f"<details>\n<summary>{title}</summary>\n\n{self.paragraph()}\n\n</details>" for title in titles]

    def bold_lines(self) -> list[str]:
        """Bold questions, every second of which has no question mark."""
        return [f"**{self.asked() if n % 2 else self._told()}**\n\n{self.paragraph()}" for n in range(1, 11)]

    def _told(self) -> str:
        self.questions += 1
        return f"{self.some(5)}."

    def names(self) -> list[str]:
        return [f"#### {self.some(2)}\n\n{self.asked()}\n\n{self.paragraph()}" for _ in range(10)]

    def nested(self) -> list[str]:
        """Topics as items of a list, with their questions below."""
        items = [
            f"- {self.some(2)}\n" + "\n".join(f"  - {self.asked()}\n    - {self.some(5)}." for _ in range(2)) for _ in range(5)
        ]
        return ["\n".join(items)]

    def graded(self) -> list[str]:
        marks = ["[E] {}", "[H] {}", "Senior: {}", "{} (Medium)", "{} 👶", "{} ⭐️", "{} 🚀", "{} - Hard", "{}", "{} [M]"]
        return [f"Q: {mark.format(self.asked())}\nA: {self.some(4)}.[^one] $$\\mathrm{{{self.some(1)}}}$$" for mark in marks]

    def open_ones(self) -> list[str]:
        self.drafts += 10
        return [f"**{self.asked()}**" for _ in range(10)]

    def footnotes(self) -> str:
        return f"[^one]: {self.some(3)} `{self.some(1)}`.\n\n[^two]: {self.some(2)}."


def indented(text: str, by: int = 4) -> str:
    return "\n".join(f"{' ' * by}{line}" if line else "" for line in text.split("\n"))
