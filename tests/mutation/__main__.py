"""`python -m tests.mutation [NAME…]`: how many small mistakes in the code a test notices.

cosmic-ray makes those in the modules of `modules.toml`; those of `mistakes.toml` were thought of. Each is made in a copy
of the project as it is committed, and counts as noticed when its tests fail or do not end in time.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.mutation.mistakes import KINDS, MODULES, Mistake, drawn, thought_of
from tests.mutation.trials import enter, passes, put, warm

PROJECT = Path(__file__).parents[2]


def unnoticed(copy: Path, mistakes: list[Mistake], *options: str) -> list[Mistake]:
    """Makes the mistakes one after the other and returns those that no test notices."""
    tests = sorted({test for mistake in mistakes for test in mistake.tests})
    warm(tests)
    if not passes(tests, "", *options):
        sys.exit(f"tests fail without any mistake in the code: {' '.join(tests)}")
    return [mistake for mistake in mistakes if _is_missed(copy, mistake, *options)]


def _is_missed(copy: Path, mistake: Mistake, *options: str) -> bool:
    put(copy / mistake.file, mistake.after)
    try:
        return passes(mistake.tests, mistake.file, *options)
    finally:
        put(copy / mistake.file, mistake.before)


def main(names: list[str]) -> None:
    """Prints a table, a row for each room and one for each kind of thought-of mistakes, and those that no test noticed."""
    known = [*MODULES, *KINDS]
    if unknown := [name for name in names if name not in known]:
        sys.exit(f"no such room: {', '.join(unknown)}; there are {', '.join(known)}")
    unseen = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        subprocess.run(["git", "clone", "-q", str(PROJECT), str(copy)], check=True)
        enter(copy)
        print("| code | mistakes | noticed |\n| --- | --: | --: |")
        for name in names or known:
            made = thought_of(copy, KINDS[name]) if name in KINDS else drawn(copy, name)
            options = [] if name in KINDS else ["-m", "not slow"]
            unseen[name] = unnoticed(copy, made, *options)
            print(f"| {name} | {len(made)} | {len(made) - len(unseen[name])} |", flush=True)
    for name, mistakes in unseen.items():
        print(f"\n{name}: {len(mistakes)} unnoticed", *mistakes, sep="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
