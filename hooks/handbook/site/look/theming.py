"""Draws the theme's templates so that every value in them is text, unless the project itself made it HTML."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemBytecodeCache
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup, escape

from handbook.labels.labels import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from jinja2 import Environment

    from handbook.labels.labels import Labels

WORDS = "partials/language"
"""The theme's own words, which it also writes into scripts: no content is among them."""
SETTINGS = re.compile(r"\s*(<script[^>]*>)(.*)</script>\s*", re.DOTALL)
MOST_FOLDERS = 5
"""How many folders lead to a page: a script of the theme may hold what leads back."""
BEYOND_WORDS = re.compile(r"[^\w\s]", re.ASCII)


def escaping(env: Environment, cache: Path | None = None) -> Environment:
    """Makes an environment of the theme escape every value, and keeps its compiled templates, which take long to compile."""
    env.autoescape = lambda name: not (name or "").startswith(WORDS)
    env.filters["with_search"] = with_search
    if cache:
        env.bytecode_cache = FileSystemBytecodeCache(str(cache), "%s.escaping")
    return env


def sandboxed(env: Environment) -> Environment:
    """Returns an environment like this one whose templates cannot reach Python's own objects."""
    sandbox = SandboxedEnvironment()
    vars(sandbox).update(vars(env))
    return sandbox


def without_content(env: Environment, values: Mapping[str, Any], root: str) -> Iterator[str]:
    """Yields the theme's pages as they are without any content, in as many folders as a site may have."""
    for base in (root, ".", *("/".join([".."] * depth) for depth in range(1, MOST_FOLDERS + 1))):
        for name in ("main.html", "404.html"):
            yield env.get_template(name).render({**values, "base_url": base})


def as_title(text: str) -> Markup:
    """Returns text as HTML that nothing takes for a template either: only its letters, digits and spaces stand as they are."""
    return Markup(BEYOND_WORDS.sub(lambda sign: f"&#{ord(sign[0])};", text))  # noqa: S704  nothing of HTML is left


def titled(title: object) -> Markup:
    """Returns the title of a page or a section as HTML, which MkDocs has as text with or without entities."""
    return title if isinstance(title, Markup) else escape(unescape(str(title or "")))


def with_search(block: str, worker: str, say: Labels | None = None) -> Markup:
    """Returns the element of the theme's settings, which holds no content, with another script that searches, and its words."""
    found = SETTINGS.fullmatch(block)
    if not found:
        raise ValueError("the theme no longer keeps its settings in one element of JSON")
    settings = json.loads(found[2])
    if isinstance(settings["search"], dict):  # MaterialX, where a script that searches is one of several ways
        settings["search"]["options"]["workerUrl"] = worker
    else:
        settings["search"] = worker
    if say and say.language.partition("-")[0] in languages():  # else the theme's own words are in the reader's language
        settings["translations"] |= {name.replace("found.", "search.result."): text for name, text in say.below("found").items()}
    return Markup("{}{}</script>").format(Markup(found[1]), htmlsafe_json_dumps(settings))  # noqa: S704  the theme's own
