"""The printed guides, read back."""

from __future__ import annotations

import json
import re
import sys
from importlib.util import find_spec
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

import pytest

from handbook.commands.outputs import pdf as command
from handbook.guide.source.back import index_of
from handbook.markup.lines import MATH, plain, plain_line
from handbook.records.fields import markdown_fields
from handbook.review.advice import FENCED
from tests.conftest import write_question
from tests.guides import SITE, Guide, letters, placed, run
from tests.looping import some
from tests.terminal import converse

if TYPE_CHECKING:
    from collections.abc import Callable

    from handbook.records.handbook import Handbook

pytestmark = pytest.mark.xdist_group("guides")

LETTER = (612, 792)
KEY = ("--variant", "key", "--topic", "foundations", "--topic", "extra")
LACKING = "\u2630"
"""A sign that STIX has, which comes with the formulas of the site."""


def titles(handbook: Handbook) -> list[str]:
    return [plain_line(question.question) for question in handbook.questions.values()]


def test_outline_has_every_topic_and_question_in_order_on_its_page(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()

    assert [title for title, _ in guide.outline if title in titles(handbook)] == titles(handbook)
    for title, page in guide.outline:
        assert letters(title) in letters(guide.texts[page - 1])


def test_every_page_number_in_the_text_is_the_page_that_its_link_leads_to(
    printed: Callable[..., Guide], handbook: Handbook
) -> None:
    guide = printed()
    text = " ".join(guide.bodies[: guide.page_of("Glossary") - 1])
    said = re.findall(r"(Sources:[^(]*)?\(p\.\s*(\d+)\)", text)
    first = guide.page_of(next(iter(handbook.topics.values())).title)
    inside = [link for link in guide.links if first <= link.at < guide.page_of("Glossary")]

    numbers = [int(number) for sources, number in said if not sources]
    pages = [link.page for link in inside if link.leads in handbook.questions]
    assert [number for number, _ in groupby(numbers)] == [page for page, _ in groupby(pages)]
    notes = [int(number) for sources, number in said if sources]
    assert len(notes) == sum(bool(question.references) for question in handbook.questions.values())
    assert {*notes} == {guide.page_of("Sources")}


def test_citation_has_the_number_of_its_source_in_the_one_list(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()
    number = re.search(r"Claims have sources \[(\d+)\]\.", " ".join(" ".join(guide.bodies).split()))

    assert number
    listed = " ".join(guide.bodies[guide.page_of("Sources") - 1 : guide.page_of("Index") - 1])
    assert re.search(rf"\b{number[1]}\s+Goodfellow I.", listed)
    used = {key for question in handbook.questions.values() for key in question.references}
    for key in used:
        assert letters(handbook.references[key].title) in letters(listed), key


def test_index_has_every_term_and_tag_with_pages_of_the_answers_that_use_it(
    printed: Callable[..., Guide], handbook: Handbook
) -> None:
    guide = printed()
    start = guide.page_of("Index")
    index = " ".join(" ".join(guide.bodies[start - 1 :]).partition("Index")[2].split())
    entries = index_of(handbook, [*handbook.questions.values()])

    for tag in handbook.by_tag:
        tagged = {question.id for question in handbook.questions.values() if tag in question.tags}
        assert any(tagged <= {*main} for main, _ in entries.values()), tag
    for name, (main, ids) in entries.items():
        assert {*main} <= {*ids}
        pages = sorted({guide.page_of(plain_line(handbook.questions[id_].question)) for id_ in ids})
        assert re.search(rf"(?<!\w){re.escape(name)}\s+{', '.join(map(str, pages))}(?!\d)", index), name
    assert all(link.page for link in guide.links if link.at >= start)


def test_chapters_begin_on_right_hand_pages_and_heads_name_the_question(
    printed: Callable[..., Guide], handbook: Handbook
) -> None:
    guide = printed()
    pages = dict(guide.outline)
    for topic in some(handbook.topics.values()):
        assert pages[topic.title] % 2 == 1
    titles = {plain_line(question.question) for question in handbook.questions.values()}
    spans = [(title, range(page + 1, after)) for (title, page), (_, after) in pairwise(guide.outline) if title in titles]
    for title, page in some((title, page) for title, span in spans for page in span if guide.bodies[page - 1].strip()):
        head = guide.texts[page - 1].replace(guide.bodies[page - 1], "")
        assert letters(title)[:30] in letters(head)


@pytest.mark.parametrize("layout", ["compact", "large"])
def test_other_layouts_have_the_same_text(printed: Callable[..., Guide], layout: str) -> None:
    book, other = printed("--topic", "extra"), printed("--layout", layout, "--topic", "extra", "--paper", "letter")

    def said(guide: Guide) -> set[str]:
        return set(re.findall(r"(?<!\S)[^\W\d_]{2,20}(?!\S)", " ".join(guide.texts)))

    assert said(book) == said(other)


def test_few_questions_have_only_their_own_terms_and_no_contents(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed("--id", "neighbour")

    assert len(guide.reader.pages) == 1
    assert "Contents" not in guide.texts[0]
    assert [title for title, _ in guide.outline] == [plain_line(handbook.questions["neighbour"].question)]


def test_short_edition_has_short_answers_and_points_alone(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed("--variant", "short")
    text = letters(" ".join(guide.bodies))

    assert [title for title, _ in guide.outline if title in titles(handbook)] == titles(handbook)
    assert letters("Three with code") in text
    assert "callparafoo" not in text
    assert letters("Where it breaks down") not in text


def test_entries_of_the_contents_name_the_pages_of_the_outline(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()
    first = guide.page_of(next(iter(handbook.topics.values())).title)
    contents = letters(" ".join(guide.texts[guide.page_of("Contents") - 1 : first - 1]))

    for title in some(titles(handbook)):
        assert f"{letters(title)}{guide.page_of(title)}" in contents


def test_no_link_is_dead(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()

    assert len(guide.links) > 80
    for link in guide.links:
        assert link.page or re.match(r"https?://[^/]|mailto:", link.leads), link
    assert {reference.url for reference in handbook.references.values() if reference.url} & {link.leads for link in guide.links}


def test_every_answer_can_be_read_in_order(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()
    whole = letters(" ".join(guide.bodies))
    for question in some(handbook.questions.values()):
        data = json.loads(handbook.rendered(question, "data"))
        place = -1
        for name in ("short", "answer", "example", "in_practice"):
            if not data[name]:
                continue
            for sentence in re.split(r"(?<=[.:?!])\s", plain(MATH.sub("§", data[name]["html"]))):
                words = letters(sentence)
                if "§" not in sentence and "](" not in sentence and len(words) > 30 and "<a" not in data[name]["html"]:
                    found = whole.find(words[:30], place + 1)
                    assert found > place, (question.id, sentence)
                    place = found


def test_every_listing_is_copied_as_the_data_has_it(printed: Callable[..., Guide], handbook: Handbook) -> None:
    lines = [(page, line.rstrip()) for page, text in enumerate(printed().texts) for line in text.splitlines() if line.strip()]
    starts: dict[str, list[int]] = {}
    for at, (_, line) in enumerate(lines):
        starts.setdefault(line, []).append(at)
    listings = [
        [line.expandtabs(4)[len(found["indent"]) :].rstrip() for line in found["code"].splitlines() if line.strip()]
        for question in handbook.questions.values()
        for _, text in markdown_fields(question)
        for found in FENCED.finditer(text)
    ]

    assert listings
    for listing in listings:
        assert any(goes_on(lines[at:], listing) for at in starts.get(listing[0], [])), "\n".join(listing)


def goes_on(lines: list[tuple[int, str]], wanted: list[str]) -> bool:
    """Tells whether lines begin with some others, with nothing between them but the foot of a page and the head of the next."""
    at, between = 0, 0
    for page, line in lines:
        if at == len(wanted):
            break
        if line == wanted[at]:
            at, between = at + 1, 0
        elif between < 4 and (line.isdecimal() or page != lines[0][0]):
            between += 1
        else:
            return False
    return at == len(wanted)


def test_document_says_what_it_is(printed: Callable[..., Guide], handbook: Handbook) -> None:
    reader = printed().reader
    root: Any = reader.trailer["/Root"]
    metadata = root["/Metadata"].get_object().get_data().decode()

    assert reader.metadata
    assert reader.metadata.title == "Small Handbook"
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"<pdfuaid:part>1<", metadata)
    assert re.search(r"<pdfaid:part>2</pdfaid:part>\s*<pdfaid:conformance>A<", metadata)
    assert reader.metadata.creation_date
    assert reader.metadata.creation_date.date().isoformat() == str(handbook.edition)


@pytest.mark.parametrize("options", [(), KEY, ("--variant", "questions"), ("--variant", "cards")], ids=str)
def test_every_font_is_embedded_and_figures_are_drawings(printed: Callable[..., Guide], options: tuple[str, ...]) -> None:
    guide = printed(*options)

    fonts = [*guide.fonts()]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)
    assert not [drawn for drawn in guide.drawings() if drawn["/Subtype"] == "/Image"]


def test_every_formula_and_figure_has_its_alternative(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed()
    count = sum(handbook.rendered(question, "data").count("<math") for question in handbook.questions.values())
    formulas = [element for element in guide.elements if element["/S"] == "/Formula"]
    figures = {str(element["/Alt"]) for element in guide.elements if element["/S"] == "/Figure"}

    assert len(formulas) >= count
    assert all(str(formula.get("/Alt", "")).strip() for formula in formulas)
    drawn = [figure for question in handbook.questions.values() for figure in question.figures]
    single = {figure.alt for figure in drawn if not figure.frames}
    assert figures == single | {figure.frames[at].alt for figure in drawn for at in figure.printed}


def test_headings_go_down_one_level_at_a_time(printed: Callable[..., Guide]) -> None:
    levels = [int(element["/S"][2:]) for element in printed().elements if re.fullmatch(r"/H\d", element["/S"])]

    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_answer_key_and_questions_name_each_others_pages(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed(*KEY)
    pages: dict[str, list[int]] = {}
    for title, page in guide.outline:
        pages.setdefault(title, []).append(page)
    said = re.compile(r"(Answer|Question) on p\. (\d+)")

    chosen = [question for question in handbook.questions.values() if question.topic in ("foundations", "extra")]
    for title in some(plain_line(question.question) for question in chosen):
        asked, answered = pages[title]
        assert asked < answered
        assert ("Answer", str(answered)) in said.findall(guide.texts[asked - 1])
        assert ("Question", str(asked)) in said.findall(guide.texts[answered - 1])


def test_sheet_for_interviewers_has_what_to_listen_for_and_room_to_write_and_no_answers(printed: Callable[..., Guide]) -> None:
    text = letters(" ".join(printed("--variant", "questions").texts))

    assert letters("Three with code") in text
    assert letters("And then?") in text
    assert letters("What candidates get wrong") in text
    for word in ("Candidate", "Date", "Interviewer", "Score", "Notes"):
        assert letters(word) in text
    assert letters("Where it breaks down") not in text


def test_backs_of_cards_lie_behind_their_fronts(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed("--variant", "cards")
    width = float(guide.reader.pages[0].mediabox.width)
    middle = width / 2
    for front, back in zip(guide.reader.pages[::2], guide.reader.pages[1::2], strict=True):
        fronts, backs = (numbers(page) for page in (front, back))
        assert fronts.keys() == backs.keys()
        for number, (x, y) in fronts.items():
            other_x, other_y = backs[number]
            assert (x < middle) == (other_x - 200 > middle - 200), number
            assert abs(y - other_y) < 1, number
    assert len(guide.reader.pages) == 2 * -(-len(handbook.questions) // 8)


def test_cards_are_heard_front_then_back(printed: Callable[..., Guide], handbook: Handbook) -> None:
    levels = [str(element["/S"]) for element in printed("--variant", "cards").elements if re.fullmatch(r"/H\d", element["/S"])]

    assert levels == ["/H1", "/H2"] * len(handbook.questions)


def test_backs_of_cards_have_points_or_the_short_answer(printed: Callable[..., Guide]) -> None:
    points, short = (
        letters(" ".join(printed("--variant", "cards", "--topic", "extra", "--backs", backs).texts))
        for backs in ("points", "short")
    )

    assert "threewithcode" in points
    assert "zygomorphic" not in points
    assert "zygomorphic" in short
    assert "threewithcode" not in short


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/", "http://localhost:8000/"])
def test_site_on_ones_own_machine_is_nowhere_on_paper(small: Path, tmp_path: Path, address: str) -> None:
    write_question(small, "regularization/dropout", answer="See [](q:overfitting).", related=["overfitting"])
    for name in ("guide.pdf", "guide.epub"):
        outcome = run(small, "--id", "dropout", "--site-url", address, "-o", str(tmp_path / name))
        assert outcome.exit_code == 0, outcome.output

    guide = Guide(tmp_path / "guide.pdf")
    assert all(link.page or link.leads.startswith("https://") for link in guide.links)
    assert "127" not in "".join(guide.texts)
    with ZipFile(tmp_path / "guide.epub") as book:
        for page in book.namelist():
            assert address.encode() not in book.read(page), page


def numbers(page: Any) -> dict[int, tuple[float, float]]:
    """Returns where the numbers of the cards stand."""
    return {
        int(text.split()[-1]): (x, y)
        for x, y, text in placed(page)
        if re.search(r"^(Foundations|Gradients.*|Generative models|Extra)? \d+$", text)
    }


def test_selection_narrows_between_kinds_and_adds_within_one(printed: Callable[..., Guide], handbook: Handbook) -> None:
    guide = printed("--topic", "gradients", "--topic", "extra", "--level", "senior", "--level", "mid", "--paper", "letter")
    wanted = [
        plain_line(question.question)
        for question in handbook.questions.values()
        if question.topic in ("gradients", "extra") and question.level in ("senior", "mid")
    ]

    assert [title for title, _ in guide.outline if title in titles(handbook)] == wanted
    assert {tuple(map(round, page.mediabox[2:])) for page in guide.reader.pages} == {LETTER}
    assert f"{SITE}q/lstm/" in {link.leads for link in guide.links}
    assert "lstm" not in {link.leads for link in guide.links}


def test_former_id_chooses_its_question(printed: Callable[..., Guide]) -> None:
    guide = printed("--id", "once-called-otherwise", "--title", "One & only")

    assert guide.reader.metadata
    assert guide.reader.metadata.title == "One & only"
    assert "What does an answer with everything in it look like?" in dict(guide.outline)


def test_same_input_makes_the_same_bytes(bound: Path, printed: Callable[..., Guide], tmp_path: Path) -> None:
    guide = printed("--topic", "extra")

    assert run(bound, "--topic", "extra", "-o", str(tmp_path / "again.pdf")).exit_code == 0

    assert (tmp_path / "again.pdf").read_bytes() == guide.file.read_bytes()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--id", "nope"], "no question `nope`"),
        (["--id", "dropuot"], "did you mean `dropout`?"),
        (["--topic", "gradient"], "did you mean `gradients`?"),
        (["--tag", "nope"], "no tag `nope`"),
        (["--level", "expert"], "no level `expert`; choose from junior, mid, senior"),
        (["--topic", "extra", "--level", "junior"], "no question has topic extra and level junior"),
        (["--fonts", "nowhere"], "nowhere: no font there"),
        (["--format", "epub"], "end it in .epub"),
    ],
)
def test_what_cannot_be_is_said_in_one_line_and_leaves_the_file(
    bound: Path, tmp_path: Path, options: list[str], said: str
) -> None:
    file = tmp_path / "guide.pdf"
    file.write_text("before")

    outcome = run(bound, *options, "-o", str(file))

    assert outcome.exit_code == 2
    assert said in outcome.output
    assert outcome.output.count("\n") == 1
    assert file.read_text() == "before"


def test_unwritable_output_is_said_in_one_line(bound: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    outcome = run(bound, "--id", "neighbour", "-o", str(tmp_path / "file" / "guide.pdf"))

    assert outcome.exit_code == 2
    assert "cannot be written" in outcome.output
    assert outcome.output.count("\n") == 1


def test_font_of_ones_own_shows_what_the_others_lack(small: Path, tmp_path: Path) -> None:
    write_question(small, "regularization/dropout", answer=f"A sign: {LACKING}.")
    package = find_spec("ziamath")
    assert package
    assert package.origin
    file = tmp_path / "guide.pdf"
    assert LACKING in run(small, "-o", str(file)).stderr
    assert LACKING not in "".join(Guide(file).texts)

    outcome = run(small, "--fonts", str(Path(package.origin).parent / "fonts"), "-o", str(file))

    assert outcome.exit_code == 0, outcome.output
    assert LACKING in "".join(Guide(file).texts)


def test_handbook_without_an_address_prints_no_link_to_itself(small: Path, tmp_path: Path) -> None:
    write_question(small, "regularization/dropout", answer="See [](q:overfitting).", related=["overfitting"])
    for variant in ("study", "cards"):
        outcome = run(small, "--id", "dropout", "--variant", variant, "-o", str(tmp_path / "guide.pdf"))
        assert outcome.exit_code == 0, outcome.output

        guide = Guide(tmp_path / "guide.pdf")
        assert all(link.page or link.leads.startswith("https://") for link in guide.links)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_progress_is_a_bar_on_a_terminal(small: Path) -> None:
    status, shown = converse(small, ["pdf", "-o", "guide.pdf"], [])

    assert status == 0
    assert "Setting guide.pdf" in shown
    assert "100%" in shown


def test_progress_is_a_line_in_a_log(small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "WORTH_A_LINE", 3)

    outcome = run(small, "-o", str(tmp_path / "guide.pdf"))

    assert outcome.stderr == "setting 3 questions into guide.pdf\n"
