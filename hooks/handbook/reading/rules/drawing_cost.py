"""Tells what a drawing costs to draw, and how large it says it is: what is written once may be drawn very many times."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

MAX_DRAWN = 100_000
"""Elements that a browser draws without the reader noticing."""
DEAR = 1_000
"""What a picture costs in elements that are drawn."""
MAX_STYLED = 2_000_000
"""Rules times elements: each rule is held against each element."""
MAX_SIDE = 20_000
SVG = "{http://www.w3.org/2000/svg}"
WORDS = {f"{SVG}{name}" for name in ("text", "tspan", "textPath")}
REFERENCE = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
NUMBER = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)", re.IGNORECASE)
LENGTH = re.compile(rf"\s*{NUMBER.pattern}(?:px|pt|pc|mm|cm|in|em|ex|%)?\s*", re.IGNORECASE)
POINTS = ("d", "points")


def too_much(root: Element) -> Iterator[str]:
    """Yields what makes a drawing too large, or too long to draw."""
    drawing = _Drawn(root)
    drawn = drawing.count()
    if drawn is None:
        yield "a part that holds itself"
    elif drawn > MAX_DRAWN:
        yield f"more than {MAX_DRAWN:,} parts to draw, as its parts repeat each other"
    if sum("".join(style.itertext()).count("{") for style in root.iter(f"{SVG}style")) * drawing.inside[root] > MAX_STYLED:
        yield "more rules of style than a browser applies in time"
    yield from _wrong_size(root)


def _wrong_size(root: Element) -> Iterator[str]:
    """Yields each size that draws nothing; without one a picture has the size that the page gives it."""
    for name in ("width", "height"):
        if name in root.attrib and root.attrib[name] != "auto" and not _is_size(LENGTH.fullmatch(root.attrib[name])):
            yield f"the {name} `{root.attrib[name][:40]}`"
    if "viewBox" in root.attrib:
        numbers = [NUMBER.fullmatch(number) for number in root.attrib["viewBox"].replace(",", " ").split()]
        if len(numbers) != 4 or not all(numbers) or not all(map(_is_size, numbers[2:])):
            yield f"the viewBox `{root.attrib['viewBox'][:40]}`"


def _is_size(length: re.Match[str] | None) -> bool:
    return length is not None and 0 < float(length["number"]) <= MAX_SIDE


def _cost(element: Element) -> int:
    """Returns what it costs to draw an element alone: its letters are drawn one by one, and pictures are dear."""
    return 1 + len(element.text or "") * (element.tag in WORDS) + DEAR * (element.tag == f"{SVG}image")


class _Drawn:
    """Counts what a drawing draws in the end, when all references are followed."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.targets: Mapping[str | None, Element] = {element.get("id"): element for element in reversed([*root.iter()])}
        self.inside: dict[Element, int] = {}
        """How many elements and points each element holds, itself among them: a style may apply to every one."""
        for element in reversed([*root.iter()]):
            points = sum(len(NUMBER.findall(element.get(name, ""))) for name in POINTS)
            self.inside[element] = 1 + points // 2 + sum(self.inside[child] for child in element)

    def count(self) -> int | None:
        """Returns how many elements are drawn, or None if one holds itself."""
        drawn: dict[Element, int] = {}
        begun: set[Element] = set()
        todo = [(self.root, False)]
        while todo:
            element, complete = todo.pop()
            if complete:
                drawn[element] = _cost(element) + sum(times * drawn[below] for below, times in self._below(element))
            elif element not in drawn:
                if element in begun:
                    return None
                begun.add(element)
                todo.append((element, True))
                todo += [(below, False) for below, _ in self._below(element)]
        return drawn[self.root]

    def _below(self, element: Element) -> Iterator[tuple[Element, int]]:
        """Yields what is drawn for an element besides itself, and how often."""
        yield from ((child, 1) for child in element)
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == "href" and value[:1] == "#" and value[1:] in self.targets:
                yield self.targets[value[1:]], 1
            elif "url(" in value:
                times = self.inside[element] if "marker" in key + value else len([*element.iter()]) if len(element) else 1
                yield from ((self.targets[name], times) for name in REFERENCE.findall(value) if name in self.targets)
        if element.tag.endswith("}style"):
            names = REFERENCE.findall("".join(element.itertext()))
            yield from ((self.targets[name], self.inside[self.root]) for name in names if name in self.targets)
