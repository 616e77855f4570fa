"""A grammar of everything that the handbook's Markdown allows, from which Hypothesis draws whole questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.core import given

from handbook.markup.markdown import render

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

LETTERS = "aábcdeéfghijklmnñoöpqrstuüvwxyzßABCDEFGαβγδжшяאבגابت中文日本語한국✅🎉½§€≤→"
WORD = st.text(LETTERS, min_size=1, max_size=9)
SIGNS = st.sampled_from([
    "a < b", "x==y", "a++b", "i++", "C++", "C#", "#1", "$5", "US$7", "2*3*4", "snake_case", "a|b", "50%", "R&D", "&copy;",
    "&lt;",
    "10:30", "f(x)", "[0]", "{a, b}", "{{ x }}", "{% x %}", "`", "~5", "2^10", "—", "“quoted”", "it's", "wait...", "https", r"\*",
    r"\$",
    r"\_", r"\[x\]", "<-", "->", "=>", "!=", "@someone", "…and", "a/b", "!", "q:", "((", "))", "'", '"',
])  # fmt: skip
ATOM = st.recursive(
    st.sampled_from(
        ["x", "y_1", "\\alpha", "\\infty", "0.5", "\\mathbb{R}", "a_{ij}", "\\hat y", "W^\\top", "\\text{if so}", "n!"]
    ),
    lambda inner: st.one_of(
        st.builds("\\frac{{{}}}{{{}}}".format, inner, inner),
        st.builds("\\sqrt{{{}}}".format, inner),
        st.builds("{} + {}".format, inner, inner),
        st.builds("{{{}}}^{{{}}}".format, inner, inner),
        st.builds("\\sum_{{i=1}}^n {}".format, inner),
        st.builds("\\left( {} \\right)".format, inner),
        st.builds("P({} | {})".format, inner, inner),
        st.builds("\\begin{{pmatrix}} {} & {} \\\\ 0 & 1 \\end{{pmatrix}}".format, inner, inner),
        st.builds("\\begin{{cases}} {} & x > 0 \\\\ 0 & \\text{{else}} \\end{{cases}}".format, inner),
    ),
    max_leaves=5,
)
CODE = st.sampled_from([
    "print(1)", "a | b", "<b>", "x = `y`", "$HOME", "**no**", "[](q:x)", "&amp;", "{{ x }}", "if a < b:", "a\tb", "中文",
    "#!/bin/sh",
])  # fmt: skip
LANGUAGE = st.sampled_from(["", "python", "js", "text", "yaml", "nosuch", "c++", "makefile", "diff"])
KEYS = st.sampled_from(["++ctrl+alt+del++", '++"any text"++', "++enter++", "++x++"])
EMOJI = st.sampled_from([":tada:", ":+1:", ":rocket:", ":nosuch:"])
LINK = st.sampled_from([
    "https://example.org/a_b?c=d&e=f", "https://example.org/%20x", "http://example.org:8080/", "mailto:a@example.org",
    "https://en.wikipedia.org/wiki/A_(b)",
])  # fmt: skip
KINDS = st.sampled_from(["note", "tip", "warning", "danger", "quote", "example"])


def _around(sign: str, other: str | None = None) -> Any:
    return lambda inner: f"{sign}{inner}{other or sign}"


def inline(depth: int = 2) -> SearchStrategy[str]:
    """Draws what stands in a line."""
    plain = st.one_of(WORD, WORD, WORD, SIGNS)
    marked = st.one_of(
        st.builds("`{}`".format, CODE.filter(lambda code: "`" not in code)),
        st.builds("`` {} ``".format, CODE),
        st.just("`#!python print(1)`"),
        st.builds("${}$".format, ATOM),
        st.builds("$`{}`$".format, ATOM),
        st.builds("\\({}\\)".format, ATOM),
        KEYS, EMOJI,
        st.builds("<{}>".format, LINK), LINK.filter(lambda link: link.startswith("http")),
        st.just("www.example.org"), st.just("[](ref:source-1999)"), st.just("[its paper](ref:source-1999)"),
        st.builds("H~{}~O".format, st.integers(1, 99)), st.builds("x^{}^".format, st.integers(1, 99)),
        st.sampled_from(["<br>", "<br/>", "\\\n", "  \n", "\n"]),
    )  # fmt: skip
    if not depth:
        return st.one_of(plain, plain, marked)
    inner = st.lists(inline(depth - 1), min_size=1, max_size=3).map(" ".join)
    wrapped = st.one_of(
        *(inner.map(_around(sign)) for sign in ("*", "**", "_", "__", "~~", "==", "^^", "***")),
        *(inner.map(_around(f"<{tag}>", f"</{tag}>")) for tag in ("kbd", "sub", "sup", "q", "ins", "small", "var", "abbr")),
        st.builds("[{}]({})".format, inner, LINK),
        st.builds('[{}]({} "A title")'.format, inner, LINK),
        st.builds("[{}](q:question-{})".format, inner, st.integers(0, 4)),
        st.builds("[](q:question-{})".format, st.integers(0, 4)),
    )
    return st.one_of(plain, plain, marked, wrapped)


LINE = st.lists(inline(), min_size=1, max_size=6).map(" ".join)
"""Several words and marks."""
SHORT_LINE = st.lists(st.one_of(WORD, WORD, st.just("`code`"), st.just("$x$"), st.just("**bold**")), min_size=1, max_size=3).map(
    " ".join
)


def _indented(text: str, by: int, first: str = "") -> str:
    rows = text.split("\n")
    lead = first or " " * by
    return "\n".join([lead + rows[0], *(" " * by + row if row else row for row in rows[1:])])


@st.composite
def fence(draw: DrawFn) -> str:
    """Draws a block of code."""
    sign = draw(st.sampled_from(["```", "~~~", "`````"]))
    options = draw(st.sampled_from(["", "", ' title="a.py"', ' linenums="3"', ' hl_lines="1"', ' linenums="1" hl_lines="1-2"']))
    rows = draw(st.lists(st.one_of(CODE, st.just(""), st.just("    x" * 8), st.just("```")), min_size=1, max_size=4))
    rows = [row for row in rows if not row.startswith("```") or sign != "```"] or ["x"]
    language = draw(LANGUAGE)
    return f"{sign}{language}{options if language else ''}\n" + "\n".join(rows) + f"\n{sign}"


@st.composite
def table(draw: DrawFn) -> str:
    """Draws a table; a cell is one line, and its bars have a backslash."""
    cell = st.one_of(SHORT_LINE, st.just("`a\\|b`"), st.just("$P(A|B)$"), st.just(""), st.just("`x|y`"), st.just("\\|"))
    width = draw(st.integers(1, 5))
    rows = draw(st.lists(st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=4))
    sides = draw(st.lists(st.sampled_from(["---", ":--", ":-:", "--:"]), min_size=width, max_size=width))
    heads = [f"h{at}" for at in range(width)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [heads, sides, *rows])


@st.composite
def items(draw: DrawFn, inner: SearchStrategy[str]) -> str:
    """Draws a list of some kind, with blocks in its items."""
    sign = draw(st.sampled_from(["-", "*", "+", "1.", "1)", "7."]))
    task = draw(st.sampled_from(["", "", "[ ] ", "[x] "])) if sign == "-" else ""
    wide = draw(st.sampled_from([len(sign) + 1, 4]))
    gap = draw(st.sampled_from(["\n", "\n\n"]))
    texts = draw(st.lists(st.one_of(SHORT_LINE, st.builds("{}\n\n{}".format, SHORT_LINE, inner)), min_size=1, max_size=3))
    gap = "\n\n" if any("\n\n" in text for text in texts) else gap
    return gap.join(
        _indented(text, wide, f"{sign}{' ' * (wide - len(sign))}{task if not at else ''}") for at, text in enumerate(texts)
    )


def blocks(depth: int = 2) -> SearchStrategy[str]:
    """Draws blocks, some of them with blocks inside."""
    formula = st.one_of(
        st.builds("$$\n{}\n$$".format, ATOM), st.builds("$${}$$".format, ATOM), st.builds("\\[\n{}\n\\]".format, ATOM),
        st.builds("```math\n{}\n```".format, ATOM),
        st.builds("$$\n\\begin{{aligned}} a &= {} \\\\ &= 1 \\end{{aligned}}\n$$".format, ATOM),
    )  # fmt: skip
    simple = st.one_of(
        LINE, LINE, LINE, fence(), table(), formula, st.just("---"), st.builds("    indented {}".format, WORD),
        st.builds("{} {}".format, st.sampled_from(["#", "##", "###", "######"]), SHORT_LINE),
        st.builds("{}\n===".format, SHORT_LINE), st.builds("{}\n: {}\n\n{}\n:   {}".format, WORD, SHORT_LINE, WORD, SHORT_LINE),
        st.builds("{}\n- {}\n- {}".format, LINE, SHORT_LINE, SHORT_LINE),
    )  # fmt: skip
    if not depth:
        return simple
    inner = st.lists(blocks(depth - 1), min_size=1, max_size=2).map("\n\n".join)
    title = st.one_of(SHORT_LINE.filter(lambda text: '"' not in text))
    nested = st.one_of(
        items(inner),
        inner.map(lambda text: "\n".join(f"> {row}".rstrip() for row in text.split("\n"))),
        st.builds(lambda kind, text: "\n".join(f"> {row}".rstrip() for row in [f"[!{kind.upper()}]", *text.split("\n")]),
                  st.sampled_from(["note", "tip", "important", "warning", "caution"]), inner),
        st.builds(lambda sign, kind, name, text: f'{sign} {kind} "{name}"\n{_indented(text, 4)}',
                  st.sampled_from(["!!!", "???", "???+"]), KINDS, title, inner),
        st.builds(lambda one, two, text, more: f'=== "{one}"\n\n{_indented(text, 4)}\n\n=== "{two}"\n\n{_indented(more, 4)}',
                  title, title, inner, inner),
        st.builds("<details>\n<summary>{}</summary>\n\n{}\n\n</details>".format, title, inner),
    )  # fmt: skip
    return st.one_of(simple, simple, nested)


@st.composite
def text(draw: DrawFn, most: int = 5) -> str:
    """Draws a text, now and then with a footnote and an abbreviation; what is refused is not drawn."""
    drawn = "\n\n".join(draw(st.lists(blocks(), min_size=1, max_size=most)))
    if draw(st.booleans()):
        drawn = f"Marked[^n] and *API*[^n].\n\n{drawn}\n\n[^n]: {draw(SHORT_LINE)}\n\n*[API]: Application Interface"
    return drawn


TEXT = text().filter(lambda drawn: drawn.strip() and not render(drawn, "x-").mistakes)
LITTLE = text(1).filter(lambda drawn: drawn.strip() and not render(drawn, "x-").mistakes)
WORDS = st.lists(st.one_of(WORD, WORD, SIGNS, st.just("`code`"), st.just("a" * 70)), min_size=1, max_size=7)
TITLE = WORDS.map(" ".join).filter(lambda drawn: len(drawn) < 200)


def _few(strategy: SearchStrategy[Any], most: int = 3) -> SearchStrategy[list[Any]]:
    return st.lists(strategy, max_size=most, unique_by=str)


FIGURE = {"file": "figure.svg", "alt": "A square.", "caption": "A *square*, $x^2$."}


def _framed(names: list[str]) -> list[dict[str, Any]]:
    """Returns a figure whose parameter has the first name, and its frames the others."""
    frames = [{"value": name, "file": FIGURE["file"], "alt": name} for name in names[1:]]
    return [{**FIGURE, "parameter": names[0], "frames": frames}]


QUESTION = st.fixed_dictionaries(
    {
        "question": TITLE,
        "level": st.sampled_from(["junior", "mid", "senior"]),
        "tags": st.lists(st.sampled_from(["one", "two", "three-words-here"]), min_size=1, unique=True),
        "short": LITTLE.filter(lambda drawn: len(drawn.split()) < 120),
        "answer": TEXT,
        "references": st.just(["source-1999"]),
    },
    optional={
        "asked_as": _few(TITLE),
        "searched_as": _few(TITLE),
        "analogy": st.fixed_dictionaries({"text": TEXT, "breaks_down": LITTLE}),
        "example": TEXT,
        "in_practice": TEXT,
        "misconceptions": _few(st.fixed_dictionaries({"claim": LITTLE, "correction": LITTLE})),
        "key_points": _few(LITTLE),
        "follow_ups": _few(st.fixed_dictionaries({"question": TITLE}, optional={"see": st.just("question-0")})),
        "figures": st.just([FIGURE]) | st.lists(TITLE, min_size=4, max_size=6, unique_by=str.strip).map(_framed),
        "reviewed": st.just("2026-11-22"),
    },
)


def drawn(count: int, number: int = 0) -> list[dict[str, Any]]:
    """Returns so many questions; the number chooses which."""
    found: list[dict[str, Any]] = []

    @settings(max_examples=count, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(_health()))
    @seed(number)
    @given(QUESTION)
    def collect(question: dict[str, Any]) -> None:
        found.append(question)

    collect()
    return found[:count]


def _health() -> Any:
    from hypothesis import HealthCheck  # noqa: PLC0415

    return HealthCheck
