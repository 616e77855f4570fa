"""Loading `data/`: from files to a handbook, again after changes, and whatever the files hold."""

from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from handbook.reading.loading import load, load_once
from handbook.records.problems import ProblemsError
from tests.casefiles import problems_of
from tests.conftest import copy_project

if TYPE_CHECKING:
    from pathlib import Path

DROPOUT = "data/regularization/dropout.yml"


def append(root: Path, path: str, text: str) -> None:
    file = root / path
    file.write_text(file.read_text("utf-8") + text, "utf-8")


def test_topics_come_in_their_order_and_prerequisites_before_what_needs_them(small: Path) -> None:
    append(small, "data/regularization/overfitting.yml", "prerequisites: [dropout]\n")

    handbook = load(small)

    assert list(handbook.topics) == ["optimization", "regularization"]
    assert list(handbook.questions) == ["gradient-descent", "dropout", "overfitting"]


def test_records_hold_what_the_files_say(small: Path) -> None:
    append(small, DROPOUT, "asked_as: [no, 1.0]\nreviewed: 2024-02-29\nformerly: [drop-out]\n")

    handbook = load(small)

    dropout = handbook.questions["dropout"]
    assert (dropout.id, dropout.topic, dropout.level) == ("dropout", "regularization", "mid")
    assert dropout.asked_as == ("no", "1.0")
    assert str(dropout.reviewed) == "2024-02-29"
    assert handbook.moved == {"drop-out": "dropout"}
    assert handbook.references["srivastava-2014"].year == 2014
    assert handbook.glossary["stochastic gradient descent"].abbreviations == ("SGD",)
    assert handbook.topics["optimization"].title == "Optimization"


def test_files_that_there_is_one_of_say_what_they_say_and_a_question_may_have_their_name(small: Path) -> None:
    (small / "data/synonyms.yml").write_text("step: [stride]\n", "utf-8")
    (small / "data/retired.yml").write_text("momentum: { question: What?, day: 2026-01-01, to: dropout }\n", "utf-8")
    for name in ("glossary", "references", "retired", "synonyms"):
        shutil.copy(small / DROPOUT, small / f"data/optimization/{name}.yml")

    handbook = load(small)

    assert handbook.synonyms == {"step": ("stride",)}
    assert handbook.retired["momentum"].to == "dropout"
    assert {"glossary", "references", "retired", "synonyms"} < handbook.questions.keys()


def test_line_breaks_of_windows_and_a_byte_order_mark_make_no_difference(small: Path) -> None:
    as_written = load(small).questions
    for file in (small / "data").rglob("*.yml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))

    assert load(small).questions == as_written


def test_a_changed_added_or_deleted_file_shows_at_the_next_load(small: Path) -> None:
    before = load(small)
    append(small, DROPOUT, "example: An example.\n")
    shutil.copy(small / DROPOUT, small / "data/optimization/adam.yml")
    (small / "data/regularization/overfitting.yml").unlink()

    after = load(small)

    assert before.questions["dropout"].example is None
    assert after.questions["dropout"].example == "An example."
    assert list(after.questions) == ["gradient-descent", "adam", "dropout"]


def test_a_mistake_shows_at_the_next_load_and_so_does_its_mending(small: Path) -> None:
    right = (small / DROPOUT).read_text("utf-8")
    outcomes = [problems_of(small)]
    append(small, DROPOUT, "colour: red\n")
    outcomes.append(problems_of(small))
    (small / DROPOUT).write_text(right, "utf-8")
    outcomes.append(problems_of(small))

    assert [len(problems) for problems in outcomes] == [0, 1, 0]


def test_what_only_the_text_of_a_file_shows_is_told_at_each_load(small: Path) -> None:
    append(small, "data/glossary.yml", "momentum:\n  meaning: TODO\n")

    assert problems_of(small) == problems_of(small) != []


def test_a_handbook_is_loaded_again_only_after_a_change(small: Path) -> None:
    first = load_once(small)
    (small / "docs/topics/.#optimization.md").symlink_to("editor@machine.1234")
    second = load_once(small)
    append(small, "docs/index.md", "More.\n")
    third = load_once(small)

    assert third.questions.keys() == {"gradient-descent", "dropout", "overfitting"}
    assert first is not third
    assert second is first


def test_sound_file_is_not_read_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load(small)
    monkeypatch.setattr("handbook.reading.files.read", None)

    assert load(small).glossary.keys() == {"stochastic gradient descent"}


def test_a_folder_without_data_is_told_where_to_go(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == ["data:1:1: error: no folder `data/`; run this in a handbook's root"]


def test_names_that_are_not_utf_8_are_reported(small: Path) -> None:
    (small / "data/optimization" / os.fsdecode(b"ad\xe1m.yml")).write_bytes((small / DROPOUT).read_bytes())
    (small / "data" / os.fsdecode(b"ca\xefs")).mkdir()
    (small / "data" / os.fsdecode(b"ca\xefs") / "_topic.yml").write_text("title: a\nsummary: a\norder: 3\n", "utf-8")

    assert problems_of(small) == [
        "data/ca?s:1:1: error: the topic's id `ca?s`; rename the folder: use lower-case letters, digits and single hyphens: ca-s",
        "data/optimization/ad?m.yml:1:1: error: the question's id `ad?m`; "
        "rename the file: use lower-case letters, digits and single hyphens: ad-m.yml",
    ]


def test_problems_come_sorted_and_each_once(small: Path) -> None:
    append(small, DROPOUT, "related: [zzz, yyy]\nprerequisites: [zzz]\n")
    append(small, "data/optimization/gradient-descent.yml", "example: <b> and <b>\ncolour: red\n")

    with pytest.raises(ProblemsError) as caught:
        load(small)

    problems = caught.value.problems
    assert list(problems) == sorted(set(problems))
    assert str(caught.value) == "\n".join(map(str, problems))
    assert [problem.line for problem in problems] == [6, 6, 7, 6, 6, 7]


def test_a_circle_of_a_thousand_is_found_at_once(small: Path) -> None:
    question = (small / DROPOUT).read_text("utf-8")
    for number in range(1000):
        file = small / f"data/optimization/q-{number:03}.yml"
        file.write_text(f"{question}prerequisites: [q-{(number + 1) % 1000:03}]\n", "utf-8")

    problems = problems_of(small)

    assert len(problems) == 1
    assert problems[0].startswith("data/optimization/q-999.yml:6:17: error: a circle of prerequisites: q-000 → q-001 → ")


def test_whatever_bytes_a_question_holds_it_is_loaded_or_reported(tmp_path: Path) -> None:
    root = copy_project(tmp_path / "book").root
    folder = root / "data" / "foundations"
    question = (folder / "dropout.yml").read_bytes()
    chance = random.Random(2024)  # noqa: S311  the same mutations at each run
    for number in range(300):
        (folder / f"mutant-{number:03}.yml").write_bytes(mutated(question, chance))

    problems = problems_of(root)

    wrong = {problem.split(":")[0] for problem in problems}
    assert len(wrong) > 100
    assert all(path.startswith("data/foundations/mutant-") for path in wrong)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Returns bytes with some of them changed, deleted, repeated, or strewn with what means something to YAML."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        at, other = chance.randrange(len(out)), chance.randrange(len(out))
        change = chance.randrange(4)
        if change == 0:
            out[at] = chance.randrange(256)
        elif change == 1:
            del out[at : at + chance.randrange(1, 40)]
        elif change == 2:
            out[at:at] = out[other : other + chance.randrange(1, 80)]
        else:
            out[at:at] = bytes(chance.choices(b"\"'[]{}:-|>#&*!%@`\t\n \\$<", k=3))
    return bytes(out)
