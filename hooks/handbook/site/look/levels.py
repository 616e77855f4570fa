"""The colours of the levels, as a style sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handbook.records.settings import Options

COLORS = (
    ("#1b6e3c", "#7fd6a0"), ("#4b6a00", "#bfd35e"), ("#8a5300", "#ffc24b"), ("#9a3d12", "#ffb08a"), ("#a3262a", "#ff9c96"),
)  # fmt: skip
"""From the easiest level to the hardest, on light and on dark: each has enough contrast for small text."""


def level_styles(options: Options) -> str:
    """Returns the style sheet with a colour for each level: the owner's, or one of the scale from easy to hard."""
    last = max(1, len(options.levels) - 1)
    scale = [COLORS[round(at / last * (len(COLORS) - 1))] for at in range(len(options.levels))]
    colors = {
        name: (level.color, f"color-mix(in srgb, {level.color} 45%, white)") if level.color else chosen
        for (name, level), chosen in zip(options.levels.items(), scale, strict=True)
    }
    light = [f".md-typeset .level-{name} {{ color: {color}; }}" for name, (color, _) in colors.items()]
    dark = [f'  [data-md-color-scheme="slate"] .level-{name} {{ color: {color}; }}' for name, (_, color) in colors.items()]
    return "\n".join([*light, "@media screen {", *dark, "}", ""])
