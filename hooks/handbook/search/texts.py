"""The texts that a question is found by, field by field, as the index, the vectors and the fit read them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from handbook.markup.lines import plain_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question
    from handbook.search.found import Texts


def asked_elsewhere(handbook: Handbook) -> Mapping[str, list[str]]:
    """Returns the follow-ups of other questions that each question answers: more ways to ask it."""
    asked: dict[str, list[str]] = defaultdict(list)
    for question in handbook.questions.values():
        for follow_up in question.follow_ups:
            if follow_up.see:
                asked[follow_up.see].append(plain_line(follow_up.question))
    return asked


def texts(handbook: Handbook, question: Question, follow: Sequence[str]) -> Texts:
    """Returns the lines of each field of a question."""
    first, rest = handbook.rendered(question, "search").split("\n")
    asked, core, searched = json.loads(first)
    names = [plain_line(question.question), question.id.replace("-", " ")]
    tags = " ".join([handbook.topics[question.topic].title, *question.tags])
    fields = {"title": names, "asked": asked, "tags": [tags], "core": core, "follow": follow, "searched": searched}
    return {**fields, "rest": json.loads(rest)}
