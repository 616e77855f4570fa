"""Tables, code and formulas that are too large for the page: all of it is there, nothing over anything."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_question
from tests.guides import Guide, letters, run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("guides")

TERMS = " + ".join(f"a_{{{at}}} x^{{{at}}}" for at in range(40))
NAMES = [f"`some_name_20chars_{at:02}`" for at in range(9)]


def table(*rows: list[str]) -> str:
    head, *body = rows
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *body))


TABLES = {
    "nine-names": table([f"h{at}" for at in range(9)], NAMES, NAMES),
    "nine-words": table([f"h{at}" for at in range(9)], ["abcdefghijklmnopqr"] * 9),
    "many-names": table([f"column_{at}" for at in range(15)], (NAMES * 2)[:15]),
    "formula": table(
        ["name", "formula", "note"], ["sum", f"${TERMS}$", "none of it"], ["one", rf"$\frac{{{TERMS}}}{{2}}$", "none"]
    ),
    "long": table(["a", "b", "c"], *[[f"row {at}", NAMES[at % 9], "a text that goes on " * 9] for at in range(60)]),
    "wide-and-long": table([f"h{at}" for at in range(7)], *[NAMES[:7] for _ in range(40)]),
}


@pytest.mark.parametrize("layout", ["book", "compact", "large"])
def test_tables_of_any_width_are_printed_whole(small: Path, tmp_path: Path, layout: str) -> None:
    for name, answer in TABLES.items():
        write_question(small, f"regularization/{name}", answer=f"Before it.\n\n{answer}\n\nAfter it.")

    outcome = run(small, "--layout", layout, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    text = letters(" ".join(Guide(tmp_path / "guide.pdf").texts))
    for cell in (*NAMES, "abcdefghijklmnopqr", "none of it"):
        assert letters(cell) in text, cell
    assert text.count(letters("abcdefghijklmnopqr")) == 9


def test_formulas_and_words_that_no_line_can_hold_stay_on_the_page(small: Path, tmp_path: Path) -> None:
    answer = f"$$\n{TERMS}\n$$\n\nInline ${TERMS}$ and $\\frac{{{TERMS}}}{{2}}$.\n\n{'A' * 150} `{'x.y' * 60}`"
    write_question(small, "regularization/dropout", answer=answer, short=f"{'B' * 150}.")
    for variant in ("study", "cards"):
        outcome = run(small, "--variant", variant, "--backs", "short", "-o", str(tmp_path / "guide.pdf"))
        assert outcome.exit_code == 0, outcome.output


def test_table_on_a_card_keeps_to_the_card(small: Path, tmp_path: Path) -> None:
    rows = (
        ["`code` 한pfx ≤δwאl中✅A", "$P(A|B)$", "`code`", "**bold**", "`x`"],
        ["b", "**bold** **bold**", "a", "mCγg Cא本✅és🎉uF", "xEEqöé🎉文국 `code` `code`"],
    )
    write_question(small, "regularization/dropout", short=f"Marked and API.\n\n{table([*'abcde'], *rows)}")
    outcome = run(small, "--variant", "cards", "--backs", "short", "--id", "dropout", "-o", str(tmp_path / "guide.pdf"))
    assert outcome.exit_code == 0, outcome.output


def test_what_leads_to_a_table_and_what_code_prints_stay_beside_it(small: Path, tmp_path: Path) -> None:
    tables = [f"{'word ' * (at % 60)}\n\n**Lead {at}.**\n\n{table(['a', 'b'], [f'Cell {at}.', 'c'])}" for at in range(150)]
    codes = [f"{'word ' * (at % 60)}\n\n```python\nprint('Code {at}.')\n```\n\n```text\nOutput {at}.\n```" for at in range(150)]
    write_question(small, "regularization/dropout", answer="\n\n".join(tables), example="\n\n".join(codes))

    assert run(small, "--id", "dropout", "-o", str(tmp_path / "guide.pdf")).exit_code == 0

    texts = Guide(tmp_path / "guide.pdf").texts
    for first, after in (("Lead", "Cell"), ("Code", "Output")):
        for number in range(150):
            before, beside = ([at for at, text in enumerate(texts) if f"{word} {number}." in text] for word in (first, after))
            assert before == beside
            assert len(before) == 1


CODE = '''\
def longest(words):
    """Returns the longest word, the first of several."""
    best = ""
    for word in words:  # each of them, one after the other, to the very end!
        if len(word) > len(best):
            best = word

    return best


print(longest(["a", "bb", "cc"]), "and so on until the line has eighty-eight of them")
rows = [
    (1, 2),
    (3, 4),
]
if rows:
    print(rows)'''


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_code_is_copied_as_it_was_written(small: Path, tmp_path: Path, paper: str) -> None:
    assert max(map(len, CODE.splitlines())) >= 84
    for at in range(3):  # on right and left pages
        write_question(small, f"regularization/code-{at}", answer=f"Before.\n\n```python\n{CODE}\n```\n\nAfter. {'word ' * 300}")

    assert run(small, "--paper", paper, "-o", str(tmp_path / "guide.pdf")).exit_code == 0

    text = "\n".join(Guide(tmp_path / "guide.pdf").texts)
    copied = re.findall(r"Before\.\s*(.*?)After\.", text, re.DOTALL)
    assert len(copied) == 3
    for part in copied:
        lines = [line.rstrip() for line in part.splitlines() if line.strip() and not re.fullmatch(r"\d+|Regularization.*", line)]
        assert lines == [line for line in CODE.splitlines() if line]


def test_line_that_is_longer_still_goes_on_without_a_sign_that_is_copied(small: Path, tmp_path: Path) -> None:
    line = "    total = " + " + ".join(f"value_{at}" for at in range(30))
    write_question(small, "regularization/dropout", answer=f"```python\nif x:\n{line}\n```")

    assert run(small, "--id", "dropout", "-o", str(tmp_path / "guide.pdf")).exit_code == 0

    text = "".join(Guide(tmp_path / "guide.pdf").texts)
    assert "↪" not in text
    assert letters(line) in letters(text)


CASES = r"\begin{cases} 1 & x > 0 \\ 0 & x \end{cases}"
TALL = rf"$\sqrt{{\begin{{pmatrix}} \text{{if}} & \frac{{a}}{{\frac{{b}}{{c}}}} \\ 0 & {CASES} \end{{pmatrix}}}}$"
LINE = "gjpqy, <kbd>key</kbd> g_(j) " * 9
CORNERS = {
    "tall": f"{LINE} {TALL} {LINE} {TALL} ~~gone {TALL} gone~~ {LINE}",
    "headings": "Before.\n\n## $\\frac{a}{b}$\n\nText.\n\n### \\#\n\nText.",
    "keys": f"<kbd>{'a long text ' * 15} <https://en.wikipedia.org/wiki/A_(b)> [<https://example.org/wiki>](https://example.org)</kbd>",
    "lines": "~~one ^^two ~~three~~ two^^ one~~ and <ins>a ~~b~~ c</ins>",
}


@pytest.mark.parametrize("layout", ["book", "large"])
def test_what_is_high_empty_or_crossed_out_twice_is_printed_whole(small: Path, tmp_path: Path, layout: str) -> None:
    for name, answer in CORNERS.items():
        write_question(small, f"regularization/{name}", answer=answer, example=answer)

    outcome = run(small, "--layout", layout, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    assert "report this" not in outcome.output
    text = letters(" ".join(Guide(tmp_path / "guide.pdf").texts))
    assert text.count(letters("one two three two one")) == 2


TABBED = "if x:\n\tif y:\n\t\treturn 1\t# one\n\telse:\n\t\treturn 2"


@pytest.mark.parametrize("variant", ["study", "short", "key", "questions", "cards"])
def test_long_titles_and_tabs_are_printed_whole_in_guides_of_one_and_two_questions(
    small: Path, tmp_path: Path, variant: str
) -> None:
    title = "Why does " + "one thing after the other, " * 9 + "and `so_on_and_on()`, end?"
    for at in range(2):
        answer = f"Before.\n\n```python\n{TABBED}\n```\n\nAfter."
        write_question(small, f"regularization/long-{at}", question=f"{at} {title}", answer=answer, key_points=["One.", "Two."])
    for ids in (["long-0"], ["long-0", "long-1"]):
        chosen = [word for id_ in ids for word in ("--id", id_)]

        outcome = run(small, "--variant", variant, *chosen, "-o", str(tmp_path / "guide.pdf"))

        assert outcome.exit_code == 0, outcome.output
        text = "\n".join(Guide(tmp_path / "guide.pdf").texts)
        assert letters(text).count(letters(title.replace("`", ""))) >= len(ids)
        if variant in ("study", "key"):
            assert TABBED.expandtabs(4) in "\n".join(line.rstrip() for line in text.splitlines())
