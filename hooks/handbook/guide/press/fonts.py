"""The fonts that a reader's folder adds to those that come with Typst."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handbook.guide.errors import GuideError

if TYPE_CHECKING:
    from pathlib import Path


def families(folder: Path | None) -> tuple[str, ...]:
    """Returns the families of a folder's fonts; raises GuideError where there are none."""
    if folder is None:
        return ()
    import typst  # noqa: PLC0415  a large library that only a guide needs

    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]).families()
    if not found:
        raise GuideError(f"{folder}: no font there; name a folder that holds .ttf or .otf files")
    return tuple(found)
