"""Makes a drawing one that a store takes: what refers to nothing is left out of it."""

from __future__ import annotations

from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"


def sound(svg: bytes) -> bytes:
    """Returns a drawing without uses of shapes that it lacks, such as the empty shape of a space."""
    root = ElementTree.fromstring(svg)  # noqa: S314  the rules of the data refuse what is dangerous
    known = {element.get("id") for element in root.iter()}
    lost = [
        (parent, use)
        for parent in root.iter()
        for use in parent.findall(f"{{{SVG}}}use")
        if (use.get("href") or use.get(f"{{{XLINK}}}href") or "#").removeprefix("#") not in known
    ]
    if not lost:
        return svg
    for parent, use in lost:
        parent.remove(use)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK)
    whole: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return whole
