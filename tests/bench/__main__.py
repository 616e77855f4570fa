"""Compares builds of a bank of questions with builds of the same content written by hand, in one run."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

from tests.bench import bank

PEER_UP_TO = 2_000
LIMITS = {500: (1.0, 0.25, 0.1), 2_000: (0.8, 0.16, 0.09)}
PATIENCE = 900
"""Seconds that a server may take to say something, on a busy machine."""
TOLD = """
import os
from mkdocs.__main__ import cli
try:
    cli()
finally:
    spent = os.times()
    print(spent.user + spent.system, spent.children_user + spent.children_system)
"""
"""Builds, and tells at last what that took, and what the training took, which is a process of its own."""


@dataclass(frozen=True)
class Cost:
    """What one build took."""

    cpu: float
    """User and system seconds, without the training."""
    training: float
    """User and system seconds of the training of the search's vectors."""
    memory: float
    """Peak of resident memory, in MB."""


def build(folder: Path) -> Cost:
    """Builds a site in a process of its own."""
    process = subprocess.Popen(
        [sys.executable, "-c", TOLD, "build", "--strict"], cwd=folder, env=_environment(), stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr
    assert process.stdout
    said, told = process.stderr.read(), process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the build in {folder} failed:\n{said}")
    own, training = map(float, told.split())
    return Cost(own, training, usage.ru_maxrss / 1024)


def rebuild(folder: Path, edited: Path, port: int) -> float:
    """Serves a site, edits one file three times, and returns the median of the CPU seconds that the rebuilds took."""
    command = [sys.executable, "-u", "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        said: Queue[str] = Queue()
        Thread(target=_listen, args=(process, said), daemon=True).start()
        try:
            _wait(said, "Serving on")
            return sorted(_edit(process, said, edited, round_) for round_ in range(3))[1]
        finally:
            process.terminate()


def _listen(process: subprocess.Popen[str], said: Queue[str]) -> None:
    with suppress(ValueError):  # the pipe is closed while it is read, once the server has ended
        for line in process.stderr or ():
            said.put(line)


def _edit(process: subprocess.Popen[str], said: Queue[str], edited: Path, round_: int) -> float:
    time.sleep(3)  # for the watcher to see the state before
    while not said.empty():
        said.get()
    edited.write_text(edited.read_text().replace("Question", f"Question {round_}", 1))
    _wait(said, "Detected file changes")
    before = _cpu(process.pid)
    # MkDocs leaves the first of these lines out where it would say the same seconds as before.
    _wait(said, "Documentation built", "Reloading browsers")
    return _cpu(process.pid) - before


def _wait(said: Queue[str], *words: str) -> None:
    """Waits until a line with one of the words was said."""
    try:
        while not any(word in line for line in [said.get(timeout=PATIENCE)] for word in words):
            pass
    except Empty:
        sys.exit(f"the server did not say {' or '.join(words)!r} within {PATIENCE} seconds")


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _environment() -> dict[str, str]:
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "GUIDES": "off", "PICTURES": "none"}


def measure(count: int, folder: Path, *, alone: bool) -> dict[str, float]:
    """Returns the costs of one size; `alone` leaves out the pages written by hand."""
    questions = bank.items(count)
    data, hand = folder / "data", folder / "hand"
    bank.write_data(data, questions)
    cold, warm = build(data), build(data)
    result = {"cold": cold.cpu, "warm": warm.cpu, "training": cold.training, "memory": max(cold.memory, warm.memory)}
    if not alone:
        bank.write_by_hand(hand, questions)
        by_hand = build(hand)
        result["hand"], result["hand memory"] = by_hand.cpu, by_hand.memory
        result["serve"] = rebuild(data, next((data / "data" / "topic-000").glob("q*.yml")), 8431)
        result["hand serve"] = rebuild(hand, hand / "docs" / "topics" / "topic-000.md", 8432)
    return result


def main() -> None:
    """Prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 2_000, 10_000], help="numbers of questions (500 2000 10000)")
    chosen = parser.parse_args()
    print("| questions | build | CPU s | times the hand-written one | limit | peak MB |\n|--:|:--|--:|--:|--:|--:|")
    measured: dict[int, dict[str, float]] = {}
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            measured[count] = measure(count, Path(folder), alone=count > PEER_UP_TO)
        _print(count, measured[count])
    for small, large in pairwise(sorted(measured)):
        if small == PEER_UP_TO:
            growth = ", ".join(f"{key} {measured[large][key] / measured[small][key]:.1f}" for key in ("cold", "warm"))
            print(f"\nGrowth of the cost from {small:,} to {large:,} questions ({large / small:g} times as many): {growth}.")


def _print(count: int, cost: dict[str, float]) -> None:
    cold, warm, serve = LIMITS.get(count, (None, None, None))
    if "hand" in cost:
        print(f"| {count:,} | by hand | {cost['hand']:.2f} | 1 | | {cost['hand memory']:.0f} |")
        print(f"| {count:,} | by hand, one edit in `serve` | {cost['hand serve']:.2f} | 1 | | |")
    print(f"| {count:,} | training of the search, apart from the rest of a cold build | {cost['training']:.2f} | | | |")
    for name, key, peer, limit in (
        ("cold", "cold", "hand", cold), ("warm", "warm", "hand", warm), ("one edit in `serve`", "serve", "hand serve", serve),
    ):  # fmt: skip
        if key in cost:
            ratio = f"{cost[key] / cost[peer]:.2f}" if peer in cost else ""
            memory = f"{cost['memory']:.0f}" if key == "cold" else ""
            print(f"| {count:,} | {name} | {cost[key]:.2f} | {ratio} | {'≤ ' + str(limit) if limit else ''} | {memory} |")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
