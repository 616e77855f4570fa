"""The fonts that the site serves: each cut from a package's font to the signs that a page needs, the rarer ones apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.storage.files import update

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "fonts"
"""Where the fonts are that `cutting` made."""

Ranges = tuple[tuple[int, int], ...]
"""Characters, as the first and the last of each stretch of them."""

LATIN: Ranges = (
    (0x20, 0x7E), (0xA0, 0xA0), (0xA9, 0xA9), (0xB0, 0xB0), (0xB5, 0xB5), (0xB7, 0xB7), (0xC4, 0xC4), (0xC9, 0xC9), (0xD6, 0xD7),
    (0xDC, 0xDC), (0xDF, 0xE1), (0xE4, 0xE4), (0xE7, 0xEB), (0xED, 0xED), (0xEF, 0xEF), (0xF1, 0xF1), (0xF3, 0xF4), (0xF6, 0xF6),
    (0xFA, 0xFC), (0x2013, 0x2014), (0x2018, 0x2019), (0x201C, 0x201E), (0x2026, 0x2026), (0x2192, 0x2192), (0x2212, 0x2212),
)  # fmt: skip
"""English and German, and the commonest letters of its neighbours."""
NAMES: Ranges = (
    (0xA7, 0xA7), (0xAB, 0xAB), (0xB1, 0xB2), (0xBB, 0xBB), (0xC5, 0xC5), (0xD8, 0xD8), (0xE2, 0xE3), (0xE5, 0xE6), (0xEC, 0xEC),
    (0xEE, 0xEE), (0xF2, 0xF2), (0xF5, 0xF5), (0xF8, 0xF9), (0xFD, 0xFD), (0x105, 0x105), (0x107, 0x107), (0x10D, 0x10D),
    (0x117, 0x117), (0x119, 0x119), (0x11F, 0x11F), (0x131, 0x131), (0x141, 0x142), (0x144, 0x144), (0x15F, 0x161),
    (0x17D, 0x17E), (0x2022, 0x2022), (0x20AC, 0x20AC), (0x2190, 0x2190), (0x2248, 0x2248), (0x2264, 0x2265),
)  # fmt: skip
"""What the upright text has besides: letters of authors' names, and a few signs."""
EUROPE: Ranges = ((0xA1, 0x24F), (0x1E00, 0x1EFF), (0x2010, 0x203A), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2248, 0x2265))
GREEK: Ranges = ((0x370, 0x3FF),)
CYRILLIC: Ranges = ((0x400, 0x52F),)
# Latin and Greek, upright and italic, small bold letters, everyday operators, and the letters of expectations and losses.
FORMULAS: Ranges = (
    (0x20, 0x7E), (0xA0, 0xA0), (0xAF, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0x2C6, 0x2C7), (0x2D8, 0x2DA), (0x2DC, 0x2DC),
    (0x393, 0x394), (0x398, 0x398), (0x39B, 0x39B), (0x3A0, 0x3A0), (0x3A3, 0x3A3), (0x3A6, 0x3A6), (0x3A8, 0x3A9),
    (0x3B1, 0x3C1), (0x3C3, 0x3C9), (0x3D5, 0x3D5), (0x3F5, 0x3F5), (0x2016, 0x2016), (0x2026, 0x2026), (0x2032, 0x2032),
    (0x2061, 0x2063), (0x210E, 0x210E), (0x2112, 0x2113), (0x211D, 0x211D), (0x2190, 0x2192), (0x21D2, 0x21D2),
    (0x2200, 0x2200), (0x2202, 0x2203), (0x2205, 0x2205), (0x2207, 0x2208), (0x220F, 0x220F), (0x2211, 0x2212),
    (0x2216, 0x2218), (0x221A, 0x221A), (0x221D, 0x221E), (0x2223, 0x2223), (0x2225, 0x2225), (0x2229, 0x222B),
    (0x223C, 0x223C), (0x2248, 0x2248), (0x2260, 0x2261), (0x2264, 0x2265), (0x226A, 0x226B), (0x2282, 0x2282),
    (0x2286, 0x2286), (0x2295, 0x2295), (0x2297, 0x2297), (0x2299, 0x2299), (0x22A4, 0x22A5), (0x22C5, 0x22C5),
    (0x22EE, 0x22F1), (0x2308, 0x230B), (0x23DE, 0x23DF), (0x27E8, 0x27E9), (0x1D41A, 0x1D433), (0x1D434, 0x1D467),
    (0x1D4A9, 0x1D4A9), (0x1D53C, 0x1D53C), (0x1D6E4, 0x1D6E5), (0x1D6E9, 0x1D6E9), (0x1D6F4, 0x1D6F4), (0x1D6F7, 0x1D6F7),
    (0x1D6FC, 0x1D71B), (0x1D736, 0x1D73A), (0x1D73D, 0x1D73D), (0x1D740, 0x1D741), (0x1D745, 0x1D745), (0x1D748, 0x1D748),
    (0x1D7CF, 0x1D7CF), (0x1D7D9, 0x1D7D9),
)  # fmt: skip
# What else LaTeX can ask for: other signs of formulas, and the other mathematical alphabets, one by one.
BOLD: Ranges = ((0x1D400, 0x1D433), (0x1D6A8, 0x1D6E1), (0x1D7CA, 0x1D7D7))
SLANTED: Ranges = ((0x1D468, 0x1D49B), (0x1D6E2, 0x1D755))
SCRIPT: Ranges = ((0x1D49C, 0x1D503), (0x210B, 0x2134))
GOTHIC: Ranges = ((0x1D504, 0x1D537), (0x1D56C, 0x1D59F))
OUTLINED: Ranges = ((0x1D538, 0x1D56B), (0x1D7D8, 0x1D7E1))
SANS: Ranges = ((0x1D5A0, 0x1D6A7), (0x1D756, 0x1D7FF))
ALPHABETS = {"bold": BOLD, "italic": SLANTED, "script": SCRIPT, "gothic": GOTHIC, "outlined": OUTLINED, "sans": SANS}
OPERATORS: Ranges = ((0x20D0, 0x20FF), (0x300, 0x36F), (0x2190, 0x22FF), (0x2308, 0x230B), (0x27C0, 0x27EF), (0x2A00, 0x2A06))
SIGNS: Ranges = (
    (0x20, 0x250),
    (0x2B0, 0x400),
    (0x2000, 0x2300),
    (0x2308, 0x2400),
    (0x25A0, 0x2600),
    (0x27C0, 0x2800),
    (0x2900, 0x2C00),
)


def without(ranges: Ranges, *others: Ranges) -> Ranges:
    """Returns what of some ranges is not in others."""
    taken = {code for other in others for low, high in other for code in range(low, high + 1)}
    left = [code for low, high in ranges for code in range(low, high + 1) if code not in taken]
    runs = [list(run) for _, run in groupby(enumerate(left), lambda pair: pair[1] - pair[0])]
    return tuple((run[0][1], run[-1][1]) for run in runs)


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the site: its file, where it is cut from, and the characters in it."""

    name: str
    package: str
    source: str
    ranges: Ranges
    family: str
    style: str = "font-weight: 400"
    features: tuple[str, ...] = ("kern", "liga", "mark", "mkmk", "ccmp", "locl")
    drops: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of the font's file."""
        return f"{self.name}.woff2"

    @property
    def rule(self) -> str:
        """The style sheet's rule that loads it where one of its characters is needed."""
        codes = ", ".join(f"U+{low:X}" + (f"-{high:X}" if high > low else "") for low, high in self.ranges)
        return (
            f'@font-face {{ font-family: "{self.family}"; {self.style}; font-display: swap; '
            f'src: url("{self.file}") format("woff2"); unicode-range: {codes}; }}\n'
        )


def _serif(name: str, source: str, style: str, first: Ranges, *others: str) -> Iterator[Face]:
    package, path = "font_source_serif_pro", f"files/SourceSerifPro-{source}.ttf"
    parts = {"europe": without(EUROPE, first), "greek": GREEK, "cyrillic": CYRILLIC}
    yield Face(f"serif-{name}", package, path, first, "Handbook Serif", style)
    for part in others:
        yield Face(f"serif-{name}-{part}", package, path, parts[part], "Handbook Serif", style)


def _math(name: str, ranges: Ranges) -> Face:
    path = "fonts/STIXTwoMath-Regular.ttf"
    return Face(name, "ziamath", path, ranges, "Handbook Math", features=(), drops=("GDEF", "GPOS"))


FACES = (
    *_serif("regular", "Regular", "font-weight: 400", LATIN + NAMES, "europe", "greek", "cyrillic"),
    *_serif("semibold", "Semibold", "font-weight: 600", LATIN, "europe", "greek", "cyrillic"),
    *_serif("italic", "It", "font-weight: 400; font-style: italic", LATIN, "europe"),  # it has neither Greek nor Cyrillic
    _math("math", FORMULAS),
    *(_math(f"math-{name}", without(ranges, FORMULAS)) for name, ranges in ALPHABETS.items()),
    _math("math-operators", without(OPERATORS, FORMULAS, SCRIPT)),
    _math("math-signs", without(SIGNS, FORMULAS, OPERATORS, SCRIPT)),
)


def write_fonts(folder: Path) -> None:
    """Writes the fonts that the style sheet loads."""
    for face in FACES:
        update(folder / face.file, (FOLDER / face.file).read_bytes())
