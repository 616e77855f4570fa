"""What each kind of file of `data/` must hold, as rules to validate it with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from handbook.records.forms import Line, Slug
from handbook.records.model import DraftFile, QuestionFile, Reference, Retired, Synonyms, Term, TopicFile

if TYPE_CHECKING:
    from handbook.reading.yaml.source import Source

STAND_IN = "stand-in"
STAND_INS = {"question": "?", "level": STAND_IN, "tags": [STAND_IN], "short": "?", "answer": "?"}
"""What stands for a field with a problem, so that the other fields can be looked at."""
QUESTION_RULES: TypeAdapter[QuestionFile] = TypeAdapter(QuestionFile)
DRAFT_RULES: TypeAdapter[DraftFile] = TypeAdapter(DraftFile)
TOPIC_RULES: TypeAdapter[TopicFile] = TypeAdapter(TopicFile)
REFERENCES_RULES: TypeAdapter[dict[str, Reference]] = TypeAdapter(dict[Slug, Reference])
GLOSSARY_RULES: TypeAdapter[dict[str, Term]] = TypeAdapter(dict[Line, Term])
SYNONYMS_RULES: TypeAdapter[dict[str, tuple[str, ...]]] = TypeAdapter(dict[Line, Synonyms])
RETIRED_RULES: TypeAdapter[dict[str, Retired]] = TypeAdapter(dict[Slug, Retired])


def rules_of(source: Source) -> TypeAdapter[Any]:
    """Returns the rules of a question's file: a draft may lack its answers."""
    return DRAFT_RULES if source.root.find(("draft",)).content == "true" else QUESTION_RULES
