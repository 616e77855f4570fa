"""Diagrams written as Mermaid: drawn without a browser, or refused with the name of the extra."""

from __future__ import annotations

import base64
import re
import sys
from xml.etree import ElementTree

import pytest

from handbook.markup.lines import plain
from handbook.markup.markdown import render

FLOW = "Before.\n\n```mermaid\nflowchart LR\n  A[Input <b> & more] --> B{Is it?}\n```\n"


def test_diagram_is_a_picture_with_the_words_of_its_code() -> None:
    rendered = render(FLOW, "x-")
    found = re.search(r'<img class="diagram" alt="([^"]+)" src="data:image/svg\+xml;base64,([^"]+)">', rendered.html)

    assert found
    assert found[1] == "flowchart LR; A[Input &lt;b&gt; &amp; more] --&gt; B{Is it?}"
    svg = ElementTree.fromstring(base64.b64decode(found[2]))  # noqa: S314  it is our own
    assert "Is it?" in "".join(svg.itertext())
    assert plain(rendered.html).splitlines()[1] == "flowchart LR; A[Input <b> & more] --> B{Is it?}"


@pytest.mark.parametrize(
    "code",
    [
        "graph TD\n  A-->B-->C",
        "graph TD;\n  A-->B;\n  B-.->C;",
        "flowchart LR\n  A[Start-->x]-->B{Ok?}\n  B-->|yes|C(End)\n  B -- no --> A",
        "graph TD\n  A--text-->B\n  A== two words ==>C\n  A---|t|C",
        "graph TD\n  user-service-->data-base[(data-base)]\n  style user-service fill:#eee",
        "graph TD\n  subgraph S\n  A-->B\n  end",
    ],
)
def test_arrows_need_no_spaces_and_names_may_have_hyphens(code: str) -> None:
    assert render(f"```mermaid\n{code}\n```\n", "x-").mistakes == ()


@pytest.mark.parametrize(
    ("text", "offset"), [("```mermaid\nflowchart LR\n  A --> [\n```\n", 24), ("x\n\n```mermaid\nnonsense\n```\n", 14)]
)
def test_diagram_that_cannot_be_drawn_is_refused_at_its_line(text: str, offset: int) -> None:
    [mistake] = render(text, "x-").mistakes

    assert mistake.found.startswith("a diagram that cannot be drawn (")
    assert mistake.offset == offset


def test_diagram_without_the_extra_is_refused_with_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "merm", None)

    [mistake] = render(FLOW, "x-").mistakes

    assert (mistake.offset, mistake.found) == (9, "a diagram as code, mermaid")
    assert mistake.remedy == "install handbook[diagrams], which draws it, or list a picture of it under `figures`"
