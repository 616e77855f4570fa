"""Open links closed for a page of the site, and for the outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handbook.labels.labels import labels
from handbook.markup.links import Links, cite, has_open_links
from handbook.reading.loading import load
from handbook.records.model import Reference
from tests.conftest import write_question

if TYPE_CHECKING:
    from pathlib import Path

    from handbook.records.handbook import Handbook


@pytest.fixture
def handbook(small: Path) -> Handbook:
    write_question(small, "regularization/overfitting", question="Why `List<int>` & *this* <b>, {{ x }} \\1?")
    return load(small)


PAGE = [
    ('<a href="q:dropout"></a>', '<a href="#dropout">What is dropout?</a>'),
    ('<a href="q:dropout">text</a>', '<a href="#dropout">text</a>'),
    ('<a href="q:gradient-descent">text</a>', '<a href="../../topics/optimization/#gradient-descent">text</a>'),
    (
        '<p><a href="q:overfitting"></a></p>' * 2,
        '<p><a href="#overfitting">Why <code>List&lt;int&gt;</code> &amp; *this* &lt;b&gt;, {{ x }} \\1?</a></p>' * 2,
    ),
    ('<a href="q:dropout" title="a > b"></a>', '<a href="#dropout" title="a > b">What is dropout?</a>'),
    ('<a href="q:dropout" title="a &quot;>"><em>t</em></a>', '<a href="#dropout" title="a &quot;>"><em>t</em></a>'),
    (
        '<li><a href="ref:srivastava-2014"></a></li>',
        "<li>Srivastava N. and Hinton G. (2014). "
        "<cite>Dropout: a simple way to prevent neural networks from overfitting</cite>.</li>",
    ),
    ('<a href="site:q/dropout/">x</a>', '<a href="../../q/dropout/">x</a>'),
    ('<a class="tag" href="site:tags/#tag-a">a</a>', '<a class="tag" href="../../tags/#tag-a">a</a>'),
    ('<img src="site:figures/t/f.svg" alt="f">', '<img src="../../figures/t/f.svg" alt="f">'),
]
UNTOUCHED = [
    '<code>&lt;a href="q:dropout"&gt;&lt;/a&gt;</code>',
    '<pre><code>&lt;img src="site:x"&gt; [](q:dropout) ref:srivastava-2014</code></pre>',
    '<a href="https://e.org/?q:dropout" title="href=&quot;q:dropout&quot;">q:dropout</a>',
    '<a href="mailto:a@e.org">site:x</a>',
    '<code>&lt;b href="source:nobody--a"&gt; &lt;a href="source:nobody--a"&gt; href="q:nobody" src="site:x"</code>',
]  # fmt: skip


@pytest.mark.parametrize(("html", "closed"), PAGE)
def test_links_are_closed_for_a_page(handbook: Handbook, html: str, closed: str) -> None:
    assert Links(handbook, "../../", "topics/regularization/").close(html) == closed


@pytest.mark.parametrize("html", UNTOUCHED)
def test_what_only_shows_a_link_stays_as_it_is(handbook: Handbook, html: str) -> None:
    assert Links(handbook, "../../", "topics/regularization/").close(html) == html


def test_links_are_closed_with_whole_addresses_for_the_outside(handbook: Handbook) -> None:
    links = Links(handbook, "https://e.org/\\1/")

    closed = links.close('<a href="q:dropout"></a> <a href="site:tags/">x</a>')

    assert closed == (
        '<a href="https://e.org/\\1/topics/regularization/#dropout">What is dropout?</a> <a href="https://e.org/\\1/tags/">x</a>'
    )


@pytest.mark.parametrize(("html", "_"), PAGE)
def test_open_links_are_seen_in_html_and_in_json(html: str, _: str) -> None:
    assert has_open_links(html)
    assert has_open_links(html.replace('"', '\\"'))


def test_closed_links_are_not_taken_for_open_ones() -> None:
    assert not has_open_links('<a href="https://e.org/q:x" title="see ref:x">site:x</a> {"url": "https://e.org/"}')


@pytest.mark.parametrize(
    ("reference", "html"),
    [
        ({"authors": ["Hinton G."], "title": "On <b> & more"}, "Hinton G. (2014). <cite>On &lt;b&gt; &amp; more</cite>."),
        ({"authors": ["A. & B.", "C."], "venue": "X > Y"}, "A. &amp; B. and C. (2014). <cite>T</cite>. X &gt; Y."),
        ({"authors": ["A.", "B.", "C."]}, "A., B. and C. (2014). <cite>T</cite>."),
        ({"authors": ["A.", "B.", "et al."]}, "A., B. et al. (2014). <cite>T</cite>."),
        ({"authors": ["A.", "et al"]}, "A. et al. (2014). <cite>T</cite>."),
        (
            {"authors": ["A."], "url": "https://e.org/?a=b&c='d'"},
            'A. (2014). <a href="https://e.org/?a=b&amp;c=&#x27;d&#x27;"><cite>T</cite></a>.',
        ),
    ],
    ids=["one author", "two authors", "three authors", "two and others", "one and others", "address"],
)
def test_source_is_cited_on_a_line(reference: dict[str, object], html: str) -> None:
    assert cite(Reference.model_validate({"year": 2014, "title": "T", **reference}), labels()) == html
