"""The scorer of the fit and that of the browser: the same query has the same measures in both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handbook.reading.loading import load
from handbook.search.fitting.fit import meanings
from handbook.search.fitting.reader import Reader
from handbook.search.fitting.scores import Asked
from handbook.search.fitting.wordings import Query
from handbook.search.found import Concepts
from handbook.search.texts import asked_elsewhere, texts
from handbook.search.vectors import lesson, trained
from handbook.search.weights import default
from handbook.search.words import language
from tests.conftest import write_question
from tests.search.test_vectors import ASKED
from tests.search.test_worker import opened

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.search.test_worker import Search

__all__ = ["opened"]

pytestmark = pytest.mark.xdist_group("browser")

QUERIES = (
    "why are units switched off", "nuerons silencde", "memoriz", "what is a downhil step", "learnt by heart", "hushed cells",
    "quiet unit", "quite units", "picture of noise", "probability p", "regularisation kubernetes", "what is it", "dropout",
    "old data good new data bad", "slop", "gradient-descent",
)  # fmt: skip
NEAR = 0.03
"""What whole steps in the index and four bits make of a measure at most."""
MEASURES = """(queries) => handbookSearch.withIndex(async () => {
  const found = [];
  for (const query of queries) found.push((await handbookSearch.ranked(query)).hits.map((hit) =>
    [hit.question, hit.lexical, hit.near, hit.meaning]));
  return found;
})"""


def test_fit_and_browser_measure_alike(small: Path, opened: Callable[..., Search]) -> None:
    for path, wordings in ASKED.items():
        write_question(small, path, asked_as=wordings, searched_as=["hushed cells", "image noise"] if "dropout" in path else [])
    (small / "data" / "synonyms.yml").write_text("image: [picture]\n", "utf-8")
    glossary = {"quiet unit": {"abbreviations": ["QU"], "meaning": "A unit that is off.", "synonyms": ["hushed cell"]}}
    (small / "data" / "glossary.yml").write_text(yaml.safe_dump(glossary), "utf-8")
    handbook = load(small)
    follow = asked_elsewhere(handbook)
    questions = [texts(handbook, question, follow[question.id]) for question in handbook.questions.values()]
    concepts = Concepts(handbook.glossary, language("en"))
    reader = Reader(questions, concepts, [["image", "picture"]])

    asked = Asked(reader, [Query(query, 0) for query in QUERIES], meanings(questions, concepts))
    measured = asked.measures(default())
    search = opened(vectors=trained(handbook, lesson(handbook), "vectors"))
    search.page.evaluate(MEASURES, ["dropout"])
    search.page.wait_for_timeout(300)  # for the vectors
    found: list[list[list[Any]]] = search.page.evaluate(MEASURES, QUERIES)

    assert [len(hits) for hits in found].count(0) < 6
    for at, hits in enumerate(found):
        for question, *told in hits:
            assert told == [pytest.approx(measure[at][question], abs=NEAR) for measure in measured], (QUERIES[at], question)
