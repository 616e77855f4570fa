"""Tells by the name of a column what it holds."""

from __future__ import annotations

import re

HEADS = {
    "question": re.compile(
        r"q|front|prompts?|(?:[\w-]+ ){0,2}(?:questions?|fragen?|preguntas?|perguntas?|domand[ae]|вопросы?)(?: text| title)?"
        r"|問題?|質問|问题",
        re.IGNORECASE,
    ),
    "answer": re.compile(
        r"a|back|(?:[\w-]+ ){0,2}(?:answers?|responses?|antworte?n?|respuestas?|respostas?|réponses?|rispost[ae]|ответы?)"
        r"(?: text)?|solutions?|lösung(?:en)?|答え?|答案|回答",
        re.IGNORECASE,
    ),
    "level": re.compile(r"levels?|difficulty(?: level)?|seniority|niveau|stufe|schwierigkeit(?:sgrad)?", re.IGNORECASE),
    "section": re.compile(
        r"tags?|topics?|categor(?:y|ies)|sections?|subjects?|areas?|decks?|chapters?|themen?|thema|kategorien?|bereiche?|fach|kapitel",
        re.IGNORECASE,
    ),
    "number": re.compile(r"#|№|no\.?|nr\.?|ids?|num(?:ber)?|s\.?\s?no\.?|index", re.IGNORECASE),
}


def kind_of(head: str) -> str:
    """Returns what a column with a name holds, or nothing."""
    name = " ".join(head.replace("_", " ").split()).strip(" *:")
    return next((kind for kind, names in HEADS.items() if names.fullmatch(name)), "")
