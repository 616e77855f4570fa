"""What words mean in a handbook: a vector for each, trained on the wordings that lead to the same question.

The training is a process of its own with one thread (`training.py`), so that two builds give the same bytes; it takes NumPy, and
without it the search goes by words alone.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from handbook.search.texts import asked_elsewhere, texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.records.handbook import Handbook

FEWEST = 500
"""Wordings from which on the vectors find more than the words alone; with few they mislead."""
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


def lesson(handbook: Handbook) -> dict[str, Any]:
    """Returns the texts that the vectors are trained on."""
    follow = asked_elsewhere(handbook)
    fields = (texts(handbook, question, follow[question.id]) for question in handbook.questions.values())
    return {
        "language": handbook.settings.language,
        "glossary": {name: term.model_dump(mode="json") for name, term in handbook.glossary.items()},
        "questions": [{name: lines for name, lines in question.items() if name != "tags"} for question in fields],
    }


def digest(lesson: Mapping[str, Any], engine: str) -> str:
    """Returns a digest of what vectors are trained on and by."""
    return blake2b(json.dumps([engine, lesson]).encode(), digest_size=16).hexdigest()


def trained(handbook: Handbook, lesson: Mapping[str, Any], name: str) -> Vectors:
    """Trains the vectors of a handbook, in a process of its own."""
    environment = {**os.environ, **dict.fromkeys(THREADS, "1")}
    command = [sys.executable, "-m", "handbook.search.training"]
    made = subprocess.run(command, input=json.dumps(lesson), capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    words, documents = json.loads(made.stdout)
    return Vectors(name, words, dict(zip(handbook.questions, documents, strict=True)))


def is_worthwhile(handbook: Handbook) -> bool:
    """Tells whether there are wordings enough to learn from."""
    return sum(len(question.asked_as) + len(question.searched_as) for question in handbook.questions.values()) >= FEWEST
