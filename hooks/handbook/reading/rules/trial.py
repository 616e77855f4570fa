"""Sets pictures as a guide will, in a process of its own: Typst may end the process that it runs in, or never finish."""

from __future__ import annotations

import faulthandler
import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from typst import PDFStandard

SECONDS = 60
"""How long one picture may take, a thousand times as long as most do."""
MEMORY = 6_000_000_000
SOURCE = "#set page(width: auto, height: auto, margin: 0pt)\n#image(sys.inputs.file, width: 128mm)"
LASTING: PDFStandard = "a-2b"
"""What the guides keep to besides; a drawing that does not is printed as pixels."""
SET = "set"
MOST = 300
"""Pictures that one process sets, since a command may not be endlessly long."""


def unset(folder: Path, names: Sequence[str]) -> Iterator[str]:
    """Yields the pictures of a folder that cannot be set."""
    left = [*names]
    while left:
        command = [sys.executable, "-I", __file__, str(folder), *left[:MOST]]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
        said = done.stdout.decode().split()
        yield from (name for name, outcome in zip(left, said, strict=False) if outcome != SET)
        if done.returncode:  # the next one ended it
            yield from left[len(said) : len(said) + 1]
        left = left[len(said) + bool(done.returncode) :]


def _set(folder: str, names: Sequence[str]) -> None:
    """Says of each picture whether it can be set."""
    import typst  # noqa: PLC0415  only here

    source = os.path.join(folder, "source.typ")
    with open(source, "w", encoding="utf-8") as out:
        out.write(SOURCE)
    for name in names:
        faulthandler.dump_traceback_later(SECONDS, exit=True)
        try:
            standards: list[typst.PDFStandard] = [] if name.endswith(".svg") else [LASTING]
            typst.compile(source, root=folder, ignore_system_fonts=True, pdf_standards=standards, sys_inputs={"file": name})
        except typst.TypstError:
            print("refused", flush=True)
        else:
            print(SET, flush=True)


def _limit_memory() -> None:
    try:
        import resource  # noqa: PLC0415  Windows has none
    except ImportError:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most == resource.RLIM_INFINITY or most > MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _limit_memory()
    _set(sys.argv[1], sys.argv[2:])
