"""`python -m tests.mutation [NAME…]`: how many small mistakes in the code a test notices.

cosmic-ray makes those in the modules of `modules.toml`; those of `mistakes.toml` were thought of. Each is made in a copy
of the project as it is committed, and counts as noticed when its tests fail or do not end in time.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

PROJECT = Path(__file__).parents[2]
MODULES = tomllib.loads((Path(__file__).parent / "modules.toml").read_text("utf-8"))
MISTAKES = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text("utf-8"))["mistake"]
SECONDS = 60.0
"""How long the tests of one module may take with a mistake in it."""
WITHOUT = ["core/ReplaceBinaryOperator_BitOr_.*", "core/ExceptionReplacer"]
"""Mistakes that say nothing: most `|` stand in types, and an exception that does not exist is no slip anybody makes."""


def pytest_command(tests: list[str], *options: str) -> list[str]:
    """Returns the command that runs some tests until one fails."""
    return [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", *options, *tests]


def configuration(module: str, tests: list[str]) -> str:
    """Returns the settings of cosmic-ray for one module."""
    command = shlex.join(
        [sys.executable, "-m", "pytest", "-x", "-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    )
    lines = [
        "[cosmic-ray]",
        f"module-path = {json.dumps(f'hooks/handbook/{module}')}",
        f"timeout = {SECONDS}",
        f"test-command = {json.dumps(command)}",
        "[cosmic-ray.distributor]",
        'name = "local"',
        "[cosmic-ray.filters.operators-filter]",
        f"exclude-operators = {json.dumps(WITHOUT)}",
    ]
    return "\n".join(lines) + "\n"


def variables(copy: Path) -> dict[str, str]:
    """Returns the environment in which the copy's code is imported."""
    return {**os.environ, "PYTHONPATH": str(copy / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}


def run(copy: Path, *command: str) -> str:
    """Runs a command of cosmic-ray in the copy and returns what it prints."""
    program = str(Path(sys.executable).with_name(command[0]))
    done = subprocess.run([program, *command[1:]], cwd=copy, env=variables(copy), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{shlex.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def survivors(copy: Path, name: str, module: str, tests: list[str]) -> tuple[int, list[str]]:
    """Returns how many mistakes were made in a module, and those that no test noticed, each as a diff."""
    (copy / f"{name}.toml").write_text(configuration(module, tests), "utf-8")
    session = f"{name}.sqlite"
    run(copy, "cosmic-ray", "init", f"{name}.toml", session)
    run(copy, "cr-filter-operators", session, f"{name}.toml")
    run(copy, "cosmic-ray", "baseline", f"{name}.toml")
    run(copy, "cosmic-ray", "exec", f"{name}.toml", session)
    made, unseen = 0, []
    for line in run(copy, "cosmic-ray", "dump", session).splitlines():
        _, result = json.loads(line)
        if result and result["worker_outcome"] == "normal" and "+if not TYPE_CHECKING" not in result["diff"]:
            made += 1
            if result["test_outcome"] == "survived":
                unseen.append(result["diff"])
    return made, unseen


def passes(copy: Path, tests: list[str]) -> bool:
    """Tells whether some tests pass in the copy as it is now."""
    try:
        done = subprocess.run(
            pytest_command(tests), cwd=copy, env=variables(copy), capture_output=True, timeout=5 * SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def unnoticed(copy: Path) -> list[str]:
    """Makes each mistake of `mistakes.toml` and returns those that no test noticed, each in a line."""
    unseen = []
    for mistake in MISTAKES:
        file = copy / mistake["file"]
        text = file.read_text("utf-8")
        if text.count(mistake["before"]) != 1:
            sys.exit(f"{mistake['file']}: `{mistake['before']}` stands there {text.count(mistake['before'])} times, and not once")
        file.write_text(text.replace(mistake["before"], mistake["after"]), "utf-8")
        if passes(copy, mistake["tests"]):
            unseen.append(f"{mistake['file']}: `{mistake['before']}` → `{mistake['after']}`")
        file.write_text(text, "utf-8")
    return unseen


def main(names: list[str]) -> None:
    """Prints a table, a row for each module and one for the thought-of mistakes, and those that no test noticed."""
    if unknown := [name for name in names if name not in {*MODULES, "mistakes"}]:
        sys.exit(f"no such module: {', '.join(unknown)}; there are {', '.join(MODULES)}, mistakes")
    chosen = names or [*MODULES, "mistakes"]
    unseen = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        subprocess.run(["git", "clone", "-q", str(PROJECT), str(copy)], check=True)
        print("| module | mistakes | noticed |\n| --- | --: | --: |")
        for name in chosen:
            if name == "mistakes":
                label, made, unseen[name] = "`mistakes.toml`", len(MISTAKES), unnoticed(copy)
            else:
                label = f"`{MODULES[name]['module']}`"
                made, unseen[name] = survivors(copy, name, **MODULES[name])
            print(f"| {label} | {made} | {made - len(unseen[name])} |", flush=True)
    for name, mistakes in unseen.items():
        print(f"\n{name}: {len(mistakes)} unnoticed", *mistakes, sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
