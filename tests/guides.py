"""Guides of the small handbook and one topic more, made once a session, and what is read back from them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from handbook.commands.cli import main
from handbook.reading.loading import load
from tests.browser import NEIGHBOUR, WITH_EVERYTHING
from tests.conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pypdf import PageObject

    from handbook.records.handbook import Handbook

SITE = "https://example.org/handbook/"
TOPICS = ("foundations", "gradients", "generative", "extra")
"""What is printed, however large the handbook may grow."""


def run(root: Path, *arguments: str) -> Result:
    """Runs `handbook pdf` on a handbook."""
    return CliRunner().invoke(main, ["pdf", "--root", str(root), *arguments], env={"SITE_URL": SITE})


@dataclass(frozen=True)
class Link:
    """A link: the page that it is on, the name or the address that it leads to, and the page of a name."""

    at: int
    leads: str
    page: int | None


class Guide:
    """A PDF that was read back."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reader = PdfReader(file)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, hyphenated words in one piece again."""
        return [re.sub("\u00ad\\s+", "", page.extract_text()).replace("\u00ad", "-") for page in self.reader.pages]

    @cached_property
    def bodies(self) -> list[str]:
        """The text of each page of a book without its head and its foot."""
        found = []
        for page in self.reader.pages:
            height = float(page.mediabox.height)
            pieces = [text for _, y, text in placed(page, whole=True) if 0.08 * height < y < 0.92 * height]
            found.append(re.sub("\u00ad\\s+", "", "".join(pieces)).replace("\u00ad", "-"))
        return found

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The number of each page by its object, counted from 1."""
        pages = enumerate(self.reader.pages, 1)
        return {page.indirect_reference.idnum: at for at, page in pages if page.indirect_reference}

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks in order, each with its page, counted from 1."""

        def flat(items: list[Any]) -> Iterator[tuple[str, int]]:
            for item in items:
                if isinstance(item, list):
                    yield from flat(item)
                else:
                    yield str(item.title), self.numbers[item.page.idnum]

        return [*flat(self.reader.outline)]

    def page_of(self, title: str) -> int:
        return dict(self.outline)[title]

    @cached_property
    def links(self) -> list[Link]:
        """Every link in the order of the pages; one that runs over several lines counts once."""
        links = [
            self._link(at, found.get_object())
            for at, page in enumerate(self.reader.pages, 1)
            for found in page.get("/Annots", [])
        ]
        return [link for before, link in pairwise([None, *links]) if link and (not before or link.leads != before.leads)]

    def _link(self, at: int, annotation: Any) -> Link:
        action = annotation.get("/A", {})
        if "/URI" in action:
            return Link(at, str(action["/URI"]), None)
        target = annotation.get("/Dest", action.get("/D")).get_object()
        if isinstance(target, str):
            return Link(at, target, self.numbers[self.destinations[target].page.idnum])
        return Link(at, "", self.numbers[target[0].idnum])

    @cached_property
    def destinations(self) -> dict[str, Any]:
        """The named places: Typst's labels."""
        return self.reader.named_destinations

    @cached_property
    def elements(self) -> list[Any]:
        """Every element of the structure tree, in reading order."""

        def walk(node: Any) -> Iterator[Any]:
            node = node.get_object()
            if isinstance(node, list):
                for child in node:
                    yield from walk(child)
            elif isinstance(node, dict):
                if "/S" in node:
                    yield node
                if "/K" in node:
                    yield from walk(node["/K"])

        root: Any = self.reader.trailer["/Root"]
        return [*walk(root["/StructTreeRoot"]["/K"])]

    def drawings(self) -> Iterator[Any]:
        """Yields what the pages draw as a whole: pixels or forms, and the forms inside of forms."""
        waiting: list[Any] = [page["/Resources"] for page in self.reader.pages]
        while waiting:
            for drawn in waiting.pop().get_object().get("/XObject", {}).values():
                yield drawn.get_object()
                waiting.append(drawn.get_object().get("/Resources", {}))

    def fonts(self) -> Iterator[Any]:
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources.get_object().get("/Font", {}).values():
                yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def placed(page: PageObject, whole: bool = False) -> list[tuple[float, float, str]]:
    """Returns the pieces of a page's text with their places, `whole` with the white space at their ends."""
    found = []

    def visit(text: str, transform: list[float], matrix: list[float], *_: Any) -> None:
        a, b, c, d, e, f = transform
        x, y = matrix[4], matrix[5]
        if text.strip() or whole:
            found.append((a * x + c * y + e, b * x + d * y + f, text if whole else text.strip("\n")))

    page.extract_text(visitor_text=visit)
    return found


def letters(text: str) -> str:
    """Returns nothing but the letters and digits of a text, with those that print alike made alike."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if character.isalnum()).casefold()


@pytest.fixture(scope="session")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the small handbook with the extra topic."""
    project = copy_project(tmp_path_factory.mktemp("bound") / "project")
    project.write("data/extra/_topic.yml", "title: Extra\nsummary: A topic for tests.\norder: 99\nintroduction: About $E$.\n")
    project.write("data/extra/with-everything.yml", WITH_EVERYTHING)
    project.write("data/extra/neighbour.yml", NEIGHBOUR)
    project.write("docs/topics/extra.md", '{{ topic("extra") }}\n')
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>'
    for name in ("picture", "stripe-1", "stripe-2", "stripe-3", "stripe-4"):
        project.write(f"data/extra/{name}.svg", svg)
    for number in range(12):  # as many as make it a book
        text = f"question: What is drawn in step {number}?\nlevel: mid\ntags: [generation]\nshort: Step {number}.\n"
        project.write(f"data/generative/step-{number}.yml", f"{text}answer: |\n  What came before, and **less noise**.\n")
    return project.root


@pytest.fixture(scope="session")
def handbook(bound: Path) -> Handbook:
    """The part of the handbook that is printed."""
    whole = load(bound)
    questions = {id_: question for id_, question in whole.questions.items() if question.topic in TOPICS}
    return replace(whole, questions=questions, topics={id_: topic for id_, topic in whole.topics.items() if id_ in TOPICS})


@pytest.fixture(scope="session")
def printed(bound: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Guide]:
    """Prints the topics, or another choice, with some options, each choice once."""
    made: dict[tuple[str, ...], Guide] = {}

    def printed(*options: str) -> Guide:
        if options not in made:
            file = tmp_path_factory.mktemp("guide") / "guide.pdf"
            chosen = [] if {"--topic", "--id"} & {*options} else [word for topic in TOPICS for word in ("--topic", topic)]
            outcome = run(bound, *options, *chosen, "-o", str(file))
            assert outcome.exit_code == 0, outcome.output
            made[options] = Guide(file)
        return made[options]

    return printed
