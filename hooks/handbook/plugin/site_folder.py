"""The folder that a site is built into: what was there stays whole until the new site is, or is moved out of the way."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from shutil import copytree, rmtree
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler

from handbook.site.publish import PAGES, manifest_of, put_aside
from handbook.storage import swapping

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook
    from handbook.storage.manifest import Manifest

MARK = "404.html"
"""The file that every site has: a folder without it is somebody else's."""
SEARCH = "search"
"""The folder of the index, which takes longer to write anew than to bring up to date; so does that of the questions' pages."""


class SiteFolder:
    """A site that is being built beside the one before, or in its place while it is only served."""

    def __init__(self, shown: Path, root: Path, *, served: bool) -> None:
        """Takes the folder to show it in, and the handbook's; raises OSError where anything but a site would be lost."""
        if not served:
            swapping.require_replaceable(shown, root, MARK)
        self.shown = shown
        """Where the site is to be seen."""
        self.built = shown if served else swapping.begin(shown)
        """Where it is built."""
        self._served = served
        self._aside: Path | None = None

    def put_aside(self, handbook: Handbook) -> Manifest:
        """Puts what can be used again where MkDocs does not delete it; returns what is known of it."""
        cache = handbook.texts.folder
        self._aside = cache / "kept"
        rmtree(self._aside, ignore_errors=True)
        self._aside.mkdir()
        if not self._served:
            with suppress(OSError):
                copytree(self.shown / SEARCH, self._aside / SEARCH, copy_function=os.link)
            return manifest_of(handbook, self.built, self.shown)
        for name in (SEARCH, PAGES):
            with suppress(OSError):
                (self.shown / name).rename(self._aside / name)
        return manifest_of(handbook, self.built, put_aside(self.shown, cache))

    def put_back(self) -> None:
        """Puts the folders that are brought up to date into the new site."""
        for folder in [*self._aside.iterdir()] if self._aside else ():
            with suppress(OSError):
                folder.rename(self.built / folder.name)

    def finish(self, *, complete: bool) -> None:
        """Shows the new site in the place of the one before, or leaves that as it was."""
        if self._served:
            return
        if complete:
            swapping.swap(self.shown)
        else:
            swapping.discard(self.shown)


def has_warned() -> bool:
    """Tells whether this build gave a warning, which a strict one ends with."""
    counting = (handler for handler in logging.getLogger("mkdocs").handlers if isinstance(handler, CountHandler))
    return any(handler.get_counts() for handler in counting)
