"""What the documentation promises: commands that exist, options that are explained, examples that are real."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from tests.conftest import PROJECT
from tests.documents import PAGES, console_commands, words
from tests.looping import some
from tests.subcommands import SUBCOMMANDS

CONTRIBUTE = PROJECT / "docs" / "contribute" / "index.md"
COMMANDS = PROJECT / "docs" / "contribute" / "commands.md"
WITH_COMMANDS = [page for page in PAGES if [*console_commands(page.read_text("utf-8"))]]
ELSEWHERE = {"apt-get", "cp", "find", "pip", "properdocs", "python3", "rm", "sed", "uv", "zensical"}
"""Programs of the system, and those that the documentation tells how to install."""


def sections() -> dict[str, str]:
    """Returns what the page says of each command of `handbook`, by the command's name."""
    parts = re.split(r"^## ", COMMANDS.read_text("utf-8"), flags=re.MULTILINE)
    return {part.split()[1]: part for part in parts if part.startswith("handbook ")}


def names(command: click.Command) -> set[str]:
    """Returns what a command's user writes: its options, and its arguments as the help shows them."""
    found = set()
    for parameter in command.params:
        if isinstance(parameter, click.Argument):
            found.add((parameter.metavar or parameter.human_readable_name).strip("[].").upper())
        else:
            found.update(parameter.opts, parameter.secondary_opts)
    return found


def main_of(module: str) -> object:
    """Returns what `python -m` runs of a module that can be imported."""
    found = find_spec(module)
    assert found, module
    name = f"{module}.__main__" if found.submodule_search_locations else module
    return import_module(name).main


def test_every_command_has_its_section_and_every_section_its_command() -> None:
    assert set(sections()) == set(SUBCOMMANDS)


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_option_of_a_command_is_explained_and_every_explained_one_exists(name: str) -> None:
    table = "\n".join(re.findall(r"^\| (`.*?) \|", sections()[name], flags=re.MULTILINE))

    explained = set(re.findall(r"`(-{1,2}[a-z-]+|[A-Z]+)", table))

    assert explained == names(SUBCOMMANDS[name])


@pytest.mark.parametrize("name", sorted(SUBCOMMANDS))
def test_every_command_and_option_has_its_help(name: str) -> None:
    command = SUBCOMMANDS[name]

    assert command.help
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=lambda page: str(page.relative_to(PROJECT)))
def test_the_commands_of_a_page_exist(page: Path) -> None:
    for line in some(console_commands(page.read_text("utf-8"))):
        program, *rest = words(line)
        if program == "handbook":
            command = SUBCOMMANDS[rest[0]]
            options = {word.partition("=")[0] for word in rest if word.startswith("-")}
            assert options <= {*names(command), "--help"}, line
        elif program == "python":
            assert rest[0] != "-m" or find_spec(rest[1]), line
        else:
            assert program in ELSEWHERE or (Path(sys.executable).parent / program).exists(), line


def test_the_commands_of_the_readmes_table_exist() -> None:
    table = re.findall(r"^\| `(handbook [a-z]+|python -m [\w.]+)", (PROJECT / "README.md").read_text("utf-8"), re.MULTILINE)
    commands, modules = ({line.split()[-1] for line in table if line.startswith(program)} for program in ("handbook", "python"))

    assert commands
    assert commands <= set(SUBCOMMANDS)
    assert "tests.bench" in modules
    assert [module for module in modules if not callable(main_of(module))] == []
