"""Formulas in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.guide.source.html import parse
from handbook.labels.labels import labels
from handbook.markup.inline.spoken import spoken, with_words
from handbook.markup.markdown import render
from tests.casefiles import CASES

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FORMULAS = [line for line in (CASES / "markdown" / "formulas.txt").read_text("utf-8").splitlines() if line]


def formula(latex: str) -> Element:
    math = parse(render(f"A ${latex}$.", "x-").html).find(".//math")
    assert math is not None
    return math


def said(latex: str) -> str:
    return spoken(formula(latex))


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
        (r"A \nsubseteq B \not= C \ncong D", "A is not a subset of B is not equal to C is not congruent to D"),
        (r"\Re z", "real part of z"),
        (r"\coprod_i X_i", "the coproduct over i of X sub i"),
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


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "x squared is less than a over b"), ("de", "x Quadrat kleiner als a durch b"), ("fr", "x squared")],
)
def test_formula_of_a_text_has_its_words_in_the_language_of_the_handbook(language: str, words: str) -> None:
    html = with_words(render(r"First $x^2 < \frac{a}{b}$ & “then”:" + "\n\n$$y'$$\n", "x-").html, labels(language))

    assert f'<math alttext="{words}' in html
    assert html.count("alttext=") == 2
    assert html.replace("&nbsp;", " ").count("</math>") == 2


@pytest.mark.parametrize("language", ["en", "de"])
def test_words_of_any_formula_fit_into_an_attribute(language: str) -> None:
    for latex in FORMULAS:
        html = with_words(render(f"A ${latex}$.", "x-").html, labels(language))
        math = parse(html).find(".//math")
        assert math is not None, latex
        assert math.get("alttext"), latex


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"A \supseteq B \perp C", "A Obermenge von oder gleich B orthogonal zu C"),
        (r"a \nleq b \lesssim c", "a nicht kleiner oder gleich b kleiner oder ungefähr gleich c"),
        (r"\oint_C f", "das Kurvenintegral über C von f"),
        (r"x \rightleftharpoons y", "x im Gleichgewicht mit y"),
        (r"x \looparrowright y", "x das Zeichen ↬ y"),
    ],
)
def test_sign_is_said_in_the_language_of_the_handbook(latex: str, words: str) -> None:
    assert spoken(formula(latex), labels("de")) == words
