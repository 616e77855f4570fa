"""What words mean in a handbook: a vector for each, trained on the wordings that lead to the same question.

The training is a process of its own with one thread (`training.py`), so that two builds give the same bytes; it takes NumPy, and
without it the search goes by words alone.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from handbook.search.found import CONCEPT, Concepts, Terms
from handbook.search.texts import asked_elsewhere, texts
from handbook.search.words import language

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.search.found import Texts

SENTENCE = re.compile(r'(?<=[.!?。！？])\s*(?=[A-Z"“(]|[^\x00-\x7f])')
MOST_WORDS = 4_000
"""Words whose vectors a browser gets, those first that most texts have."""
FEWEST = 2
"""Wordings that a question must have, on average, for a training that tells anything."""
THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True)
class Vectors:
    """The vectors of words and of questions, as the index has them."""

    digest: str
    """Of what they were trained on."""
    words: Mapping[str, Any]
    documents: Mapping[str, str]
    """By the id of the question."""

    def kept(self) -> str:
        """Returns them as a text to keep."""
        return json.dumps([self.digest, self.words, self.documents], ensure_ascii=False)


def read(text: str) -> Vectors:
    """Returns vectors that were kept."""
    return Vectors(*json.loads(text))


def is_trainable() -> bool:
    """Tells whether what the training takes is installed."""
    return find_spec("numpy") is not None


def tasks(handbook: Handbook) -> dict[str, Any]:
    """Returns what the vectors are trained on."""
    follow = asked_elsewhere(handbook)
    concepts = Concepts(handbook.glossary, language(handbook.settings.language))
    fields = [texts(handbook, question, follow[question.id]) for question in handbook.questions.values()]
    return task(fields, concepts)


def task(questions: Sequence[Texts], concepts: Concepts) -> dict[str, Any]:
    """Returns the words of all texts, and each text as their numbers, by what it is: a wording, the answer's core, its rest."""
    reader = _Reader(concepts)
    told = [
        [
            [reader.numbers(line) for line in [question["title"][0], *question["asked"]]] if question["title"] else
            [reader.numbers(line) for line in question["asked"]],
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


def digest(tasks: Mapping[str, Any], engine: str) -> str:
    """Returns a digest of what vectors are trained on and by."""
    return blake2b(json.dumps([engine, tasks]).encode(), digest_size=16).hexdigest()


def trained(handbook: Handbook, tasks: Mapping[str, Any], name: str) -> Vectors:
    """Trains the vectors of a handbook, in a process of its own."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    command = [sys.executable, "-m", "handbook.search.training"]
    made = subprocess.run(command, input=json.dumps(tasks), capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    words, documents = json.loads(made.stdout)
    return Vectors(name, words, dict(zip(handbook.questions, documents, strict=True)))


def is_worthwhile(handbook: Handbook) -> bool:
    """Tells whether there are wordings enough to learn from."""
    return sum(len(question.asked_as) for question in handbook.questions.values()) >= FEWEST * max(1, len(handbook.questions))
