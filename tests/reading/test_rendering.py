"""A question's file to everything that the outputs take from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from handbook.markup.links import Links
from handbook.reading.loading import load
from tests.casefiles import problems_of
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path


def test_mistake_of_a_text_is_reported_at_its_place_in_the_file(small: Path) -> None:
    file = small / "data" / "regularization" / "dropout.yml"
    file.write_text(
        "question: What?\nlevel: mid\ntags: [a]\nshort: plain <b> text\n"
        "answer: |\n  First.\n\n  - $\\foo$\n"
        "misconceptions:\n  - claim: 'quoted [x](y)'\n    correction: >\n      folded\n      ![](z)\n"
        'key_points: [a, "b <i>"]\n',
        "utf-8",
    )

    assert [problem.split(";")[0] for problem in problems_of(small)] == [
        "data/regularization/dropout.yml:4:14: error: raw HTML, <b>",
        'data/regularization/dropout.yml:8:6: error: a formula that cannot be drawn (Unknown command "\\foo")',
        "data/regularization/dropout.yml:10:24: error: a link to `y`",
        "data/regularization/dropout.yml:13:7: error: a picture inside a text, ![](z)",
        "data/regularization/dropout.yml:14:20: error: raw HTML, <i>",
    ]


def test_question_is_kept_by_kind(small: Path) -> None:
    write_question(small, "regularization/dropout", short="Short *words*.", asked_as=["How?"], searched_as=["units"])
    handbook = load(small)
    dropout = handbook.questions["dropout"]

    data, search, fragment = (handbook.rendered(dropout, kind) for kind in ("data", "search", "fragment"))

    assert json.loads(data)["short"] == {
        "markdown": "Short *words*.",
        "html": "<p>Short <em>words</em>.</p>",
        "text": "Short words.",
    }
    assert [json.loads(line) for line in search.splitlines()] == [
        [["How?"], ["Short words."], ["units"]],
        ["Each unit is kept with probability p."],
    ]
    assert "<p>Short <em>words</em>.</p>" in fragment
    assert handbook.words["dropout"] == 9


def test_citations_lead_to_the_questions_own_list_of_sources(small: Path) -> None:
    with (small / "data" / "references.yml").open("a", encoding="utf-8") as file:
        file.write("other-2020:\n  authors: [Other A.]\n  year: 2020\n  title: Another\n")
    write_question(
        small,
        "regularization/dropout",
        references=["srivastava-2014", "other-2020"],
        short="It helps [](ref:other-2020)[](ref:srivastava-2014).",
        answer="[](ref:other-2020) says so, and so\ndo [its *authors*](ref:srivastava-2014).",
    )
    handbook = load(small)
    dropout = handbook.questions["dropout"]
    data, search, fragment = (handbook.rendered(dropout, kind) for kind in ("data", "search", "fragment"))
    parts = json.loads(data)
    here = Links(handbook, "../../", "q/dropout/").close(fragment)

    assert parts["short"]["text"] == "It helps\xa0[2][1]."
    assert parts["answer"]["text"] == "[2] says so, and so\ndo its authors\xa0[1]."
    assert parts["answer"]["markdown"].startswith("[](ref:other-2020)")
    assert '<a href="#dropout--source-srivastava-2014">its <em>authors</em></a>' in here
    assert here.count('href="#dropout--source-other-2020">[2]</a>') == 2
    assert here.index('<li id="dropout--source-srivastava-2014">') < here.index('<li id="dropout--source-other-2020">')
    assert json.loads(search.splitlines()[0])[1] == ["It helps."]
    outside = Links(handbook, "https://e.org/").close(parts["short"]["html"])
    assert 'href="https://e.org/topics/regularization/#dropout--source-other-2020">[2]' in outside
    assert handbook.words["dropout"] == 9
    assert handbook.cited["dropout"] == ("other-2020", "srivastava-2014", "other-2020", "srivastava-2014")


def test_ids_of_two_texts_of_one_question_differ(small: Path) -> None:
    write_question(small, "regularization/dropout", short="S[^1].\n\n[^1]: x", answer="A[^1].\n\n[^1]: y")
    handbook = load(small)

    fragment = handbook.rendered(handbook.questions["dropout"], "fragment")

    for id_ in ("dropout--short-fn:1", "dropout--short-fnref:1", "dropout--answer-fn:1", "dropout--answer-fnref:1"):
        assert fragment.count(f'id="{id_}"') == fragment.count(f'href="#{id_}"') == 1
