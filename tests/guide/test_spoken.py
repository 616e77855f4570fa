"""Formulas in words."""

from __future__ import annotations

import pytest

from handbook.guide.source.spoken import spoken
from handbook.guide.source.typeset import parse
from handbook.markup.markdown import render
from tests.casefiles import CASES

FORMULAS = [line for line in (CASES / "markdown" / "formulas.txt").read_text("utf-8").splitlines() if line]


def said(latex: str) -> str:
    math = parse(render(f"A ${latex}$.", "x-").html).find(".//math")
    assert math is not None
    return spoken(math)


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"x^2 + y_i = \frac{a}{b}", "x squared plus y sub i equals a over b"),
        (r"\sum_{i=1}^{n} w_i x_i", "the sum from i equals 1 to n of w sub i x sub i"),
        (r"\sum_j e^{z_j}", "the sum over j of e to the power z sub j, end power"),
        (r"\frac{a + 1}{b}", "the fraction a plus 1 over b, end fraction"),
        (r"\mathbf{h} = \varphi(x)", "bold h equals phi open parenthesis x close parenthesis"),
        (r"\hat{y} \le \sqrt{d_k}", "y hat is at most the square root of d sub k, end root"),
        (r"W^\top", "W transpose"),
        (r"f'(\Delta)", "f prime open parenthesis capital delta close parenthesis"),
        (r"p(y \mid x)", "p open parenthesis y given x close parenthesis"),
        (r"\begin{matrix}1&2\\3&4\end{matrix}", "a table of 2 rows: row 1: 1, 2; row 2: 3, 4, end table"),
        (r"\lim_{n \to \infty} a_n", "lim over n to infinity of a sub n"),
        (r"\text{if } x \in A", "if x in A"),
        (r"\sqrt[3]{x}", "the root of order 3 of x, end root"),
    ],
)
def test_formula_is_said_as_it_is_read(latex: str, words: str) -> None:
    assert said(latex) == words


def test_every_formula_that_is_allowed_has_words_without_its_commands() -> None:
    for latex in FORMULAS:
        words = said(latex)
        assert words.strip(), latex
        assert "\\" not in words, latex
        assert words != latex or latex.isalnum(), latex
