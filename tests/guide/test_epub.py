"""The EPUB: valid by structure, with everything in it."""

from __future__ import annotations

import io
import posixpath
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from handbook.markup.lines import plain_line
from tests.guides import SITE, TOPICS, letters, run

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook

pytestmark = pytest.mark.xdist_group("guides")

OPF = "{http://www.idpf.org/2007/opf}"
parse = ElementTree.fromstring
XHTML = "{http://www.w3.org/1999/xhtml}"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


@pytest.fixture(scope="module")
def book(bound: Path, tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    file = tmp_path_factory.mktemp("epub") / "guide.epub"
    outcome = run(bound, *[word for topic in TOPICS for word in ("--topic", topic)], "-o", str(file))
    assert outcome.exit_code == 0, outcome.output
    return ZipFile(io.BytesIO(file.read_bytes()))


@pytest.fixture(scope="module")
def pages(book: ZipFile) -> dict[str, ElementTree.Element]:
    return {name: parse(book.read(name)) for name in book.namelist() if name.endswith(".xhtml")}


def test_container_leads_to_a_package_whose_parts_are_all_there(book: ZipFile) -> None:
    first = book.infolist()[0]
    assert (first.filename, first.compress_type, book.read(first)) == ("mimetype", ZIP_STORED, b"application/epub+zip")
    container = parse(book.read("META-INF/container.xml"))
    package = next(container.iter("{urn:oasis:names:tc:opendocument:xmlns:container}rootfile")).attrib["full-path"]
    root = parse(book.read(package))
    items = {item.attrib["id"]: item.attrib for item in root.iter(f"{OPF}item")}
    paths = {posixpath.join(posixpath.dirname(package), item["href"]) for item in items.values()}

    assert paths | {"mimetype", package} <= {*book.namelist()}
    assert {name for name in book.namelist() if name.startswith("EPUB/")} == paths | {package}
    assert {reference.attrib["idref"] for reference in root.iter(f"{OPF}itemref")} <= items.keys()
    assert [item["href"] for item in items.values() if "nav" in item.get("properties", "").split()] == ["nav.xhtml"]
    for item in items.values():
        if item["href"].endswith(".xhtml"):
            text = book.read(posixpath.join("EPUB", item["href"]))
            assert ("mathml" in item.get("properties", "")) == (b"<math" in text), item


def test_every_link_and_figure_leads_to_something(book: ZipFile, pages: dict[str, ElementTree.Element]) -> None:
    ids = {name: [element.attrib["id"] for element in page.iter() if "id" in element.attrib] for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(set(ids[name])), name
        for link in page.iter(f"{XHTML}a"):
            path, _, anchor = link.attrib.get("href", "").partition("#")
            if re.match(r"https?:|mailto:", path):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert not anchor or anchor in ids[target], (name, link.attrib)
        for image in page.iter(f"{XHTML}img"):
            assert posixpath.normpath(posixpath.join(posixpath.dirname(name), image.attrib["src"])) in book.namelist()
            assert image.attrib["alt"].strip()


def test_citation_leads_to_its_source(pages: dict[str, ElementTree.Element]) -> None:
    links = [link for page in pages.values() for link in page.iter(f"{XHTML}a") if link.text == "[1]"]

    assert [link.attrib["href"].partition("#")[2] for link in links] != []


def test_every_question_is_there_in_order_with_its_formulas(pages: dict[str, ElementTree.Element], handbook: Handbook) -> None:
    headings = ["".join(heading.itertext()) for page in pages.values() for heading in page.iter(f"{XHTML}h2")]
    titles = [plain_line(question.question) for question in handbook.questions.values()]
    formulas = sum(handbook.rendered(question, "data").count("<math") for question in handbook.questions.values())

    assert [heading for heading in headings if heading in titles] == titles
    assert sum(len([*page.iter(f"{MATHML}math")]) for page in pages.values()) >= formulas
    assert "zygomorphic" in letters(" ".join("".join(page.itertext()) for page in pages.values()))


def test_selection_keeps_only_its_own_references(bound: Path, tmp_path: Path) -> None:
    outcome = run(bound, "--format", "epub", "--topic", "extra", "--title", "A part", "-o", str(tmp_path / "part.epub"))
    assert outcome.exit_code == 0, outcome.output
    book = ZipFile(tmp_path / "part.epub")
    text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))

    assert f'href="{SITE}q/lstm/"' in text
    assert "A part" in text
    assert "What is dropout" not in text


def test_same_input_makes_the_same_bytes(bound: Path, tmp_path: Path) -> None:
    for name in ("one.epub", "two.epub"):
        assert run(bound, "--topic", "extra", "-o", str(tmp_path / name)).exit_code == 0

    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
