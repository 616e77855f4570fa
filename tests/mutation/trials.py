"""Runs tests in a copy of the project, each time in a process of its own that has everything else imported already."""

from __future__ import annotations

import ast
import gc
import os
import resource
import signal
import sys
import time
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS, LONGEST = 12, 900.0
"""How long tests may take with a mistake in the code: of the processor's time, slow ones five times as much, and by the clock."""
OPTIONS = ("-x", "-q", "-n", "0", "-p", "no:cacheprovider")
MOMENTS = count(1_000_000_000)
CODE = "hooks/"


def enter(copy: Path) -> None:
    """Makes the copy the project whose code and tests are imported from now on."""
    os.chdir(copy)
    sys.path[:0] = [str(copy), str(copy / "hooks")]
    os.environ["PYTHONPATH"] = str(copy / "hooks")
    _forget(_ours())


def put(file: Path, text: str) -> None:
    """Writes code with a time that it never had before, so that Python compiles it anew."""
    file.write_text(text, "utf-8")
    moment = next(MOMENTS)
    os.utime(file, (moment, moment))


def warm(tests: Sequence[str]) -> None:
    """Imports what the tests need, so that no trial has to, and keeps what it says to itself."""
    said, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    pytest.main([*OPTIONS, "--collect-only", *tests])
    os.dup2(said, 1)
    gc.collect()
    gc.freeze()


def passes(tests: Sequence[str], file: str = "", *options: str) -> bool:
    """Tells whether tests pass in the copy with one file changed, and end in time."""
    stale = _that_know(file.removeprefix(CODE).removesuffix(".py").replace("/", ".")) if file.endswith(".py") else _ours()
    process = os.fork()
    if not process:
        _run([*OPTIONS, *options, *tests], stale)
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        ended, status = os.waitpid(process, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.02)
    os.killpg(process, signal.SIGKILL)
    os.waitpid(process, 0)
    return False


def _run(arguments: list[str], stale: set[str]) -> None:
    """Ends this process with the exit status of some tests, for which the stale modules are imported anew."""
    os.setsid()
    seconds = SECONDS if "not slow" in arguments else 5 * SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    _forget(stale)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os._exit(pytest.main(arguments))


def _ours() -> set[str]:
    return {name for name in sys.modules if name.partition(".")[0] in {"handbook", "tests"}}


def _forget(modules: set[str]) -> None:
    """Makes that modules are imported anew: a package has its modules as attributes, too."""
    for module in modules & sys.modules.keys():
        package, _, name = module.rpartition(".")
        if package in sys.modules:
            vars(sys.modules[package]).pop(name, None)
    for module in modules:
        sys.modules.pop(module, None)


@cache
def _that_know(module: str) -> set[str]:
    """Returns a module, and all of ours that import it or one that does; tests are always imported anew."""
    ours = _ours()
    imported = {name: _imports(name) for name in ours}
    found, before = {module, *(name for name in ours if name.startswith("tests"))}, set[str]()
    while found != before:
        before = found
        found = found | {name for name, others in imported.items() if others & found}
    return found


def _imports(module: str) -> set[str]:
    file = getattr(sys.modules[module], "__file__", None)
    nodes = [*ast.walk(ast.parse(Path(file).read_text("utf-8")))] if file else []
    whole = {name.name for node in nodes if isinstance(node, ast.Import) for name in node.names}
    parts = {(node.module or "", name.name) for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}
    return whole | {first for first, _ in parts} | {f"{first}.{name}" for first, name in parts}
