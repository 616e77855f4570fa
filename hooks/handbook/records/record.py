"""What all records of `data/` have in common."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """Anything written in `data/`: immutable, and without keys that nobody knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")
