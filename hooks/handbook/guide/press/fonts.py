"""Fonts that are added to those that come with Typst: of packages that are installed, and of a folder of the handbook's own."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from handbook.guide.errors import GuideError

PACKAGES = ("manimgx_fonts", "noto_cjk_sans_otc")
"""What the extra `fonts` installs: emoji and many scripts, and Chinese, Japanese and Korean."""


def folders(own: Path | None) -> tuple[Path, ...]:
    """Returns the folders that fonts are taken from; raises GuideError where a handbook's own has none."""
    if own and not families((own,)):
        raise GuideError(f"{own}: no font there; name a folder that holds .ttf or .otf files")
    found = (find_spec(name) for name in PACKAGES)
    return (*([own] if own else []), *(Path(spec.origin).parent for spec in found if spec and spec.origin))


def families(places: tuple[Path, ...]) -> tuple[str, ...]:
    """Returns the families of the fonts in some folders, in the order in which they are tried."""
    if not places:
        return ()
    import typst  # noqa: PLC0415  a large library that only a guide needs

    paths = [[str(place)] for place in places]
    found = [typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=path).families() for path in paths]
    return tuple(dict.fromkeys(family for some in found for family in some))
