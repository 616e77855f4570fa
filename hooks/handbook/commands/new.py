"""`handbook new`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import click

from handbook.commands.shared import asking
from handbook.commands.shared.asking import given, line, on_terminal, optional, slug
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import ROOT
from handbook.contribute import ids, scaffold
from handbook.contribute.catalogue import Catalogue
from handbook.contribute.phrasings import UneditableError, add_phrasing
from handbook.contribute.similar import Phrasings
from handbook.reading.settings import read_settings
from handbook.reading.yaml.syntax import SourceError
from handbook.records.problems import nearest
from handbook.storage.together import write_new

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.model import Question


@click.command(short_help="Start a new question, and write a file to fill in.")
@click.option("--topic", metavar="ID", help="The topic, a folder of data/; a new one is made if need be.")
@click.option("--question", metavar="TEXT", help="The question as an interviewer asks it; `code` in backticks.")
@click.option("--id", "id_", metavar="ID", help="The question's permanent id (made from its words unless given).")
@click.option("--level", metavar="LEVEL", help="Whom it is asked, one of the handbook's levels (the easiest unless given).")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="What it is about; may be repeated (the topic unless given).")
@click.option("--topic-title", metavar="TEXT", help="The title of a new topic.")
@click.option("--topic-summary", metavar="TEXT", help="One sentence on what a new topic is about.")
@click.option("--yes", is_flag=True, help="Make the question even if others are close to it, and ask nothing that has a default.")
@ROOT
def new(  # noqa: PLR0913  an argument an option
    *,
    topic: str | None,
    question: str | None,
    id_: str | None,
    level: str | None,
    tags: tuple[str, ...],
    topic_title: str | None,
    topic_summary: str | None,
    yes: bool,
    root: Path,
) -> None:
    """Start a new question: ask for what is missing, and write a file to fill in.

    Questions that ask nearly the same are shown first; on a terminal you can
    add your phrasing to one of them instead. Nothing is ever overwritten.

    \b
    Exit status:
      0  done
      1  nothing was written, since other questions are close (see --yes)
      2  wrong use, or a file that cannot be written
    """
    catalogue = _catalogue(root)
    text = given(question, "question", "The question", line)
    if _is_added_elsewhere(catalogue, text, yes=yes):
        return
    topic, files = _topic(catalogue, topic, topic_title, topic_summary)
    id_ = optional(id_, "Its permanent id", ids.mint(text, catalogue.taken), lambda name: _new_id(catalogue, name), yes=yes)
    levels = [*read_settings(root).levels]
    level = optional(level, f"Level ({', '.join(levels)})", levels[0], lambda name: asking.level(levels, name), yes=yes)
    words = " ".join(tags) or None
    tagged = optional(words, "Tags, with spaces between", topic, asking.tags, yes=yes)
    file = root / "data" / topic / f"{id_}.yml"
    _write({**files, file: scaffold.question_text(text, level, tagged.split())}, root)
    _tell_what_next(file, root)


def _catalogue(root: Path) -> Catalogue:
    if not (root / "data").is_dir():
        raise RefusalError(f"no folder `data/` in {root.resolve()}; run this in a handbook's root, or name it with --root")
    return Catalogue(root)


def _new_id(catalogue: Catalogue, name: str) -> str:
    if slug(name) in catalogue.taken:
        raise ValueError(f"the id `{name}` is taken; free is `{ids.free(name, catalogue.taken)}`")
    return name


def _is_added_elsewhere(catalogue: Catalogue, text: str, *, yes: bool) -> bool:
    """Shows questions that ask nearly the same, and adds the text to the one that the asker chooses."""
    close = Phrasings(catalogue.questions.values()).like(text, limit=3)
    if not close:
        return False
    click.echo("These are close to it:")
    for number, (_, other, phrasing) in enumerate(close, 1):
        also = f" (asked as: {phrasing})" if phrasing != other.question else ""
        click.echo(f"  {number}. {other.question}{also}\n     data/{other.topic}/{other.id}.yml")
    if yes:
        return False
    if not on_terminal():
        click.echo(
            "nothing was written; add the phrasing to `asked_as` of one of these, or make a new question with --yes", err=True
        )
        raise SystemExit(1)
    return _chosen(catalogue, text, [other for _, other, _ in close])


def _chosen(catalogue: Catalogue, text: str, close: list[Question]) -> bool:
    numbers = [str(number) for number in range(1, len(close) + 1)]
    prompt = "Add yours to one of them as another phrasing? Its number, or n to write a new question"
    answer = click.prompt(prompt, type=click.Choice([*numbers, "n"]), show_choices=True)
    if answer == "n":
        return False
    _add(catalogue.root, close[int(answer) - 1], text)
    return True


def _add(root: Path, question: Question, text: str) -> None:
    file = root / "data" / question.topic / f"{question.id}.yml"
    name = file.relative_to(root).as_posix()
    try:
        was_new = add_phrasing(file, text)
    except (SourceError, UneditableError):
        raise RefusalError(f"{name}: cannot be edited by a program; add to its `asked_as` by hand: {text}") from None
    except OSError as error:
        raise RefusalError(f"{name}: cannot be written ({error.strerror}); fix its permissions") from None
    click.echo(f"added to `asked_as` of {name}" if was_new else f"{name} has this phrasing already")
    click.echo(f"next: handbook check {name}")


def _topic(catalogue: Catalogue, topic: str | None, title: str | None, summary: str | None) -> tuple[str, dict[Path, str]]:
    """Returns the topic, and the files to write if it is a new one."""
    if topic is None and on_terminal():
        click.echo(f"Topics: {', '.join(catalogue.topics) or 'none yet'}")
    topic = given(topic, "topic", "Its topic, one of these or a new one", _topic_id)
    if topic not in catalogue.topics:
        topic = _meant(catalogue, topic, is_new=title is not None)
    if topic in catalogue.topics:
        return topic, {}
    title = given(title, "topic-title", "The new topic's title", line)
    summary = given(summary, "topic-summary", "What it is about, in one sentence", line)
    text = scaffold.topic_text(title, summary, catalogue.next_order())
    return topic, {catalogue.root / "data" / topic / "_topic.yml": text}


def _topic_id(name: str) -> str:
    if slug(name) == "index":
        raise ValueError("`index`, which is the page of all topics; choose another name")
    return name.strip()


def _meant(catalogue: Catalogue, topic: str, *, is_new: bool) -> str:
    """Returns the existing topic that a name is a slip of, if the asker says so, or else the name."""
    if is_new:
        return topic
    hint = nearest(topic, catalogue.topics, "")
    if not on_terminal():
        remedy = hint or f"name one of {', '.join(catalogue.topics)}"
        raise RefusalError(f"no topic `{topic}`; {remedy} (for a new topic add --topic-title and --topic-summary)")
    if hint and click.confirm(f"There is no topic `{topic}`: {hint}"):
        return hint.split("`")[1]
    return topic


def _write(texts: dict[Path, str], root: Path) -> None:
    try:
        write_new(root, texts)
    except OSError as error:
        _cannot_write(error, root)
    for file in texts:
        click.echo(f"wrote {file.relative_to(root).as_posix()}")


def _cannot_write(error: OSError, root: Path) -> NoReturn:
    raise RefusalError(f"{error.filename or root.resolve()}: cannot be written ({error.strerror}); nothing was written") from None


def _tell_what_next(file: Path, root: Path) -> None:
    name = file.relative_to(root).as_posix()
    click.echo(
        f"next:\n"
        f"  write `short` and `answer` in {name}\n"
        f"  handbook check {name}\n"
        f"  handbook serve, and look at topics/{file.parent.name}/#{file.stem}"
    )
