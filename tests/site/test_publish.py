"""What is published beside the pages: the questions' own pages and every file for others, each made once."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from handbook.reading.loading import load
from handbook.records.settings import Options, Settings
from handbook.site.pages.question_pages import QuestionPages, Shell, slot
from handbook.site.publish import Publication, manifest_of, put_aside
from tests.conftest import write_question

SITE = "https://e.org/handbook/"
SLOTS = ("title", "description", "address", "edit", "head", "content", "id")


def publish(root: Path, *, pages: bool = True, before: Path | None = None) -> Path:
    """Publishes into a folder `site`, with a page that is nothing but its parts."""
    handbook = load(root, Settings("The Handbook", SITE, options=Options(license="CC-BY-4.0")))
    shell = Shell("\n".join(f"<p class={name}>{slot(name)}</p>" for name in SLOTS))
    manifest = manifest_of(handbook, root / "site", before)
    Publication(handbook, root / "site", QuestionPages(handbook, shell) if pages else None, manifest).write()
    handbook.texts.commit()
    return root / "site"


def tree(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def leads(site: Path) -> dict[str, str]:
    """Returns where each page that only leads on leads to."""
    pages = {file.parent.name: file.read_text("utf-8") for file in site.glob("q/*/index.html")}
    found = {id_: re.findall(r'http-equiv="refresh" content="0; url=(.*?)"', page) for id_, page in pages.items()}
    return {id_: addresses[0] for id_, addresses in found.items() if addresses}


@pytest.mark.parametrize(
    "name",
    [
        *("questions.json", "questions.schema.json", "handbook.csv", "skill.md", "feed.xml", "feed.json"),
        *("llms.txt", "llms-short.txt", "llms-full.txt", "deck.js", "figures/regularization/mask.svg"),
        *("q/dropout/index.html", "q/dropout/index.md", "topics/regularization/index.md", "topics/regularization/feed.xml"),
    ],
)
def test_site_gets_everything_that_is_beside_its_pages(small: Path, name: str) -> None:
    write_question(small, "regularization/dropout", figures=[{"file": "mask.svg", "alt": "A mask"}])

    assert (publish(small) / name).is_file()


def test_a_second_time_nothing_is_written_and_everything_is_the_same(small: Path) -> None:
    before = tree(publish(small))
    for file in (small / "site").rglob("*"):
        if file.is_file() and "figures" not in file.parts:
            file.chmod(0o444)
    stamps = {file: file.stat().st_mtime_ns for file in (small / "site/q").rglob("*.*")}

    assert tree(publish(small)) == before
    assert {file: file.stat().st_mtime_ns for file in stamps} == stamps


def test_what_was_made_without_a_cache_is_the_same(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02", changed="2026-02-03")
    before = tree(publish(small))

    shutil.rmtree(small / ".cache")
    shutil.rmtree(small / "site")

    assert tree(publish(small)) == before


def test_a_changed_question_changes_its_own_page_and_those_that_name_it(small: Path) -> None:
    write_question(small, "regularization/dropout", related=["gradient-descent"])
    before = tree(publish(small))

    write_question(small, "optimization/gradient-descent", question="What does descent do?")
    after = tree(publish(small))

    changed = {name.split("/")[1] for name in after if name.startswith("q/") and after[name] != before[name]}
    assert changed == {"gradient-descent", "dropout"}


@pytest.mark.parametrize("damage", ["other text", None])
def test_a_page_that_somebody_changed_or_deleted_is_made_again(small: Path, damage: str | None) -> None:
    before = tree(publish(small))
    for name in ("q/dropout/index.html", "llms-full.txt"):
        (small / "site" / name).unlink()
        if damage:
            (small / "site" / name).write_text(damage, "utf-8")

    assert tree(publish(small)) == before


def test_what_is_no_question_any_more_goes(small: Path) -> None:
    publish(small)
    (small / "site/q/gone").mkdir()
    (small / "site/q/gone/index.html").write_text("stale", "utf-8")
    (small / "site/q/stray.txt").write_text("stale", "utf-8")
    (small / "data/regularization/dropout.yml").unlink()
    write_question(small, "regularization/overfitting", formerly=["dropout"], related=[])

    site = publish(small)

    assert {entry.name for entry in (site / "q").iterdir()} == {"gradient-descent", "overfitting", "dropout"}
    assert {entry.name for entry in (site / "q/dropout").iterdir()} == {"index.html"}


def test_every_former_id_leads_to_its_question(small: Path) -> None:
    write_question(small, "regularization/dropout", formerly=["drop-out"])
    (small / "data/retired.yml").write_text(
        "merged: {question: What?, day: 2026-01-01, to: overfitting}\n"
        "withdrawn: {question: 'What was <b> & `{{ x }}`?', day: 2026-01-01}\n",
        "utf-8",
    )

    site = publish(small)

    assert leads(site) == {"drop-out": "../dropout/", "merged": "../overfitting/"}
    assert f'<link rel="canonical" href="{SITE}q/dropout/">' in (site / "q/drop-out/index.html").read_text("utf-8")
    withdrawn = (site / "q/withdrawn/index.html").read_text("utf-8")
    assert "<h1>What was &lt;b&gt; &amp; {{ x }}?</h1>" in withdrawn
    assert "no longer in the handbook" in withdrawn


def test_a_site_whose_theme_cannot_draw_the_pages_leads_to_the_topics(small: Path) -> None:
    assert leads(publish(small, pages=False))["dropout"] == "../../topics/regularization/#dropout"


@pytest.mark.parametrize("emptied", [True, False])
def test_what_the_site_before_has_is_taken_over(small: Path, *, emptied: bool) -> None:
    site = publish(small)
    old, stamp = tree(site), (site / "feed.xml").stat().st_mtime_ns
    if emptied:
        before = put_aside(site, small / ".cache")
        shutil.rmtree(site)
    else:
        before = Path(shutil.move(site, small / "shown"))

    publish(small, before=before)

    assert tree(site) == old
    assert (site / "feed.xml").stat().st_mtime_ns == stamp
    assert emptied or tree(before) == old


def test_the_site_before_stays_as_it_was(small: Path) -> None:
    before = Path(shutil.move(publish(small), small / "shown"))
    old = tree(before)

    write_question(small, "regularization/dropout", short="Another answer.")
    publish(small, before=before)

    assert tree(before) == old


def test_a_handbook_without_questions_is_published(small: Path) -> None:
    for file in small.glob("data/*/[!_]*.yml"):
        file.unlink()

    assert [*(publish(small) / "q").iterdir()] == []


def test_a_handbook_without_the_page_to_practice_gets_no_cards_for_it(small: Path) -> None:
    handbook = load(small, Settings("The Handbook", SITE, options=Options(pages=("browse",))))

    Publication(handbook, small / "site", None, manifest_of(handbook, small / "site")).write()

    assert not (small / "site/deck.js").exists()
    assert (small / "site/questions.json").is_file()
