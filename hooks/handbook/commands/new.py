"""`handbook new`."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from handbook.commands.refusal import RefusalError
from handbook.commands.root import ROOT
from handbook.contribute import ids, scaffold
from handbook.contribute.catalogue import Catalogue
from handbook.contribute.phrasings import UneditableError, add_phrasing
from handbook.contribute.similar import Phrasings
from handbook.reading.syntax import SourceError
from handbook.records.characters import forbidden
from handbook.records.model import LEVELS, SLUG
from handbook.records.problems import nearest, shown, well_formed
from handbook.storage.files import write_new

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from handbook.records.model import Question

MAX_LINE = 300
MAX_ID = 80


@click.command()
@click.option("--topic", metavar="ID", help="The topic, a folder of data/; a new one is made with its page.")
@click.option("--question", metavar="TEXT", help="The question as an interviewer asks it; `code` in backticks.")
@click.option("--id", "id_", metavar="ID", help="The question's permanent id (made from its words unless given).")
@click.option("--level", type=click.Choice(LEVELS), help="Whom it is asked (junior unless given).")
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
    text = _given(question, "question", "The question", _line)
    if _is_added_elsewhere(catalogue, text, yes=yes):
        return
    topic, files = _topic(catalogue, topic, topic_title, topic_summary)
    id_ = _optional(id_, "Its permanent id", ids.mint(text, catalogue.taken), lambda name: _new_id(catalogue, name), yes=yes)
    level = _optional(level, f"Level ({', '.join(LEVELS)})", LEVELS[0], _level, yes=yes)
    words = " ".join(tags) or None
    tagged = _optional(words, "Tags, with spaces between", topic, _tags, yes=yes)
    file = root / "data" / topic / f"{id_}.yml"
    _write({**files, file: scaffold.question_text(text, level, tagged.split())}, root)
    _tell_what_next(file, root)


def _catalogue(root: Path) -> Catalogue:
    if not (root / "data").is_dir():
        raise RefusalError(f"no folder `data/` in {root.resolve()}; run this in a handbook's root, or name it with --root")
    return Catalogue(root)


def _on_terminal() -> bool:
    return sys.stdin.isatty()


def _given(value: str | None, option: str, prompt: str, rule: Callable[[str], str]) -> str:
    """Returns what an option says, or asks for it; without a terminal to ask on, that is wrong use."""
    if value is not None:
        return _ruled(rule, value, option)
    if not _on_terminal():
        raise RefusalError(f"no {option}; add --{option}")
    return str(click.prompt(prompt, value_proc=_asking(rule)))


def _optional(value: str | None, prompt: str, default: str, rule: Callable[[str], str], *, yes: bool) -> str:
    """Returns what an option says, or what a person answers, or the default."""
    if value is not None:
        return _ruled(rule, value)
    if yes or not _on_terminal():
        return default
    return str(click.prompt(prompt, default=default, value_proc=_asking(rule)))


def _ruled(rule: Callable[[str], str], value: str, option: str = "") -> str:
    try:
        return rule(value)
    except ValueError as error:
        raise RefusalError(f"--{option}: {error}" if option else str(error)) from None


def _asking(rule: Callable[[str], str]) -> Callable[[str], str]:
    """Makes a rule one that click asks again about."""

    def ruled(value: str) -> str:
        try:
            return rule(value)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return ruled


def _line(text: str) -> str:
    """Returns a text on one line, if it is one that a file can hold."""
    line = " ".join(text.split())
    if found := forbidden(line):
        raise ValueError(f"an invisible or control character, U+{ord(found[0]):04X}; delete it")
    if any("\ud800" <= letter <= "\udfff" for letter in line):
        raise ValueError("bytes that are not UTF-8; type the text again")
    if not line:
        raise ValueError("an empty text; write it")
    if len(line) > MAX_LINE:
        raise ValueError(f"{len(line)} characters; keep it within {MAX_LINE}")
    return line


def _slug(name: str) -> str:
    name = name.strip()
    if not re.fullmatch(SLUG, name) or len(name) > MAX_ID:
        raise ValueError(f"{shown(name)}; {well_formed(name[:MAX_ID])}")
    return name


def _new_id(catalogue: Catalogue, name: str) -> str:
    if _slug(name) in catalogue.taken:
        raise ValueError(f"the id `{name}` is taken; free is `{ids.free(name, catalogue.taken)}`")
    return name


def _level(name: str) -> str:
    if name not in LEVELS:
        raise ValueError(f"{shown(name)}; {nearest(name, LEVELS, 'write ' + ' or '.join(LEVELS))}")
    return name


def _tags(text: str) -> str:
    tags = dict.fromkeys(_slug(tag) for tag in re.split(r"[\s,]+", text.strip()))
    if len(tags) > 8:
        raise ValueError(f"{len(tags)} tags; keep it to 8")
    return " ".join(tags)


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
    if not _on_terminal():
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
        raise RefusalError(f"{name}: cannot be written ({error.strerror}); mend its permissions") from None
    click.echo(f"added to `asked_as` of {name}" if was_new else f"{name} has this phrasing already")
    click.echo(f"next: handbook check {name}")


def _topic(catalogue: Catalogue, topic: str | None, title: str | None, summary: str | None) -> tuple[str, dict[Path, str]]:
    """Returns the topic, and the files to write if it is a new one."""
    if topic is None and _on_terminal():
        click.echo(f"Topics: {', '.join(catalogue.topics) or 'none yet'}")
    topic = _given(topic, "topic", "Its topic, one of these or a new one", _topic_id)
    if topic not in catalogue.topics:
        topic = _meant(catalogue, topic, is_new=title is not None)
    if topic in catalogue.topics:
        return topic, {}
    title = _given(title, "topic-title", "The new topic's title", _line)
    summary = _given(summary, "topic-summary", "What it is about, in one sentence", _line)
    text = scaffold.topic_text(title, summary, catalogue.next_order())
    return topic, scaffold.topic_files(catalogue.root, topic, text)


def _topic_id(name: str) -> str:
    if _slug(name) == "index":
        raise ValueError("`index`, which is the page of all topics; choose another name")
    return name.strip()


def _meant(catalogue: Catalogue, topic: str, *, is_new: bool) -> str:
    """Returns the existing topic that a name is a slip of, if the asker says so, or else the name."""
    if is_new:
        return topic
    hint = nearest(topic, catalogue.topics, "")
    if not _on_terminal():
        remedy = hint or f"name one of {', '.join(catalogue.topics)}"
        raise RefusalError(f"no topic `{topic}`; {remedy} (for a new topic add --topic-title and --topic-summary)")
    if hint and click.confirm(f"There is no topic `{topic}`: {hint}"):
        return hint.split("`")[1]
    return topic


def _write(texts: dict[Path, str], root: Path) -> None:
    try:
        write_new(texts)
    except OSError as error:
        _cannot_write(error, root)
    for file in texts:
        click.echo(f"wrote {file.relative_to(root).as_posix()}")


def _cannot_write(error: OSError, root: Path) -> NoReturn:
    raise RefusalError(f"{error.filename or root}: cannot be written ({error.strerror}); nothing was written") from None


def _tell_what_next(file: Path, root: Path) -> None:
    name = file.relative_to(root).as_posix()
    click.echo(
        f"next:\n"
        f"  write `short` and `answer` in {name}\n"
        f"  handbook check {name}\n"
        f"  mkdocs serve, and look at topics/{file.parent.name}/#{file.stem}"
    )
