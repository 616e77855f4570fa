"""Makes a bank of questions of realistic length, as data and as pages written by hand."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from textwrap import indent

import yaml

from handbook.plugin import defaults
from handbook.site.look.assets import SCRIPT, SITE, STYLE

PROJECT = Path(__file__).parents[2]
PER_PAGE = 25
WORDS = """
model layer weight gradient loss batch input output vector matrix kernel feature signal noise sample error
bias variance data train test score step rate depth width unit value target label class mean sum norm scale
shift mask token head cache page the a of to in is that for with on as by it be are from at which this each
when more one than its not has can only into over
""".split()  # noqa: SIM905  a list of words reads better so
CODE = """
```python
def step(weights, gradients, rate=0.1):
    # Moves against the gradient.
    return [w - rate * g for w, g in zip(weights, gradients)]
```
""".strip()
FORMULA = "$$\n\\frac{\\partial L}{\\partial w_i} = \\sum_{j=1}^{n} \\delta_j x_{ij}\n$$"


# What the theme's documentation recommends to start with, and what pages with answers to open, formulas and lists to tick need.
RECOMMENDED = [
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "pymdownx.caret", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tilde",
    {"toc": {"permalink": True}},
    {"pymdownx.arithmatex": {"generic": True}},
    {"pymdownx.betterem": {"smart_enable": "all"}},
    {"pymdownx.tabbed": {"alternate_style": True}},
    {"pymdownx.tasklist": {"custom_checkbox": True}},
]  # fmt: skip


@dataclass(frozen=True)
class Item:
    """One question of the bank, with every text that both sides show."""

    id: str
    title: str
    asked_as: list[str]
    level: str
    tags: list[str]
    short: str
    answer: str
    analogy: str
    breaks_down: str
    example: str
    in_practice: str
    claim: str
    correction: str
    key_points: list[str]
    follow_ups: list[str]
    related: list[str]


def items(count: int) -> list[Item]:
    """Returns so many questions, the same at every call."""
    dice = random.Random(20)  # noqa: S311  test data
    return [_item(dice, at, count) for at in range(count)]


def _sentence(dice: random.Random, length: int) -> str:
    words = dice.choices(WORDS, k=length)
    words[dice.randrange(length)] = f"**{dice.choice(WORDS)}**"
    return " ".join(words).capitalize() + "."


def _item(dice: random.Random, at: int, count: int) -> Item:
    """Every field of the schema: an answer of 150 words with a list, code in one of five, a formula in one of five."""
    paragraph = "\n".join(_sentence(dice, 14) for _ in range(7))
    points = "\n".join(f"- {_sentence(dice, 13)}" for _ in range(4))
    extra = "\n\n" + (CODE if at % 5 == 0 else FORMULA if at % 5 == 1 else "")
    return Item(
        id=f"question-{at:05}",
        title=f"Question {at}: " + " ".join(dice.choices(WORDS, k=7)) + "?",
        asked_as=[" ".join(dice.choices(WORDS, k=8)).capitalize() + "?" for _ in range(3)],
        level=dice.choice(["junior", "mid", "senior"]),
        tags=sorted(dice.sample([f"tag-{tag}" for tag in "abcdefghijklmnopqrst"], k=2)),
        short="\n".join(_sentence(dice, 16) for _ in range(5)),
        answer=f"{paragraph}\n\n{points}{extra}".rstrip(),
        analogy="\n".join(_sentence(dice, 16) for _ in range(2)),
        breaks_down=_sentence(dice, 16),
        example="\n".join(_sentence(dice, 16) for _ in range(3)),
        in_practice="\n".join(_sentence(dice, 16) for _ in range(2)),
        claim=_sentence(dice, 10),
        correction=_sentence(dice, 16),
        key_points=[_sentence(dice, 10) for _ in range(4)],
        follow_ups=[" ".join(dice.choices(WORDS, k=8)).capitalize() + "?" for _ in range(2)],
        related=[f"question-{other:05}" for other in sorted(dice.sample([o for o in range(count) if o != at], k=2))],
    )


def write_data(folder: Path, bank: list[Item]) -> None:
    """Writes a handbook project: the product's own configuration and hooks, the bank as its data."""
    _write_common(folder)
    (folder / "mkdocs.yml").write_text(_config())
    for at, page in enumerate(_pages(bank)):
        topic = folder / "data" / f"topic-{at:03}"
        topic.mkdir(parents=True)
        (topic / "_topic.yml").write_text(f"title: Topic {at}\nsummary: What belongs to topic {at}.\norder: {at}\n")
        for item in page:
            (topic / f"{item.id}.yml").write_text(_as_yaml(item))


def _pages(bank: list[Item]) -> list[list[Item]]:
    return [bank[at : at + PER_PAGE] for at in range(0, len(bank), PER_PAGE)]


def _block(text: str) -> str:
    return "|\n" + "\n".join(f"  {line}".rstrip() for line in text.split("\n"))


def _as_yaml(item: Item) -> str:
    return (
        f"question: {json.dumps(item.title)}\nasked_as:\n"
        + "".join(f"  - {json.dumps(text)}\n" for text in item.asked_as)
        + f"level: {item.level}\ntags: [{', '.join(item.tags)}]\nshort: {_block(item.short)}\nanswer: {_block(item.answer)}\n"
        + f"analogy:\n  text: {json.dumps(item.analogy)}\n  breaks_down: {json.dumps(item.breaks_down)}\n"
        + f"example: {_block(item.example)}\nin_practice: {_block(item.in_practice)}\n"
        + f"misconceptions:\n  - claim: {json.dumps(item.claim)}\n    correction: {json.dumps(item.correction)}\nkey_points:\n"
        + "".join(f"  - {json.dumps(text)}\n" for text in item.key_points)
        + "follow_ups:\n"
        + "".join(f"  - question: {json.dumps(text)}\n" for text in item.follow_ups)
        + f"related: [{', '.join(item.related)}]\n"
    )


def write_by_hand(folder: Path, bank: list[Item]) -> None:
    """Writes the same questions as Markdown pages, as a user of the theme would, under the same configuration."""
    _write_common(folder)
    shutil.copytree(SITE / "scripts", folder / "docs" / "assets", dirs_exist_ok=True)
    shutil.copytree(SITE / "styles", folder / "docs" / "assets", dirs_exist_ok=True)
    (folder / "mkdocs.yml").write_text(_config_by_hand(len(_pages(bank))))
    home = {item.id: f"topic-{at:03}.md" for at, page in enumerate(_pages(bank)) for item in page}
    titles = {item.id: item.title for item in bank}
    for at, page in enumerate(_pages(bank)):
        text = f"# Topic {at}\n\nWhat belongs to topic {at}.\n\n" + "\n\n".join(_as_markdown(item, home, titles) for item in page)
        (folder / "docs" / "topics" / f"topic-{at:03}.md").write_text(text + "\n")


def _config_by_hand(pages: int) -> str:
    """Returns the configuration of a site of the theme alone, with the features and settings that a handbook has."""
    topics = ["topics/index.md", *(f"topics/topic-{at:03}.md" for at in range(pages))]
    theme = {"name": "material", "font": False, "features": [*defaults.FEATURES], "logo": "assets/mark.svg"}
    config = {
        "site_name": "Bank",
        "theme": theme,
        "nav": [{"Home": "index.md"}, {"Topics": topics}],
        "plugins": ["search"],
        "markdown_extensions": RECOMMENDED,
        "extra_css": [STYLE],
        "extra_javascript": [SCRIPT],
    }
    return yaml.safe_dump(config)


def _as_markdown(item: Item, home: dict[str, str], titles: dict[str, str]) -> str:
    def bullets(mark: str, texts: list[str]) -> str:
        return "\n".join(f"{mark} {text}" for text in texts)

    answer = [
        "**In 60 seconds**", item.short, item.answer,
        "!!! analogy", indent(f"{item.analogy}\n\n**Where it breaks down.** {item.breaks_down}", "    "),
        "**Example**", item.example, "**In practice**", item.in_practice,
        "**What candidates get wrong**", f"- *{item.claim}* {item.correction}",
        "**What the interviewer listens for**", bullets("- [ ]", item.key_points),
        "**Follow-up questions**", bullets("-", item.follow_ups),
        "**Related**", bullets("-", [f"[{titles[id_]}]({home[id_]}#{id_})" for id_ in item.related]),
    ]  # fmt: skip
    return "\n\n".join(
        [
            f"## {item.title} {{ #{item.id} }}",
            f"{item.level.capitalize()} · {' · '.join(item.tags)}",
            f"Also asked as {' · '.join(item.asked_as)}",
            '??? answer "Answer"',
            indent("\n\n".join(answer), "    "),
        ]
    )


def _config() -> str:
    """Returns the product's configuration with the questions' pages alone in its navigation."""
    pages = "nav:\n  - Home: index.md\n  - Topics:\n      - topics/index.md\n"
    own = re.sub(r"^watch:.*\n", "", (PROJECT / "mkdocs.yml").read_text(), flags=re.MULTILINE)
    return re.sub(r"nav:\n(?:  .*\n)+", pages, own)


def _write_common(folder: Path) -> None:
    """Writes what both sides have: the style and the two pages around the topics."""
    docs = folder / "docs"
    shutil.copytree(PROJECT / "docs" / "assets", docs / "assets")
    (docs / "topics").mkdir()
    for page in ("index.md", "topics/index.md"):
        (docs / page).write_text("# A page\n\nWith a sentence.\n")
