"""Redraws every figure into the folder of its topic, or those that are named."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from figures import style

DATA = Path(__file__).resolve().parents[2] / "data"

if __name__ == "__main__":
    for name in sys.argv[1:] or sorted(info.name for info in iter_modules([str(Path(__file__).parent)])):
        module = import_module(f"figures.{name}")
        if hasattr(module, "draw"):
            print(module.FILE)
            style.save(module.draw(), DATA / module.FILE)
