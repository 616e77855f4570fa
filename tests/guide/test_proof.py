"""What the build itself finds in a finished PDF."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
import typst

from handbook.guide import book
from handbook.guide.press.fonts import folders
from handbook.guide.press.proof import faults
from tests.conftest import write_question
from tests.guides import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("guides")


def drawn(body: str) -> bytes:
    source = f"#set page(width: 100mm, height: 100mm)\n{body}".encode()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[*map(str, folders(None))])
    pdf = typst.compile(source, ignore_system_fonts=True, font_paths=fonts)
    assert isinstance(pdf, bytes)
    return pdf


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("Words of a line #place(dx: 3mm, dy: -2mm)[and other words]", "printed over other text on page 1"),
        ("#pagebreak() Words #place(top + left)[lie over]", "printed over other text on page 2"),
        ("নদী বহে #place(top + left)[অন্য কথা]", "printed over other text on page 1"),
        ("#place(dx: 60mm)[a line that goes on]", "cut at the edge of page 1"),
        (
            "#place(center + horizon, rotate(-90deg)[turned words])#place(center + horizon)[over]",
            "printed over other text on page 1",
        ),
    ],
)
def test_text_over_text_and_text_that_is_cut_are_found(body: str, said: str) -> None:
    found = faults(drawn(body))

    assert found
    assert said in found[0].said


@pytest.mark.parametrize(
    "body",
    ["$x_1^2 + F_i integral_0^1 f' hat(y) accent(x, arrow)$", "Words\n\nand words", "#grid(columns: 2, gutter: 1pt)[a][b][c][d]",
     "#super[1] #sub[2] #underline[x] #strike[gone] #highlight[marked]", "e\u0301 na\u00efve \u05e9\u05dc\u05d5\u05dd",
     "স্ত্রী উদ্ধৃত হ্রদ মস্তিষ্ক", "لَا لِلَّهِ لآ مُحَمَّدٌ", "ที่ ปิ้ง น้ำ", "ஸ்ரீ கௌ", "ट्रैक्टर द्वितीय", "ဏ္ဃ္ည္ရ္ဗု ဇီ " * 30],
)  # fmt: skip
def test_what_is_meant_to_touch_is_no_fault(body: str) -> None:
    assert faults(drawn(body)) == []


OVERLAID = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">
<text x="10" y="20" font-size="10">One</text><text x="10" y="20" font-size="10">Two</text>
<text x="-300" y="20" font-size="10">Outside, on the left</text>
<text x="60" y="40" font-size="10">A line that goes on beyond the edge of the page</text>
<text x="10" y="30">\ue000 \U0001fffe e\u0301\u0301\u0301</text>
<text x="10" y="45" font-size="300" direction="rtl">שלום</text></svg>
"""


def test_text_in_a_picture_is_its_authors_as_on_a_page(small: Path, tmp_path: Path) -> None:
    (small / "data" / "regularization" / "mask.svg").write_text(OVERLAID, "utf-8")
    write_question(small, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask."}])

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output
    assert "no font has" not in outcome.output


UTMOST = {
    "quotes": "> " * 20 + "Said.",
    "spaces": "a\u00a0" * 600,
    "rows": "$$\n" + r"\begin{matrix}" + r"a \\" * 24 + r"a\end{matrix}" + "\n$$",
    "wide": "$a\\hspace{10em}b\\hspace{10em}c$",
    "tower": f"| a | b |\n| - | - |\n| {'word<br>' * 200} | b |",
    "words": f"$\\text{{{'word ' * 15}}}$",
}
"""What check just accepts, or what is larger than any page."""


def test_what_check_accepts_is_printed_whole(small: Path, tmp_path: Path) -> None:
    for name, answer in UTMOST.items():
        write_question(small, f"regularization/{name}", question=f"What of {name}?", answer=answer)

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output


LOWERED = (
    r"https://en.wikipedia.org/wiki/A_(b) <var><sub>$`\begin{pmatrix} \begin{cases} \begin{cases} 0.5 & x > 0 \\ 0 & \text{else} "
    r"\end{cases} & x > 0 \\ 0 & \text{else} \end{cases} & \begin{pmatrix} \mathbb{R} & x \\ 0 & 1 \end{pmatrix} \\ 0 & 1 "
    r"\end{pmatrix}`$ <https://example.org/%20x> https://en.wikipedia.org/wiki/A_(b)</sub></var> x " + "a" * 70 + " word"
)


def test_words_of_a_subscript_keep_their_places_in_a_line_that_is_spread(small: Path, tmp_path: Path) -> None:
    write_question(small, "regularization/dropout", answer=LOWERED)

    outcome = run(small, "--layout", "compact", "--id", "dropout", "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0, outcome.output


def test_fault_names_the_question_and_is_an_exit_status(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(book.TEMPLATES, templates)
    with (templates / "prose.typ").open("a", encoding="utf-8") as file:
        file.write("\n#let p-table(sides, rows) = block({ place(top + left)[and others]; [Words of a table] })\n")
    monkeypatch.setattr(book, "TEMPLATES", templates)
    write_question(small, "regularization/dropout", answer="| a | b |\n| - | - |\n| 1 | 2 |")

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 1
    assert "data/regularization/dropout.yml: printed over other text on page 1" in outcome.output
    assert outcome.output.count("report this") == 1
    assert (tmp_path / "guide.pdf").exists()


def test_question_that_cannot_be_set_is_left_out_and_named(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(book.TEMPLATES, templates)
    with (templates / "prose.typ").open("a", encoding="utf-8") as file:
        file.write('\n#let p-table(sides, rows) = context panic("no table")\n')
    monkeypatch.setattr(book, "TEMPLATES", templates)
    write_question(small, "regularization/dropout", answer="| a | b |\n| - | - |\n| 1 | 2 |")

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 1
    assert "data/regularization/dropout.yml: left out, since it cannot be set" in outcome.output
    assert "gradient-descent" not in outcome.output
    assert (tmp_path / "guide.pdf").exists()
