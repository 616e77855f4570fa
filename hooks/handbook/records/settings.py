"""What `mkdocs.yml` says of the handbook as a whole; the commands need it where no site is built."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from pathlib import Path

FILE = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Settings:
    """The handbook's name, its address and its terms."""

    title: str = "Handbook"
    url: str = ""
    """Where the site is published, with a slash at its end; empty where that is not known."""
    copyright: str = ""


class _Loader(yaml.SafeLoader):
    """Reads MkDocs' tag `!ENV [NAME, …, default]`, and takes any other tag for nothing."""


def _environment(loader: yaml.SafeLoader, node: yaml.Node) -> object:
    if not isinstance(node, yaml.SequenceNode):
        return os.environ.get(str(node.value))
    *names, default = loader.construct_sequence(node)
    return next((os.environ[name] for name in names if name in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda _loader, _tag, _node: None)


def read_settings(root: Path) -> Settings:
    """Returns the settings of a handbook's folder; where its file is missing or broken, those that can be assumed."""
    try:
        found = yaml.load((root / FILE).read_text("utf-8"), _Loader)  # noqa: S506  a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return Settings()
    values = found if isinstance(found, dict) else {}
    url = str(values.get("site_url") or "")
    return Settings(
        title=str(values.get("site_name") or Settings().title),
        url=url and f"{url.rstrip('/')}/",
        copyright=str(values.get("copyright") or ""),
    )
