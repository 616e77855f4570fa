"""Runs the scripts of `hooks/figures/`, each of which computes and draws one figure of the data.

A script is a module with `FILE`, the figure's path below `data/`, and `draw()`, which returns it;
the module `style` beside them has `save(figure, path)`.  Where the figure has frames, `FILE` has `{}` in the place of
a frame's name, `FRAMES` lists the names, and `draw(name)` returns each.
"""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.records.problems import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOLDER = Path("hooks", "figures")


class IllustrationError(Exception):
    """Why a figure cannot be drawn, and what to do, in one line."""


def scripts(root: Path, names: Iterable[str] = ()) -> dict[str, tuple[str, ...]]:
    """Returns the files that each script draws, by the script's name: of all, or of those that are named."""
    found = {file.stem: tuple(_drawn_by(file)) for file in sorted((root / FOLDER).glob("*.py"))}
    drawing = {name: files for name, files in found.items() if files}
    for name in names:
        if name not in drawing:
            remedy = nearest(name, drawing, f"name one of {FOLDER.as_posix()}/")
            raise IllustrationError(f"{name}: no script of that name; {remedy}")
    return {name: drawing[name] for name in names} or drawing


def _drawn_by(script: Path) -> Iterator[str]:
    """Yields what a script says that it draws, without running it."""
    try:
        statements = ast.parse(script.read_bytes()).body
    except (OSError, SyntaxError) as error:
        raise IllustrationError(f"{script}: no Python that can be read ({error})") from None
    file, frames = "", list[str]()
    for statement in statements:
        match statement:
            case ast.Assign(targets=[ast.Name(id="FILE")], value=ast.Constant(value=str(path))):
                file = path
            case ast.Assign(targets=[ast.Name(id="FRAMES")], value=ast.Tuple(elts=names)):
                frames = [str(name.value) for name in names if isinstance(name, ast.Constant)]
    yield from (file.format(frame) for frame in frames) if frames else filter(None, [file])


def redraw(root: Path, name: str) -> None:
    """Runs one script and writes its figure, or the frames of it."""
    if not find_spec("matplotlib"):
        raise IllustrationError("the figures need NumPy and Matplotlib; run: pip install -e '.[figures]'")
    hooks = str((root / FOLDER.parent).resolve())
    if hooks not in sys.path:
        sys.path.insert(0, hooks)
    try:
        script, style = import_module(f"figures.{name}"), import_module("figures.style")
        frames = getattr(script, "FRAMES", None)
        for drawn in [(frame,) for frame in frames] if frames else [()]:
            style.save(script.draw(*drawn), root / "data" / script.FILE.format(*drawn))
    except Exception as error:  # whatever a script of one's own does wrong
        said = " ".join(f"{type(error).__name__}: {error}".split())
        raise IllustrationError(f"{(FOLDER / name).as_posix()}.py: failed ({said}); fix the script") from error
