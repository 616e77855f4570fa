"""What to write in place of LaTeX that cannot be drawn, command by command."""

from __future__ import annotations

import re

ARGUMENT = re.compile(r"\s*\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}")
INSTEAD = {
    r"\abs": r"\lvert #1 \rvert",
    r"\angl": "#1",
    r"\angln": "n",
    r"\argmax": r"\operatorname*{arg\,max}",
    r"\argmin": r"\operatorname*{arg\,min}",
    r"\bcancel": r"\overline{#1}",
    r"\boxed": "#1",
    r"\C": r"\mathbb{C}",
    r"\cancel": r"\overline{#1}",
    r"\cancelto": r"\underbrace{#2}_{\to #1}",
    r"\colorbox": r"\color{#1}{#2}",
    r"\Cov": r"\operatorname{Cov}",
    r"\dd": r"\mathrm{d}#1",
    r"\defeq": r"\coloneqq",
    r"\diag": r"\operatorname{diag}",
    r"\divides": r"\mid",
    r"\dotsc": r"\ldots",
    r"\dv": r"\frac{\mathrm{d}}{\mathrm{d}#1}",
    r"\E": r"\mathbb{E}",
    r"\em": r"\mathit",
    r"\ensuremath": "#1",
    r"\euro": "€",
    r"\Expect": r"\mathbb{E}",
    r"\F": r"\mathbb{F}",
    r"\fbox": "#1",
    r"\given": r"\mid",
    r"\grad": r"\nabla",
    r"\H": r"\mathbb{H}",
    r"\hbox": r"\text{#1}",
    r"\href": "#2",
    r"\indep": r"\perp",
    r"\independent": r"\perp",
    r"\KL": r"\operatorname{KL}",
    r"\laplacian": r"\nabla^2",
    r"\mathbbm": r"\mathbb{#1}",
    r"\mathclap": "#1",
    r"\mathds": r"\mathbb{#1}",
    r"\mathllap": "#1",
    r"\mathrlap": "#1",
    r"\mbox": r"\text{#1}",
    r"\nicefrac": r"#1/#2",
    r"\norm": r"\lVert #1 \rVert",
    r"\order": r"\mathcal{O}(#1)",
    r"\pdv": r"\frac{\partial #1}{\partial #2}",
    r"\phase": r"\angle #1",
    r"\Q": r"\mathbb{Q}",
    r"\qty": r"\left( #1 \right)",
    r"\sfrac": r"#1/#2",
    r"\SI": r"#1\,\text{#2}",
    r"\si": r"\text{#1}",
    r"\sgn": r"\operatorname{sgn}",
    r"\smallsetminus": r"\setminus",
    r"\smash": "#1",
    r"\sout": r"\overline{#1}",
    r"\substack": r"\begin{matrix} #1 \end{matrix}",
    r"\textdegree": r"^\circ",
    r"\textnormal": r"\text{#1}",
    r"\textup": r"\text{#1}",
    r"\unit": r"\text{#1}",
    r"\units": r"\text{#1}",
    r"\utilde": r"\underset{\sim}{#1}",
    r"\undertilde": r"\underset{\sim}{#1}",
    r"\Var": r"\operatorname{Var}",
    r"\varlimsup": r"\limsup",
    r"\varliminf": r"\liminf",
    r"\widetilde": r"\tilde{#1}",
    r"\xcancel": r"\overline{#1}",
}
"""What can be drawn by each command; #1 is its first argument."""
DELETE = {
    r"\adjustlimits": "delete it",
    r"\DeclareMathOperator": r"write \operatorname{name} in each formula",
    r"\def": "write in each formula what it stands for",
    r"\gdef": "write in each formula what it stands for",
    r"\hline": r"write it at the beginning of an array's row, as in \begin{array}{c} a \\ \hline b \end{array}",
    r"\include": "delete it",
    r"\includegraphics": "list the picture under `figures`",
    r"\intertext": "end the formula, write the text between two formulas",
    r"\label": "delete it; write which formula you mean in words",
    r"\eqref": "write which formula you mean in words",
    r"\ref": "write which formula you mean in words",
    r"\tag": "delete it; write the number in the text",
    r"\let": "write in each formula what it stands for",
    r"\limits": r"write it right behind \sum, \int or \operatorname*{…}",
    r"\newcommand": "write in each formula what it stands for",
    r"\par": r"write \\ for a new line",
    r"\providecommand": "write in each formula what it stands for",
    r"\renewcommand": "write in each formula what it stands for",
    r"\rule": "delete it",
    r"\url": "write the address in the text",
    r"\vspace": "delete it",
}
"""What to do with commands that nothing replaces."""
OPERATOR = re.compile(r"\\[A-Za-z]{2,}")


def instead_of(latex: str, start: int, end: int) -> str:
    """Returns what to write in place of the command between two places of a formula."""
    command = latex[start:end]
    if command in DELETE:
        return DELETE[command]
    if pattern := INSTEAD.get(command):
        return f"write {_filled(pattern, latex, end)}"
    if command in COMMANDS_OF_OTHERS or not OPERATOR.fullmatch(command):
        return ""
    return f"fix the LaTeX, or write \\operatorname{{{command[1:]}}} for a name"


COMMANDS_OF_OTHERS = frozenset([r"\begin", r"\end", r"\left", r"\right", r"\frac"])


def _filled(pattern: str, latex: str, at: int) -> str:
    for number in ("#1", "#2"):
        found = ARGUMENT.match(latex, at) if number in pattern or "#2" in pattern else None
        if found:
            pattern, at = pattern.replace(number, found[1].strip()), found.end()
    return pattern.replace("#1", "…").replace("#2", "…")
