"""The deck, judged by Anki itself: what readers learned, tagged and wrote survives each new edition."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from click.testing import CliRunner

from handbook.commands.cli import main
from handbook.exports.anki.deck import deck, identity
from handbook.exports.anki.notes import FIELDS, LAID_OUT, template
from handbook.labels.labels import labels
from handbook.reading.loading import load
from handbook.records.settings import Anki, Options, Settings
from tests.conftest import write_question

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SITE = "https://e.org/handbook/"
IDENTITY = Anki(deck=1234567890, notes=1234567891, name="The Handbook")


def settings(title: str = "The Handbook") -> Settings:
    return Settings(title, SITE, options=Options(anki=IDENTITY))


class Reader:
    """Somebody who learns with the deck."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.collection = Collection(str(folder / "collection.anki2"))

    def imports(self, root: Path, title: str = "The Handbook") -> None:
        """Imports the edition of a handbook as it is now, with Anki's own options."""
        file = self.folder / "handbook.apkg"
        file.write_bytes(deck(load(root), settings(title)))
        self.collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(file), options=ImportAnkiPackageOptions()))

    def note(self, id_: str) -> Any:
        [found] = self.collection.find_notes(f'"Id:{id_}"')
        return self.collection.get_note(found)

    def card(self, id_: str) -> Any:
        [card] = self.note(id_).cards()
        return card

    def rates(self, id_: str, times: int = 2) -> tuple[int, int]:
        """Reviews a card as Anki's scheduler would have it after some days, and returns interval and reviews."""
        card = self.card(id_)
        card.type, card.queue, card.ivl, card.reps, card.due = 2, 2, 10 * times, times, 5
        self.collection.update_card(card)
        return self.learned(id_)

    def learned(self, id_: str) -> tuple[int, int]:
        card = self.card(id_)
        return card.ivl, card.reps

    def edits(self, id_: str, field: str, text: str) -> None:
        note = self.note(id_)
        note[field] = text
        self.collection.update_note(note)

    def tags(self, id_: str, tag: str) -> None:
        note = self.note(id_)
        note.add_tag(tag)
        self.collection.update_note(note)

    @property
    def count(self) -> int:
        return len(self.collection.find_notes(""))

    @property
    def types(self) -> list[str]:
        return [entry.name for entry in self.collection.models.all_names_and_ids() if "Handbook" in entry.name]


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    (tmp_path / "reader").mkdir()
    somebody = Reader(tmp_path / "reader")
    yield somebody
    somebody.collection.close()


@pytest.fixture
def edition(small: Path) -> Path:
    """A handbook whose questions all say when they came."""
    for name in ("optimization/gradient-descent", "regularization/overfitting", "regularization/dropout"):
        write_question(small, name, added="2026-01-02", key_points=["Says $x < 1$."])
    return small


def test_every_question_becomes_a_card_with_what_it_holds(edition: Path, reader: Reader) -> None:
    write_question(
        edition,
        "regularization/dropout",
        question="What does `a < b` & {{c1::cloze}} cost?",
        asked_as=["Why <drop>?"],
        answer="See [](q:overfitting), $a < b$ and\n\n$$\nx^2\n$$",
        figures=[{"file": "mask.svg", "alt": 'A "mask"', "caption": "The mask."}],
        misconceptions=[{"claim": "No.", "correction": "Yes."}],
    )

    reader.imports(edition)
    note = reader.note("dropout")

    assert reader.count == 3
    assert note["Question"] == "What does <code>a &lt; b</code> &amp; {{c1::cloze}} cost?"
    assert f'<a href="{SITE}q/overfitting/">What is overfitting?</a>' in note["Answer"]
    assert r"\(a &lt; b\)" in note["Answer"]
    assert r"\[x^2\]" in note["Answer"].replace("\n", "")
    assert "<math" not in "".join(note.fields)
    assert "q:" not in "".join(note.fields)
    assert "<b>Wrong:</b>" in note["Answer"]
    assert note["Also asked as"] == "<ul><li>Why &lt;drop&gt;?</li></ul>"
    assert note["Link"] == f"{SITE}q/dropout/"
    assert note["Spare 1"] == ""
    assert {"topic::regularization", f"level::{note['Level']}"} <= {*note.tags}
    [image] = (reader.folder / "collection.media").iterdir()
    assert f'src="{image.name}"' in note["Figure"]
    assert image.name.startswith("dropout-mask-")


def test_a_card_is_drawn_with_its_parts(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    card = reader.card("dropout")

    assert "What is dropout?" in card.question()
    assert "Short" not in card.question()
    assert [part in card.answer() for part in ("Full answer", "What the interviewer listens for", f"{SITE}q/dropout/")] == [
        True
    ] * 3
    assert [part in card.answer() for part in ("Analogy", "Spare")] == [False] * 2
    assert ".nightMode" in card.note().note_type()["css"]


def test_reworded_question_keeps_interval_and_reviews(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = reader.rates("dropout")

    write_question(edition, "regularization/dropout", question="What does dropout do?", short="New.", changed="2026-02-03")
    reader.imports(edition)

    assert (reader.note("dropout")["Question"], reader.note("dropout")["Short"]) == ("What does dropout do?", "<p>New.</p>")
    assert (reader.learned("dropout"), reader.count) == (learned, 3)


def test_two_changes_on_one_day_both_arrive(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    write_question(edition, "regularization/dropout", short="First.", changed="2026-02-03")
    reader.imports(edition)
    write_question(edition, "regularization/dropout", short="Second.", changed="2026-02-03 00:01")
    reader.imports(edition)

    assert reader.note("dropout")["Short"] == "<p>Second.</p>"


def test_renamed_question_keeps_interval_and_reviews(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = reader.rates("dropout")

    shutil.move(edition / "data/regularization/dropout.yml", edition / "data/regularization/drop-out.yml")
    write_question(edition, "regularization/drop-out", formerly=["dropout"], first_id="dropout", changed="2026-02-03")
    reader.imports(edition)

    assert (reader.learned("drop-out"), reader.count) == (learned, 3)
    assert reader.note("drop-out")["Link"] == f"{SITE}q/drop-out/"


def test_question_renamed_twice_keeps_interval_and_reviews(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = reader.rates("dropout")
    data = edition / "data/regularization"

    for old, new, former, day in (("dropout", "b", ["dropout"], "02-03"), ("b", "c", ["dropout", "b"], "02-04")):
        shutil.move(data / f"{old}.yml", data / f"{new}.yml")
        write_question(edition, f"regularization/{new}", formerly=former, first_id="dropout", changed=f"2026-{day}")
        reader.imports(edition)

    assert (reader.learned("c"), reader.count) == (learned, 3)


def test_question_that_moved_to_another_topic_keeps_interval_and_reviews(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = reader.rates("dropout")

    shutil.move(edition / "data/regularization/dropout.yml", edition / "data/optimization/dropout.yml")
    write_question(edition, "optimization/dropout", changed="2026-02-03")
    reader.imports(edition)

    assert (reader.learned("dropout"), reader.count) == (learned, 3)
    assert "topic::optimization" in reader.note("dropout").tags
    assert "topic::regularization" not in reader.note("dropout").tags


def test_added_question_arrives_beside_the_others(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = [reader.rates("dropout"), reader.rates("overfitting", 3), reader.rates("gradient-descent", 4)]

    write_question(edition, "optimization/a-first-one", added="2026-02-03")
    write_question(edition, "regularization/momentum", added="2026-02-03")
    reader.imports(edition)

    assert [reader.learned(id_) for id_ in ("dropout", "overfitting", "gradient-descent")] == learned
    assert (reader.learned("a-first-one"), reader.count) == ((0, 0), 5)


def test_merged_question_says_where_it_went_and_keeps_its_reviews(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned, heir = reader.rates("dropout"), reader.rates("overfitting", 3)

    (edition / "data/regularization/dropout.yml").unlink()
    write_question(edition, "regularization/overfitting", formerly=["dropout"], related=[], changed="2026-02-03")
    (edition / "data/retired.yml").write_text(
        "dropout: {question: What is dropout?, day: 2026-02-03, to: overfitting}\n", "utf-8"
    )
    reader.imports(edition)

    assert (reader.learned("dropout"), reader.learned("overfitting"), reader.count) == (learned, heir, 3)
    assert reader.note("dropout").tags == ["retired"]
    assert f'<a href="{SITE}q/overfitting/">What is overfitting?</a>' in reader.note("dropout")["Short"]


def test_withdrawn_question_is_tagged(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    (edition / "data/regularization/dropout.yml").unlink()
    write_question(edition, "regularization/overfitting", related=[])
    (edition / "data/retired.yml").write_text("dropout: {question: What is dropout?, day: 2026-02-03}\n", "utf-8")

    reader.imports(edition)

    assert (reader.note("dropout").tags, reader.count) == (["retired"], 3)


def test_readers_edit_stays_where_the_question_did_not_change(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    reader.edits("dropout", "Short", "My own words.")

    write_question(edition, "regularization/overfitting", short="New.", changed="2026-02-03")
    reader.imports(edition)

    assert reader.note("dropout")["Short"] == "My own words."
    assert reader.note("overfitting")["Short"] == "<p>New.</p>"


def test_readers_tag_stays_where_the_question_did_not_change(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    reader.tags("dropout", "hard")

    write_question(edition, "regularization/overfitting", short="New.", changed="2026-02-03")
    reader.imports(edition)

    assert "hard" in reader.note("dropout").tags


def test_the_same_edition_again_changes_nothing(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    learned = reader.rates("dropout")
    before = {id_: reader.note(id_).mod for id_ in ("dropout", "overfitting")}

    reader.imports(edition)

    assert ({id_: reader.note(id_).mod for id_ in before}, reader.learned("dropout"), reader.count) == (before, learned, 3)


def test_another_name_of_the_site_makes_no_second_deck(edition: Path, reader: Reader) -> None:
    reader.imports(edition)
    decks = [entry.name for entry in reader.collection.decks.all_names_and_ids()]

    reader.imports(edition, "Another Name")

    assert [entry.name for entry in reader.collection.decks.all_names_and_ids()] == decks
    assert (reader.count, len(reader.types)) == (3, 1)


def test_changed_figure_arrives_under_a_name_of_its_own(edition: Path, reader: Reader) -> None:
    figure = edition / "data/regularization/mask.svg"
    write_question(edition, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask"}])
    reader.imports(edition)
    before = reader.note("dropout")["Figure"]

    figure.write_text(figure.read_text("utf-8") + "<!-- other -->\n", "utf-8")
    write_question(edition, "regularization/dropout", changed="2026-02-03")
    reader.imports(edition)

    assert reader.note("dropout")["Figure"] != before
    assert len([*(reader.folder / "collection.media").iterdir()]) == 2


def test_two_packages_of_one_handbook_are_the_same_to_the_byte(edition: Path) -> None:
    write_question(edition, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask"}])
    first = deck(load(edition), settings())

    shutil.rmtree(edition / ".cache")

    assert sha256(deck(load(edition), settings())).digest() == sha256(first).digest()


def test_the_note_type_is_frozen() -> None:
    assert (
        *("Question", "Short", "Key points", "Answer", "Analogy", "Example", "Link", "Also asked as", "Figure"),
        *("Id", "Level", "Changed", "Spare 1", "Spare 2", "Spare 3"),
    ) == FIELDS, "a note type that gains, loses or renames a field keeps readers' notes from being updated: use a spare one"


def test_a_new_layout_has_a_new_date() -> None:
    laid_out = "".join(template(name, labels()) for name in ("anki_front.html", "anki_back.html", "anki.css"))

    assert (LAID_OUT, sha256(laid_out.encode()).hexdigest()[:16]) == ("2026-11-30T11:00Z", "3367a320d70f5e88"), (
        "raise LAID_OUT too"
    )


def test_the_numbers_are_those_written_down_or_hang_on_the_name() -> None:
    assert (identity(settings("Other")).deck, identity(settings("Other")).name) == (1234567890, "The Handbook")
    assert identity(Settings("One")) != identity(Settings("Two"))
    assert identity(Settings("One")) == identity(Settings("One"))


def test_the_command_writes_the_deck_and_says_what_to_write_down(edition: Path) -> None:
    file = edition / "out.apkg"

    outcome = CliRunner().invoke(main, ["anki", "--root", str(edition), "-o", str(file)], catch_exceptions=False)

    assert outcome.exit_code == 0
    assert f"anki: {{ deck: {identity(Settings()).deck}, notes:" in outcome.stderr
    with zipfile.ZipFile(file) as package:
        assert package.namelist()[:2] == ["collection.anki2", "media"]
        (edition / "collection.anki2").write_bytes(package.read("collection.anki2"))
    with sqlite3.connect(edition / "collection.anki2") as database:
        assert database.execute("SELECT count(*) FROM notes").fetchone() == (3,)
