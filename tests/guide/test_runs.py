"""Long guides, which are set in several runs: they read as if they were set in one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from handbook.guide import making
from handbook.guide.press import joining
from handbook.guide.press.drawing import shortened
from handbook.guide.press.press import Press
from tests.conftest import write_question
from tests.guides import Guide, Link, letters, run
from tests.looping import some

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from handbook.guide.source.parts import Part

pytestmark = pytest.mark.xdist_group("guides")

CHOICE = ("--topic", "generative", "--topic", "extra")


def in_runs(root: Path, file: Path, at_once: int, *options: str) -> Guide:
    """Prints a guide with so many questions in a run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "AT_ONCE", at_once)
        outcome = run(root, *options, "-o", str(file))
    assert outcome.exit_code == 0, outcome.output
    return Guide(file)


@pytest.fixture(scope="module")
def several(bound: Path, tmp_path_factory: pytest.TempPathFactory) -> Guide:
    return in_runs(bound, tmp_path_factory.mktemp("runs") / "guide.pdf", 1, *CHOICE)


def said(guide: Guide) -> list[str]:
    return [letters(text) for text in guide.texts]


def inside(guide: Guide) -> list[Link]:
    """Returns the links but for those to a source, which in several runs lead to the beginning of the list."""
    return [link for link in guide.links if link.leads not in ("", "the-sources")]


def tagged(guide: Guide) -> list[tuple[str, ...]]:
    return [tuple(str(element.get(key, "")) for key in ("/S", "/Alt", "/T")) for element in guide.elements]


def test_guide_of_several_runs_reads_as_that_of_one(several: Guide, printed: Callable[..., Guide]) -> None:
    one = printed(*CHOICE)

    assert said(several) == said(one)
    assert several.outline == one.outline
    assert inside(several) == inside(one)
    assert tagged(several) == tagged(one)
    assert len({str(font["/FontName"]) for font in several.fonts()}) > 2 * len({str(font["/FontName"]) for font in one.fonts()})


def test_empty_pages_have_no_tags_to_join(document: pikepdf.Pdf) -> None:
    for page in document.pages[-2:]:
        del page.obj.StructParents
    pages = len(document.pages)

    joining.cut(document, pages - 1)

    assert len(document.pages) == pages - 1


def test_links_say_the_page_that_they_lead_to(several: Guide) -> None:
    links = [found.get_object() for page in several.reader.pages for found in page.get("/Annots", [])]

    assert not [link for link in links if "page:" in str(link.get("/A", ""))]
    for link in some(link for link in links if isinstance(link.get("/Dest"), str)):
        number = several.numbers[several.destinations[link["/Dest"]].page.idnum]
        assert str(link["/Contents"]).endswith(f" page {number}")


@pytest.fixture(params=["one", "several"])
def document(request: pytest.FixtureRequest, several: Guide, printed: Callable[..., Guide]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open((several if request.param == "several" else printed(*CHOICE)).file) as document:
        yield document


def pairs(tree: Any) -> dict[Any, Any]:
    items = [*tree]
    return dict(zip(items[::2], items[1::2], strict=True))


def kids(element: Any) -> list[Any]:
    return [*element.K] if isinstance(element.K, pikepdf.Array) else [element.K]


def test_marks_of_the_pages_and_tags_belong_to_each_other(document: pikepdf.Pdf) -> None:
    parents = {int(key): tag for key, tag in pairs(document.Root.StructTreeRoot.ParentTree.Nums).items()}

    assert list(parents) == sorted(parents)
    for page in document.pages:
        marks = [int(mark) for mark in re.findall(rb"/Span<</MCID (\d+)", page.Contents.read_bytes())]
        assert marks == [*range(len(parents[int(page.StructParents)]))]
        for mark, tag in enumerate(parents[int(page.StructParents)]):
            assert any(holds(tag, kid, page, mark) for kid in kids(tag))
        for link in page.get("/Annots", ()):
            tag = parents[int(link.StructParent)]
            assert [kid for kid in kids(tag) if not isinstance(kid, int) and kid.get("/Obj", link).objgen == link.objgen]


def holds(tag: Any, kid: Any, page: pikepdf.Page, mark: int) -> bool:
    if isinstance(kid, int):
        return kid == mark and tag.Pg.objgen == page.objgen
    return "/MCID" in kid and int(kid.MCID) == mark and kid.Pg.objgen == page.objgen


def test_tags_make_one_tree_and_cells_name_their_heads(document: pikepdf.Pdf) -> None:
    tree = document.Root.StructTreeRoot
    waiting, found = [*tree.K], 0
    while waiting:
        tag = waiting.pop()
        found += 1
        inside = [kid for kid in kids(tag) if not isinstance(kid, int) and "/S" in kid]
        assert all(kid.P.objgen == tag.objgen for kid in inside)
        waiting += inside
    tags = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"]
    ids = [bytes(id_) for id_ in pairs(tree.IDTree.Names)]
    heads = {bytes(head) for tag in tags for facts in tag.get("/A", ()) for head in facts.get("/Headers", ())}

    assert found == len(tags)
    assert ids == sorted({*ids})
    assert heads
    assert heads <= {*ids}


def test_file_is_sound(document: pikepdf.Pdf) -> None:
    assert document.check_pdf_syntax() == []
    metadata = document.Root.Metadata.read_bytes()
    assert re.findall(rb"<xmpTPg:NPages>(\d+)", metadata) == [b"%d" % len(document.pages)]
    assert document.Root.Outlines.Count == len(list(document.open_outline().root))


@pytest.mark.parametrize("variant", ["study", "key", "questions", "cards"])
def test_each_variant_reads_the_same_and_has_the_same_bytes_again(
    small: Path, tmp_path: Path, variant: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(9):
        write_question(small, f"regularization/more-{at}")
    for name in ("regularization/dropout", "optimization/gradient-descent"):
        write_question(small, name, answer="First[^a] and second[^b].\n\n[^a]: One.\n[^b]: Two.", related=["overfitting"])
    parts: set[str] = set()
    compiled = Press.compiled

    def counted(press: Press, part: Part, *known: Any) -> bytes:
        parts.add(part.code)
        return compiled(press, part, *known)

    monkeypatch.setattr(Press, "compiled", counted)
    one, first, again = (
        in_runs(small, tmp_path / f"{at}.pdf", at_once, "--variant", variant) for at, at_once in enumerate((99, 1, 1))
    )

    assert (len(parts) > 3) == (variant != "cards")
    assert said(first) == said(one)
    assert inside(first) == inside(one)
    assert first.file.read_bytes() == again.file.read_bytes()


def test_question_of_a_later_run_is_to_blame_by_its_name(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 1)
    for at in range(9):
        write_question(small, f"optimization/more-{at}")
    write_question(small, "regularization/dropout", answer="Some 𓀀.")

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.exit_code == 0
    assert "data/regularization/dropout.yml: no font has 𓀀 (U+13000)" in outcome.output


def page(*rows: tuple[float, float, bytes]) -> bytes:
    """Returns a page as Typst draws it, with a mark for each row of glyphs."""
    pieces = (
        b"/Span<</MCID %d>>BDC\nq 1 0 0 -1 %.5f %.5f cm/c0 cs 0 scn\nBT 0 Tr/f0 10 Tf 1 0 0 -1 0 0 Tm%b\nET\nQ\n"
        % (at, x, y, glyphs)
        for at, (x, y, glyphs) in enumerate(rows)
    )
    return b"EMC".join(pieces) + b"EMC"


@pytest.mark.parametrize(
    ("glyphs", "x", "written"),
    [
        (rb"(\000\001\000\001)Tj", 110.0, b"(\0\2)Tj"),
        (rb"[(\000\001)-100.04(\000\001)]TJ", 111.0004, b"(\0\2)Tj"),
        (rb"(\000\001\000\001)Tj", 112.5, b"[-250(\0\2)]TJ"),
        (rb"(\000\(\000\))Tj", 110.0, b"(\0\2)Tj"),
        (rb"(\000(\000))Tj", 110.0, b"(\0\2)Tj"),
        (rb"<00010001>Tj", 110.0, b" 10 0 Td(\0\2)Tj"),
        (rb"[(\000\001)-5<0001>]TJ", 110.05, b" 10.05 0 Td(\0\2)Tj"),
        (rb"[(\000\001)<0001>(\000\001)]TJ", 115.0, b" 15 0 Td(\0\2)Tj"),
        (rb"(\001\001)Tj", 110.0, b" 10 0 Td(\0\2)Tj"),
    ],
)
def test_glyphs_stay_where_they_are(glyphs: bytes, x: float, written: bytes) -> None:
    widths = {b"/f0": [500.0] * 50}

    content, kept = shortened(page((100, 700, glyphs), (x, 700, rb"(\000\002)Tj")), widths)

    assert content.split(b"\n")[5] == written
    assert kept == [0, 1]


def test_drawing_of_another_kind_stays_as_it_is() -> None:
    assert shortened(b"BT (a) Tj ET", {}) == (b"BT (a) Tj ET", [])


def test_marks_of_one_tag_are_joined_where_they_follow_each_other() -> None:
    content, kept = shortened(page((100, 700, b"(ab)Tj"), (100, 690, b"(cd)Tj"), (100, 680, b"(ef)Tj")), {}, {1})

    assert kept == [0, 2]
    assert [part.partition(b">>")[0] for part in content.split(b"/Span<</MCID ")[1:]] == [b"0", b"1"]
    assert content.index(b"(cd)") < content.index(b"EMC")
