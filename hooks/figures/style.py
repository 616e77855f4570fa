"""The look that all figures share, and the saving of a figure as plain, reproducible SVG."""

from __future__ import annotations

import io
import re
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.figure import Figure
from scour.scour import parse_args, scourString

from handbook.storage.files import written

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (6.4, 3.4)
FRAME = (3.2, 2.7)
"""A frame is half as wide: three of them stand beside each other on paper."""
INK, BLUE, RUST, GREEN, PURPLE = "#1f1f1f", "#0068a8", "#b84a00", "#00785a", "#8f3f86"
"""Each has a contrast of more than 4.5 to white; a line also differs from its neighbors by dashes, marker or hatch."""
GREY, LIGHT, PALE_BLUE, PALE_RUST = "#666666", "#b0b0b0", "#c3dcf0", "#fff1e0"
SOLID, DASHED, DOTTED, DASHDOT = "-", (0, (5, 1.6)), (0, (1, 1.3)), (0, (6, 1.6, 1.2, 1.6))

FONTS = Path(str(files("font_source_serif_pro"))) / "files"
"""The font of the site's text, so that a figure's lettering is of its kind; on a page it also has its size."""

for weight in ("Regular", "It", "Semibold", "Bold"):
    font_manager.fontManager.addfont(FONTS / f"SourceSerifPro-{weight}.ttf")

GLYPH = re.compile(r'd="([^"]*)" transform="scale\(0\.015625\)"')
GRID = 16
NOTHING = re.compile(r'<path d="[^"]*" style="fill: none"/>\n')
"""A ground that is not painted."""
PACKED = parse_args(
    ["--enable-id-stripping", "--shorten-ids", "--strip-xml-prolog", "--indent=none", "--no-line-breaks", "--set-precision=4"]
)
"""How a drawing is written: short names, no defaults, and outlines that go on from where they are."""

mpl.rcParams.update(
    {
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "axes.labelsize": 14,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.titlesize": 14,
        "figure.constrained_layout.w_pad": 0.06,
        "axes.facecolor": "none",
        "figure.facecolor": "none",
        "font.family": ["Source Serif Pro", "DejaVu Sans"],
        "font.size": 14,
        "hatch.linewidth": 0.8,
        "lines.dash_capstyle": "butt",
        "lines.linewidth": 2.4,
        "mathtext.fontset": "stix",
        "path.simplify_threshold": 0.3,
        "savefig.facecolor": "none",
        "svg.fonttype": "path",
        "svg.hashsalt": "handbook",
        "text.color": INK,
        "xtick.color": GREY,
        "xtick.labelcolor": INK,
        "xtick.labelsize": 13,
        "ytick.color": GREY,
        "ytick.labelcolor": INK,
        "ytick.labelsize": 13,
    }
)


def panels(count: int, height: float = SIZE[1]) -> tuple[Figure, list[Axes]]:
    """Returns a figure and its plots, side by side."""
    figure = Figure(figsize=(SIZE[0], height), layout="constrained")
    return figure, list(figure.subplots(1, count, squeeze=False).flat)


def frame(rows: int = 1, columns: int = 1, height: float = FRAME[1]) -> tuple[Figure, list[Axes]]:
    """Returns a frame and its plots; give axes the same limits and ticks in each, so that only the data moves."""
    figure = Figure(figsize=(FRAME[0], height), layout="constrained")
    return figure, list(figure.subplots(rows, columns, squeeze=False).flat)


def save(figure: Figure, path: Path) -> None:
    """Writes a figure as SVG: the same bytes every time, no date, no document type, hundredths of a point."""
    text = io.StringIO()
    figure.savefig(text, format="svg", metadata=dict.fromkeys(("Creator", "Date", "Format", "Type")))
    drawing = re.sub(r"(?s)<!DOCTYPE.*?>\s*|<!--.*?-->\s*|<metadata>.*?</metadata>\s*", "", text.getvalue())
    drawing = re.sub(r'(?<= )(d|x|y|x1|x2|y1|y2)="[^"]*"', lambda match: _rounded(match.group()), drawing)
    drawing = re.sub(r'<g id="[^"]*"', "<g", GLYPH.sub(_coarse, drawing))
    with written(path) as out:
        out.write(packed(re.sub(r"\n\s+<", "\n<", drawing)))


def packed(drawing: str) -> str:
    """Returns a drawing in fewer bytes."""
    return str(scourString(NOTHING.sub("", drawing), PACKED)).replace("><", ">\n<") + "\n"


def _coarse(glyph: re.Match[str]) -> str:
    """Returns the outline of a letter on a grid that is still finer than a screen, in fewer digits."""
    outline = re.sub(r"-?\d+(?:\.\d+)?", lambda number: str(round(float(number.group()) / GRID)), glyph[1])
    return f'd="{outline.strip()}" transform="scale({GRID / 64:g})"'


def _rounded(numbers: str) -> str:
    short = re.sub(r"-?\d+\.\d+", lambda match: f"{float(match.group()):.2f}".rstrip("0").rstrip("."), numbers)
    return re.sub(r"\s*([A-Za-z])\s+(?=-?\d)", r"\1", short.replace("\n", " "))
