"""Every word that a guide itself puts before a reader."""

from __future__ import annotations

WORDS = {
    "page": "p.",
    "contents": "Contents",
    "manual": "How to use this book",
    "asked": "Also asked as",
    "short": "In 60 seconds",
    "analogy": "Analogy",
    "breaks-down": "Where it breaks down",
    "example": "Example",
    "in-practice": "In practice",
    "misconceptions": "What candidates get wrong",
    "wrong": "Wrong.",
    "right": "Right.",
    "key-points": "What the interviewer listens for",
    "follow-ups": "Follow-up questions",
    "read-with": "Read with this",
    "before": "Before",
    "related": "Related",
    "glossary": "Glossary",
    "sources": "Sources",
    "index": "Index",
    "answers": "Answers",
    "answer-on": "Answer on",
    "question-on": "Question on",
    "candidate": "Candidate",
    "date": "Date",
    "interviewer": "Interviewer",
    "score": "Score",
    "notes": "Notes",
    "footnote": "Note",
    "footnotes": "Notes",
    "back": "Back to the text",
    "cover": "Cover",
    "title-page": "Title page",
}
"""By the name that templates have for them."""
SUBTITLES = {
    "study": "Study guide",
    "short": "Short answers and key points",
    "key": "Questions with an answer key",
    "questions": "Interviewer’s sheet",
    "cards": "Flash cards",
}
SUMMARY = (
    "The text can be read aloud from beginning to end. Figures have descriptions, formulas are MathML with their reading in "
    "words, headings and contents lead to every question, and colours and sizes are the reader’s own."
)
"""Of an EPUB, on how it can be read."""
EDITION = "Edition of {date}"
SELECTION = "A selection: {choice}"
MADE_WITH = "Set in Libertinus Serif, New Computer Modern Math and DejaVu Sans Mono."
WRITTEN_BY = "Text: {author}."
LICENCE = "Licence of the text: {licence}."
ANSWERS_TO = "Answers: {topic}"
MANUAL = {
    "study": {
        "One question at a time": (
            "Read a question and say your answer aloud before you read on. “In 60 seconds” is what you would say "
            "first; the rest is for the questions that come after it."
        ),
        "Levels": (
            "Each question has the level at which it is usually asked. Read the questions of your own level "
            "first, then those above."
        ),
        "Analogies": ("An analogy helps you to remember, and it is wrong somewhere. Where it breaks down is part of it."),
        "Page numbers": (
            "A question that is named in the text has its page beside it. The glossary explains terms, the index "
            "tells which answers use them, and numbers in brackets lead to the list of sources at the end."
        ),
    },
    "short": {
        "For the last evening": (
            "Each question has what you would say in a minute, and the points that an interviewer listens for. "
            "Cover the answer, say your own, then tick the points that you named."
        ),
        "When a minute is not enough": ("The full study guide has the same questions with whole answers, examples and sources."),
    },
    "key": {
        "Write first": (
            "The first part has the questions with room for your answer, the second part has the answers. Beside "
            "each question is the page of its answer, and beside each answer the page of its question."
        ),
        "Levels": ("Each question has the level at which it is usually asked."),
        "Page numbers": (
            "The glossary explains terms, the index tells which answers use them, and numbers in brackets lead to "
            "the list of sources at the end."
        ),
    },
}
"""How each book is used: a heading and a text."""


def size(questions: int, topics: int) -> str:
    """Returns how large a guide is, in words."""
    return f"{questions:,} question{'s' * (questions != 1)} in {topics:,} topic{'s' * (topics != 1)}"


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
