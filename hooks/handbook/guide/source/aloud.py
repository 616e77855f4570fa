"""The words in which formulas are said."""

from __future__ import annotations

SIGNS_ALOUD = {
    "=": "equals", "≠": "is not equal to", "≡": "is identical to", "≔": "is defined as", "+": "plus", "-": "minus", "−": "minus",
    "±": "plus or minus", "∓": "minus or plus", "×": "times", "·": "times", "⋅": "times", "∗": "star", "*": "star", "∘": "of",
    "⊙": "times, element by element,", "⊗": "tensor", "⊕": "direct sum", "/": "over", "∖": "without", "<": "is less than",
    ">": "is greater than", "≤": "is at most", "≥": "is at least", "≪": "is much less than", "≫": "is much greater than",
    "≈": "is about", "∼": "is distributed as", "~": "is distributed as", "≃": "is about", "≅": "is congruent to",
    "∝": "is proportional to", "∈": "in", "∉": "not in", "⊂": "is a subset of", "⊆": "is a subset of", "∪": "union",
    "∩": "intersected with", "∧": "and", "∨": "or", "¬": "not", "⇒": "implies", "⟹": "implies", "⇔": "if and only if",
    "⟺": "if and only if", "→": "to", "⟶": "to", "←": "is set to", "↦": "maps to", "⟼": "maps to", "∑": "the sum",
    "∏": "the product", "∫": "the integral", "⋃": "the union", "⋂": "the intersection", "∂": "partial", "∇": "nabla",
    "∞": "infinity", "∀": "for all", "∃": "there is", "∅": "the empty set", "(": "open parenthesis", ")": "close parenthesis",
    "[": "open bracket", "]": "close bracket", "{": "open brace", "}": "close brace", "|": "bar", "∣": "given", "‖": "norm bar",
    "∥": "norm bar", "⌊": "floor of", "⌋": "end floor", "⌈": "ceiling of", "⌉": "end ceiling", "⟨": "open angle bracket",
    "⟩": "close angle bracket", "…": "and so on", "⋯": "and so on", "⋮": "and so on", "⋱": "and so on", "′": "prime",
    "″": "double prime", "!": "factorial", "%": "percent", "∠": "angle", "⊤": "transpose", "⊥": "is orthogonal to",
    "°": "degrees", "ℓ": "l", "ℏ": "h bar",
}  # fmt: skip
"""Signs of formulas in words; what is not here has the name that Unicode gives it."""
ACCENTS_ALOUD = {
    "^": "hat", "ˆ": "hat", "˜": "tilde", "~": "tilde", "¯": "bar", "‾": "bar", "→": "vector", "⃗": "vector", "˙": "dot",
    "¨": "double dot", "ˇ": "check", "˘": "breve", "_": "underlined", "\u0332": "bar",
}  # fmt: skip
ALOUD = {
    "bold": "bold {}",
    "script": "script {}",
    "capital": "capital {}",
    "fraction": "{} over {}",
    "long fraction": "the fraction {} over {}, end fraction",
    "choose": "{} choose {}",
    "squared": "{} squared",
    "cubed": "{} cubed",
    "transposed": "{} transpose",
    "power": "{} to the power {}",
    "long power": "{} to the power {}, end power",
    "sub": "{} sub {}",
    "root": "the square root of {}, end root",
    "nth root": "the root of order {} of {}, end root",
    "from to": "{} from {} to {} of",
    "over": "{} over {} of",
    "with below": "{} with {} below",
    "with above": "{} with {} above",
    "table": "a table of {} rows: {}, end table",
    "row": "row {}: {}",
}
"""What is said around the parts of a formula."""
