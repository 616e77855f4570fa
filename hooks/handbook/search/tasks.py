"""The texts of a handbook as a training reads them: each as the numbers of its words."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from handbook.records.model import Term
from handbook.search.found import CONCEPT, Concepts, Terms
from handbook.search.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handbook.search.found import Texts

SENTENCE = re.compile(r'(?<=[.!?。！？])\s*(?=[A-Z"“(]|[^\x00-\x7f])')
MOST_WORDS = 4_000
"""Words whose vectors a browser gets, those first that most texts have."""


def task_of(lesson: Mapping[str, Any]) -> dict[str, Any]:
    """Returns what the vectors of a handbook are trained on, from its texts as `vectors.lesson` has them."""
    glossary = {name: Term(**term) for name, term in lesson["glossary"].items()}
    return task(lesson["questions"], Concepts(glossary, language(lesson["language"])))


def task(questions: Sequence[Texts], concepts: Concepts) -> dict[str, Any]:
    """Returns the words of all texts, and each text as their numbers, by what it is: a wording, the answer's core, its rest."""
    reader = _Reader(concepts)
    told = [
        [
            [reader.numbers(line) for line in [*question["title"][:1], *question["asked"], *question["searched"]]],
            [reader.numbers(line) for line in [*_sentences(question["core"]), *question["follow"]]],
            [reader.numbers(line) for line in _sentences(question["rest"])],
        ]
        for question in questions
    ]  # fmt: skip
    return {
        "words": [*reader.places], "forms": [max(sorted(forms), key=forms.__getitem__) for forms in reader.forms],
        "names": {f"{CONCEPT}{at}": max(names, key=len) for at, names in enumerate(concepts.names)}, "questions": told,
        "most": MOST_WORDS, "english": concepts.language.code == "en",
    }  # fmt: skip


def _sentences(lines: Iterable[str]) -> list[str]:
    return [sentence for line in lines for sentence in SENTENCE.split(line)]


class _Reader:
    """Numbers the words of texts as they come."""

    def __init__(self, concepts: Concepts) -> None:
        self.places: dict[str, int] = {}
        self.forms: list[Counter[str]] = []
        self._concepts = concepts

    def numbers(self, text: str) -> list[int]:
        terms = Terms(text, self._concepts)
        found = []
        for at, term in enumerate(terms.all):
            if term not in self._concepts.language.small:
                place = self.places.setdefault(term, len(self.places))
                if place == len(self.forms):
                    self.forms.append(Counter())
                self.forms[place][terms.words[at] if at < len(terms.words) else term] += 1
                found.append(place)
        return found
