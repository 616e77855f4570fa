"""Measures printed guides: processor time, memory and size by the number of questions, and beside WeasyPrint."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from handbook.markup.links import Links
from handbook.reading.loading import load
from tests.bench import bank

LIMITS = {25: (3.0, None, None), 500: (12.0, 700, 3.0), 2_000: (50.0, 2_000, 12.0)}
"""By questions: CPU seconds, MB of memory, MB of file."""
PEER = 500
READ_BACK = "from pathlib import Path; from handbook.guide.press.proof import faults; faults(Path('guide.pdf').read_bytes())"
STYLE = """
@page { size: A4; margin: 28mm 44mm; @bottom-center { content: counter(page) } }
nav a::after { content: leader('.') target-counter(attr(href), page) }
.see-also a::after { content: ' (p. ' target-counter(attr(href), page) ')' }
body { font: 11pt/1.4 serif; hyphens: auto; text-align: justify }
summary { display: none }
"""


@dataclass(frozen=True)
class Cost:
    """What one process took."""

    cpu: float
    """User and system seconds."""
    memory: float
    """Peak of resident memory, in MB."""
    size: float
    """Of the file, in MB."""


def run(command: list[str], folder: Path, output: str) -> Cost:
    """Runs a command that writes a file."""
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed in {folder}")
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, (folder / output).stat().st_size / 1e6)


def guide(folder: Path, *options: str) -> Cost:
    """Prints a study guide."""
    return run([str(Path(sys.executable).parent / "handbook"), "pdf", *options, "-o", "guide.pdf"], folder, "guide.pdf")


def as_page(folder: Path) -> None:
    """Writes the same answers as one HTML page with contents and page numbers, for WeasyPrint."""
    handbook = load(folder)
    links = Links(handbook, "", None)
    entries, answers = [], []
    for question in handbook.questions.values():
        entries.append(f'<a href="#{question.id}">{question.question}</a><br>')
        html = links.close(handbook.rendered(question, "fragment")).replace("<details", "<div").replace("</details", "</div")
        answers.append(
            f'<h2 id="{question.id}">{question.question}</h2>' + html.replace(f'href="topics/{question.topic}/#', 'href="#')
        )
    head = f'<!doctype html><html lang="en"><title>Guide</title><style>{STYLE}</style>'
    page = f"{head}<nav>{''.join(entries)}</nav>{''.join(answers)}"
    (folder / "page.html").write_text(page, "utf-8")


def row(count: int, name: str, cost: Cost, limits: tuple[float | None, ...] = (None, None, None)) -> None:
    """Prints a line of the table."""
    measured = (f"{cost.cpu:.1f}", f"{cost.memory:.0f}", f"{cost.size:.2f}")
    cells = [f"{value} (≤ {limit:g})" if limit else value for value, limit in zip(measured, limits, strict=True)]
    print(f"| {count:,} | {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Prints a table in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.guide", description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[500, 2_000], help="numbers of questions (500 2000)")
    parser.add_argument("--weasyprint", metavar="PROGRAM", help="also measure this program on the same 500 questions")
    chosen = parser.parse_args()
    print("| questions | guide | CPU s | peak MB | file MB |\n|--:|:--|--:|--:|--:|")
    for count in chosen.sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            bank.write_data(folder, bank.items(count))
            run([str(Path(sys.executable).parent / "handbook"), "export"], folder, "questions.json")
            if count == PEER:
                row(25, "one topic, first time", guide(folder, "--topic", "topic-000"), LIMITS[25])
            first = guide(folder)
            row(count, "first time", first, LIMITS.get(count, (None, None, None)))
            row(count, "again", guide(folder), LIMITS.get(count, (None, None, None)))
            row(count, "of that, reading back", run([sys.executable, "-c", READ_BACK], folder, "guide.pdf"))
            if count == PEER and chosen.weasyprint:
                as_page(folder)
                peer = run([chosen.weasyprint, "page.html", "peer.pdf"], folder, "peer.pdf")
                row(count, f"WeasyPrint, {peer.cpu / first.cpu:.1f} times the CPU", peer)


if __name__ == "__main__":
    main()
