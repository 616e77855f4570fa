"""Guides of the real handbook and one topic more, made once a session, and what is read back from them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from handbook.cli import main
from handbook.data import load
from tests.browser import NEIGHBOUR, WITH_EVERYTHING
from tests.conftest import copy_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pypdf import PageObject

    from handbook.handbook import Handbook

SITE = "https://example.org/handbook/"


def run(root: Path, *arguments: str) -> Result:
    """Runs `handbook pdf` on a handbook."""
    return CliRunner().invoke(main, ["pdf", "--root", str(root), *arguments], env={"SITE_URL": SITE})


@dataclass(frozen=True)
class Link:
    """A link on a page: the words on it, and the page or the address that it leads to."""

    words: str
    page: int | None
    address: str | None


class Guide:
    """A PDF that was read back."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.reader = PdfReader(file)

    @cached_property
    def texts(self) -> list[str]:
        """The text of each page, hyphenated words in one piece again."""
        return [re.sub("\u00ad\\s*", "", page.extract_text()) for page in self.reader.pages]

    @cached_property
    def outline(self) -> list[tuple[str, int]]:
        """The bookmarks in order, each with its page, counted from 1."""

        def flat(items: list[Any]) -> Iterator[tuple[str, int]]:
            for item in items:
                if isinstance(item, list):
                    yield from flat(item)
                else:
                    number = self.reader.get_destination_page_number(item)
                    assert number is not None
                    yield str(item.title), number + 1

        return [*flat(self.reader.outline)]

    def page_of(self, title: str) -> int:
        return dict(self.outline)[title]

    @cached_property
    def links(self) -> list[tuple[int, Link]]:
        """Every link with the page that it is on."""
        return [(at, link) for at, page in enumerate(self.reader.pages, 1) for link in self._links(page)]

    def _links(self, page: PageObject) -> Iterator[Link]:
        words = placed(page)
        for reference in page.get("/Annots", []):
            annotation = reference.get_object()
            left, bottom, right, top = map(float, annotation["/Rect"])
            inside = [text for x, y, text in words if left - 1 <= x <= right + 1 and bottom - 1 <= y <= top + 1]
            yield self._link("".join(inside), annotation)

    def _link(self, words: str, annotation: Any) -> Link:
        action = annotation.get("/A", {})
        if "/URI" in action:
            return Link(words, None, str(action["/URI"]))
        target = annotation.get("/Dest", action.get("/D")).get_object()
        page = self.destinations[target] if isinstance(target, str) else self.reader.get_page_number(target[0].get_object())
        assert page is not None
        return Link(words, page + 1, None)

    @cached_property
    def destinations(self) -> dict[str, int | None]:
        """The pages of the named places, counted from 0."""
        named = self.reader.named_destinations
        return {name: self.reader.get_destination_page_number(place) for name, place in named.items()}

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

    def fonts(self) -> Iterator[Any]:
        for page in self.reader.pages:
            resources: Any = page["/Resources"]
            for font in resources.get_object().get("/Font", {}).values():
                yield font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()


def placed(page: PageObject) -> list[tuple[float, float, str]]:
    """Returns the pieces of a page's text with their places."""
    found = []

    def visit(text: str, transform: list[float], matrix: list[float], *_: Any) -> None:
        a, b, c, d, e, f = transform
        x, y = matrix[4], matrix[5]
        if text.strip():
            found.append((a * x + c * y + e, b * x + d * y + f, text.strip("\n")))

    page.extract_text(visitor_text=visit)
    return found


def letters(text: str) -> str:
    """Returns nothing but the letters and digits of a text, with those that print alike made alike."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if character.isalnum()).casefold()


@pytest.fixture(scope="session")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The root of the real handbook with the extra topic."""
    project = copy_project(tmp_path_factory.mktemp("bound") / "project")
    project.write("data/extra/_topic.yml", "title: Extra\nsummary: A topic for tests.\norder: 99\nintroduction: About $E$.\n")
    project.write("data/extra/with-everything.yml", WITH_EVERYTHING)
    project.write("data/extra/neighbour.yml", NEIGHBOUR)
    project.write("docs/topics/extra.md", '{{ topic("extra") }}\n')
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><rect width="9" height="4"/></svg>'
    project.write("data/extra/picture.svg", svg)
    return project.root


@pytest.fixture(scope="session")
def handbook(bound: Path) -> Handbook:
    return load(bound)


@pytest.fixture(scope="session")
def printed(bound: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Guide]:
    """Prints the handbook with some options, each choice of them once."""
    made: dict[tuple[str, ...], Guide] = {}

    def printed(*options: str) -> Guide:
        if options not in made:
            file = tmp_path_factory.mktemp("guide") / "guide.pdf"
            outcome = run(bound, *options, "-o", str(file))
            assert outcome.exit_code == 0, outcome.output
            made[options] = Guide(file)
        return made[options]

    return printed
