"""`handbook import`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.shared import asking
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.records.forms import SLUG
from handbook.records.problems import ProblemsError, shown, well_formed
from handbook.storage.plain_files import read_plain
from handbook.storage.together import write_new

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.contribute.imports.intake import Intake

MAX_BYTES = 20_000_000


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--topic", required=True, metavar="ID", help="The topic that the questions go to; a new one is made if need be.")
@click.option("--level", metavar="LEVEL", help="Whom they are asked (the easiest level unless given).")
@ROOT
def importing(file: Path, topic: str, level: str | None, root: Path) -> None:
    """Bring the questions of a Markdown list into data/, one file each.

    \b
    A question may be
      - a heading: ### 12. What is X?
      - an item of a list: 1. **What is X?**
      - a bold line: **What is X?**
      - a line with a mark: Q: What is X?
      - a <details> block with the question as its <summary>.

    What cannot be carried over as it stands is reported with its line;
    what has no place of its own is kept in an answer. Everything is checked
    first; then all files are written, or none. No file is ever overwritten.

    \b
    Exit status:
      0  done
      1  no questions found, or they would not pass `handbook check`
      2  wrong use, or a file that cannot be read or written
    """
    from handbook.contribute.imports.intake import take_in  # noqa: PLC0415  the other commands need none of it

    text = _text(file)
    handbook = load_or_exit(root)
    _refuse_topic(topic, handbook.topics)
    levels = [*handbook.settings.levels]
    level = asking.ruled(lambda name: asking.level(levels, name), level or levels[0], "level")
    try:
        intake = take_in(text, handbook, topic, level, file.name)
    except ProblemsError as error:
        click.echo(str(error))
        click.echo(f"{file}: nothing was written, since the above would not pass `handbook check`", err=True)
        raise SystemExit(1) from None
    except OSError as error:
        raise RefusalError(f"{error.filename or root}: cannot be checked ({error.strerror}); nothing was written") from None
    except RecursionError:
        raise RefusalError(f"{file}: lists or HTML nested too deep; make them flatter") from None
    for note in intake.notes:
        click.echo(f"{file}:{note}")
    if not intake.count:
        click.echo(f"{file}: no questions found; write each as a heading, a numbered or bold line, or a `Q:` line", err=True)
        raise SystemExit(1)
    _write(intake, root, topic)


def _text(file: Path) -> str:
    try:
        return read_plain(file, MAX_BYTES).decode("utf-8-sig")
    except OSError as error:
        raise RefusalError(f"{file}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RefusalError(f"{file}:{line}: bytes that are not UTF-8; save the file as UTF-8") from None


def _refuse_topic(topic: str, known: Iterable[str]) -> None:
    """Refuses a topic that is no id, or a slip of one that exists."""
    if topic == "index":
        raise RefusalError("--topic: `index` is the page of all topics; choose another name")
    if not re.fullmatch(SLUG, topic) or len(topic) > 80:
        raise RefusalError(f"--topic: {shown(topic)}; {well_formed(topic[:80])}")
    if topic not in known and (close := get_close_matches(topic, known, n=1, cutoff=0.85)):
        raise RefusalError(f"no topic `{topic}`; did you mean `{close[0]}`? If not, choose a name that is less like it")


def _write(intake: Intake, root: Path, topic: str) -> None:
    try:
        write_new(root, intake.texts)
    except OSError as error:
        raise RefusalError(f"{error.filename or root}: cannot be written ({error.strerror}); nothing was written") from None
    except KeyboardInterrupt:
        there = all(file.exists() for file in intake.texts)
        raise RefusalError(f"stopped; {'everything' if there else 'nothing'} was written") from None
    click.echo(f"imported {_counted(intake.count, 'question')} into data/{topic}/, {_counted(len(intake.notes), 'note')}")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
