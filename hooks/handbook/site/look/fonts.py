"""The fonts that the site serves: each cut from a package's font to the signs that a page needs, the rarer ones apart."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from handbook.storage.files import update

FOLDER = Path(__file__).parents[1] / "fonts"
"""Where the fonts are that `cutting` made."""

Ranges = tuple[tuple[int, int], ...]
"""Characters, as the first and the last of each stretch of them."""

LATIN: Ranges = (
    (0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2010, 0x2015), (0x2018, 0x201E), (0x2022, 0x2022),
    (0x2026, 0x2026), (0x2032, 0x2033), (0x20AC, 0x20AC), (0x2190, 0x2193), (0x2212, 0x2212), (0x2248, 0x2248),
    (0x2264, 0x2265),
)  # fmt: skip
MORE_LETTERS: Ranges = ((0x100, 0x130), (0x132, 0x151), (0x154, 0x24F), (0x370, 0x52F), (0x1E00, 0x1EFF))
# Latin and Greek, upright, italic and bold, the operators of everyday formulas, and the letters of expectations and losses.
FORMULAS: Ranges = (
    (0x20, 0x7E), (0xA0, 0xA0), (0xAF, 0xB1), (0xB7, 0xB7), (0xD7, 0xD7), (0x2C6, 0x2DC), (0x391, 0x3D6), (0x3F5, 0x3F5),
    (0x2016, 0x2016), (0x2026, 0x2026), (0x2032, 0x2032), (0x2061, 0x2063), (0x20D7, 0x20D7), (0x210E, 0x210E),
    (0x2112, 0x2113), (0x2115, 0x2115), (0x2119, 0x2119), (0x211D, 0x211D), (0x2190, 0x2192), (0x21D2, 0x21D2),
    (0x2200, 0x2203), (0x2207, 0x2209), (0x220F, 0x2212), (0x2217, 0x221A), (0x221D, 0x221E), (0x2223, 0x2225),
    (0x2229, 0x222B), (0x223C, 0x223C), (0x2248, 0x2248), (0x2260, 0x226B), (0x2282, 0x2286), (0x2295, 0x2299),
    (0x22A4, 0x22A5), (0x22C5, 0x22C5), (0x22EE, 0x22F1), (0x2308, 0x230B), (0x27E8, 0x27E9), (0x1D400, 0x1D467),
    (0x1D49F, 0x1D49F), (0x1D4A9, 0x1D4AA), (0x1D53C, 0x1D53C), (0x1D6E2, 0x1D71B), (0x1D7D9, 0x1D7D9),
)  # fmt: skip
# What else LaTeX can ask for: the other mathematical alphabets; and punctuation, arrows, technical and geometric signs.
ALPHABETS: Ranges = ((0x1D400, 0x1D7FF),)
SIGNS: Ranges = (
    (0x20, 0x250),
    (0x2B0, 0x400),
    (0x2000, 0x2300),
    (0x2308, 0x2400),
    (0x25A0, 0x2600),
    (0x27C0, 0x2800),
    (0x2900, 0x2C00),
)


def without(ranges: Ranges, others: Ranges) -> Ranges:
    """Returns what of some ranges is not in others."""
    taken = {code for low, high in others for code in range(low, high + 1)}
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


def _serif(name: str, source: str, style: str) -> tuple[Face, Face]:
    package, path = "font_source_serif_pro", f"files/SourceSerifPro-{source}.ttf"
    return (
        Face(f"serif-{name}", package, path, LATIN, "Handbook Serif", style),
        Face(f"serif-{name}-more", package, path, MORE_LETTERS, "Handbook Serif", style),
    )


def _math(name: str, ranges: Ranges) -> Face:
    path = "fonts/STIXTwoMath-Regular.ttf"
    return Face(name, "ziamath", path, ranges, "Handbook Math", features=(), drops=("GDEF", "GPOS"))


FACES = (
    *_serif("regular", "Regular", "font-weight: 400"),
    *_serif("semibold", "Semibold", "font-weight: 600"),
    *_serif("italic", "It", "font-weight: 400; font-style: italic"),
    _math("math", FORMULAS),
    _math("math-letters-more", without(ALPHABETS, FORMULAS)),
    _math("math-signs-more", without(SIGNS, FORMULAS)),
)


def write_fonts(folder: Path) -> None:
    """Writes the fonts that the style sheet loads."""
    for face in FACES:
        update(folder / face.file, (FOLDER / face.file).read_bytes())
