"""`handbook import`: lists in every usual form, nothing lost without a word, all files or none.

The longer run starts three handbooks from lists of some four hundred questions and builds them with all guides:
`LISTS=1 pytest -n 0 tests/contribute/test_import.py -k all_guides`.
On 30 November 2026 all three were built: 400 questions seen in each, 390 imported, 10 drafts, and no word lost in PDF or EPUB.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from handbook.commands.cli import main
from handbook.contribute.imports.intake import Wanted, take_in
from handbook.reading.loading import load
from handbook.reading.yaml.source import read
from handbook.records.moments import today
from tests.casefiles import cases
from tests.listmaker import FORMS, ListMaker, MixedMaker

if TYPE_CHECKING:
    from click.testing import Result

    from handbook.contribute.imports.intake import Intake
    from tests.conftest import Project

DROPPED = re.compile(r"(?:^|:)(\d+): note: .*?(?: \(to line (\d+)\))?; left out$")
WORD = re.compile(r"w\d+")


def imported(root: Path, text: str, *, by_heading: bool = False) -> Intake:
    return take_in(text, load(root), Wanted("gardens", "junior", "list.md", by_heading))


def records(intake: Intake) -> list[dict[str, Any]]:
    files = {file: text for file, text in intake.texts.items() if file.suffix == ".yml" and file.stem != "_topic"}
    found = [{"id": file.stem, "topic": file.parent.name, **content(text)} for file, text in files.items()]
    assert {question.pop("added") for question in found} <= {today()}
    assert all(question.pop("source").startswith("list.md#") for question in found)
    return found


def content(text: str) -> dict[str, Any]:
    plain = read(text.encode()).root.plain()
    assert isinstance(plain, dict)
    return plain


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["import", *map(str, arguments)])


def tree(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for part in ("data", "docs") for file in (root / part).rglob("*") if file.is_file()}


@pytest.mark.parametrize("case", cases("import"))
def test_a_list_becomes_exactly_these_questions_with_these_notes(small: Path, case: dict[str, Any]) -> None:
    intake = imported(small, case["markdown"], **case.get("wanted", {}))
    assert records(intake) == [{"level": "junior", "topic": "gardens", **question} for question in case["questions"]]
    assert [str(note) for note in intake.notes] == case["notes"]


@pytest.mark.parametrize("maker", [ListMaker, MixedMaker])
@pytest.mark.parametrize("form", FORMS)
def test_every_word_is_in_a_file_or_on_a_line_that_was_reported_as_left_out(
    small: Path, form: str, maker: type[ListMaker]
) -> None:
    made = maker(form, 1)
    text = made.make(30)
    intake = imported(small, text)
    assert lost(text, str(records(intake)), [str(note) for note in intake.notes]) == {}
    assert (intake.count, intake.left_out) == (made.questions, 0)
    assert sum(one.state == "draft" for one in intake.taken) == made.drafts


def lost(text: str, kept: str, notes: list[str]) -> dict[str, int]:
    """Returns the words of a list, with their lines, that were neither kept nor reported as left out."""
    left_out = {
        line for note in notes if (match := DROPPED.search(note)) for line in range(int(match[1]), int(match[2] or match[1]) + 1)
    }
    words = {*WORD.findall(kept)}
    rows = enumerate(text.split("\n"), 1)
    return {word: line for line, row in rows for word in WORD.findall(row) if word not in words and line not in left_out}


@pytest.mark.parametrize("form", FORMS)
def test_no_code_block_is_split_or_lost(small: Path, form: str) -> None:
    maker = ListMaker(form, 7)
    text = maker.make(30)
    answers = "\n".join(record["answer"] for record in records(imported(small, text)))
    assert len(re.findall(r"^ *`{3,}python\n *# w\d+ w\d+\?\n\n *### 3\. What", answers, re.MULTILINE)) == maker.fences


def test_400_questions_are_imported_checked_and_built(project: Project) -> None:
    maker = MixedMaker("heading", 1)
    source = project.write("list.md", maker.make(320))
    outcome = run(source, "--topic", "long-list", "--root", project.root)
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output.endswith("\n400 questions seen: 390 imported, 10 drafts, 0 left out\n")
    assert len(load(project.root).by_topic["long-list"]) == 390
    built = project.build()
    assert built.returncode == 0, built.stderr
    pages = [file.read_text("utf-8") for file in (project.site / "topics/long-list").rglob("index.html")]
    assert sum(page.count('<details class="answer"') for page in pages) == 390


if os.environ.get("LISTS"):

    @pytest.mark.timeout(1_500)
    @pytest.mark.parametrize("form", ["heading", "details", "numbered"])
    def test_a_handbook_made_of_a_list_has_every_word_in_all_guides(tmp_path: Path, form: str) -> None:
        maker = MixedMaker(form, 3)
        source, root = tmp_path / "list.md", tmp_path / "handbook"
        source.write_text(maker.make(320), "utf-8")
        started = CliRunner().invoke(main, ["init", str(root), "--name", "Long list", "--from", str(source)])
        assert started.exit_code == 0, started.output
        assert "400 questions seen: 390 imported, 10 drafts, 0 left out" in started.output
        command = [str(Path(sys.executable).with_name("handbook")), "build"]
        built = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert built.returncode == 0, built.stdout + built.stderr
        handbook = load(root)
        assert (len(handbook.questions), len(handbook.drafts)) == (390, 10)
        shown = {
            word for question in handbook.questions.values() for word in WORD.findall(f"{question.question} {question.answer}")
        }
        printed = "".join(page.extract_text() for page in PdfReader(root / "site" / "study-guide.pdf").pages)
        with ZipFile(root / "site" / "study-guide.epub") as book:
            parts = [book.read(part).decode() for part in book.namelist() if part.endswith(".xhtml")]
        book_text = " ".join([*parts, *(re.sub(r"<[^>]*>", "", part) for part in parts)])  # addresses, and words of formulas
        for text in (printed, book_text):
            words = WORD.findall(text)
            squared = {word.removesuffix("2") for word in words}  # a formula's square stands right behind
            assert shown - {*words} - squared == set()


def test_notes_are_lines_that_name_the_file(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("### What is a hoe?\n\nSee [it](hoe.md).\n", "utf-8")
    outcome = run(source, "--topic", "regularization", "--level", "senior", "--root", small)
    assert outcome.output.splitlines() == [
        f"{source}:3: note: the link `hoe.md`, which leads nowhere from here; kept as text",
        "imported 1 question into data/regularization/, 1 note",
        "1 question seen: 1 imported, 0 drafts, 0 left out",
    ]
    assert load(small).questions["hoe"].level == "senior"


def test_a_question_that_exists_is_never_overwritten(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("### What is dropout?\n\nSomething else.\n", "utf-8")
    before = tree(small)
    outcome = run(source, "--topic", "regularization", "--root", small)
    assert "which data/regularization/dropout.yml asks too; kept as `dropout-2`" in outcome.output
    assert {file: text for file, text in tree(small).items() if file in before} == before
    assert load(small).questions["dropout-2"].short == "Something else.\n"


LIST = """## Soil

### What is loam?

Loam is a mix.

### What is clay?

Clay is wet.

## Water

### What is dew? [H]

### What is rain? [E]

Rain is water. It falls.
"""


def test_a_trial_shows_the_tree_with_ids_lines_and_drafts_and_writes_nothing(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text(LIST, "utf-8")
    before = tree(small)
    outcome = run(source, "--topics-from-headings", "--dry-run", "--root", small)
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output.splitlines()[-8:] == [
        "soil/ (2 questions, new: Soil)",
        "  line 3     loam  What is loam?  [junior; soil]",
        "  line 7     clay  What is clay?  [junior; soil]",
        "water/ (2 questions, new: Water)",
        "  line 13    dew   What is dew?  [senior; water] · draft",
        "  line 15    rain  What is rain?  [junior; water]",
        "4 questions seen: 3 imported, 1 draft, 0 left out",
        "nothing was written; without --dry-run it is",
    ]
    assert tree(small) == before


def test_a_second_import_updates_what_the_list_changed_and_keeps_what_was_edited_here(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text(LIST, "utf-8")
    arguments = (source, "--topics-from-headings", "--root", small)
    assert run(*arguments).exit_code == 0
    loam, clay = (small / "data" / file for file in ("soil/loam.yml", "soil/clay.yml"))
    loam.write_text(loam.read_text("utf-8").replace("short: |\n  Loam is a mix.", "short: |\n  Loam is sand and clay."), "utf-8")
    clay.write_text(
        clay.read_text("utf-8").replace("  Clay is wet.", "  Clay is heavy.") + "asked_as: [Explain clay.]\n", "utf-8"
    )
    source.write_text(
        LIST.replace("Loam is a mix.", "Loam is a mix of three.")
        .replace("Clay is wet.", "Clay holds water.")
        .replace("### What is dew? [H]", "### What is dew? [H]\n\nDew is water.")
        .replace("What is rain?", "What is rain, and why?")
        + "\n### What is snow?\n\nSnow is water.\n",
        "utf-8",
    )
    outcome = run(*arguments)
    assert outcome.exit_code == 0, outcome.output
    assert outcome.output.splitlines()[-1] == "5 questions seen: 1 imported, 0 drafts, 3 updated, 1 as before, 0 left out"
    handbook = load(small)
    loam_now = handbook.questions["loam"]
    assert (loam_now.short, loam_now.answer) == ("Loam is sand and clay.\n", "Loam is a mix of three.\n")
    assert (handbook.questions["clay"].answer, handbook.questions["clay"].asked_as) == ("Clay is heavy.\n", ("Explain clay.",))
    assert handbook.questions["dew"].answer == "Dew is water.\n"
    assert handbook.questions["rain"].question == "What is rain, and why?"
    assert f"{source}:3: note: another `short` than before, though `loam` changed here too; kept as it is here" in outcome.output
    again = tree(small)
    assert "5 questions seen: 0 imported, 0 drafts, 5 as before, 0 left out" in run(*arguments).output
    assert tree(small) == again


def test_what_a_list_has_no_more_is_kept_and_told(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text(LIST, "utf-8")
    run(source, "--topic", "gardens", "--root", small)
    source.write_text(LIST.replace("### What is clay?\n\nClay is wet.\n", ""), "utf-8")
    assert "`clay`, which the list had before and has no more; kept" in run(source, "--topic", "gardens", "--root", small).output
    assert "clay" in load(small).questions


def test_a_list_that_came_under_another_name_is_not_taken_in_twice(small: Path, tmp_path: Path) -> None:
    source, renamed = tmp_path / "list.md", tmp_path / "renamed.md"
    source.write_text(LIST, "utf-8")
    run(source, "--topic", "gardens", "--root", small)
    before = tree(small)
    source.rename(renamed)
    outcome = run(renamed, "--topic", "gardens", "--root", small)
    assert (outcome.exit_code, tree(small)) == (2, before)
    assert (
        "4 of its 4 questions came from `list.md` before; add `--source list.md` to update them; nothing was written"
        in outcome.output
    )
    assert "4 as before" in run(renamed, "--topic", "gardens", "--source", "list.md", "--root", small).output


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("Only words.\n", 1, "no questions found; write each as a heading, a numbered or bold line, a `Q:` line or a row of"),
        ("", 1, "no questions found"),
        (b"### What is\xff?\n", 2, ":1: bytes that are not UTF-8; save the file as UTF-8"),
        ("loam\ta mix of soils\nclay\theavy soil\n", 2, ":1: cards that ask nothing, only terms and what they mean, as Quizlet"),
        ('Question,Answer\nWhat is dew?,"Water\n', 2, ":2: a cell whose quotation marks do not close"),
    ],
    ids=["no question", "empty", "not UTF-8", "terms", "open cell"],
)
def test_what_is_no_list_changes_nothing(small: Path, tmp_path: Path, text: str | bytes, status: int, said: str) -> None:
    source = tmp_path / "list.md"
    source.write_bytes(text if isinstance(text, bytes) else text.encode())
    before = tree(small)
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert (outcome.exit_code, tree(small)) == (status, before)
    assert said in outcome.output


@pytest.mark.parametrize("name", ["list.org", "list.docx", "list.XLSX", "list.apkg"])
def test_file_of_another_program_is_refused_with_what_to_do(small: Path, tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    source.write_bytes(b"* What is dew?\n")
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert outcome.exit_code == 2
    assert re.search(r"turn it into Markdown first|save the sheet as|export its notes as plain text", outcome.output)


def test_sheet_in_utf_16_is_read(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.txt"
    source.write_bytes("Question\tAnswer\r\nWas heißt Tau?\tWasser.\r\n".encode("utf-16"))
    assert run(source, "--topic", "gardens", "--root", small).exit_code == 0
    assert load(small).questions["heisst-tau"].answer == "Wasser.\n"


@pytest.mark.parametrize(
    ("topic", "said"),
    [
        ("Gardens!", "--topic: `Gardens!`; use lower-case letters, digits and single hyphens: gardens"),
        ("regularisation", "no topic `regularisation`; did you mean `regularization`?"),
        ("index", "`index` is the page of all topics"),
    ],
)
def test_a_topic_that_cannot_be_meant_is_refused(small: Path, tmp_path: Path, topic: str, said: str) -> None:
    source = tmp_path / "list.md"
    source.write_text("### What is a hoe?\n\nA tool.\n", "utf-8")
    outcome = run(source, "--topic", topic, "--root", small)
    assert outcome.exit_code == 2
    assert said in outcome.output


def test_a_handbook_with_problems_takes_nothing_in(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("### What is a hoe?\n\nA tool.\n", "utf-8")
    (small / "data/regularization/dropout.yml").write_text("question: What?\n", "utf-8")
    before = tree(small)
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert (outcome.exit_code, tree(small)) == (1, before)
    assert "data/regularization/dropout.yml:1:1: error: no `level`" in outcome.output


def test_a_place_that_cannot_be_written_leaves_nothing_behind(small: Path, tmp_path: Path) -> None:
    source = tmp_path / "list.md"
    source.write_text("### What is a hoe?\n\nA tool.\n\n### What is a rake?\n\nA tool.\n", "utf-8")
    (small / "data/gardens").symlink_to(tmp_path / "nowhere/gardens")
    before = tree(small)
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert outcome.exit_code == 2, outcome.output
    assert "nothing was written" in outcome.output
    assert tree(small) == before
    assert not (small / "data/gardens").exists()


@pytest.mark.parametrize(
    "text", ["### What is deep?\n\n" + "<b>" * 3000 + "x\n", "Question,Answer\nWhat is deep?," + "<b>" * 3000]
)
def test_list_nested_too_deep_is_refused_before_anything_searches_it(small: Path, tmp_path: Path, text: str) -> None:
    source = tmp_path / "list.md"
    source.write_text(text, "utf-8")
    begun = process_time()
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert outcome.exit_code == 2
    assert "nested too deep; make them flatter" in outcome.output
    assert process_time() - begun < 1.5


@pytest.mark.parametrize(
    "text",
    [
        "### What is deep?\n\n" + "> " * 400 + "x\n",
        "### What is deep?\n\n" + "".join("  " * depth + "- x\n" for depth in range(300)),
        "### What is open? <!-- \n\nx\n",
        "### What is odd?\n\n</b></p></details>&#0;&#xD800;\n\n[a]: <>\n\n| a |\n|---|\n",
        "\u202e### What is bidirectional?\n\nx\n",
        "### `` ` ``?\n\n``` `x\n",
        "* * *\n- - ?\n1. ?\n2. ?\n",
        "<details><summary>?</summary></details>\n<details>",
        "Q:\nA:\nQ: ?\nA: x\n",
        "<!doctype html><body>" + "<div>" * 3000 + "What?",
        "<html><math></math><p>\\(</p><svg><a></html>",
        '[{"question": null}, {"question": {}}, [[]], 7]',
        '{"question": "\\ud800?", "answer": ["x", {"a": null}]}',
        "- question: &a x?\n  answer: *a\n- question: [\n",
        "#separator:\n#tags column:x\n\t\t\n",
        "Question;Answer\n;\n;;;;\n?;?\n",
        '!!! note\n\n??? \n=== ""\n[[a|]] ![[]] ==a==\n',
    ],
)
def test_hostile_text_gives_no_traceback(small: Path, tmp_path: Path, text: str) -> None:
    source = tmp_path / "list.md"
    source.write_text(text, "utf-8")
    outcome = run(source, "--topic", "gardens", "--root", small)
    assert outcome.exit_code in (0, 1, 2)
    assert outcome.exception is None or isinstance(outcome.exception, SystemExit)
    if outcome.exit_code == 0:
        load(small)
