"""Somebody who has never seen this repository adds a question."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Project

QUESTION = "Why are saddle points common in high dimensions?"
FILE = "data/gradients/saddle-points.yml"


def handbook(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command as a newcomer does."""
    command = [sys.executable, "-c", "from handbook.commands.cli import main; main()", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)


def test_newcomer_adds_a_question_with_three_mistakes_and_mends_them(project: Project) -> None:
    wanted = ("--topic", "gradients", "--question", QUESTION, "--id", "saddle-points", "--tag", "training")
    started = handbook(project.root, "new", *wanted, "--yes")
    assert started.returncode == 0, started.stderr
    file = project.root / FILE
    assert FILE in started.stdout
    assert handbook(project.root, "check", FILE).returncode == 1

    draft = file.read_text()
    draft = draft.replace("level: junior", "level: juniour")
    draft = draft.replace(
        "short: |\n", "short: |\n  Most critical points have directions of both kinds, says the zygomorphic rule.\n"
    )
    draft = draft.replace("answer: |\n", "answer: |\n  Think of a <b>mountain pass</b>.\n")
    file.write_text(draft + "\nrelated: [backpropagaton]\n")
    lines = file.read_text().splitlines()

    checked = handbook(project.root, "check", FILE)

    assert checked.returncode == 1
    level, answer, related = (
        next(at for at, line in enumerate(lines, 1) if line.startswith(start)) for start in ("level", "  Think", "related")
    )
    said = checked.stdout
    assert f"{FILE}:{level}:8: error: `level` is `juniour`; did you mean `junior`?" in said
    assert f"{FILE}:{answer}:14: error: raw HTML, <b>" in said
    assert f"{FILE}:{related}:11: error: the unknown question `backpropagaton`; did you mean `backpropagation`?" in said

    mended = file.read_text().replace("juniour", "junior").replace("backpropagaton", "backpropagation")
    file.write_text(mended.replace("<b>", "**").replace("</b>", "**"))
    assert handbook(project.root, "check", FILE).returncode == 0
    outcome = project.build()
    assert outcome.returncode == 0, outcome.stderr
    assert QUESTION in (project.site / "topics" / "gradients" / "index.html").read_text()
    index = "".join(part.read_text("utf-8") for part in (project.site / "search").rglob("*.js"))
    assert "#saddle-points" in index
    assert "zygomorphic" in index
