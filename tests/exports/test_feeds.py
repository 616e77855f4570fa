"""Feeds: the newest questions, under ids that stay, in forms that readers of feeds take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from handbook.exports.feeds import MOST, Feed
from handbook.reading.loading import load
from handbook.records.settings import Settings
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://e.org/handbook/"
ATOM = "{http://www.w3.org/2005/Atom}"


def feed(root: Path, topic: str = "", url: str = SITE) -> Feed:
    handbook = load(root)
    return Feed(handbook, Settings("The <Handbook>", url), handbook.topics.get(topic))


def atom(root: Path, topic: str = "", url: str = SITE) -> ET.Element:
    return ET.fromstring(feed(root, topic, url).atom())  # noqa: S314  it is our own


def texts(entry: ET.Element, *names: str) -> list[str | None]:
    return [entry.findtext(f"{ATOM}{name}") for name in names]


def test_an_entry_has_what_a_reader_needs(small: Path) -> None:
    write_question(
        small,
        "regularization/dropout",
        question="What does `a < b` do?",
        short="**Units** $x<1$, [](q:overfitting) & [that](https://a.org/?b=1&c=2).",
        added="2026-01-02",
        changed="2026-02-03 04:05",
        changed_what="More of `it`.",
    )

    [entry] = atom(small).findall(f"{ATOM}entry")

    assert texts(entry, "title", "id", "published", "updated", "summary") == [
        *("What does a < b do?", f"{SITE}q/dropout/", "2026-01-02T00:00:00Z", "2026-02-03T04:05:00Z", "More of it.")
    ]
    assert entry.find(f"{ATOM}link") is not None
    content = entry.findtext(f"{ATOM}content") or ""
    assert f'<a href="{SITE}q/overfitting/">What is overfitting?</a>' in content
    assert r"\(x&lt;1\)" in content
    assert "<math" not in content


def test_the_newest_come_first_and_those_without_a_day_do_not_come(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02")
    write_question(small, "optimization/gradient-descent", added="2026-01-01", changed="2026-01-03")

    ids = [entry.findtext(f"{ATOM}id") for entry in atom(small).findall(f"{ATOM}entry")]

    assert ids == [f"{SITE}q/gradient-descent/", f"{SITE}q/dropout/"]
    assert texts(atom(small), "updated") == ["2026-01-03T00:00:00Z"]


def test_a_renamed_question_keeps_its_id(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02", first_id="drop-out", formerly=["drop-out"])

    [entry] = atom(small).findall(f"{ATOM}entry")

    assert texts(entry, "id") == [f"{SITE}q/drop-out/"]
    assert entry.find(f"{ATOM}link[@href='{SITE}q/dropout/']") is not None


def test_a_topic_has_a_feed_of_its_own(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02")
    write_question(small, "optimization/gradient-descent", added="2026-01-02")

    found = atom(small, "regularization")

    assert [entry.findtext(f"{ATOM}id") for entry in found.findall(f"{ATOM}entry")] == [f"{SITE}q/dropout/"]
    assert found.findtext(f"{ATOM}title") == "The <Handbook>: Regularization"
    assert found.find(f"{ATOM}link[@rel='self']").get("href") == f"{SITE}topics/regularization/feed.xml"  # type: ignore[union-attr]


def test_a_feed_has_at_most_fifty(small: Path) -> None:
    for at in range(MOST + 5):
        write_question(small, f"regularization/q{at}", added=f"2026-01-{at % 28 + 1:02}")

    assert len(atom(small).findall(f"{ATOM}entry")) == len(json.loads(feed(small).as_json())["items"]) == MOST


def test_the_json_feed_says_the_same(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02", changed="2026-02-03", changed_what="More.")

    told: dict[str, Any] = json.loads(feed(small).as_json())
    [entry] = atom(small).findall(f"{ATOM}entry")

    assert (told["version"], told["title"]) == ("https://jsonfeed.org/version/1.1", "The <Handbook>")
    assert told["feed_url"] == f"{SITE}feed.json"
    [item] = told["items"]
    assert [item[key] for key in ("id", "title", "date_published", "date_modified", "content_html", "summary")] == texts(
        entry, "id", "title", "published", "updated", "content", "summary"
    )


def test_without_days_and_without_an_address_it_is_a_feed_all_the_same(small: Path) -> None:
    found = atom(small, url="")

    assert texts(found, "updated") == ["1970-01-01T00:00:00Z"]
    assert found.findall(f"{ATOM}entry") == []
    assert json.loads(feed(small, url="").as_json())["items"] == []
