"""The guides that a site offers ready to print: kept from build to build, made anew when something changed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.guide.making import make, volumes
from handbook.guide.options import FORMATS, PAPERS, VARIANTS, Format, Options, file_name
from handbook.guide.selection import Selection
from handbook.storage.cache import engine
from handbook.storage.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.settings import Settings

FOLDER = "guides"
MADE_BY = ("typst", "pypandoc-binary", "pikepdf")


@dataclass(frozen=True, slots=True)
class Ready:
    """A guide that the site offers."""

    name: str
    """The file's name, at the site's root."""
    options: Options
    format_: Format
    topic: str = ""
    """The topic that it is about, where the handbook is too large for one file."""


def known() -> dict[str, tuple[Options, Format]]:
    """Returns what each name of a file stands for that a site may list."""
    return {
        file_name(variant, paper, format_): (Options(variant, paper), format_)
        for variant in VARIANTS
        for paper in PAPERS
        for format_ in FORMATS
        if format_ == "pdf" or (variant == "study" and paper == "a4")
    }


def ready(handbook: Handbook, names: Iterable[str], settings: Settings) -> tuple[Ready, ...]:
    """Returns the guides of the listed names; raises KeyError for a name that stands for none."""
    guides = []
    for name in names:
        options, format_ = known()[name]
        for topic in volumes(tuple(handbook.questions.values()), format_):
            file = Path(name)
            wanted = replace(options, settings=settings, selection=Selection(topics=(topic,)) if topic else Selection())
            guides.append(Ready(f"{file.stem}-{topic}{file.suffix}" if topic else name, wanted, format_, topic))
    return tuple(guides)


def write_guides(handbook: Handbook, guides: Sequence[Ready], site: Path) -> None:
    """Writes the guides into a site; raises GuideError for the first that cannot be made."""
    folder = handbook.texts.folder / FOLDER
    kept = {guide: folder / f"{_key(handbook, guide)}.{guide.format_}" for guide in guides}
    for guide, file in kept.items():
        if not file.exists():
            questions = guide.options.selection.choose(handbook)
            write_bytes(file, make(handbook, questions, guide.options, guide.format_))
        site.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / guide.name)
    for file in set(folder.glob("*")) - set(kept.values()):
        file.unlink()


def _key(handbook: Handbook, guide: Ready) -> str:
    """Returns a digest of all that a guide is made of."""
    digest = blake2b(f"{guide}\0{engine('guide')}\0{[version(name) for name in MADE_BY]}\0".encode(), digest_size=16)
    digest.update("\n".join(f"{name} {key}" for name, key in handbook.keys.items()).encode())
    for file in _figures(handbook):
        digest.update(blake2b(file.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def _figures(handbook: Handbook) -> Iterator[Path]:
    for question in handbook.questions.values():
        for figure in question.figures:
            yield handbook.root / "data" / question.topic / figure.file
