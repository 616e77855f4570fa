"""Reads a list that a program wrote as rows: CSV with any separator, text with tabs, Anki's plain text, JSON and YAML."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from itertools import accumulate, product
from typing import TYPE_CHECKING, Any

import yaml

from handbook.contribute.imports.page.columns import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SEPARATORS = "\t;,|"
NAMES = {"tab": "\t", "semicolon": ";", "comma": ",", "pipe": "|", "space": " ", "colon": ":"}
ANKI = re.compile(r"#(separator|html|columns|tags|deck|notetype|(?:tags|deck|notetype|guid) column(?=:\d{1,3}$)):(.*)")
EXCEL = re.compile(r"sep=(.)")
MOST = 2**24
"""Characters of a cell; a longer one is no cell."""
PLAIN, TAGS = ("Question", "Answer", "Tags"), re.compile(r"(?:[\w:-]+ *){0,6}")
"""The columns of Anki's export where it does not name them, and what its tags look like."""
YAML = re.compile(
    r"""(?:[ \t]*(?:\#.*|---|[\w-]+:.*)?\n)*?[ \t]*-[ \t]+["']?(?:question|q|front|prompt)["']?[ \t]*:""", re.IGNORECASE
)
ASKS, NAMED = re.compile(r"[?？][\W\d]*$"), re.compile(r"[^\W\d_]{2}|[^\x00-\u024f]")


class SheetError(Exception):
    """Rows that cannot be told apart; says where, and what to do."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list."""

    heads: tuple[str, ...]
    """The names of the columns, or nothing."""
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    """The cells of each row, with the line on which it begins."""


def sheet_of(text: str) -> Sheet | None:
    """Returns the rows of a text, or None where it is no such text; raises SheetError where its quotation marks do not close."""
    if text.lstrip()[:1] in ("[", "{"):
        return _of_objects(text, _json(text))
    if YAML.match(text):
        found = _of_objects(text, _yaml(text))
        if found and any(kind_of(head) == "answer" for head in found.heads):
            return found
    lines = text.split("\n")
    options = _options(lines)
    start = len(options)
    while start < len(lines) and not lines[start].strip():
        start += 1
    if excel := EXCEL.fullmatch(lines[start].strip() if start < len(lines) else ""):
        return _separated(lines, start + 1, excel[1], {})
    if options:
        name = options.get("separator", "tab").strip()
        return _separated(lines, start, NAMES.get(name.lower(), name[:1] or "\t"), options)
    tried = (_guessed(lines, start, separator) for separator in SEPARATORS[:3])
    return next((sheet for sheet in tried if sheet), None) or _of_cards(text)


def _options(lines: list[str]) -> dict[str, str]:
    """Returns what the first lines of an export of Anki tell of the others."""
    found: dict[str, str] = {}
    for line in lines:
        if not (option := ANKI.fullmatch(line.strip())):
            break
        found[option[1]] = option[2]
    return found


def _guessed(lines: list[str], start: int, separator: str) -> Sheet | None:
    """Returns the rows that a separator makes, where these look like a list of questions."""
    first = next(csv.reader(lines[start : start + 1], delimiter=separator), [])
    kinds = [kind_of(cell) for cell in first]
    if len(first) < 2 or ("question" not in kinds and not _is_even(lines, start, separator)):
        return None
    if "question" in kinds and sum(bool(kind) for kind in kinds) * 2 < len(kinds):
        return None  # a sentence with a comma
    return _separated(lines, start, separator, {})


def _of_cards(text: str) -> Sheet | None:
    """Returns the cards of a deck that was copied, as from Quizlet; refuses those whose first column only names something."""
    for between, inside in product(("\n\n", ";", "\n"), "\t,"):
        parts = [part for part in text.split(between) if part.strip()]
        if len(parts) < 2 or any(part.strip().count(inside) != 1 for part in parts):
            continue
        cells = [tuple(cell.strip() for cell in part.split(inside)) for part in parts]
        lines = accumulate((part.count("\n") + between.count("\n") for part in text.split(between)), initial=1)
        rows = [line for line, part in zip(lines, text.split(between), strict=False) if part.strip()]
        if sum(bool(ASKS.search(asked)) for asked, _ in cells) * 5 >= len(cells) * 3:
            return Sheet((), tuple(zip(rows, cells, strict=True)))
        if inside == "\t" and all(NAMED.search(name) and said and not ASKS.search(said) for name, said in cells):
            remedy = f"write what is asked in the first column, such as `What is {cells[0][0][:40]}?`"
            raise SheetError(
                f"{rows[0]}: cards that ask nothing, only terms and what they mean, as Quizlet exports them; {remedy}"
            )
    return None


def _is_even(lines: list[str], start: int, separator: str) -> bool:
    """Tells whether all rows have as many cells, and most of them ask in the first one."""
    try:
        rows = [row for row in csv.reader(lines[start:], delimiter=separator, strict=True) if row]
    except csv.Error:
        return False
    asking = sum(bool(ASKS.search(row[0])) for row in rows)
    return len(rows) > 1 and len({len(row) for row in rows}) == 1 and asking * 5 >= len(rows) * 3


def _separated(lines: list[str], start: int, separator: str, options: dict[str, str]) -> Sheet:
    csv.field_size_limit(MOST)
    reader = csv.reader(io.StringIO("\n".join(lines[start:])), delimiter=separator, strict=True)
    rows, line = [], start + 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, tuple(cells)))
            line = start + reader.line_num + 1
    except csv.Error as error:
        raise SheetError(f"{line}: a cell whose quotation marks do not close ({error}); double each mark inside a cell") from None
    if options:
        return Sheet(_anki_heads(options, max((len(cells) for _, cells in rows), default=0)), _with_tags(rows, options))
    if rows and any(kind_of(cell) == "question" for cell in rows[0][1]):
        return Sheet(rows[0][1], tuple(rows[1:]))
    has_tags = separator == "\t" and all(len(cells) == len(PLAIN) and TAGS.fullmatch(cells[-1]) for _, cells in rows)
    return Sheet(PLAIN, _with_tags(rows, {"tags column": "3"})) if has_tags else Sheet((), tuple(rows))


def _anki_heads(options: dict[str, str], width: int) -> tuple[str, ...]:
    """Returns the names of Anki's columns: the first two that are nothing else ask and answer."""
    named = {int(options[key]): key.split()[0].capitalize() for key in options if key.endswith(" column")}
    free = iter(("Question", "Answer"))
    return tuple(
        {"Guid": "id", "Notetype": "no."}.get(named[at], named[at]) if at in named else next(free, "")
        for at in range(1, width + 1)
    )


def _with_tags(rows: list[tuple[int, tuple[str, ...]]], options: dict[str, str]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Returns rows with commas between their tags, where Anki has spaces."""
    at = int(options.get("tags column", "0")) - 1
    return tuple(
        (line, tuple(", ".join(cell.split()) if number == at else cell for number, cell in enumerate(cells)))
        for line, cells in rows
    )


def _json(text: str) -> list[Any]:
    """Returns the values of a JSON file, or of one in lines."""
    for parts in ([text], [line for line in text.split("\n") if line.strip()]):
        try:
            return [json.loads(part) for part in parts]
        except ValueError:
            continue
    return []


class _Texts(yaml.BaseLoader):
    """Reads YAML in which each value is a text, and nothing stands for something else."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuses what would be many times as long as it is written."""
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError
        return super().compose_node(parent, index)


def _yaml(text: str) -> list[Any]:
    try:
        return [yaml.load(text, _Texts)]  # noqa: S506  it makes texts, lists and mappings only
    except (yaml.YAMLError, ValueError):
        return []


def _of_objects(text: str, values: list[Any]) -> Sheet | None:
    """Returns the objects that ask something as rows."""
    found = [*_objects(values, ())]
    heads = tuple(dict.fromkeys(key for item in found for key in item))
    rows, line, place = [], 1, 0
    for item in found:
        asked = next(str(value) for key, value in item.items() if kind_of(key) == "question")
        at = _place_of(text, asked, place)
        line, place = line + text.count("\n", place, at), at
        rows.append((line, tuple(_cell(item.get(head), head) for head in heads)))
    return Sheet(heads, tuple(rows)) if rows else None


def _objects(value: Any, above: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Yields the objects that have a question, each with the names of those that it lies in."""
    if isinstance(value, list):
        for inner in value:
            yield from _objects(inner, above)
    elif isinstance(value, dict):
        if any(kind_of(key) == "question" and isinstance(said, str) for key, said in value.items()):
            has_section = any(kind_of(key) == "section" for key in value)
            yield value if has_section or not above else {**value, "topic": above[-1]}
        elif value and all(isinstance(said, str) and ASKS.search(key) for key, said in value.items()):
            yield from (
                {"question": key, "answer": said, **({"topic": above[-1]} if above else {})} for key, said in value.items()
            )
        else:
            name = next(
                (str(value[key]) for key in ("title", "name", "topic", "category") if isinstance(value.get(key), str)), ""
            )
            for key, inner in value.items():
                if isinstance(inner, (list, dict)):
                    yield from _objects(inner, (*above, name) if name else above if kind_of(key) == "question" else (*above, key))


def _cell(value: Any, head: str) -> str:
    """Returns a value of JSON as the text of a cell."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, (str, int, float)) for each in value):
        return ", ".join(map(str, value)) if kind_of(head) == "section" else "\n".join(f"- {each}" for each in value)
    if isinstance(value, (list, dict)):
        return f"```json\n{json.dumps(value, ensure_ascii=False, indent=2)}\n```"
    return str(value)


def _place_of(text: str, asked: str, start: int) -> int:
    """Returns where a question stands, from some place on; that place where it is written in another way."""
    ways = (json.dumps(asked, ensure_ascii=False), json.dumps(asked), asked.partition("\n")[0])
    return next((at for way in ways if (at := text.find(way, start)) >= 0), start)
