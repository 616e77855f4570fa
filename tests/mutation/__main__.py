"""`python -m tests.mutation [NAME…]`: how many small mistakes in the modules of `modules.toml` a test notices.

Works on a copy of the project as it is committed, with cosmic-ray; a mistake counts as noticed when the module's tests
fail or do not end in time.
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
MODULES = Path(__file__).parent / "modules.toml"
SECONDS = 60.0
"""How long the tests of one module may take with a mistake in it."""
WITHOUT = ["core/ReplaceBinaryOperator_BitOr_.*", "core/ExceptionReplacer"]
"""Mistakes that say nothing: most `|` stand in types, and an exception that does not exist is no slip anybody makes."""


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


def run(copy: Path, *command: str) -> str:
    """Runs a command of cosmic-ray in the copy and returns what it prints."""
    program = str(Path(sys.executable).with_name(command[0]))
    variables = {**os.environ, "PYTHONPATH": str(copy / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([program, *command[1:]], cwd=copy, env=variables, capture_output=True, text=True, check=False)
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


def main(names: list[str]) -> None:
    """Prints a table, a row for each module, and the mistakes that no test noticed."""
    modules = tomllib.loads(MODULES.read_text("utf-8"))
    if unknown := [name for name in names if name not in modules]:
        sys.exit(f"no such module: {', '.join(unknown)}; there are {', '.join(modules)}")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        subprocess.run(["git", "clone", "-q", str(PROJECT), str(copy)], check=True)
        print("| module | mistakes | noticed |\n| --- | --: | --: |")
        unseen = {}
        for name in names or modules:
            made, unseen[name] = survivors(copy, name, **modules[name])
            print(f"| `{modules[name]['module']}` | {made} | {made - len(unseen[name])} |", flush=True)
    for name, diffs in unseen.items():
        print(f"\n{name}: {len(diffs)} unnoticed", *diffs, sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
