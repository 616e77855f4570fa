"""The rules that are asked by their signs."""

from __future__ import annotations

from handbook.markup import dialect, dispatch
from handbook.markup.markdown import render


def test_signs_are_told_of_rules_that_exist() -> None:
    md = dialect.make()

    assert {*dispatch.BLOCK} <= {*md.block.ruler.get_active_rules()}
    assert {*dispatch.INLINE} <= {*md.inline.ruler.get_active_rules()}


def test_a_word_with_w_stays_whole_and_an_address_is_a_link() -> None:
    assert render("ww.where www.example.org", "x-").html == (
        '<p>ww.where <a href="http://www.example.org">www.example.org</a></p>'
    )
