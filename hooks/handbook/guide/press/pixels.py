"""Makes pixels of a drawing whose text an accessible PDF does not take: letters that no font has, or that stand for no sign."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from typst import PDFStandard

FINE = 300
"""Pixels an inch."""
ALONE = '#set document(title: "A")\n#set page(width: auto, height: auto, margin: 0pt, fill: none)\n{}'
TAGGED = '#image("/{}", alt: "A", width: 128mm)'
WITHIN = """#context {{
  let size = measure(image("/{0}"))
  image("/{0}", width: calc.min(128mm, 400mm / size.height * size.width))
}}"""
DRAWN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}"><image width="{0}" height="{1}" href="{2}"/></svg>'


def is_taken(folder: Path, name: str, fonts: list[str], standards: list[PDFStandard]) -> bool:
    """Tells whether a drawing by itself makes a PDF of the standards."""
    import typst  # noqa: PLC0415  a large library that only a guide needs

    source = _alone(folder, TAGGED.format(name))
    try:
        typst.compile(source, root=str(folder), font_paths=fonts, ignore_system_fonts=True, pdf_standards=standards)
    except typst.TypstError:
        return False
    return True


def draw_as_pixels(folder: Path, name: str, fonts: list[str]) -> None:
    """Puts a drawing of the same shape into the place of one, with nothing but pixels in it."""
    import typst  # noqa: PLC0415

    source = _alone(folder, WITHIN.format(name))
    png = typst.compile(source, root=str(folder), font_paths=fonts, ignore_system_fonts=True, format="png", ppi=FINE)
    width, height = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    address = f"data:image/png;base64,{b64encode(png).decode()}"
    (folder / name).write_text(DRAWN.format(width, height, address), "utf-8")


def _alone(folder: Path, picture: str) -> str:
    """Writes the source of a picture by itself, and returns its path."""
    file = folder / "alone.typ"
    file.write_text(ALONE.format(picture), "utf-8")
    return str(file)
