"""Asks at each place of a text only the rules that its sign can begin: most places are plain words."""

from __future__ import annotations

import re
from string import digits
from typing import TYPE_CHECKING, Any

from markdown_it.ruler import Ruler

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

    Rule = Callable[..., bool]

INLINE = {
    "text": "", "newline": "\n", "formula": "$\\", "escape": "\\", "backticks": "`", "marks": "=^~", "keys": "+", "emoji": ":",
    "slip_of_a_note": "^", "slip_of_stars": "*_", "slip_of_a_name": "_", "slip_in_braces": "{", "emphasis": "*_", "link": "[",
    "slip_in_brackets": "[", "slip_of_a_link": "[", "slip_of_a_wiki": "[",
    "link_left": "]", "image": "!", "footnote_ref": "[", "footnote_missing": "[", "autolink": "<",
    "raw_pairs": "<", "raw_break": "<", "html_inline": "<", "entity": "&", "gfm_autolink_www": "w",
    "gfm_autolink_protocol": ":", "gfm_autolink_email": "@",
}  # fmt: skip
BLOCK = {
    "callout": "!?", "folded": "<", "tabs": "=", "display": "$\\", "fence": "`~", "blockquote": ">", "hr": "*-_",
    "list": f"*-+{digits}", "footnote_def": "[", "abbreviation": "*", "reference": "[", "heading": "#",
}  # fmt: skip
"""The signs that each rule can begin with, none for the one that takes words; rules that are not named begin with any."""
CHAINS = ("", "paragraph", "reference", "blockquote", "list")
"""The rules for blocks, and those that end each kind of block."""


def plug_in(md: MarkdownIt) -> None:
    """Puts one rule that asks the others by their signs in the place of all rules of a reader of Markdown."""
    # A `w` ends no text where no address begins: it is a letter of every other word.
    md.inline.terminator_re = re.compile(md.inline.terminator_re.pattern.replace("w", "") + r"|w(?=ww\.)")
    md.inline.ruler = _Ruler(md.inline.ruler, {"": _inline(*_by_sign(md.inline.ruler, INLINE))})
    md.block.ruler = _Ruler(md.block.ruler, {chain: _block(*_by_sign(md.block.ruler, BLOCK, chain)) for chain in CHAINS})


class _Ruler(Ruler[Any]):
    """The rules of another one, of which each chain has one that asks the others."""

    def __init__(self, ruler: Ruler[Any], chains: Mapping[str, Rule]) -> None:
        super().__init__()
        self.__rules__ = ruler.__rules__
        self._chains = {chain: [rule] for chain, rule in chains.items()}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803  markdown-it's names
        """Returns the rule of a chain."""
        return self._chains[chainName]


def _by_sign(ruler: Ruler[Any], signs: Mapping[str, str], chain: str = "") -> tuple[Mapping[str, list[Rule]], list[Rule]]:
    """Returns the rules of a chain by the signs that they can begin with, and those for all other signs."""
    names = dict(zip(ruler.getRules(), ruler.get_active_rules(), strict=True))
    begins = [(rule, signs.get(names[rule])) for rule in ruler.getRules(chain)]
    asked = {sign: [rule for rule, own in begins if own is None or sign in own] for sign in "".join(signs.values())}
    return asked, [rule for rule, own in begins if not own]


def _inline(asked: Mapping[str, list[Rule]], others: list[Rule]) -> Rule:
    def inline(state: StateInline, silent: bool) -> bool:
        for rule in asked.get(state.src[state.pos], others):  # noqa: SIM110  any() takes twice as long
            if rule(state, silent):
                return True
        return False

    return inline


def _block(asked: Mapping[str, list[Rule]], others: list[Rule]) -> Rule:
    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        at = state.bMarks[start] + state.tShift[start]
        for rule in asked.get(state.src[at : at + 1], others):  # noqa: SIM110  as above
            if rule(state, start, end, silent):
                return True
        return False

    return block
