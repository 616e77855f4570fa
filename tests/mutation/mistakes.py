"""Mistakes in the code: those that cosmic-ray makes in a module, and those of `mistakes.toml`, which were thought of."""

from __future__ import annotations

import ast
import random
import re
import tomllib
from dataclasses import dataclass
from difflib import unified_diff
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

if TYPE_CHECKING:
    from collections.abc import Iterator

MODULES: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "modules.toml").read_text("utf-8"))
THOUGHT_OF = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text("utf-8"))
PLACES = [(group["file"], change[0]) for group in THOUGHT_OF["group"] + THOUGHT_OF["same"] for change in group["changes"]]
"""Each file with what must stand in it once."""
KINDS = {"mistakes": ".py", "scripts": ".js"}
"""What the mistakes that were thought of are called, by the kind of file."""
MOST = 40
"""How many mistakes are made in one module, drawn by lot with a fixed seed where there could be more."""
WITHOUT = re.compile(r"core/(ReplaceBinaryOperator_BitOr_.*|ExceptionReplacer)")
"""Mistakes that say nothing: most `|` stand in types, and an exception that does not exist is no slip anybody makes."""
SILENT = ("if TYPE_CHECKING", "@dataclass", "@cache")
"""How lines begin that say nothing at run time, only forbid, or only save time."""


@dataclass(frozen=True)
class Mistake:
    """A file of the project with one mistake in it, and the tests that must notice."""

    file: str
    before: str
    after: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        lines = unified_diff(self.before.splitlines(), self.after.splitlines(), self.file, self.file, "", "", 1, "")
        return "\n".join(lines)


def thought_of(project: Path, kind: str) -> list[Mistake]:
    """Returns the mistakes of `mistakes.toml` in files of a kind."""
    return [
        Mistake(group["file"], text, text.replace(before, after), tuple(group["tests"]))
        for group in THOUGHT_OF["group"]
        if group["file"].endswith(kind)
        for text in [(project / group["file"]).read_text("utf-8")]
        for before, after in group["changes"]
    ]


def drawn(project: Path, name: str) -> list[Mistake]:
    """Returns mistakes in one entry of `modules.toml`: one of a kind at each place, and no more than `MOST`."""
    chance = random.Random(name)  # noqa: S311  a draw that anyone can repeat
    possible = []
    for module in MODULES[name]["modules"]:
        file = f"hooks/handbook/{module}.py"
        before = (project / file).read_text("utf-8")
        for _, alike in groupby(sorted(_places(before)), key=lambda place: place[:2]):
            _, _, operator, occurrence = chance.choice([*alike])
            possible.append((file, before, operator, occurrence))
    chosen = sorted(chance.sample(possible, min(MOST, len(possible))))
    made = [(file, before, mutate_code(before, get_operator(operator)(), at)) for file, before, operator, at in chosen]
    same = _same(project)
    return [Mistake(*change, tuple(MODULES[name]["tests"])) for change in made if change[2] not in same and _is_code(change[2])]


def _is_code(text: str) -> bool:
    """Tells whether a file can be imported at all: nobody commits one that cannot."""
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _same(project: Path) -> set[str]:
    """Returns the files as they could stand, too, without any difference that a test could notice."""
    groups = [(project / group["file"], group["changes"]) for group in THOUGHT_OF["same"]]
    return {file.read_text("utf-8").replace(before, after) for file, changes in groups for before, after, _ in changes}


def _places(code: str) -> Iterator[tuple[tuple[int, int], str, str, int]]:
    """Yields where which kind of mistake can be made, with its operator and how many of these stand before it."""
    tree = get_ast(code)
    silent = [line for line, text in enumerate(code.splitlines(), 1) if text.startswith(SILENT)]
    for name in sorted(operator_names()):
        operator = get_operator(name)
        if WITHOUT.fullmatch(name) or operator.arguments():
            continue
        places = [start for node in ast_nodes(tree) for start, _ in operator().mutation_positions(node)]
        for occurrence, start in enumerate(places):
            if start[0] not in silent:
                yield start, name.partition("_")[0], name, occurrence
