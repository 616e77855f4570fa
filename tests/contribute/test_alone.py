"""Questions of several forms one after the other: none is lost in the answer above it without a word."""

from __future__ import annotations

from itertools import permutations

import pytest

from handbook.contribute.imports.finding.questions import Found, find_questions
from handbook.contribute.imports.page import tidy
from handbook.contribute.imports.page.forms import tree_of
from handbook.contribute.imports.page.notes import Notes

FORMS = {
    "dl": ("<dl>", "<dt>{0}</dt>\n<dd>{1}</dd>\n", "</dl>\n"),
    "dl of paragraphs": ("<dl>", "<dt>{0}</dt>\n<dd><p>{1}</p></dd>\n", "</dl>\n"),
    "ol": ("<ol>", "<li>{0}<br>{1}</li>\n", "</ol>\n"),
    "ul": ("<ul>", "<li><p>{0}</p>\n<p>{1}</p></li>\n", "</ul>\n"),
    "table": ("<table><tr><th>Question</th><th>Answer</th></tr>\n", "<tr><td>{0}</td><td>{1}</td></tr>\n", "</table>\n"),
    "h3": ("", "<h3>{0}</h3>\n<p>{1}</p>\n", ""),
    "details": ("", "<details><summary>{0}</summary>\n<p>{1}</p></details>\n", ""),
    "Q: and A:": ("", "<p>Q: {0}</p>\n<p>A: {1}</p>\n", ""),
}
THINGS = ("loam", "clay", "dew", "rain", "moss")


def written(form: str, things: tuple[str, ...]) -> str:
    head, one, foot = FORMS[form]
    return head + "".join(one.format(f"What is {thing}?", f"It is {thing} of a kind.") for thing in things) + foot


def found_in(html: str) -> tuple[list[Found], Notes]:
    notes = Notes()
    tree = tree_of(f"<!doctype html><html><body><h1>Garden</h1>\n{html}</body></html>", notes)
    return find_questions(tree, tidy.blocks(tree, notes), notes), notes


@pytest.mark.parametrize(("first", "second"), [*permutations(FORMS, 2)])
def test_each_question_is_found_whatever_form_is_above_it(first: str, second: str) -> None:
    for parted in (2, 3):
        found, _ = found_in(written(first, THINGS[:parted]) + written(second, THINGS[parted:]))
        assert [one.title.get_text().removeprefix("Q: ") for one in found] == [f"What is {thing}?" for thing in THINGS]
        assert all("of a kind" in tidy.text_of(one.body) for one in found)


@pytest.mark.parametrize("form", [form for form in FORMS if form not in ("h3", "table", "dl", "dl of paragraphs", "Q: and A:")])
def test_one_question_in_an_answer_stays_there_and_is_told(form: str) -> None:
    found, notes = found_in(written("h3", THINGS[:2]) + written(form, THINGS[2:3]))
    assert len(found) == 2
    assert any("`What is dew?`, which may ask too; kept in the answers" in str(note) for note in notes)


def test_questions_without_answers_in_an_answer_stay_there() -> None:
    asked = "<ol><li>What grows?</li>\n<li>What dies?</li></ol>\n"
    found, _ = found_in(written("h3", THINGS[:1]) + asked + written("h3", THINGS[1:2]))
    assert len(found) == 2
