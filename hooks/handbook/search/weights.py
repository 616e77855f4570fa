"""The weights of the search, as they were fitted to a handbook's own wordings."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handbook.search.found import FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FILE = Path(__file__).parent / "weights.json"
"""What holds where a handbook has no weights of its own."""


@dataclass(frozen=True)
class Weights:
    """Every number of the scorer; all are fitted."""

    fields: Sequence[float]
    """How much a term counts in each field."""
    begun: float
    """What the beginning of a word counts of the word."""
    slip: float
    """What a word counts of another one that it may be a slip of, for each edit."""
    synonym: float
    """What a word counts of another one that people use for it."""
    faint: float
    """What a word tells in which anything may be asked."""
    lexical: float
    near: float
    """How much the nearest phrasing counts, word by word."""
    meaning: float
    """How much the vectors count."""
    found: Sequence[float]
    """The score of the best hit from which it is shown, and what is added for each measure of it (see `fitting`)."""
    doubtful: float
    """How much more it takes not to be called doubtful."""

    def told(self) -> Mapping[str, Any]:
        """Returns the weights by their names."""
        return {field.name: _rounded(getattr(self, field.name)) for field in fields(self)}


def _rounded(value: Any) -> Any:
    return round(value, 3) if isinstance(value, float) else [round(float(one), 3) for one in value]


def default() -> Weights:
    """Returns the weights that come with the generator."""
    return read(FILE.read_text("utf-8"))


def read(text: str) -> Weights:
    """Returns weights that were written as JSON; raises ValueError or TypeError where they are none."""
    found = Weights(**json.loads(text))
    if len(found.fields) != len(FIELDS):
        raise ValueError(found.fields)
    return found
