"""Pictures for sharing: whatever a question is called, its picture has the right size, says it, or is left out."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from PIL import Image

from handbook.reading.loading import load
from handbook.records.settings import Options, Settings
from handbook.site.pictures import MOST_BYTES, picture_of, write_pictures
from tests.conftest import write_question

if TYPE_CHECKING:
    from handbook.records.handbook import Handbook


def handbook(root: Path, pictures: Literal["questions", "topics", "none"] = "questions") -> Handbook:
    return load(root, Settings("The Handbook", "https://e.org/", options=Options(pictures=pictures)))


def drawn(
    root: Path, pictures: Literal["questions", "topics", "none"] = "questions", logo: Path | None = None
) -> dict[str, bytes]:
    write_pictures(handbook(root, pictures), root / "site", logo)
    files = sorted((root / "site").rglob("*.png"))
    return {file.relative_to(root / "site").as_posix(): file.read_bytes() for file in files}


@pytest.mark.parametrize(
    "title",
    [
        "What is it?",
        "Why " + "is a long question longer than another one " * 3 + "and does it fit?",
        "x" * 300,
        "What do `a < b` and `#let x = 1` cost, $O(n^2)$ or \\textbf{less}?",
        '"Quoted" #import "x.typ": * ] [ } { <b> // /* @ref',
        "Où est l’erreur – Ελλάδα, Привет?",
    ],
)
def test_a_title_fits_its_picture(small: Path, title: str) -> None:
    write_question(small, "regularization/dropout", question=title)

    picture = drawn(small)["pictures/q/dropout.png"]

    with Image.open(io.BytesIO(picture)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 3
    assert len(picture) <= MOST_BYTES


@pytest.mark.parametrize("title", ["什么是反向传播?", "ما هو الانتشار العكسي؟", "\U0001f9ff?"])
def test_a_title_without_a_font_has_the_picture_of_its_topic(small: Path, title: str) -> None:
    write_question(small, "regularization/dropout", question=title)
    pictures = drawn(small)

    name = picture_of(handbook(small), handbook(small).questions["dropout"])

    assert name in pictures
    assert name in ("pictures/q/dropout.png", "pictures/topics/regularization.png")
    assert ("pictures/q/dropout.png" in pictures) == (name == "pictures/q/dropout.png")


def test_pictures_are_made_for_what_the_setting_says(small: Path) -> None:
    topics = {"pictures/topics/optimization.png", "pictures/topics/regularization.png"}

    assert {*drawn(small, "none")} == set()
    assert {*drawn(small, "topics")} == {"pictures/handbook.png", *topics}
    assert {*drawn(small)} == {
        *("pictures/handbook.png", *topics),
        *(f"pictures/q/{id_}.png" for id_ in ("gradient-descent", "overfitting", "dropout")),
    }
    assert picture_of(handbook(small, "none"), topic="regularization") == ""
    assert picture_of(handbook(small, "topics"), handbook(small).questions["dropout"]) == "pictures/topics/regularization.png"


def test_the_owners_card_is_taken_for_other_pages(small: Path) -> None:
    (small / "docs/assets").mkdir(parents=True)
    (small / "docs/assets/card.png").write_bytes(b"")

    assert picture_of(handbook(small)) == picture_of(handbook(small, "none")) == "assets/card.png"


def test_a_second_time_the_pictures_come_from_the_cache(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = drawn(small)
    monkeypatch.setattr("handbook.site.pictures._drawn", lambda *_: pytest.fail("drawn again"))

    assert drawn(small) == before


def test_a_mark_that_cannot_be_drawn_is_left_out(small: Path) -> None:
    logo = small / "mark.svg"
    logo.write_text("<svg", "utf-8")

    assert len(drawn(small, logo=logo)) == 6
    assert len(drawn(small, logo=small / "missing.svg")) == 6


def test_a_picture_that_is_half_kept_is_drawn_again(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            drawn(small)

    assert not [*(small / ".cache").rglob("*.png")]
