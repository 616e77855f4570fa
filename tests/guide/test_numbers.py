"""Page numbers that are exchanged in a finished run."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
import typst

from handbook.guide.press.numbers import exchange

GREY = "luma(35%)"


def run_with(numbers: dict[int, int], font: str = "Libertinus Serif", other: str = "") -> pikepdf.Pdf:
    """Returns a PDF that has each number in the colour of its mark, and something in the grey of such numbers."""
    marked = "\n\n".join(
        f'#text(font: "{font if at % 2 == 0 or not other else other}", fill: rgb(167, {mark // 256}, {mark % 256}))[{number}]'
        for at, (mark, number) in enumerate(numbers.items())
    )
    source = f'#set text(font: "Libertinus Serif")\n{marked}\n\n#text(fill: {GREY})[quiet]'
    pdf = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(pdf, bytes)
    return pikepdf.open(io.BytesIO(pdf))


def said(document: pikepdf.Pdf) -> list[str]:
    out = io.BytesIO()
    document.save(out)
    from pypdf import PdfReader  # noqa: PLC0415

    return re.findall(r"\d+", PdfReader(io.BytesIO(out.getvalue())).pages[0].extract_text())


@pytest.mark.parametrize("mark", [0, 3, 255, 256, 700])
def test_number_is_found_by_its_mark_and_exchanged(mark: int) -> None:
    before, now = [0] * 800, [0] * 800
    before[mark], now[mark] = 123, 321

    document = run_with({mark: 123})

    assert exchange(document, before, now)
    assert said(document) == ["321"]


def test_exchanged_number_has_the_grey_of_the_others() -> None:
    before, now = [12, 34], [21, 43]
    document = run_with({0: 12, 1: 34})
    colour = re.compile(rb"(/\w+) cs ([\d.]+) scn")
    [quiet] = colour.findall(document.pages[0].Contents.read_bytes())

    assert exchange(document, before, now)

    content = document.pages[0].Contents.read_bytes()
    assert [(space, float(grey)) for space, grey in colour.findall(content)] == [(quiet[0], float(quiet[1]))] * 3
    assert b"0.6549" not in content


def test_digit_that_the_run_lacks_is_told() -> None:
    assert not exchange(run_with({0: 12}), [12], [19])


def test_digits_of_two_fonts_are_told_apart() -> None:
    document = run_with({0: 12, 1: 21}, other="DejaVu Sans Mono")

    assert exchange(document, [12, 21], [21, 12])
    assert said(document) == ["21", "12"]


def test_glyphs_of_another_length_teach_nothing() -> None:
    assert not exchange(run_with({0: 123}), [12], [21])
