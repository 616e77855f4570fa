"""What is installed with the handbook suits the MIT license: nothing of it is under the GPL or the AGPL alone."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution, requires
from typing import TYPE_CHECKING, Any

import pytest
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator

COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )(?:A?GPL|(?:Affero )?General Public License)", re.IGNORECASE)
LESSER = re.compile(r"Lesser General Public License[^/;,]*|LGPL\S*", re.IGNORECASE)


def needed(name: str, seen: set[str]) -> Iterator[str]:
    """Yields every package that is installed with one, without its extras."""
    for line in requires(name) or ():
        requirement = Requirement(line)
        key = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if key in seen or (requirement.marker and not requirement.marker.evaluate({"extra": ""})):
            continue
        seen.add(key)
        try:
            distribution(key)
        except PackageNotFoundError:
            continue  # needed on another system only
        yield key
        yield from needed(key, seen)


def licences(name: str) -> list[str]:
    """Returns the terms of a package, any of which may be chosen."""
    about: Any = distribution(name).metadata
    if expression := about.get("License-Expression"):
        return re.split(r"\s+OR\s+", expression)
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    return classified or [about.get("License") or ""]


PACKAGES = sorted(needed("handbook", {"handbook"}))


def test_the_packages_are_found() -> None:
    assert {"mkdocs", "markdown", "pillow", "jinja2"} <= {*PACKAGES}
    assert "codespell" not in PACKAGES


@pytest.mark.parametrize("name", PACKAGES)
def test_package_is_not_under_the_gpl_alone(name: str) -> None:
    terms = [LESSER.sub("", text) for text in licences(name)]

    assert not terms or any(not COPYLEFT.search(text[:300]) for text in terms), terms


@pytest.mark.parametrize(
    ("terms", "refused"),
    [
        ("GPL-2.0-only", True),
        ("GNU Affero General Public License v3", True),
        ("AGPL-3.0-or-later", True),
        ("LGPL-3.0-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_terms_are_told_apart(terms: str, refused: bool) -> None:
    assert bool(COPYLEFT.search(LESSER.sub("", terms))) == refused
