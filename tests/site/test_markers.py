"""Nothing in `data/` and no setting runs: what looks like code comes out of every output as the text that it is."""

from __future__ import annotations

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import StringIO
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
import yaml
from bs4 import BeautifulSoup
from click.testing import CliRunner
from markdown_it import MarkdownIt
from PIL import Image
from pypdf import PdfReader

from handbook.commands.cli import main
from handbook.markup.lines import plain_line
from handbook.records.characters import FORBIDDEN
from tests import hostile
from tests.looping import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("guides")

WORD = re.compile(r"zq\d+w(?= )")
SHORTENED = "…"


@dataclass(frozen=True)
class Built:
    """The hostile handbook, and its site with all guides."""

    handbook: hostile.Handbook
    root: Path

    @property
    def site(self) -> Path:
        return self.root / "site"

    def pages(self) -> list[Path]:
        return sorted(self.site.rglob("*.html"))

    def told(self, texts: Iterator[str]) -> set[str]:
        """Returns the words of the texts that are told, each of them whole."""
        told = set()
        for text in texts:
            line = hostile.shown(text)
            for found in WORD.finditer(line):
                whole = hostile.shown(self.handbook.texts[found[0]])
                after = line[found.start() : found.start() + len(whole)]
                cut = SHORTENED in line and whole.startswith(after.split(SHORTENED)[0].strip())
                assert after == whole or cut, (whole, after)
                told.add(found[0])
        return told


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("hostile")
    handbook = hostile.write(root)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=300, env=environment)
    assert (outcome.returncode, [line for line in outcome.stderr.splitlines() if not line.startswith("INFO")]) == (0, [])
    return Built(handbook, root)


@cache
def parsed(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html.parser")


def test_no_template_has_run(built: Built) -> None:
    assert not (built.root / "zqran").exists()


def test_every_text_is_told_whole_on_the_site_or_in_its_data(built: Built) -> None:
    told = built.told(text for page in built.pages() for text in _texts(parsed(page)))
    told |= built.told(_strings(json.loads((built.site / "questions.json").read_text("utf-8"))))

    hidden = {built.handbook.texts[word] for word in built.handbook.texts.keys() - told - built.handbook.unsaid}
    assert not hidden, f"{len(hidden)}: {sorted(hidden)[:3]}"


def _texts(page: BeautifulSoup) -> Iterator[str]:
    """Yields what a page says, in each of its elements and attributes."""
    yield "".join(text for text in page.find_all(string=True) if text.parent and text.parent.name not in ("script", "style"))
    for element in page.find_all(True):
        yield from (str(value) for value in element.attrs.values() if "href" not in element.attrs)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield BeautifulSoup(value, "html.parser").get_text() if re.match("<(p|div|ul|ol|pre)\\b", value) else value
    if isinstance(value, dict):
        value = [below for key, below in value.items() if key != "markdown"]  # which says signs by their numbers
    for below in value if isinstance(value, list) else ():
        yield from _strings(below)


def test_no_page_has_an_element_or_an_attribute_that_was_a_text(built: Built) -> None:
    for page in some(built.pages()):
        for element in parsed(page).find_all(True):
            assert not element.name.startswith("zq"), page
            assert not [
                name for name in element.attrs if name.startswith("on") or not re.fullmatch("[a-zA-Z][a-zA-Z:-]*", name)
            ], element
            assert not str(element.get("href", "")).startswith("javascript:zq"), page
            assert element.name != "img" or "zq" not in str(element.get("src")), page


def test_every_script_inside_a_page_is_the_themes(built: Built) -> None:
    for page in some(built.pages()):
        for script in parsed(page).find_all("script"):
            if str(script.get("type")).endswith("json"):
                assert "<" not in (script.string or ""), page
                assert json.loads(script.string or ""), page
            else:
                assert "zqran" not in str(script), page


def test_every_page_searches_with_the_script_of_the_handbook(built: Built) -> None:
    for settings in some(filter(None, (parsed(page).find(id="__config") for page in built.pages()))):
        assert "assets/search-starter" in json.loads(settings.get_text())["search"]


def test_descriptions_in_the_head_are_whole(built: Built) -> None:
    for kind in hostile.MARKERS:
        page = parsed(built.site / "topics" / f"topic-{kind}" / "index.html")
        for selector in ('meta[name="description"]', 'meta[property="og:description"]'):
            (found,) = page.select(selector)
            assert built.told(iter([str(found["content"])]))


def test_names_and_addresses_of_the_settings_are_text(built: Built) -> None:
    page = parsed(built.site / "browse" / "index.html")

    def said(selector: str) -> str:
        (found,) = page.select(selector)
        return " ".join(found.get_text().split())

    assert page.select_one("title").string.endswith(hostile.SETTINGS["name"])  # type: ignore[union-attr]
    assert page.select_one('meta[name="author"]')["content"] == hostile.SETTINGS["author"]  # type: ignore[index]
    assert page.select_one('meta[property="og:site_name"]')["content"] == hostile.SETTINGS["name"]  # type: ignore[index]
    assert "zqb" in str(page.select_one('link[rel="canonical"]')["href"])  # type: ignore[index]
    assert said(".md-copyright__highlight") == "zqcopyright {{ 6*7 }} {% if %} {# gone #} ${zq} <zqb> of the owner"
    assert page.select_one(".md-source__repository").string == f"zqrepository {hostile.MARKED}"  # type: ignore[union-attr]
    assert page.select_one(".md-social a")["title"] == f"zqtoggle {hostile.MARKED}"  # type: ignore[index]
    for kind, marker in hostile.MARKERS.items():
        assert unescape(f"zqnav {marker}") in said(".md-nav--primary"), kind
        assert _title(built.site / kind).startswith(unescape(f"zqnav {kind} {marker}").strip()), kind


def _title(folder: Path) -> str:
    return parsed(folder / "index.html").title.get_text()  # type: ignore[union-attr]


def test_pages_and_files_of_any_name_are_served_under_it(built: Built) -> None:
    for name in map(hostile.name_of, hostile.MARKERS):
        title, wanted = (re.sub(r"[\s_-]+", " ", text).lower() for text in (_title(built.site / name), unescape(name).strip()))
        assert title.startswith(wanted), name
        assert (built.site / f"{name}.txt").is_file()


def test_parts_of_the_search_and_the_cards_are_data(built: Built) -> None:
    told = set()
    for part in sorted((built.site / "search").rglob("[ctr]*.js")):
        if call := re.fullmatch(r"part\((.*)\)", part.read_text("utf-8").strip(), re.DOTALL):
            told |= built.told(_strings(json.loads(call[1])))
    titles = {text.split()[0] for kind in hostile.MARKERS for text in [_question(built, kind)["question"]]}
    assert titles <= told


def _question(built: Built, kind: str) -> dict[str, Any]:
    data = json.loads((built.site / "questions.json").read_text("utf-8"))
    return next(question for question in data["questions"] if question["id"] == f"asks-{kind}")


@pytest.mark.parametrize("guide", ["study-guide.pdf", "answer-key.pdf", "question-sheet.pdf", "flash-cards.pdf"])
def test_guide_tells_every_question_and_runs_nothing(built: Built, guide: str) -> None:
    reader = PdfReader(built.site / guide)
    text = _letters("".join(page.extract_text() for page in reader.pages))

    for kind in hostile.MARKERS:
        assert _letters(hostile.shown(_question(built, kind)["question"])) in text, kind
    root: Any = reader.trailer["/Root"]
    assert "/OpenAction" not in root
    assert "/JavaScript" not in root.get("/Names", {})


def _letters(text: str) -> str:
    return re.sub(r"[\s\u00ad-]", "", text).translate(str.maketrans("“”‘’", "\"\"''"))


def test_book_is_well_formed_and_tells_every_text_of_a_question(built: Built) -> None:
    texts = []
    with ZipFile(built.site / "study-guide.epub") as book:
        for name in book.namelist():
            if name.endswith((".xhtml", ".opf", ".ncx")):
                root = ElementTree.fromstring(book.read(name))  # noqa: S314  our own book
                assert not [element for element in root.iter() if re.search(r"\}(script|zq)", element.tag)], name
                assert not [key for element in root.iter() for key in element.attrib if key.startswith("on")], name
                texts.append("".join(root.itertext()))
    told = built.told(iter(texts))
    assert {_question(built, kind)["question"].split()[0] for kind in hostile.MARKERS} <= told


def test_browser_runs_nothing_of_it(browser: Browser, built: Built) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.on("request", lambda request: asked.append(request.url))
    paths = ["index.html", "404.html", *(f"{name}/index.html" for name in ("browse", "practice", "print", "glossary", "tags"))]
    for path in [*paths, *(f"topics/topic-{kind}/index.html" for kind in hostile.MARKERS)]:
        page.goto((built.site / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        assert page.evaluate("window.zqran") is None, path
        assert page.evaluate("document.querySelectorAll('zqb, zqi, img[src=zq], body style').length") == 0, path
        assert page.evaluate("document.head.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length") == 1, path
        assert page.evaluate("getComputedStyle(document.body).display") != "none", path
    assert not [address for address in asked if not address.startswith(("file:", "data:"))]
    context.close()


def test_hits_and_cards_are_text_in_a_browser(browser: Browser, built: Built) -> None:
    page = browser.new_page()
    page.goto((built.site / "browse" / "index.html").as_uri())
    for kind in hostile.MARKERS:
        word = _question(built, kind)["question"].split()[0]
        page.fill("input[name=find]", word)
        page.locator(".browse-hits a", has_text=word).first.wait_for()
        assert hostile.shown(_question(built, kind)["question"]) in hostile.shown(page.locator(".browse-hits").inner_text())
    page.goto((built.site / "practice" / "index.html").as_uri())
    page.wait_for_timeout(500)

    assert "zq" in page.locator("article").inner_text()
    assert page.evaluate("document.querySelectorAll('zqb, zqi, img[src=zq], body style').length") == 0
    assert page.evaluate("window.zqran") is None
    page.close()


def test_script_that_gets_into_a_page_all_the_same_is_stopped(browser: Browser, built: Built, tmp_path: Path) -> None:
    html = (built.site / "topics" / "topic-html" / "index.html").read_text("utf-8")
    page = tmp_path / "page.html"
    injected = "<script>window.zqran = 1</script><img src=zq onerror='window.zqran = 1'><svg onload='window.zqran = 1'></svg>"
    page.write_text(html.replace("<article", f"{injected}<article", 1), "utf-8")
    assert injected in page.read_text("utf-8")

    tab = browser.new_page()
    tab.goto(page.as_uri())
    tab.wait_for_timeout(300)

    assert tab.evaluate("window.zqran") is None
    tab.close()


def test_every_file_for_a_program_is_what_its_name_says(built: Built) -> None:
    read: dict[str, Callable[[str], object]] = {
        ".xml": lambda data: [*ElementTree.fromstring(data).iter()],  # noqa: S314  our own file
        ".json": json.loads,
        ".csv": lambda data: [*csv.reader(StringIO(data))],
    }
    seen = set()
    for file in built.site.rglob("*"):
        if file.suffix in read and file.is_file():
            assert read[file.suffix](file.read_text("utf-8")), file
            seen.add(file.suffix)
    assert seen == read.keys()


def anki_fields(package: Path, folder: Path) -> Iterator[str]:
    """Yields each field of each note of a package."""
    with ZipFile(package) as archive:
        name = next(name for name in archive.namelist() if name.startswith("collection.anki2"))
        database = sqlite3.connect(archive.extract(name, folder))
    for (fields,) in database.execute("SELECT flds FROM notes"):
        yield from fields.split("\x1f")
    database.close()


def test_cards_of_anki_hold_no_element_and_no_attribute_that_was_a_text(built: Built, tmp_path: Path) -> None:
    for field in some(anki_fields(built.site / "handbook.apkg", tmp_path)):
        for element in BeautifulSoup(f"<div>{field}</div>", "html.parser").find_all(True):
            assert not element.name.startswith("zq"), field
            assert not [name for name in element.attrs if name.startswith("on")], field
            assert element.name != "script", field
            assert element.name != "img" or "zq" not in str(element.get("src")), field


@pytest.mark.parametrize("form", ["text", "github", "json", "sarif"])
def test_names_that_no_file_may_have_are_told_and_do_nothing(tmp_path: Path, form: str) -> None:
    for name in hostile.refused():
        with suppress(OSError):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text("title: T\nsummary: S\norder: 1\n", "utf-8")

    outcome = CliRunner().invoke(main, ["check", "--root", str(tmp_path), "--format", form, "--limit", "0"])

    assert outcome.exit_code == 1, outcome.exception
    assert not FORBIDDEN.search(outcome.stdout.replace("\n", ""))
    if form in ("json", "sarif"):
        assert json.loads(outcome.stdout)
    else:
        begins = r"data(/|:).*:\d+:\d+: (error|warning): " if form == "text" else "::(error|warning) file=[^:,]*,line="
        assert [line for line in outcome.stdout.splitlines() if not re.match(begins, line)] == []


def test_markdown_for_others_is_text_for_any_reader_of_markdown(built: Built) -> None:
    told = set()
    for file in [*built.site.rglob("*.md"), *built.site.glob("llms*.txt")]:
        text = re.sub(r"\A---\n.*?\n---\n", "", file.read_text("utf-8"), flags=re.DOTALL)
        page = BeautifulSoup(MarkdownIt("commonmark").render(text), "html.parser")
        for element in page.find_all(True):
            assert not element.name.startswith("zq"), file
            assert element.name not in ("script", "style", "svg"), file
            assert not [name for name in element.attrs if name.startswith("on")], file
            assert not re.match("(javascript|data|vbscript):", str(element.get("href") or element.get("src") or "")), file
        told |= built.told(text.get_text() for text in page.find_all(["h1", "h2", "h3", "li", "p"]))
    assert {_question(built, kind)["question"].split()[0] for kind in hostile.MARKERS} <= told


def test_skill_tells_the_name_of_the_handbook(built: Built) -> None:
    head = yaml.safe_load((built.site / "skill.md").read_text("utf-8").split("---\n")[1])
    assert hostile.SETTINGS["name"] in head["description"]
    assert re.fullmatch("[a-z0-9-]{1,64}", head["name"])


def test_feeds_tell_every_question_and_hold_no_element_that_was_a_text(built: Built) -> None:
    wanted = {plain_line(_question(built, kind)["question"]) for kind in hostile.MARKERS}
    entry = "{http://www.w3.org/2005/Atom}entry"
    feed = ElementTree.parse(built.site / "feed.xml")  # noqa: S314  our own file
    items = json.loads((built.site / "feed.json").read_text("utf-8"))["items"]
    contents = [text for at in feed.iter(entry) for text in [at.findtext(entry.replace("entry", "content")) or ""]]

    assert {at.findtext(entry.replace("entry", "title")) for at in feed.iter(entry)} == wanted
    assert {item["title"] for item in items} == wanted
    for content in [*contents, *(item["content_html"] for item in items)]:
        for element in BeautifulSoup(content, "html.parser").find_all(True):
            assert not element.name.startswith("zq"), content
            assert not [name for name in element.attrs if name.startswith("on")], content


def test_table_and_deck_tell_every_question(built: Built, tmp_path: Path) -> None:
    with (built.site / "handbook.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    cards = [
        BeautifulSoup(f"<p>{field}", "html.parser").get_text() for field in anki_fields(built.site / "handbook.apkg", tmp_path)
    ]

    for kind in hostile.MARKERS:
        title = plain_line(_question(built, kind)["question"])
        assert title in [row["question"] for row in rows]
        assert title in [plain_line(card) for card in cards]


def test_every_question_has_a_picture(built: Built) -> None:
    for kind in hostile.MARKERS:
        with Image.open(built.site / "pictures" / "q" / f"asks-{kind}.png") as picture:
            assert picture.size == (1200, 630)


def test_guide_of_the_command_takes_its_title_and_its_choice_for_text(built: Built, tmp_path: Path) -> None:
    title, file = f"zqtitle {hostile.MARKED}", tmp_path / "guide.pdf"
    command = [
        "pdf",
        "--root",
        str(built.root),
        "--title",
        title,
        "--variant",
        "short",
        "--topic",
        "topic-typst",
        "-o",
        str(file),
    ]

    assert CliRunner().invoke(main, command).exit_code == 0
    assert _letters(title) in _letters("".join(page.extract_text() for page in PdfReader(file).pages))
    refused = CliRunner().invoke(main, [*command, "--tag", hostile.MARKERS["template"]])
    assert (refused.exit_code, refused.output.count("\n")) == (2, 1)
