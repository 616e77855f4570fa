"""The HTML templates of a room."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from handbook.markup.lines import plain_line, render_line

PACKAGE = Path(__file__).parents[1]


@cache
def _environment(room: str) -> Environment:
    """Returns the environment of a room's HTML templates, which escapes all that is put in."""
    environment = Environment(
        loader=FileSystemLoader(PACKAGE / room / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["bare"] = plain_line
    environment.filters["line"] = lambda text: Markup(render_line(text))  # noqa: S704  render_line escapes
    return environment


@cache
def template(room: str, name: str) -> Template:
    """Returns a template of a room."""
    return _environment(room).get_template(name)
