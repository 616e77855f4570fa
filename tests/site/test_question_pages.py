"""The page of a question, as the theme draws it: what readers, networks and search engines see of it."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from handbook.reading.loading import load
from handbook.records.settings import Options, Settings
from handbook.site import linked_data
from handbook.site.pages.question_pages import QuestionPages, Shell, in_sitemap, slot
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

SITE = "https://e.org/handbook/"
HOSTILE = "</script><script>alert(1)</script> \"a\" & 'b' {{ x }} <!-- handbook-slot-title-7c1f9e"


def settings(url: str = SITE) -> Settings:
    return Settings("The Handbook", url, options=Options(license="CC-BY-4.0"))


def page(root: Path, id_: str = "dropout", url: str = SITE) -> str:
    handbook = load(root, settings(url))
    names = ("title", "description", "address", "edit", "head", "id")
    shell = Shell("".join(f"<i data-part={name}>{slot(name)}</i>\n" for name in names) + f"<main>{slot('content')}</main>")
    return QuestionPages(handbook, shell).page(handbook.questions[id_])


def part(html: str, name: str) -> str:
    return str(re.findall(rf"<i data-part={name}>(.*?)</i>", html, re.DOTALL)[0])


def metas(html: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', html)
    return {name: unescape(value) for name, value in found}


def linked(html: str) -> list[dict[str, Any]]:
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    data: list[dict[str, Any]] = json.loads(text)["@graph"]
    return data


def test_a_page_shows_the_whole_question_open(small: Path) -> None:
    write_question(
        small,
        "regularization/dropout",
        asked_as=["One?", "Two?", "Three?", "Four?"],
        example="An example.",
        related=["overfitting"],
    )

    html = page(small)

    assert '<h1 class="question-title" id="dropout">What is dropout?</h1>\n<div class="question"' in html
    assert '<details class="answer"' not in html
    assert re.findall(r"<h([1-6])", html)[:3] == ["1", "2", "3"]
    assert "An example." in html
    assert "<li>Four?</li>" in html
    assert '<a href="../../q/overfitting/">What is overfitting?</a>' in html
    assert '<a rel="prev" href="../overfitting/">' in html
    assert '<a href="../../topics/regularization/#dropout">' in html
    assert "<!--" not in html


def test_the_head_tells_networks_what_the_page_is(small: Path) -> None:
    write_question(small, "regularization/dropout", short="**Units** are left out.", added="2026-01-02", changed="2026-02-03")

    told = metas(page(small))

    assert told["og:title"] == told["twitter:title"] == "What is dropout?"
    assert told["og:description"] == told["twitter:description"] == "Units are left out."
    assert (told["og:type"], told["og:url"]) == ("article", f"{SITE}q/dropout/")
    assert told["og:image"] == told["twitter:image"] == f"{SITE}pictures/q/dropout.png"
    assert (told["og:image:width"], told["og:image:height"]) == ("1200", "630")
    assert (told["article:published_time"], told["article:modified_time"]) == ("2026-01-02", "2026-02-03")


def test_without_an_address_nothing_claims_one(small: Path) -> None:
    told = metas(page(small, url=""))

    assert not {"og:url", "og:image", "twitter:image"} & {*told}
    assert in_sitemap(load(small, settings(""))) == ""


def test_the_linked_data_has_the_question_and_the_way_to_it(small: Path) -> None:
    write_question(small, "regularization/dropout", short="Units $x$ are left out.", changed="2026-02-03")

    crumbs, resource = linked(page(small))

    assert [item["item"] for item in crumbs["itemListElement"]] == [
        *(SITE, f"{SITE}topics/", f"{SITE}topics/regularization/", f"{SITE}q/dropout/")
    ]
    assert (resource["@type"], resource["educationalLevel"]) == ("LearningResource", "mid")
    assert resource["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert resource["dateModified"] == "2026-02-03"
    assert resource["mainEntity"]["name"] == "What is dropout?"
    assert resource["mainEntity"]["acceptedAnswer"]["text"] == "Units x are left out."


def test_hostile_text_stays_text_everywhere(small: Path) -> None:
    write_question(small, "regularization/dropout", question=HOSTILE, short=f"`{HOSTILE}`", asked_as=[HOSTILE], tags=["a"])

    html = page(small)

    assert html.count("<script") == html.count("</script>") == 1
    assert unescape(part(html, "title")) == HOSTILE
    assert linked(html)[1]["mainEntity"]["name"] == HOSTILE
    assert metas(html)["og:title"] == HOSTILE
    assert "<main>" in html


def test_topics_and_glossary_are_described_too(small: Path) -> None:
    handbook = load(small, settings())

    topic = json.loads(str(linked_data.of_topic(handbook, handbook.topics["regularization"])))["@graph"][1]
    terms = json.loads(str(linked_data.of_glossary(handbook)))["@graph"][0]

    assert [entry["url"] for entry in topic["hasPart"]] == [f"{SITE}q/overfitting/", f"{SITE}q/dropout/"]
    assert terms["@type"] == "DefinedTermSet"
    assert {term["name"] for term in terms["hasDefinedTerm"]} == {*handbook.glossary}
    assert terms["hasDefinedTerm"][0]["url"].startswith(f"{SITE}glossary/#")


def test_the_sitemap_lists_every_page_with_its_day(small: Path) -> None:
    write_question(small, "regularization/dropout", added="2026-01-02", changed="2026-02-03 04:05", reviewed="2026-01-05")

    entries = in_sitemap(load(small, settings()))

    assert f"<url><loc>{SITE}q/dropout/</loc><lastmod>2026-02-03</lastmod></url>" in entries
    assert f"<url><loc>{SITE}q/overfitting/</loc></url>" in entries


@pytest.mark.parametrize("text", ["handbook-slot-content-7c1f9e", "handbook-slot-head-7c1f9e"])
def test_a_text_that_looks_like_a_place_of_the_shell_is_text(small: Path, text: str) -> None:
    write_question(small, "regularization/dropout", short=f"See {text}.")

    assert page(small).count(f"See {text}.") >= 2
