"""The theme's templates with texts that look like code: text they stay."""

from __future__ import annotations

from html import unescape

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from jinja2.exceptions import SecurityError

from handbook.site.look.theming import as_title, escaping, sandboxed, titled, with_search

HOSTILE = """</title><script>alert(1)</script> {{ 7 * 7 }} {% raw %} [[x]] "quoted" & 'so' $x$ `code` é 漢 _a_"""


def test_title_reads_the_same_and_holds_nothing_that_a_template_or_html_would_act_on() -> None:
    title = as_title(HOSTILE)

    assert unescape(title) == HOSTILE
    assert not set("<>{}[]%\"'`$") & set(title)


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Q & A", "Q &amp; A"),
        ("Q &amp; A", "Q &amp; A"),
        ("<b>", "&lt;b&gt;"),
        (None, ""),
        (as_title("&lt;"), "&#38;lt&#59;"),
    ],
)
def test_titles_of_mkdocs_are_text_with_or_without_entities(title: str | None, html: str) -> None:
    assert titled(title) == html


def test_template_escapes_its_values_but_not_the_themes_own_words() -> None:
    templates = {
        "partials/language.html": '{% macro t() %}{{ "l\'eau" }}{% endmacro %}',
        "main.html": '{% import "partials/language.html" as lang %}{{ lang.t() }} {{ value }}',
    }
    env = escaping(Environment(loader=DictLoader(templates)))  # noqa: S701  what is tested

    assert env.get_template("main.html").render(value="<b>'") == "l'eau &lt;b&gt;&#39;"


def test_macros_cannot_reach_pythons_objects() -> None:
    env = Environment(undefined=StrictUndefined)  # noqa: S701  as the plugin for macros has it
    env.globals["count"] = lambda what: f"3 {what}"
    sandbox = sandboxed(env)

    assert sandbox.from_string("{{ count('topics') }}").render() == "3 topics"
    assert sandbox.undefined is StrictUndefined
    with pytest.raises(SecurityError):
        sandbox.from_string("{{ cycler.__init__.__globals__.os.popen('true') }}").render()


def test_settings_of_the_theme_name_another_script_that_searches() -> None:
    block = '\n<script id="__config" type="application/json">{"base": "..", "search": "../assets/x.js"}</script>\n'

    said = with_search(block, "../a</script>.js")

    settings = '{"base": "..", "search": "../a\\u003c/script\\u003e.js"}'
    assert said == f'<script id="__config" type="application/json">{settings}</script>'


def test_theme_that_keeps_its_settings_elsewhere_is_noticed() -> None:
    with pytest.raises(ValueError, match="no longer"):
        with_search("<p></p>", "a.js")
