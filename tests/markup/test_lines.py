"""Plain text and HTML, one into the other."""

from __future__ import annotations

import pytest

from handbook.markup.lines import plain, plain_line, render_line
from handbook.markup.markdown import render

LINES = [
    ("What is dropout?", "What is dropout?", "What is dropout?"),
    ("What does `await` do in `C#`?", "What does <code>await</code> do in <code>C#</code>?", "What does await do in C#?"),
    ("Why `List<int>` & <b>?", "Why <code>List&lt;int&gt;</code> &amp; &lt;b&gt;?", "Why List<int> & <b>?"),
    ("*no* [no](q:no) $no$ {{ no }} &amp;", "*no* [no](q:no) $no$ {{ no }} &amp;amp;", "*no* [no](q:no) $no$ {{ no }} &amp;"),
    ("a lone ` sign", "a lone ` sign", "a lone ` sign"),
    ("`a``b`", "<code>a</code><code>b</code>", "ab"),
    ("\"quoted\" and 'quoted'", "\"quoted\" and 'quoted'", "\"quoted\" and 'quoted'"),
]  # fmt: skip

TEXTS = [
    ("One *two* **three** `four`.\n\nFive,  \nsix<br>seven", "One two three four.\nFive,\nsix\nseven"),
    ("Simple words\non two lines.\n\nMore.", "Simple words\non two lines.\nMore."),
    ("- a\n- b\n    1. c\n- d", "a\nb\nc\nd"),
    ("| a | b |\n|---|:-:|\n| `c` | $d^2$ |\n| e | |", "a b\nc d^2\ne"),
    ("so $a < b$ and $\\text{<b>}$", "so a < b and \\text{<b>}"),
    ("$$\n\\begin{aligned} a &< b \\\\ c &= d \\end{aligned}\n$$", "\\begin{aligned} a &< b \\\\ c &= d \\end{aligned}"),
    ("```python\nx = 1\ny < 2\n```", "x = 1\ny < 2"),
    ('```python title="t.py" linenums="7"\nx = 1\ny < 2\n```', "t.py\nx = 1\ny < 2"),
    ('```html title="t.html"\n<p title="a > b">x</p>\n```', 't.html\n<p title="a > b">x</p>'),
    ("Text[^1] more.\n\n[^1]: Note[^2].\n[^2]: Two.\n\n    - item", "Text more.\nNote.\nTwo.\nitem"),
    ("# H\n\n> quote\n>\n> > inner\n\n---\n\nend", "H\nquote\ninner\nend"),
    ("++ctrl+c++ ==m== ~~s~~ H<sub>2</sub>O x<sup>n</sup>", "Ctrl+C m s H2O xn"),
    ("[one](q:one) and [two](https://e.org 'title > x')", "one and two"),
    ("- [x] done", "done"),
    ("&lt;b&gt; \"q\" &amp;amp; &copy; a > b\u00a0c", "<b> \"q\" &amp; © a > b\u00a0c"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "html", "words"), LINES)
def test_only_code_means_something_in_a_line(text: str, html: str, words: str) -> None:
    assert render_line(text) == html
    assert plain_line(text) == words


@pytest.mark.parametrize(("markdown", "words"), TEXTS)
def test_plain_text_has_the_words_in_order_and_a_line_for_each_block(markdown: str, words: str) -> None:
    assert plain(render(markdown, "id-").html) == words
