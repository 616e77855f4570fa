"""Why there is no guide."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.records.model import Question


class GuideError(Exception):
    """What was asked for cannot be done: one line that says what to do instead."""


class TypesettingError(GuideError):
    """Something cannot be set, whatever is asked for."""

    def __init__(self, said: str, questions: tuple[Question, ...] = ()) -> None:
        super().__init__(f"the guide: this cannot be set ({said}); report this")
        self.said = said
        self.questions = questions
        """Those that are to blame, if it can be told."""
