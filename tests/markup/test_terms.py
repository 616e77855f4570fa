"""The terms of the glossary: where answers use them, how they are explained there, and their page."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from handbook.markup.terms import Terms
from handbook.reading.loading import load
from handbook.records.model import Term
from handbook.records.settings import Options, Settings
from handbook.site.pages import topics
from handbook.site.pages.glossary import glossary
from handbook.site.pages.place import Place
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

GLOSSARY = {
    "stochastic gradient descent": Term(abbreviations=("SGD",), synonyms=("mini-batch descent",), meaning="Steps."),
    "gradient": Term(meaning='A "vector" & more, in `code`.'),
    "area under the curve": Term(abbreviations=("AUC", "AD"), meaning="An area."),
    "R&D": Term(meaning="Research."),
    "C++": Term(meaning="A language."),
    "RMSProp": Term(meaning="Another."),
    "L1 norm": Term(meaning="A length."),
    "loss": Term(meaning="A number."),
    "überfitting": Term(meaning="Too much."),
}
PROSE = "<!--prose-->"


def explained(html: str) -> list[tuple[str, str]]:
    """Returns each explained word of some prose with the anchor that it leads to."""
    fragment, used = Terms(GLOSSARY).explain(f"<b>loss</b>{PROSE}{html}{PROSE}<i>loss</i>", "topic")
    assert re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", fragment) == f"<b>loss</b>{html}<i>loss</i>"
    found = re.findall(r'<a class="term" href="site:glossary/#([^"]+)" data-meaning="[^"]*">(.*?)</a>', fragment)
    assert len(found) == len(used)
    return [(word, anchor) for anchor, word in found]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>The gradient.</p>", ["gradient"]),
        ("<p>Gradients and losses, a loss and a gradient</p>", ["Gradients", "losses"]),
        ("<p>Stochastic gradient descent</p>", ["Stochastic gradient descent"]),
        ("<p>stochastic gradient-descent, then a gradient</p>", ["stochastic gradient-descent", "gradient"]),
        ("<p>SGD, or stochastic gradient descent</p>", ["SGD"]),
        ("<p>two SGDs, no sgd</p>", ["SGDs"]),
        ("<p>a mini batch descent</p>", ["mini batch descent"]),
        ("<p>rmsprop, RMSProp and the l1 norm</p>", ["RMSProp", "l1 norm"]),
        ("<p>an ad, in AD 2026</p>", ["AD"]),
        ("<p>R&amp;D costs</p>", ["R&amp;D"]),
        ("<p>Die Überfitting</p>", ["Überfitting"]),
        ("<p>lossy, glossy, loss-free, non-loss, gradient_x</p>", []),
        ("<p>&loss; &lt;loss&gt;</p>", ["loss"]),
    ],
)
def test_term_is_found_at_its_first_use_in_all_its_forms(html: str, words: list[str]) -> None:
    assert [word for word, _ in explained(html)] == words


@pytest.mark.parametrize("kind", ["a", "code", "h3", "kbd", "math", "pre", "summary"])
def test_terms_stay_as_they_are_where_they_are_no_prose(kind: str) -> None:
    inside = f"<{kind}>the <b>loss</b> and <code>this</code> loss</{kind}>"

    assert explained(f"<p>{inside} a gradient</p>") == [("gradient", "term-gradient")]


def test_longest_of_the_names_that_begin_alike_is_found() -> None:
    names = ("gradient", "gradient descent", "gradient descent step")
    terms = Terms({name: Term(meaning="M.") for name in names})

    assert terms.explain(f"{PROSE}<p>a gradient descent step</p>{PROSE}", "topic")[1] == ["gradient descent step"]
    assert terms.explain(f"{PROSE}<p>gradient descent, a gradient</p>{PROSE}", "topic")[1] == ["gradient descent", "gradient"]


def test_term_explains_itself_in_plain_words() -> None:
    fragment, _ = Terms(GLOSSARY).explain(f"{PROSE}<p>a gradient</p>{PROSE}", "topic")

    assert 'data-meaning="A &quot;vector&quot; &amp; more, in code."' in fragment


def test_term_of_some_topics_is_explained_there_alone() -> None:
    terms = Terms({"precision": Term(meaning="A share.", topics=("evaluation",)), "loss": Term(meaning="A number.")})
    fragment = f"{PROSE}<p>the precision of a loss</p>{PROSE}"

    assert terms.explain(fragment, "evaluation")[1] == ["precision", "loss"]
    assert terms.explain(fragment, "numerics")[1] == ["loss"]
    assert "precision of" in terms.explain(fragment, "numerics")[0]


def test_every_term_has_an_anchor_of_its_own() -> None:
    terms = Terms({name: Term(meaning="M.") for name in ("C", "C++", "C#", "c", "損失", "学習", "top-k", "top k")})

    assert len(set(terms.anchors.values())) == 8
    assert all(re.fullmatch(r"term-\w[\w-]*", anchor) for anchor in terms.anchors.values())


def test_terms_are_explained_only_where_there_is_a_page_of_them(small: Path) -> None:
    write_question(small, "optimization/momentum", answer="More than SGD.")
    place = Place("topics/optimization/")

    without = topics.question_block(load(small, Settings(options=Options(pages=()))), place, "momentum")
    with_page = topics.question_block(load(small), place, "momentum")

    link = '<a class="term" href="../../glossary/#term-stochastic-gradient-descent" data-meaning="'
    assert (link in without, link in with_page) == (False, True)
    assert "prose" not in without + with_page


def test_change_of_the_glossary_shows_in_questions_that_were_kept(small: Path) -> None:
    write_question(small, "optimization/momentum", answer="More than SGD.")
    (small / "docs" / "glossary.md").write_text("{{ glossary() }}\n", "utf-8")
    load(small).explained(load(small).questions["momentum"])
    file = small / "data" / "glossary.yml"
    file.write_text(file.read_text("utf-8") + "momentum:\n  meaning: Speed that is kept.\nmore:\n  meaning: Greater.\n", "utf-8")

    handbook = load(small)

    assert 'data-meaning="Greater."' in handbook.explained(handbook.questions["momentum"])
    assert [question.id for question in handbook.uses["more"]] == ["momentum"]


def test_glossary_lists_each_term_with_its_names_its_meaning_and_its_questions(small: Path) -> None:
    write_question(small, "optimization/momentum", question="What is `momentum`?", answer="More than SGD.")

    page = glossary(load(small), Place("glossary/"))

    assert "## S { #letter-s }" in page
    entry = page[page.index('<dt id="term-stochastic-gradient-descent">') :]
    entry = entry[: entry.index("</dd>")]
    assert '<span class="other-name">SGD</span>' in entry
    assert "Used in 1 question<" in entry
    assert '<a href="../topics/optimization/#momentum">What is <code>momentum</code>?</a>' in entry


def test_short_answer_explains_three_terms_at_most_and_the_full_one_the_others() -> None:
    fragment = (
        f"{PROSE}<p>A loss, a gradient, SGD, RMSProp and R&amp;D.</p><!--more--><p>RMSProp, the loss and the AUC.</p>{PROSE}"
    )

    html, used = Terms(GLOSSARY).explain(fragment, "topic")

    short, full = html.split("<p>")[1:]
    assert re.findall(r">([^<]+)</a>", short) == ["loss", "gradient", "SGD"]
    assert re.findall(r">([^<]+)</a>", full) == ["RMSProp", "AUC"]
    assert used == ["loss", "gradient", "stochastic gradient descent", "RMSProp", "R&D", "area under the curve"]


@pytest.mark.parametrize("title", ["What is a loss?", "Why do losses matter?", "How is R&D paid?"])
def test_term_that_the_question_is_about_is_not_explained_but_listed(title: str) -> None:
    html, used = Terms(GLOSSARY).explain(f"{PROSE}<p>A loss of R&amp;D with a gradient.</p>{PROSE}", "topic", title)

    about = "R&amp;D" if "R&D" in title else "loss"
    assert f">{about}</a>" not in html
    assert ">gradient</a>" in html
    assert unescape(about) in used
