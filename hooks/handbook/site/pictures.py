"""The pictures that show where a link to the site is shared: 1200 × 630 pixels, set by Typst and kept by content."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from handbook.guide.press.press import MISSING
from handbook.storage.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from handbook.records.handbook import Handbook
    from handbook.records.model import Question

FOLDER = "pictures"
OWN = "assets/card.png"
"""The picture that the owner of a handbook may put into `docs/` for all pages that have none of their own."""
SOURCE = Path(__file__).parent / "templates" / "pictures.typ"
MOST_BYTES = 30_000
AT_ONCE = 50
"""How many pictures are in memory together."""
REDUCED = ((32, 1), (16, 2), (8, 2), (4, 2))
"""Numbers of colours, each with Pillow's way to find them; the first that makes a picture small enough is taken."""
RARE = re.compile(r"[^\0-\u024f\u0370-\u04ff\u2010-\u2027]")
"""Characters beyond those that the font of the pictures has for certain."""
MARKS = (".svg", ".png", ".jpg")


@dataclass(frozen=True, slots=True)
class Card:
    """What a picture says."""

    name: str
    """Its file, as seen from the site's root."""
    kicker: str
    title: str
    level: str = ""

    def content(self, site: str, mark: str) -> dict[str, object]:
        """Returns what Typst reads; the texts are data there and never code."""
        parts = [{"code": bool(at % 2), "text": part} for at, part in enumerate(re.split(r"`([^`]+)`", self.title)) if part]
        return {"kicker": self.kicker, "title": parts, "level": self.level, "site": site, "mark": mark}


def picture_of(handbook: Handbook, question: Question | None = None, topic: str = "") -> str:
    """Returns the picture of a question's page, of a topic's or of any other, as seen from the site's root; empty for none."""
    wanted = handbook.settings.options.pictures
    if wanted == "questions" and question and _is_readable(question.question):
        return f"{FOLDER}/q/{question.id}.png"
    if wanted != "none" and (topic := question.topic if question else topic) and _is_readable(handbook.topics[topic].title):
        return f"{FOLDER}/topics/{topic}.png"
    if (handbook.root / "docs" / OWN).is_file():
        return OWN
    return "" if wanted == "none" else f"{FOLDER}/handbook.png"


def _cards(handbook: Handbook) -> Iterator[Card]:
    settings = handbook.settings
    yield Card(f"{FOLDER}/handbook.png", "", settings.title, "")
    for topic in handbook.topics.values():
        yield Card(f"{FOLDER}/topics/{topic.id}.png", "", topic.title)
    for question in handbook.questions.values() if settings.options.pictures == "questions" else ():
        topic = handbook.topics[question.topic]
        yield Card(f"{FOLDER}/q/{question.id}.png", topic.title, question.question, settings.levels[question.level])


def write_pictures(handbook: Handbook, site: Path, logo: Path | None = None) -> None:
    """Writes the pictures; those that say what they said before come from the cache."""
    if handbook.settings.options.pictures == "none":
        return
    kept, title = handbook.texts.folder / FOLDER, handbook.settings.title
    mark = logo if logo and logo.suffix in MARKS and logo.is_file() else None
    stamp = SOURCE.read_bytes() + (mark.read_bytes() if mark else b"")
    wanted = {card: kept / f"{_digest(stamp, card, title)}.png" for card in _cards(handbook) if _is_readable(card.title)}
    missing = [card for card, file in wanted.items() if not file.is_file()]
    for at in range(0, len(missing), AT_ONCE):
        some = missing[at : at + AT_ONCE]
        for card, picture in zip(some, _drawn(some, title, mark), strict=True):
            write_bytes(wanted[card], picture)
    for card, file in wanted.items():
        (site / card.name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, site / card.name)
    for file in {*kept.glob("*.png")} - {*wanted.values()}:
        file.unlink()


def _digest(stamp: bytes, card: Card, title: str) -> str:
    return blake2b(stamp + json.dumps(card.content(title, "")).encode(), digest_size=16).hexdigest()


def _drawn(cards: Sequence[Card], title: str, mark: Path | None) -> Iterator[bytes]:
    """Yields the picture of each card; a mark that Typst cannot draw is left out."""
    import typst  # noqa: PLC0415  a large library that a build without pictures does not need

    with TemporaryDirectory(prefix="pictures-") as folder:
        name = f"mark{mark.suffix}" if mark else ""
        if mark:
            shutil.copyfile(mark, Path(folder, name))
        shutil.copyfile(SOURCE, Path(folder, "pictures.typ"))
        Path(folder, "cards.json").write_text(json.dumps([card.content(title, name) for card in cards]), "utf-8")
        try:
            pages = typst.compile(str(Path(folder, "pictures.typ")), root=folder, format="png", ppi=144.0)
        except typst.TypstError:
            if not mark:
                raise
            yield from _drawn(cards, title, None)
            return
    yield from map(_reduced, pages if isinstance(pages, list) else [pages])


def _reduced(picture: bytes) -> bytes:
    """Returns a picture with so few colours that it is small."""
    from PIL import Image  # noqa: PLC0415  as above

    with Image.open(io.BytesIO(picture)) as opened:
        image = opened.convert("RGB")
    for colors, method in REDUCED:
        out = io.BytesIO()
        image.quantize(colors, method=method, dither=Image.Dither.NONE).save(out, "png", optimize=True)
        if out.tell() <= MOST_BYTES:
            break
    return out.getvalue()


def _is_readable(text: str) -> bool:
    """Tells whether there is a font for every character of a text: boxes in the place of words help nobody."""
    rare = frozenset(RARE.findall(text))
    return not rare or not _missing(rare)


@lru_cache(maxsize=4096)
def _missing(characters: frozenset[str]) -> bool:
    """Tells whether a font lacks for some of these characters; Typst says so where a PDF has to be accessible."""
    import typst  # noqa: PLC0415  as above

    text = "".join(f"\\u{{{ord(character):x}}}" for character in sorted(characters))
    source = f'#set document(title: "x")\n#text("{text}")'.encode()
    try:
        typst.compile(source, pdf_standards=["ua-1"])
    except typst.TypstError as error:
        return MISSING.search(str(error.diagnostic)) is not None
    return False
