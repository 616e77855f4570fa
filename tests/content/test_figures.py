"""The scripts of the figures: each figure has one, and draws the same again."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.contribute.illustration import scripts
from handbook.reading.loading import load
from tests.conftest import PROJECT
from tests.looping import some

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

REDRAWN = ("activation_curves", "convolution_example", "roc_and_precision_recall", "softmax_temperature")
LARGEST = 60_000


def drawn(*names: str) -> list[str]:
    """Returns the files that the scripts draw, or those that some of them do."""
    return [file for files in scripts(PROJECT, names).values() for file in files]


def draw(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["figures", "--root", str(root), *arguments])


@pytest.fixture
def studio(tmp_path: Path) -> Path:
    """A folder with the scripts and an empty `data/`."""
    shutil.copytree(PROJECT / "hooks" / "figures", tmp_path / "hooks" / "figures", ignore=shutil.ignore_patterns("__pycache__"))
    for file in drawn():
        (tmp_path / "data" / file).parent.mkdir(parents=True, exist_ok=True)
    return tmp_path


def test_every_figure_has_its_script_and_every_script_its_question() -> None:
    shown = {f"{question.topic}/{file}" for question in load(PROJECT).questions.values() for file in question.drawings}

    assert shown == set(drawn())


def test_every_figure_is_small_and_described() -> None:
    questions = load(PROJECT).questions.values()
    for topic, figure in some((question.topic, figure) for question in questions for figure in question.figures):
        assert max((PROJECT / "data" / topic / file).stat().st_size for file in figure.files) <= LARGEST, figure.file
        assert len(figure.alt) >= 60, figure.file
        assert figure.caption, figure.file


def test_figures_are_drawn_again_to_the_same_bytes(studio: Path) -> None:
    outcome = draw(studio, *REDRAWN)

    assert outcome.exit_code == 0, outcome.output
    for file in drawn(*REDRAWN):
        assert (studio / "data" / file).read_bytes() == (PROJECT / "data" / file).read_bytes(), file
