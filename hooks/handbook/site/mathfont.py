"""The font of the formulas, cut from STIX Two Math to what LaTeX can ask for."""

from __future__ import annotations

import shutil
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

# Latin, Greek, punctuation, arrows, operators, technical and geometric signs, and the mathematical alphabets.
WANTED = (
    (0x20, 0x250), (0x2B0, 0x400), (0x2000, 0x2300), (0x2308, 0x2400), (0x25A0, 0x2600), (0x27C0, 0x2800), (0x2900, 0x2C00),
    (0x1D400, 0x1D800),
)  # fmt: skip


def write_math_font(file: Path, cache: Path) -> None:
    """Writes the font as WOFF; cutting it is done once and kept in the cache folder."""
    kept = cache / f"math-{version('ziamath')}-{version('fonttools')}.woff"
    if not kept.exists():
        _cut(kept)
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kept, file)


def _cut(target: Path) -> None:
    from fontTools import subset  # noqa: PLC0415  needed once a cache, and slow to import

    options = subset.Options(flavor="woff", hinting=False, layout_features=["ssty"])
    options.drop_tables += ["GDEF", "GPOS"]
    package = find_spec("ziamath")
    if package is None or package.origin is None:
        raise LookupError("the package ziamath, which carries the font of the formulas, is not installed")
    font = subset.load_font(Path(package.origin).parent / "fonts" / "STIXTwoMath-Regular.ttf", options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in WANTED for code in range(low, high)])
    subsetter.subset(font)
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".part")
    subset.save_font(font, temporary, options)
    font.close()
    temporary.replace(target)
