"""What was written into a site and from what, so that a file that would come out the same is not made again."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from handbook.storage.files import update, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Content: TypeAlias = str | bytes | Iterable[str]


PARTED, ROOTED = re.compile(r"[/\\]"), re.compile(r"[/\\]|[A-Za-z]:")
"""What parts the folders of a name, and what it begins with if it does not begin at the site's root."""


class Manifest:
    """The files of a site that were made from known inputs; losing it costs time and nothing else."""

    def __init__(self, file: Path, site: Path, before: Path) -> None:
        """Takes the file of the record, the site to be written, and where the one before is or was put aside."""
        self._file = file
        self._site, self._old = str(site), str(before)
        self._before: Mapping[str, list[object]] = _read(file)
        self._now: dict[str, list[object]] = {}

    def write(self, name: str, inputs: str, make: Callable[[], Content]) -> None:
        """Makes a file from its inputs, unless the site before has it as it was made from the same."""
        if self.has(name, inputs) and self._carried(name):
            self._now[name] = self._before[name]
            return
        _write(f"{self._site}/{name}", make())
        self.note(name, inputs)

    def has(self, name: str, inputs: str) -> bool:
        """Tells whether the site before has a file as it was made from the same inputs."""
        kept = self._before.get(name)
        return bool(kept) and kept[0] == inputs and self._is_there(name, kept[1:])  # type: ignore[index]

    def _is_there(self, name: str, stamp: list[object]) -> bool:
        return stamp == _stamp(f"{self._site}/{name}") or stamp == _stamp(f"{self._old}/{name}")

    def text(self, name: str) -> str:
        """Returns a file of the site before."""
        return Path(self._old, name).read_text("utf-8")

    def note(self, name: str, inputs: str) -> None:
        """Notes what a file that is in the site was made from."""
        self._now[name] = [inputs, *_stamp(f"{self._site}/{name}")]

    def keep(self, name: str) -> bool:
        """Takes a file over as it is, from whatever it was made; tells whether there was one."""
        kept = self._before.get(name)
        if not kept or not self._carried(name):
            return False
        self._now[name] = kept
        return True

    def _carried(self, name: str) -> bool:
        """Takes a file over from the site before; tells whether that was possible."""
        old, new = f"{self._old}/{name}", f"{self._site}/{name}"
        if old == new or self._before[name][1:] == _stamp(new):
            return True
        return _linked(old, new) or _copied(old, new)

    def save(self) -> None:
        """Keeps what was noted for the next build; where nothing can be written, that one makes everything anew."""
        if self._now != self._before:
            with suppress(OSError), written(self._file) as out:
                out.write(json.dumps(self._now, separators=(",", ":")))  # much faster than json.dump


def names(file: Path) -> list[str]:
    """Returns the names of the files of a record, as seen from the site's root."""
    return [name for name in _read(file) if ".." not in PARTED.split(name) and not ROOTED.match(name)]


def _read(file: Path) -> dict[str, list[object]]:
    try:
        kept = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: entry for name, entry in kept.items() if isinstance(entry, list)} if isinstance(kept, dict) else {}


def _write(file: str, content: Content) -> None:
    if isinstance(content, (str, bytes)):
        update(file, content)
        return
    with written(Path(file)) as out:
        out.writelines(content)


def _linked(old: str, new: str) -> bool:
    """Gives a file a second name, where that is possible; a Path for each would cost more than the rest."""
    for mend in (_make_folder, _delete, None):
        try:
            os.link(old, new)
            return True
        except (FileNotFoundError, FileExistsError):
            if mend is None:
                return False
            mend(new)
        except OSError:
            return False
    return False


def _make_folder(file: str) -> None:
    os.makedirs(os.path.dirname(file), exist_ok=True)


def _delete(file: str) -> None:
    with suppress(OSError):
        os.unlink(file)


def _copied(old: str, new: str) -> bool:
    """Copies a file where it cannot be in two places, and tells whether it has the same time there."""
    with suppress(OSError):
        shutil.copy2(old, new)
        return _stamp(old) == _stamp(new)
    return False


def _stamp(file: str) -> list[object]:
    try:
        stat = os.stat(file)
    except OSError:
        return []
    return [stat.st_size, stat.st_mtime_ns]
