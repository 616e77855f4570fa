"""Fits the weights of the search to a handbook: each wording is left out of index and training, and must find its question."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from handbook.search import training
from handbook.search.fitting.reader import Reader
from handbook.search.fitting.scores import Asked, improved
from handbook.search.fitting.wordings import KNOWN, Query, folds, marred, nothing
from handbook.search.found import Concepts
from handbook.search.tasks import task
from handbook.search.texts import asked_elsewhere, texts
from handbook.search.words import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.search.found import Texts
    from handbook.search.weights import Weights

FOLDS = 7
"""Parts of the wordings, each of which is left out once: one or two of each question at a time."""
LOST, DOUBTED = 0.005, 0.2
"""The shares of wordings, left out and with slips, that may find nothing, and that may be called doubtful: they are much harder
than what readers ask."""
NOTHING = 300
"""Queries for nothing that are asked of a fold."""
CELLS = 350_000
"""The most numbers to a field in the arrays of one fold: of larger handbooks only some wordings are asked."""


@dataclass(frozen=True)
class Fit:
    """The weights, and what they are worth."""

    weights: Weights
    shares: Mapping[str, Mapping[str, tuple[float, float]]]
    """First, and among the first three, by what was used and what was asked."""
    answered: Mapping[str, float]
    """The share of wordings, and of queries for nothing, that find something, and that find it without a doubt."""


def fit(handbook: Handbook, start: Weights, tell: Callable[[str], None]) -> Fit:
    """Fits weights, and tells how far it is."""
    dice = random.Random(1)  # noqa: S311  the same wordings at each run
    follow = asked_elsewhere(handbook)
    questions = [texts(handbook, question, follow[question.id]) for question in handbook.questions.values()]
    concepts = Concepts(handbook.glossary, language(handbook.settings.language))
    alike = [[word, *others] for word, others in handbook.synonyms.items()]
    general = [word for word in training.general() if len(word) > 3] if concepts.language.code == "en" else []
    asked: dict[str, list[Asked]] = {}
    none: list[Asked] = []
    for fold in folds(questions, FOLDS):
        reader = Reader(fold.questions, concepts, alike)
        learned = meanings(fold.questions, concepts)
        for kind, queries in fold.left_out.items():
            chosen = _some(queries, len(questions), dice)
            if chosen and kind != KNOWN:
                asked.setdefault(kind, []).append(Asked(reader, chosen, learned))
            if with_slips := [marred(query, concepts.language, dice) for query in chosen]:
                asked.setdefault(f"{kind}, marred", []).append(Asked(reader, with_slips, learned))
            tell(f"{kind}: {len(queries)} left out")
        if general and fold.left_out.keys() & {"title", "follow"}:
            foreign = [word for word in general if concepts.language.stem(word) not in reader.having]
            lines = nothing(fold.questions, general, foreign, NOTHING, dice)
            none.append(Asked(reader, [Query(line, 0) for line in lines], learned))
    weights = improved(start, lambda weights: _loss(asked, weights))
    wordings, empty = _answerable([*_all(asked)], weights), _answerable(none, weights)
    weights = _limited(weights, wordings, empty) if none else weights
    return Fit(weights, _shares(asked, start, weights), _answered(weights, wordings, empty) if none else {})


def _some(queries: Sequence[Query], questions: int, dice: random.Random) -> list[Query]:
    most = max(50, CELLS // (25 * max(1, questions)))
    return [*queries] if len(queries) <= most else dice.sample([*queries], most)


def meanings(questions: Sequence[Texts], concepts: Concepts) -> tuple[dict[str, Any], Any]:
    """Trains vectors without what was left out; returns those of words and of questions, as coarse as a browser has them."""
    own = task(questions, concepts)
    vectors = training.train(own)
    told = training.chosen(own)
    words = training.unpacked(*training.packed(vectors[told]))
    centres = training.unpacked(*training.packed(training.centres(own, vectors)))
    centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-9
    return dict(zip((own["words"][at] for at in told), words, strict=True)), centres


def _all(asked: Mapping[str, Sequence[Asked]]) -> Iterator[Asked]:
    return (fold for folds in asked.values() for fold in folds)


def _loss(asked: Mapping[str, Sequence[Asked]], weights: Weights) -> float:
    """Returns the mean loss of the kinds, whatever the number of wordings of each."""
    return float(np.mean([np.mean([fold.loss(weights) for fold in folds]) for folds in asked.values()]))


def _shares(asked: Mapping[str, Sequence[Asked]], start: Weights, fitted: Weights) -> dict[str, dict[str, tuple[float, float]]]:
    tried = {
        "before": start, "fitted": fitted, "words alone": replace(fitted, meaning=0.0),
        "meaning alone": replace(fitted, lexical=0.0, near=0.0),
    }  # fmt: skip
    return {
        name: {kind: _share([place for fold in folds for place in fold.places(weights)]) for kind, folds in asked.items()}
        for name, weights in tried.items()
    }  # fmt: skip


def _share(places: Sequence[int]) -> tuple[float, float]:
    return float(np.mean([place == 0 for place in places])), float(np.mean([place < 3 for place in places]))


def _answerable(asked: Sequence[Asked], weights: Weights) -> Any:
    return np.concatenate([fold.answerable(weights) for fold in asked]) if asked else np.zeros((0, 7))


def _limited(weights: Weights, wordings: Any, empty: Any) -> Weights:
    """Returns weights with the limits that tell best what answers nothing, and let through nearly all wordings."""
    line = _logistic(np.concatenate([wordings, empty]), np.r_[np.ones(len(wordings)), np.zeros(len(empty))])
    lost, doubted = np.quantile(wordings @ line, [LOST, DOUBTED])
    line[0] -= lost
    return replace(weights, found=[round(float(value), 3) for value in line], doubtful=round(float(doubted - lost), 3))


def _logistic(measures: Any, labels: Any) -> Any:
    """Returns the line that tells ones from noughts, each of which counts as much in all, by Newton's method."""
    line = np.zeros(measures.shape[1])
    importance = np.where(labels == 1, 0.5 / max(1, labels.sum()), 0.5 / max(1, (1 - labels).sum()))
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(measures @ line, -30, 30)))
        slope = measures.T @ (importance * (labels - chance)) - RIDGE * line
        bend = (measures * (importance * chance * (1 - chance))[:, None]).T @ measures + RIDGE * np.eye(len(line))
        line = line + np.linalg.solve(bend, slope)
    return line


RIDGE = 1e-4
"""What keeps the line finite where ones and noughts are told apart without fail."""


def _answered(weights: Weights, wordings: Any, empty: Any) -> dict[str, float]:
    line = np.array(weights.found)
    shares = {}
    for name, measures in (("wordings", wordings), ("queries for nothing", empty)):
        odds = measures @ line
        shares[f"{name} that find something"] = float((odds >= 0).mean())
        shares[f"{name} that find it without a doubt"] = float((odds >= weights.doubtful).mean())
    return shares
