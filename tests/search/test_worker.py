"""The search's program in a browser, on a small handbook: each thing that it can do has a query that only that thing answers."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from handbook.labels.labels import labels
from handbook.reading.loading import load
from handbook.records.settings import Options
from handbook.search.vectors import Vectors
from handbook.search.words import chunks, language
from handbook.site.look.assets import assets
from handbook.site.searching import write_index
from tests.conftest import write_question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.xdist_group("browser")

SITE = "http://handbook.test/"
PROGRAM = str(assets(labels(), Options())["search-worker.js"])


@dataclass
class Search:
    """The search of a handbook, without its site."""

    page: Page

    def hits(self, query: str) -> list[dict[str, Any]]:
        """Returns what a query finds, best first."""
        found = self.page.evaluate("(query) => handbookSearch.withIndex(() => handbookSearch.searched(query, false))", query)
        return [item for item, *_ in found["items"]]

    def ids(self, query: str) -> list[str]:
        """Returns the ids of the questions that a query finds."""
        locations = [hit["location"] for hit in self.hits(query)]
        return [location.partition("#")[2] for location in locations if location.startswith("topics/")]


@pytest.fixture
def opened(browser: Browser, small: Path) -> Iterator[Callable[..., Search]]:
    """Opens the search of the small handbook, after a test has changed it."""
    pages = []

    def open_(entries: tuple[dict[str, str], ...] = (), vectors: Vectors | None = None) -> Search:
        write_index(load(small), entries, small / "index", vectors)
        page = browser.new_page()
        pages.append(page)
        page.route(f"{SITE}**", lambda route: _answer(route, small))
        page.goto(f"{SITE}assets/search-worker.js")
        page.evaluate(PROGRAM)
        return Search(page)

    yield open_
    for page in pages:
        page.close()


def _answer(route: Route, root: Path) -> None:
    file = root / "index" / route.request.url.removeprefix(f"{SITE}search/")
    if file.is_file():
        route.fulfill(path=file)
    else:
        route.fulfill(body="", content_type="text/plain")


def speak(root: Path, code: str) -> None:
    """Sets the language of a handbook."""
    (root / "mkdocs.yml").write_text(f"site_name: Handbook\ntheme: {{name: material, language: {code}}}\n", "utf-8")


FEATURES = {
    "a stem": ({"asked_as": ["Which neurons are switched off?"]}, "switching neuron"),
    "another spelling": ({"asked_as": ["Which noise regularises?"]}, "noise regularizer"),
    "accents": ({"asked_as": ["What is a naïve café?"]}, "naive cafe"),
    "a name with a hump": ({"asked_as": ["What is DropConnect?"]}, "drop connect"),
    "code as a whole": ({"asked_as": ["What is top-k?"]}, "topk"),
    "three pieces that are one word": ({"asked_as": ["What is a foobarbaz?"]}, "foo-bar-baz"),
    "two words that are one": ({"asked_as": ["Is it a checkpoint?"]}, "check point"),
    "a sign of code": ({"question": "What does === compare?"}, "==="),
    "another sign of code": ({"asked_as": ["When is ?. undefined?"]}, "what is ?."),
    "a sign of code at the end of a question": ({"asked_as": ["What differs between == and ===?"]}, "==="),
    "a phrasing": ({"asked_as": ["Why are neurons silenced?"]}, "silenced"),
    "what people type": ({"searched_as": ["hushed cells"]}, "hushed"),
    "a tag": ({"tags": ["ensembles"]}, "ensembles"),
    "the rest of an answer": ({"answer": "It resembles bagging of trees."}, "bagging"),
    "a slip": ({"asked_as": ["Why are neurons silenced?"]}, "silencde"),
    "two slips in a long word": ({"asked_as": ["Are neurons desensitized?"]}, "desnesitzied"),
    "a slip in the rest of an answer": ({"answer": "It resembles bootstrapping."}, "bootsrapping"),
    "slips in two words": ({"asked_as": ["Why are neurons silenced?"]}, "nuerons silencde"),
    "three letters of a word": ({"asked_as": ["Why are neurons silenced?"]}, "sil"),
    "an unfinished word of the rest of an answer": ({"answer": "It resembles bootstrapping."}, "bootstr"),
    "an unfinished word": ({"asked_as": ["Why are neurons silenced?"]}, "silen"),
    "Chinese inside a run": ({"asked_as": ["什么是随机失活技术？"]}, "失活"),
    "Thai inside a run": ({"asked_as": ["การเรียนรู้ของเครื่อง"]}, "เรียนรู้"),
    "Hindi": ({"asked_as": ["ड्रॉपआउट क्या है?"]}, "ड्रॉपआउट"),
    "Tamil": ({"asked_as": ["இழப்பு என்றால் என்ன?"]}, "இழப்பு"),
}  # fmt: skip


@pytest.mark.parametrize("feature", FEATURES)
def test_query_is_answered_by(feature: str, small: Path, opened: Callable[..., Search]) -> None:
    values, query = FEATURES[feature]
    write_question(small, "regularization/dropout", **values)  # type: ignore[arg-type]

    assert opened().ids(query)[:1] == ["dropout"]


def test_follow_up_of_another_question_leads_here(small: Path, opened: Callable[..., Search]) -> None:
    write_question(
        small, "regularization/overfitting", follow_ups=[{"question": "Would zapping help?", "see": "dropout"}]
    )  # fmt: skip

    assert opened().ids("zapping")[0] == "dropout"


def test_words_that_people_use_for_one_another_find_the_same(small: Path, opened: Callable[..., Search]) -> None:
    (small / "data" / "synonyms.yml").write_text("dropout: [blackout]\n", "utf-8")

    assert opened().ids("blackout")[0] == "dropout"


def test_term_of_the_glossary_is_found_by_its_other_names(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/dropout", asked_as=["Is it a quiet unit?"])
    glossary = {"quiet unit": {"abbreviations": ["QU"], "synonyms": ["hushed cell"], "meaning": "A unit that is off."}}
    (small / "data" / "glossary.yml").write_text(yaml.safe_dump(glossary), "utf-8")

    search = opened()

    assert search.ids("QU")[0] == "dropout"
    assert search.ids("hushed cells")[0] == "dropout"


def test_very_wording_comes_before_another_with_the_same_words(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/overfitting", asked_as=["Does noise help training?"])
    write_question(small, "regularization/dropout", asked_as=["Does training help noise?"])

    search = opened()

    assert search.ids("does training help noise")[0] == "dropout"
    assert search.ids("does noise help training")[0] == "overfitting"


def test_phrase_in_quotation_marks_stands_word_by_word(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/overfitting", asked_as=["Which noise is white?"])
    write_question(small, "regularization/dropout", asked_as=["What is white noise?"])

    search = opened()

    assert {"dropout", "overfitting"} <= {*search.ids("white noise")}
    assert search.ids('"white noise"') == ["dropout"]
    assert search.ids('"white noise" "noise is white"') == []


@pytest.mark.parametrize("filter_", ["level:mid", "Level:Mid", "LEVEL:mid"])
def test_filter_is_understood_in_any_case(filter_: str, opened: Callable[..., Search]) -> None:
    assert opened().ids(f"what is {filter_}") == ["dropout"]


def test_filters_add_up(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "optimization/gradient-descent", level="mid")
    write_question(small, "regularization/overfitting", level="senior")
    search = opened()

    assert search.ids("level:mid topic:regularization") == ["dropout"]
    assert search.ids("topic:regularization level:mid") == ["dropout"]


@pytest.mark.parametrize(("query", "said"), [("level:expert", "expert"), ("what is dropout tag:nowhere", "nowhere")])
def test_filter_for_what_there_is_not_is_said(query: str, said: str, opened: Callable[..., Search]) -> None:
    first = opened().hits(query)[0]

    assert said in first["title"]
    assert first["location"] == "browse/"


def test_empty_filter_filters_nothing_and_finds_nothing(opened: Callable[..., Search]) -> None:
    assert opened().hits("tag:") == []


def test_phrasing_that_matched_is_shown_where_the_title_has_not_its_words(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/dropout", asked_as=["Why are neurons silenced?"])

    text = opened().hits("silenced neurons")[0]["text"]

    assert text == "<p>Also asked: Why are <mark>neurons</mark> <mark>silenced</mark>?</p>"


def test_words_of_another_page_find_it_and_are_no_words_of_questions(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/dropout", asked_as=["Why are neurons silenced?"])
    search = opened(({"location": "slips/", "title": "Slips", "text": "<p>Such as silencde.</p>"},))

    assert search.ids("silencde")[0] == "dropout"
    assert "slips/" in [hit["location"].partition("?")[0] for hit in search.hits("slips")]
    assert all("slips/" not in hit["location"] for hit in search.hits("slips level:senior")), "a filter asks for questions"


def test_small_words_alone_find_no_other_page(opened: Callable[..., Search]) -> None:
    search = opened(({"location": "help/", "title": "What is the help of it?", "text": ""},))

    assert "help/" not in [hit["location"].partition("?")[0] for hit in search.hits("what is the")]


@pytest.mark.parametrize(
    "query", ["kubernetes ingress", "sourdough hydration", "zzxqy", "wodgat", "does it do well in kubernetes"]
)
def test_another_subject_finds_nothing(query: str, small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/dropout", answer="It is no widget.", asked_as=["What is a widget?"])

    assert opened().ids(query) == []


def packed(*numbers: int) -> str:
    return b64encode(bytes(numbers)).decode()


def test_what_words_mean_finds_a_question_that_has_none_of_them(small: Path, opened: Callable[..., Search]) -> None:
    write_question(small, "regularization/dropout", answer="A sponge.", asked_as=["Why is it quiet?"])
    write_question(small, "optimization/gradient-descent", answer="A sponge.")
    words = {"terms": "spong", "scales": "w", "size": 4, "numbers": packed(0xF0, 0xF0)}
    documents = {"dropout": packed(0x0F, 0x0F), "overfitting": packed(0x00, 0x00), "gradient-descent": packed(0xF0, 0xF0)}

    search = opened(vectors=Vectors("made", words, documents))

    assert search.ids("sponge")[0] == "gradient-descent"


TEXTS = (
    "Normalised co-adaptations in C++, top-k?", "network's don't BatchNorm's x1", "a?.b && c->d === e",
    "Café naïve Straße ÅNGSTRÖM", "什么是梯度消失问题？ReLU函数", "勾配消失問題とは", "การเรียนรู้ของเครื่อง",
    "ड्रॉपआउट क्या है", "இழப்பு என்றால்", "മലയാളം भाषा", "نزول التدرج", "שָׁלוֹם", "한국어 모델", "İstanbul ΣΊΣΥΦΟΣ",
    "\\frac{1}{2} loss.backward()", "ﬁne ½ ² Ⅷ", "🎉 emoji", "__init__ a_b", "100% & more", "a...b ... what is ?.? (===)? &&.",
)  # fmt: skip


@pytest.mark.parametrize("code", ["en", "de"])
def test_query_is_taken_apart_as_the_index_was(code: str, small: Path, opened: Callable[..., Search]) -> None:
    german = ["Warum verschwinden Gradienten in tiefen Netzen?", "Welche Schichten lernen größere Gewichte?"]
    write_question(small, "regularization/dropout", asked_as=[*TEXTS, *german])
    speak(small, code)
    page = opened().page

    read = (
        "(text) => handbookSearch.withIndex(async () => handbookSearch.chunks(text).map((word) => word.map(handbookSearch.stem)))"
    )
    found = {text: page.evaluate(read, text) for text in (*TEXTS, *german)}

    speech = language(code)
    assert found == {text: [[speech.stem(part) for part in word] for word in chunks(text)] for text in (*TEXTS, *german)}


def test_german_handbook_finds_a_form_that_it_does_not_have(small: Path, opened: Callable[..., Search]) -> None:
    asked = ["Warum helfen tiefe Schichten?", "Was macht eine Schicht?", "Wozu dienen Netze?", "Was ist ein Netz?"]
    write_question(small, "regularization/dropout", asked_as=asked)
    write_question(
        small, "regularization/overfitting", asked_as=["Welche Zahlen sind das?", "Welche Zahl ist das?", "In den Zahlen?"]
    )
    speak(small, "de")

    assert opened().ids("welchen Netzen")[0] == "dropout"
