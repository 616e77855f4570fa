"""`handbook stats`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from handbook.commands.shared.output import speak_utf8
from handbook.commands.shared.root import ROOT, load_or_exit
from handbook.review.coverage import FIELDS, Coverage, coverage, has, unconnected

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook

TOPICS = 16
"""How many columns a table has at most."""


@click.command()
@click.option("--missing", type=click.Choice(FIELDS), metavar="FIELD", help="List the questions that lack this field instead.")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="A table to read, or JSON."
)
@ROOT
def stats(missing: str | None, form: str, root: Path) -> None:
    """Print how many questions of each topic have each field.

    Below the table: what else the handbook holds, and the questions that no
    chain of prerequisites and related questions connects with the first one.

    \b
    Exit status:
      0  printed
      1  the data has problems
    """
    handbook = load_or_exit(root)
    if form == "json":
        speak_utf8()
    if missing:
        lacking = [question.id for question in handbook.questions.values() if not has(question, missing)]
        click.echo(json.dumps(lacking, indent=2) if form == "json" else "\n".join(lacking) or f"every question has `{missing}`")
    elif form == "json":
        click.echo(json.dumps(_numbers(handbook), indent=2, ensure_ascii=False))
    else:
        click.echo(_tables(coverage(handbook)))
        click.echo("\n" + _rest(handbook))


def _numbers(handbook: Handbook) -> dict[str, object]:
    *topics, whole = coverage(handbook)
    return {
        "format": 1,
        "all": asdict(whole),
        "topics": [asdict(topic) for topic in topics],
        "tags": len(handbook.by_tag),
        "references": len(handbook.references),
        "terms": len(handbook.glossary),
        "unconnected": [question.id for question in unconnected(handbook)],
    }


def _tables(rows: list[Coverage]) -> str:
    """Returns tables of a row a field and a column a topic, as many topics in one as a terminal has room for."""
    names = [f"{at:3}  {row.name}" for at, row in enumerate(rows[:-1], 1)]
    numbered = [*zip(map(str, range(1, len(rows))), rows[:-1], strict=True), ("all", rows[-1])]
    tables = [_table(numbered[at : at + TOPICS]) for at in range(0, len(numbered), TOPICS)]
    return "\n\n".join(["\n".join(names), *tables])


def _table(columns: list[tuple[str, Coverage]]) -> str:
    cells = [_cells(head, row) for head, row in columns]
    widths = [max(map(len, column.values())) for column in cells]
    label = max(map(len, cells[0]))
    lines = (
        f"{name:{label}}" + "".join(f"  {column[name]:>{width}}" for column, width in zip(cells, widths, strict=True))
        for name in cells[0]
    )
    return "\n".join(lines)


def _cells(head: str, row: Coverage) -> dict[str, str]:
    counts = {
        "questions": row.questions,
        "drafts": row.drafts,
        **row.levels,
        "words": row.words,
        "citations": row.citations,
        **row.fields,
    }
    return {"topic": head, **{name: str(count) for name, count in counts.items()}}


def _rest(handbook: Handbook) -> str:
    alone = unconnected(handbook)
    citing = sum(bool(keys) for keys in handbook.cited.values())
    cited = len({key for keys in handbook.cited.values() for key in keys})
    return "\n".join(
        [
            f"{len(handbook.by_tag)} tags, {len(handbook.references)} references, {len(handbook.glossary)} terms",
            f"{sum(map(len, handbook.cited.values()))} cited claims in {citing} questions, {cited} sources cited",
            f"not connected with the first question: {', '.join(question.id for question in alone) or 'none'}",
        ]
    )
