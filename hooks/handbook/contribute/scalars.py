"""Writes texts as YAML that the strict loader reads back as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

ENDLESS = 10**9


def line(text: str) -> str:
    """Returns a text of one line as YAML, in quotes only where it needs them."""
    written = yaml.safe_dump(text, allow_unicode=True, width=ENDLESS)
    return written.removesuffix("\n").removesuffix("\n...")


def flow(items: Iterable[str]) -> str:
    """Returns a list as YAML in brackets."""
    return yaml.safe_dump([*items], allow_unicode=True, default_flow_style=True, width=ENDLESS).rstrip("\n")


def literal(text: str, indent: int = 2) -> str:
    """Returns a text of any length as YAML after `|`, its lines indented."""
    text = text.strip("\n")
    hint = str(indent) if text[:1] in (" ", "\t") else ""
    lines = [f"{' ' * indent}{row}" if row.strip() else "" for row in text.split("\n")]
    return "\n".join([f"|{hint}", *lines])
