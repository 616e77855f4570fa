"""`handbook figures`: a handbook's own scripts draw its figures, one file or a frame each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

SCRIPTS = {
    "__init__": "",
    "style": "def save(figure, path):\n    path.write_text(figure)\n",
    "wave": 'FILE = "water/wave.svg"\n\ndef draw():\n    return "<svg>wave</svg>"\n',
    "tide": 'FILE = "water/tide-{}.svg"\nFRAMES = ("low", "high")\n\ndef draw(name):\n    return f"<svg>{name}</svg>"\n',
    "helper": "FACTOR = 2\n",
}


@pytest.fixture
def studio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with some scripts and the folder that they draw into; what is imported is forgotten."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    for name in [name for name in sys.modules if name.partition(".")[0] == "figures"]:
        monkeypatch.delitem(sys.modules, name)
    (tmp_path / "hooks" / "figures").mkdir(parents=True)
    (tmp_path / "data" / "water").mkdir(parents=True)
    for name, text in SCRIPTS.items():
        (tmp_path / "hooks" / "figures" / f"{name}.py").write_text(text, "utf-8")
    return tmp_path


def draw(root: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(main, ["figures", "--root", str(root), *arguments])
    for name in [name for name in sys.modules if name.partition(".")[0] == "figures"]:
        del sys.modules[name]
    return result


def files(root: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in (root / "data" / "water").iterdir()}


def test_scripts_are_listed_and_nothing_is_drawn(studio: Path) -> None:
    outcome = draw(studio, "--list")

    listed = ["tide: water/tide-low.svg", "tide: water/tide-high.svg", "wave: water/wave.svg"]
    assert outcome.output.splitlines() == listed
    assert files(studio) == {}


def test_every_script_draws_its_file_or_its_frames(studio: Path) -> None:
    outcome = draw(studio)

    assert (outcome.exit_code, outcome.output.count("\n")) == (0, 3)
    drawn = {"wave.svg": "<svg>wave</svg>", "tide-low.svg": "<svg>low</svg>", "tide-high.svg": "<svg>high</svg>"}
    assert files(studio) == drawn


def test_only_what_is_named_is_drawn(studio: Path) -> None:
    assert draw(studio, "wave").output == "wave: water/wave.svg\n"
    assert files(studio).keys() == {"wave.svg"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("wawe", "wawe: no script of that name; did you mean `wave`?\n"),
        ("helper", "helper: no script of that name; name one of hooks/figures/\n"),
    ],
)
def test_unknown_script_is_named_in_one_line(studio: Path, name: str, said: str) -> None:
    outcome = draw(studio, name)

    assert (outcome.exit_code, outcome.output) == (2, said)


def test_script_that_fails_is_named_in_one_line_and_leaves_the_figure(studio: Path) -> None:
    script = 'FILE = "water/broken.svg"\n\ndef draw():\n    raise ValueError("no\\nnumbers")\n'
    (studio / "hooks" / "figures" / "broken.py").write_text(script, "utf-8")
    (studio / "data" / "water" / "broken.svg").write_text("<svg/>", "utf-8")

    outcome = draw(studio, "broken")

    assert outcome.exit_code == 2
    assert outcome.output == "hooks/figures/broken.py: failed (ValueError: no numbers); fix the script\n"
    assert files(studio) == {"broken.svg": "<svg/>"}


def test_script_that_is_no_python_is_named(studio: Path) -> None:
    (studio / "hooks" / "figures" / "broken.py").write_text("def draw(:\n", "utf-8")

    outcome = draw(studio)

    assert outcome.exit_code == 2
    assert "broken.py: no Python that can be read" in outcome.output
    assert outcome.output.count("\n") == 1
