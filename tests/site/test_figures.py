"""The figures of a page: their proportions, and their look in the dark."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PIL import Image

from handbook.site.pages.drawing import for_page

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.xdist_group("browser")

IMAGE = '<img src="site:figures/topic/a.svg" alt="A">'


@pytest.mark.parametrize(
    ("drawing", "size"),
    [
        ('<?xml version="1.0"?>\n<svg xmlns="x" width="9pt" viewBox="0 0 460.8 244.8">', 'width="461" height="245"'),
        ("<svg viewBox='-1,-2,30,0.2'/>", 'width="30" height="1"'),
        ('<svg width="9" height="9"/>', ""),
        ("no drawing", ""),
    ],
)
def test_figure_says_how_large_it_is(tmp_path: Path, drawing: str, size: str) -> None:
    (tmp_path / "topic").mkdir()
    (tmp_path / "topic" / "a.svg").write_text(drawing, "utf-8")

    assert for_page(IMAGE, tmp_path) == IMAGE.replace(' alt="A"', f'{f" {size}" if size else ""} alt="A"')


@pytest.mark.parametrize(("orientation", "size"), [(1, 'width="30" height="20"'), (6, 'width="20" height="30"')])
def test_photograph_says_how_large_it_is(tmp_path: Path, orientation: int, size: str) -> None:
    (tmp_path / "topic").mkdir()
    exif = Image.Exif()
    exif[0x0112] = orientation
    Image.new("RGB", (30, 20)).save(tmp_path / "topic" / "a.jpg", exif=exif)
    html = IMAGE.replace("svg", "jpg")

    assert for_page(html, tmp_path) == html.replace(' alt="A"', f' {size} alt="A"')


def test_formula_has_its_latex_only_where_it_is_read(tmp_path: Path) -> None:
    html = '<math><semantics><mi>x</mi><annotation encoding="application/x-tex">x</annotation></semantics></math>'

    assert for_page(html * 2, tmp_path) == "<math><mi>x</mi></math>" * 2


def test_figure_that_is_not_there_stays_as_it_is(tmp_path: Path) -> None:
    assert for_page(IMAGE, tmp_path) == IMAGE


def seen(figure: Locator) -> list[str]:
    """Returns what the pictures show that can be seen, as a reader who cannot see them hears it."""
    images = figure.locator("img").all()
    return [image.get_attribute("alt") or "" for image in images if image.is_visible()]


def test_slider_goes_through_the_frames_by_keyboard(new_page: Callable[..., Page]) -> None:
    page = new_page("topics/extra/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    figure = page.locator("#with-everything + .question .frames")
    slider = figure.get_by_role("slider", name="Width")
    assert not any("stripe" in url for url in asked)

    page.locator("#with-everything + .question details.answer").evaluate("answer => { answer.open = true; }")
    slider.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert sum("stripe" in url for url in asked) == 1  # the others come when somebody reaches for the slider
    assert seen(figure) == ["A wider stripe."]
    height, top = figure.bounding_box(), figure.locator("figcaption").bounding_box()

    slider.focus()
    page.wait_for_load_state("networkidle")
    assert sum("stripe" in url for url in asked) == 4
    for key, value, shown in (
        ("ArrowRight", "three", "A still wider stripe."),
        ("End", "four", "A square field."),
        ("Home", "one", "A narrow stripe."),
    ):
        page.keyboard.press(key)
        assert slider.get_attribute("aria-valuetext") == value
        assert seen(figure) == [shown]
        assert f"Width: {value}" in figure.inner_text()
        assert (figure.bounding_box(), figure.locator("figcaption").bounding_box()) == (height, top)


def test_without_scripts_and_on_paper_three_frames_stand_side_by_side(new_page: Callable[..., Page]) -> None:
    for page in (new_page("q/with-everything/", java_script_enabled=False), new_page("q/with-everything/")):
        figure = page.locator(".frames")
        if page.evaluate("matchMedia('(scripting: enabled)').matches"):
            page.emulate_media(media="print")
        assert seen(figure) == ["A narrow stripe.", "A wider stripe.", "A square field."]
        assert len({box["y"] for image in figure.locator(".printed").all() if (box := image.bounding_box())}) == 1
        assert not figure.locator("input").is_visible()
