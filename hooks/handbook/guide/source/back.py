"""What stands at the end of a guide: the terms that its answers use, their sources, and an index of both terms and tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.guide.source.code import array, call, string
from handbook.guide.source.parts import Line
from handbook.guide.source.typeset import line
from handbook.labels.labels import labels
from handbook.markup.links import cite

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question, Term

MOST = 6
"""Questions of one entry of the index: a term that is used everywhere leads nowhere."""


def sources_of(handbook: Handbook, questions: Sequence[Question]) -> dict[str, int]:
    """Returns the number of each source of some questions, counted by author, year and title."""
    keys = {key for question in questions for key in question.references}
    known = handbook.references

    def order(key: str) -> tuple[str, int, str]:
        return ", ".join(known[key].authors).casefold(), known[key].year, known[key].title

    return {key: at for at, key in enumerate(sorted(keys, key=order), 1)}


def terms_of(handbook: Handbook, questions: Sequence[Question]) -> dict[str, tuple[Question, ...]]:
    """Returns the terms that the answers to some questions use, each with these questions, in alphabetical order."""
    if not handbook.glossary:
        return {}
    chosen = {question.id for question in questions}
    used = {term: tuple(q for q in using if q.id in chosen) for term, using in handbook.uses.items()}
    return {term: used[term] for term in sorted(used, key=str.casefold) if used[term]}


def index_of(handbook: Handbook, questions: Sequence[Question]) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Returns the entries of the index: the questions that a term or a tag is about, and those where it is met too."""
    entries: dict[str, dict[str, bool]] = {}
    for term, using in terms_of(handbook, questions).items():
        names = {name.casefold() for name in _names(handbook.glossary[term], term)}
        for question in using:
            entries.setdefault(term, {})[question.id] = any(name in question.question.casefold() for name in names)
    tags: dict[str, list[Question]] = {}
    for question in questions:
        for tag in question.tags:
            tags.setdefault(tag, []).append(question)
    by_name = {_same(name): term for term in reversed(entries) for name in reversed(_names(handbook.glossary[term], term))}
    for tag, tagged in tags.items():
        entry = entries.setdefault(by_name.get(_same(tag), tag.replace("-", " ")), {})
        for question in tagged:
            entry[question.id] = True
    return {_shown(handbook, name): _entry(entries[name]) for name in sorted(entries, key=str.casefold)}


def _names(term: Term, name: str) -> tuple[str, ...]:
    return (name, *term.abbreviations, *term.synonyms)


def _shown(handbook: Handbook, name: str) -> str:
    """Returns a term with its abbreviation, by which a reader may look for it."""
    short = handbook.glossary[name].abbreviations if name in handbook.glossary else ()
    return f"{name} ({short[0]})" if short else name


def _same(name: str) -> str:
    """Returns what names have in common that an index has once, such as a term and the tag that is its plural."""
    return name.casefold().replace("-", "").replace(" ", "").removesuffix("s")


def _entry(found: Mapping[str, bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    main = tuple(id_ for id_, about in found.items() if about)
    return main, (*main, *[id_ for id_, about in found.items() if not about][: max(0, MOST - len(main))])


def end_of(handbook: Handbook, questions: Sequence[Question], sources: Mapping[str, int], few: bool) -> Iterator[Line]:
    """Yields the lines of the end; a few questions need no index."""
    terms = [_term(name, handbook.glossary[name]) for name in terms_of(handbook, questions)]
    if terms:
        yield _opening("the-glossary", "glossary", few)
        yield Line("#" + call("glossary", array(terms)))
    if sources:
        yield _opening("the-sources", "sources", few)
        yield Line("#" + call("sources-list", array(_source(handbook, key) for key in sources)))
    if not few:
        entries = index_of(handbook, questions).items()
        listed = (array([string(name), array(map(string, main)), array(map(string, ids))]) for name, (main, ids) in entries)
        yield _opening("the-index", "index", few)
        yield Line("#" + call("index-of", array(listed)))


def _opening(label: str, word: str, few: bool) -> Line:
    """Returns what begins a part of the end: a page of its own, but for a few questions."""
    page = "" if few else f"#fresh-page()#set page(header: running(guide.words.{word}, <{label}>))"
    return Line(page, None, 1, label, f"words.{word}")


def _term(name: str, term: Term) -> str:
    return array([string(name), string(", ".join([*term.abbreviations, *term.synonyms])), string(term.meaning)])


def _source(handbook: Handbook, key: str) -> str:
    reference = handbook.references[key]
    bare = reference.model_copy(update={"url": None})
    return array(
        [string(key), line(cite(bare, labels(*handbook.settings.words))), string(reference.url) if reference.url else "none"]
    )
