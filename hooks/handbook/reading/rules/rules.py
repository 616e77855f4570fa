"""The rules that need more than one file: every name leads somewhere, nothing collides, nothing is missing."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from handbook.reading.kinds import STAND_IN
from handbook.reading.rules import figure_rules, page_rules
from handbook.reading.rules.lifetimes import dates, first_ids, retired
from handbook.records.problems import Problem, either, one_slip, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from handbook.reading.draft import Draft
    from handbook.records.model import Question
    from handbook.records.problems import Key


def check(draft: Draft) -> None:
    """Adds to a draft every problem that shows only when all its files are seen together."""
    for rule in RULES:
        rule(draft)


def _path(question: Question) -> str:
    return f"data/{question.topic}/{question.id}.yml"


def _unique_ids(draft: Draft) -> None:
    first: dict[str, str] = {}
    for question in draft.questions:
        path = _path(question)
        if question.id in first:
            remedy = "rename one of the two files"
            draft.problems.append(Problem(path, 1, 1, f"the id `{question.id}`, taken by {first[question.id]}", remedy))
        first.setdefault(question.id, path)


def _levels(draft: Draft) -> None:
    levels = [*draft.settings.levels]
    for question in draft.questions:
        if question.level not in (*levels, STAND_IN):
            remedy = draft.nearest(question.level, levels, f"write {either(levels)}")
            draft.report(_path(question), ("level",), f"`level` is {shown(question.level)}", remedy)


def _former_ids(draft: Draft) -> None:
    ids = {question.id for question in draft.questions} | draft.broken
    owner: dict[str, str] = {}
    for question in draft.questions:
        for at, old in enumerate(question.formerly):
            taken = old if old in ids else owner.get(old)
            if taken:
                found = f"the former id `{old}`, which is " + ("a question's id" if old in ids else f"claimed by `{taken}`")
                draft.report(_path(question), ("formerly", at), found, "delete it here, or rename the other")
            owner.setdefault(old, question.id)


def _named_ids(draft: Draft) -> None:
    ids = {question.id for question in draft.questions} | draft.broken
    moved = {old: question.id for question in draft.questions for old in question.formerly}
    hidden = {question.id for question in draft.questions if question.draft} - draft.broken
    for question in draft.questions:
        path = _path(question)
        for loc, named in _names(question):
            if said := _about_name(draft, question.id, named, ids, moved) or _about_draft(question.id, named, hidden):
                draft.report(path, loc, *said)
    for path in draft.links:
        for link in draft.links_in(path):
            id_ = PurePosixPath(path).stem
            if said := _about_name(draft, id_, link.target, ids, moved) or _about_draft(id_, link.target, hidden):
                draft.report_link(path, link, *said)


def _about_draft(id_: str, named: str, hidden: set[str]) -> tuple[str, str] | None:
    """Returns what is wrong with a name of a draft, to which no link can lead; drafts may name each other."""
    if named not in hidden or id_ in hidden:
        return None
    return f"the question `{named}`, a draft that is on no page", "publish that first, or delete the name here"


def _names(question: Question) -> Iterator[tuple[tuple[Key, ...], str]]:
    """Yields the place of every id that a question names by itself, and the id."""
    for field in ("prerequisites", "related"):
        for at, named in enumerate(getattr(question, field)):
            yield (field, at), named
    for at, follow_up in enumerate(question.follow_ups):
        if follow_up.see:
            yield ("follow_ups", at, "see"), follow_up.see


def _about_name(draft: Draft, id_: str, named: str, ids: set[str], moved: Mapping[str, str]) -> tuple[str, str] | None:
    """Returns what is wrong with a name that a question or a topic uses, and what to do."""
    if named == id_:
        return f"the question names itself, `{named}`", "name another or delete it"
    if named in ids:
        return None
    if named in moved:
        return f"the former id `{named}`", f"write `{moved[named]}`"
    return f"the unknown question `{named}`", draft.nearest(named, ids, "name a question that exists, or delete it")


def _cycles(draft: Draft) -> None:
    """Reports each prerequisite that closes a circle, once a circle."""
    questions = {question.id: question for question in draft.questions}
    done: set[str] = set()
    for start in questions:
        for circle in _circles(start, questions, done):
            last = questions[circle[-1]]
            at = last.prerequisites.index(circle[0])
            found = f"a circle of prerequisites: {' → '.join([*circle, circle[0]])}"
            draft.report(_path(last), ("prerequisites", at), found, "delete one of them")


def _circles(start: str, questions: Mapping[str, Question], done: set[str]) -> Iterator[list[str]]:
    """Walks the prerequisites from a question, without recursion, and yields each way that comes back to itself."""
    trail: dict[str, None] = {}
    todo: list[tuple[str, bool]] = [(start, False)]
    while todo:
        id_, leaving = todo.pop()
        if leaving:
            trail.popitem()
            done.add(id_)
        elif id_ in trail:
            way = [*trail]
            circle = way[way.index(id_) :]
            if len(circle) > 1:
                yield circle
        elif id_ not in done and id_ in questions:
            trail[id_] = None
            todo.append((id_, True))
            todo += [(named, False) for named in questions[id_].prerequisites]


def _references(draft: Draft) -> None:
    if draft.has_problems("data/references.yml"):
        return
    for question in draft.questions:
        for at, key in enumerate(question.references):
            if key not in draft.references:
                remedy = draft.nearest(key, draft.references, "add it to data/references.yml")
                draft.report(_path(question), ("references", at), f"the unknown reference `{key}`", remedy)


def _citations(draft: Draft) -> None:
    """Reports the first citation of each source that the question does not list."""
    for question in draft.questions:
        path = _path(question)
        strays = {link.target: link for link in reversed([*draft.citations_in(path)]) if link.target not in question.references}
        listed = ", ".join([*question.references, *(key for key in reversed(strays) if key in draft.references)])
        for key, link in strays.items():
            if key in draft.references:
                found = f"a citation of `{key}`, which the question does not list"
                draft.report_link(path, link, found, f"write `references: [{listed}]`")
            elif not draft.has_problems("data/references.yml"):
                known = {**dict.fromkeys(question.references), **draft.references}
                remedy = draft.nearest(key, known, "add it to data/references.yml and to `references`")
                draft.report_link(path, link, f"a citation of the unknown source `{key}`", remedy)


def _tags(draft: Draft) -> None:
    """Reports a tag that only one question has and that is one slip away from a tag of others."""
    if draft.has_problems("data/glossary.yml"):
        return
    counts = Counter(tag for question in draft.questions for tag in question.tags)
    known = {tag for tag, count in counts.items() if count > 1}
    terms = _spellings(draft)
    for question in draft.questions:
        for at, tag in enumerate(question.tags):
            if tag in known or tag.replace("-", " ") in terms:
                continue
            if meant := next((other for other in sorted(known) if one_slip(tag, other)), None):
                remedy = f"did you mean `{meant}`? If not, explain the term in data/glossary.yml"
                draft.report(_path(question), ("tags", at), f"the unknown tag `{tag}`", remedy)


def _spellings(draft: Draft) -> set[str]:
    return {
        name.lower().replace("-", " ")
        for term, entry in draft.glossary.items()
        for name in (term, *entry.abbreviations, *entry.synonyms)
    }


def _terms(draft: Draft) -> None:
    """Reports a name that two terms of the glossary claim."""
    owner: dict[str, str] = {}
    for term, entry in draft.glossary.items():
        names: list[tuple[tuple[Key, ...], str]] = [((term,), term)]
        names += [((term, "abbreviations", at), name) for at, name in enumerate(entry.abbreviations)]
        names += [((term, "synonyms", at), name) for at, name in enumerate(entry.synonyms)]
        for loc, name in names:
            if owner.setdefault(name.lower(), term) != term:
                found = f"the name `{name}`, which the term `{owner[name.lower()]}` has too"
                draft.report("data/glossary.yml", loc, found, "keep it in one of the two", key=len(loc) == 1)


def _terms_topics(draft: Draft) -> None:
    for term, entry in draft.glossary.items():
        for at, topic in enumerate(entry.topics):
            if topic not in draft.topics:
                remedy = draft.nearest(topic, draft.topics, "name a topic that exists, or delete it")
                draft.report("data/glossary.yml", (term, "topics", at), f"the unknown topic `{topic}`", remedy)


RULES = (
    _unique_ids, _levels, _former_ids, _named_ids, _cycles, _references, _citations, _tags, _terms, _terms_topics,
    figure_rules.check, page_rules.check, dates, first_ids, retired,
)  # fmt: skip
