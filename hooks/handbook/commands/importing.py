"""`handbook import`."""

from __future__ import annotations

import re
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from handbook.commands.shared import asking
from handbook.commands.shared.preview import counted, preview, total
from handbook.commands.shared.refusal import RefusalError
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.contribute.ids import slug
from handbook.contribute.imports.files import decoded, foreign
from handbook.records.characters import visible
from handbook.records.forms import SLUG
from handbook.records.problems import ProblemsError, shown, well_formed
from handbook.storage.plain_files import read_plain
from handbook.storage.together import write_new

if TYPE_CHECKING:
    from collections.abc import Iterable

    from handbook.contribute.imports.intake import Intake, Wanted
    from handbook.records.handbook import Handbook

MAX_BYTES = 20_000_000
NOTHING = "nothing was written"
MAX_ID = 80
REMEDY = "write each as a heading, a numbered or bold line, a `Q:` line or a row of a table with a column `Question`"


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--topic", metavar="ID", help="The topic that the questions go to; a new one is made if need be.")
@click.option("--topics-from-headings", "by_heading", is_flag=True, help="Make a topic of each heading above the questions.")
@click.option(
    "--level", metavar="LEVEL", help="Whom they are asked where the list does not say (the easiest level unless given)."
)
@click.option("--source", metavar="NAME", help="The name by which the list is remembered (the file's unless given).")
@click.option("--dry-run", is_flag=True, help="Show what would come of it, and write nothing.")
@ROOT
def importing(  # noqa: PLR0913  one argument per option
    file: Path, *, topic: str | None, by_heading: bool, level: str | None, source: str | None, dry_run: bool, root: Path
) -> None:
    """Bring the questions of a list into data/, one file each.

    \b
    A question may be
      - a heading: ### 12. What is X?
      - an item of a list: 1. **What is X?**
      - a bold line: **What is X?**
      - a line with a mark: Q: What is X?
      - a <details> block with the question as its <summary>
      - a row of a table with a column of questions.

    FILE is Markdown, an HTML page, CSV, notes that Anki exported as text, or
    JSON; a Markdown list may mix these forms. Levels are read from words and
    signs beside the questions: [M], (Easy), Senior:. A question without an
    answer, or without a sentence that can be said by itself, becomes a draft.

    What cannot be carried over as it stands is reported with its line;
    what has no place of its own is kept in an answer. Everything is checked
    first; then all files are written, or none. The same list may come again:
    its questions are then updated, and what was edited here is kept.

    \b
    Exit status:
      0  done
      1  no questions found, or they would not pass `handbook check`
      2  wrong use, or a file that cannot be read or written
    """
    from handbook.contribute.imports.intake import Wanted  # noqa: PLC0415  the other commands need none of it

    text = _text(file)
    handbook = load_or_exit(root)
    topic = _topic(topic, file, handbook.topics, by_heading=by_heading)
    levels = [*handbook.settings.levels]
    level = asking.ruled(lambda name: asking.level(levels, name), level or levels[0], "level")
    intake = _taken_in(file, text, handbook, Wanted(topic, level, source or file.name, by_heading))
    for note in intake.notes:
        click.echo(visible(f"{file}:{note}"))
    if not intake.count:
        click.echo(f"{file}: no questions found; {REMEDY}", err=True)
        raise SystemExit(1)
    if dry_run:
        click.echo(visible(f"{preview(intake, handbook.topics)}\n{total(intake)}\nnothing was written; without --dry-run it is"))
        return
    _write(intake, root)
    click.echo(total(intake))


def _taken_in(file: Path, text: str, handbook: Handbook, wanted: Wanted) -> Intake:
    from handbook.contribute.imports.batch import DoubledError  # noqa: PLC0415
    from handbook.contribute.imports.intake import take_in  # noqa: PLC0415
    from handbook.contribute.imports.page.sheets import SheetError  # noqa: PLC0415

    try:
        return take_in(text, handbook, wanted)
    except ProblemsError as error:
        click.echo(str(error))
        click.echo(f"{file}: nothing was written, since the above would not pass `handbook check`", err=True)
        raise SystemExit(1) from None
    except SheetError as error:
        raise RefusalError(f"{file}:{error}; {NOTHING}") from None
    except DoubledError as error:
        raise RefusalError(f"{file}: {error}; nothing was written") from None
    except OSError as error:
        why = error.strerror or error.args[0][0][-1]  # of many files that could not be copied, the first
        raise RefusalError(f"{error.filename or handbook.root}: cannot be checked ({why}); {NOTHING}") from None
    except RecursionError:
        raise RefusalError(f"{file}: lists or HTML nested too deep; make them flatter") from None


def _text(file: Path) -> str:
    if remedy := foreign(file.name):
        raise RefusalError(f"{file}: {remedy}")
    try:
        return decoded(read_plain(file, MAX_BYTES))
    except OSError as error:
        raise RefusalError(f"{file}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RefusalError(f"{file}:{line}: bytes that are not UTF-8; save the file as UTF-8, a table as “CSV UTF-8”") from None


def _topic(topic: str | None, file: Path, known: Iterable[str], *, by_heading: bool) -> str:
    """Returns the topic of what stands under no heading of its own; refuses one that is no id, or a slip of one that exists."""
    if topic is None and not by_heading:
        raise RefusalError("no topic; write `--topic ID`, or `--topics-from-headings` to make one of each heading")
    topic = topic or slug(re.sub(r"[_-]+", " ", file.stem)) or "questions"
    if topic == "index":
        raise RefusalError("--topic: `index` is the page of all topics; choose another name")
    if not re.fullmatch(SLUG, topic) or len(topic) > MAX_ID:
        raise RefusalError(f"--topic: {shown(topic)}; {well_formed(topic[:MAX_ID])}")
    if topic not in known and not by_heading and (close := get_close_matches(topic, known, n=1, cutoff=0.85)):
        raise RefusalError(f"no topic `{topic}`; did you mean `{close[0]}`? If not, choose a name that is less like it")
    return topic


def _write(intake: Intake, root: Path) -> None:
    try:
        write_new(root, intake.texts, intake.changes)
    except OSError as error:
        raise RefusalError(f"{error.filename or root.resolve()}: cannot be written ({error.strerror}); {NOTHING}") from None
    except KeyboardInterrupt:
        there = all(file.exists() for file in intake.texts)
        raise RefusalError(f"stopped; {'everything' if there else 'nothing'} was written") from None
    places = [*dict.fromkeys(f"data/{one.topic}/" for one in intake.taken)]
    where = places[0] if len(places) == 1 else f"{len(places)} topics"
    imported = sum(one.state != "draft" for one in intake.taken if one.is_new)
    click.echo(f"imported {counted(imported, 'question')} into {where}, {counted(len(intake.notes), 'note')}")
