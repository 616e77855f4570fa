"""The guides that a site offers ready to print: kept from build to build, made anew when something changed."""

from __future__ import annotations

import json
import logging
import shutil
from dataclasses import asdict, dataclass, replace
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.guide.errors import GuideError
from handbook.guide.making import make, volumes
from handbook.guide.options import LAYOUTS, PAPERS, VARIANTS, Format, Options, Ready, file_name
from handbook.guide.press.fonts import families, folders
from handbook.guide.selection import Selection
from handbook.records.failures import FATAL
from handbook.storage.cache import engine
from handbook.storage.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.settings import Settings

FOLDER = "guides"
MADE_BY = ("typst", "pikepdf")


Log = logging.LoggerAdapter[logging.Logger]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is kept of a guide beside its file."""

    pages: int
    size: int
    failed: Sequence[str]
    """A line for each question that it lacks or prints wrongly."""
    notes: Sequence[str]
    """A line for each thing that is as good as it can be."""


def known() -> dict[str, tuple[Options, Format]]:
    """Returns what each name of a file stands for that a site may list."""
    pdfs: dict[str, tuple[Options, Format]] = {
        file_name(variant, paper, "pdf", layout): (Options(variant, paper, layout), "pdf")
        for variant in VARIANTS
        for paper in PAPERS
        for layout in LAYOUTS
    }
    return {**pdfs, file_name("study", format_="epub"): (Options(), "epub")}


def ready(handbook: Handbook, names: Iterable[str], settings: Settings) -> tuple[Ready, ...]:
    """Returns the guides of the listed names; raises KeyError for a name that stands for none."""
    guides = []
    own = settings.options.guides.fonts
    fonts = folders(handbook.root / own if own else None)
    for name in names:
        options, format_ = known()[name]
        options = replace(options, fonts=fonts, families=families(fonts))
        for topic in volumes(tuple(handbook.questions.values()), format_):
            file = Path(name)
            wanted = replace(options, settings=settings, selection=Selection(topics=(topic,)) if topic else Selection())
            guides.append(Ready(f"{file.stem}-{topic}{file.suffix}" if topic else name, wanted, format_, topic))
    return tuple(guides)


def made(handbook: Handbook, guide: Ready) -> tuple[Ready, Facts]:
    """Returns a guide, made anew where something changed, with what is known of it; raises GuideError for one that cannot be."""
    file = _file(handbook, guide)
    said = file.with_suffix(".json")
    if not file.exists() or not said.exists():
        done = make(handbook, guide.options.selection.choose(handbook), guide.options, guide.format_)
        write_bytes(file, done.data)
        write_bytes(said, json.dumps(asdict(Facts(done.pages, len(done.data), done.failed, done.notes))).encode())
    facts = Facts(**json.loads(said.read_text("utf-8")))
    return replace(guide, pages=facts.pages, size=facts.size), facts


def prepared(handbook: Handbook, guides: Sequence[Ready], log: Log) -> tuple[Ready, ...]:
    """Returns the guides that can be made; each mistake in one is told when all else is done, and a strict build stops there."""
    done = []
    for guide in guides:
        try:
            finished, facts = made(handbook, guide)
        except GuideError as error:
            handbook.failures.collected.append(f"{guide.name} cannot be made: {error}")
            continue
        except FATAL:
            raise
        except Exception as error:
            handbook.failures.add(guide.name, error)
            continue
        for note in facts.notes:
            log.info("%s: %s", guide.name, note)
        for failed in facts.failed:
            handbook.failures.collected.append(f"{guide.name}: {failed}")
        done.append(finished)
    _forget_others(handbook, guides)
    return tuple(done)


def _forget_others(handbook: Handbook, guides: Iterable[Ready]) -> None:
    """Deletes what is kept of guides that changed since."""
    wanted = {_file(handbook, guide).stem for guide in guides}
    for file in (handbook.texts.folder / FOLDER).glob("*"):
        if file.stem not in wanted:
            file.unlink()


def write_guides(handbook: Handbook, guides: Iterable[Ready], site: Path) -> None:
    """Copies guides that were made into a site."""
    site.mkdir(parents=True, exist_ok=True)
    for guide in guides:
        shutil.copyfile(_file(handbook, guide), site / guide.name)


def _file(handbook: Handbook, guide: Ready) -> Path:
    """Returns where a guide is kept."""
    return handbook.texts.folder / FOLDER / f"{_key(handbook, replace(guide, pages=0, size=0))}.{guide.format_}"


def _key(handbook: Handbook, guide: Ready) -> str:
    """Returns a digest of all that a guide is made of."""
    digest = blake2b(f"{guide}\0{engine('guide')}\0{[version(name) for name in MADE_BY]}\0".encode(), digest_size=16)
    digest.update("\n".join(f"{name} {key}" for name, key in handbook.keys.items()).encode())
    for file in _figures(handbook):
        digest.update(blake2b(file.read_bytes(), digest_size=16).digest())
    return digest.hexdigest()


def _figures(handbook: Handbook) -> Iterator[Path]:
    for question in handbook.questions.values():
        for file in question.drawings:
            yield handbook.root / "data" / question.topic / file
