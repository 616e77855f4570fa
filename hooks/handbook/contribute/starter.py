"""The files of a new handbook: small, sound, and ready to be changed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from handbook.labels.labels import labels
from handbook.records.moments import today
from handbook.records.schema import schema

TEMPLATES = Path(__file__).parent / "templates"
HIDDEN = ("github", "vscode", "gitignore")
"""What begins with a dot in a handbook and would be overlooked here if it did."""
EXAMPLE = "data/first-steps/"


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new handbook is to be called, and how the generator is installed for it."""

    name: str
    language: str = "en"
    example: bool = True
    """Whether it begins with a topic that explains the format; one that a list is brought into needs none."""

    def texts(self) -> dict[str, str]:
        """Returns the text of each file by its path from the handbook's root."""
        files = sorted(file for file in TEMPLATES.rglob("*") if file.is_file() and "__pycache__" not in file.parts)
        texts = {_place(file.relative_to(TEMPLATES)): self._filled(file.read_text("utf-8")) for file in files}
        texts["data/schema.json"] = json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"
        return {path: text for path, text in texts.items() if self.example or not path.startswith(EXAMPLE)}

    def _filled(self, text: str) -> str:
        values = {
            "@NAME@": _quoted(self.name),
            "@DESCRIPTION@": _quoted(f"{self.name}: interview questions with answers."),
            "@TEXT@": _escaped(self.name),
            "@LANGUAGE@": self.language,
            "@HOME@": _quoted(labels(self.language)("nav.home")),
            "@REQUIREMENT@": requirement(),
            "@TODAY@": str(today()),
        }
        for name, value in values.items():
            text = text.replace(name, value)
        return text


def requirement() -> str:
    """Returns how the generator that runs is named to pip: by the address it came from, or by its version."""
    try:
        installed = distribution("handbook")
    except PackageNotFoundError:
        return "handbook"
    origin = json.loads(installed.read_text("direct_url.json") or "{}")
    vcs = origin.get("vcs_info", {})
    if vcs and not origin["url"].startswith("file:"):
        return f"handbook @ {vcs['vcs']}+{origin['url']}@{vcs['commit_id']}"
    return f"handbook=={installed.version}"


def _place(file: Path) -> str:
    path = file.as_posix()
    return f".{path}" if file.parts[0] in HIDDEN else path


def _quoted(text: str) -> str:
    """Returns text as a scalar of YAML, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def _escaped(text: str) -> str:
    """Returns text as Markdown that reads the same."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#+-.!|&$~" else sign for sign in text)
