"""Draws how a byte-level BPE tokenizer that learned from a little English cuts familiar and unfamiliar text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from figures import style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE = "sequences-and-transformers/token-pieces.svg"
MERGES, SHOWN = 160, 45
CORPUS = """
the dog ran home when the rain began and the cat ran home too
a dog and a cat sat by the door of the old house and saw the rain
in the morning the man and the woman walked home from the river with the dog
the woman opened the door and the cat ran into the house and sat by the fire
when the rain ended the man walked to the river and the dog ran ahead of him
the children played in the garden and the dog played with them until evening
at the end of the day the children came home and the woman closed the door
the man said that the river was high and that the rain would come again
the old woman walked the dog in the morning and in the evening
the cat slept by the fire and the dog slept by the door of the house
"""
TEXTS = (
    ("English", " the dog ran home"),
    ("typing mistakes", " teh dgo rna hoem"),
    ("German", " der Hund lief heim"),
    ("Greek", " ο σκύλος έτρεξε σπίτι"),
    ("numbers", " 1234 and 234"),
)

Pieces = tuple[bytes, ...]


def _letters(word: str) -> Pieces:
    return tuple(bytes([byte]) for byte in word.encode())


def _merged(pieces: Pieces, pair: tuple[bytes, bytes]) -> Pieces:
    """Joins every occurrence of the pair, from left to right."""
    out: list[bytes] = []
    for piece in pieces:
        if out and (out[-1], piece) == pair:
            out[-1] += piece
        else:
            out.append(piece)
    return tuple(out)


def learned() -> list[tuple[bytes, bytes]]:
    """Returns the merges, the most frequent pair first, each word with the space before it."""
    words = Counter(_letters(f" {word}") for word in CORPUS.split())
    merges: list[tuple[bytes, bytes]] = []
    for _ in range(MERGES):
        pairs: Counter[tuple[bytes, bytes]] = Counter()
        for pieces, times in words.items():
            for pair in pairwise(pieces):
                pairs[pair] += times
        if not pairs:
            break
        merges.append(max(pairs, key=lambda pair: (pairs[pair], pair)))
        joined: Counter[Pieces] = Counter()
        for pieces, times in words.items():
            joined[_merged(pieces, merges[-1])] += times
        words = joined
    return merges


def cut(text: str, merges: list[tuple[bytes, bytes]]) -> list[bytes]:
    """Returns the pieces of a text, which is split before each space first."""
    found: list[bytes] = []
    for word in text.split():
        pieces = _letters(f" {word}")
        for pair in merges:
            pieces = _merged(pieces, pair)
        found.extend(pieces)
    return found


def _shown(piece: bytes) -> str:
    """Returns a piece as text with a visible space, or its bytes where they are a part of a letter."""
    try:
        return piece.decode().replace(" ", "␣")
    except UnicodeDecodeError:
        return piece.hex().upper()


def draw() -> Figure:
    """Returns the figure."""
    merges = learned()
    figure, (axes,) = style.panels(1, height=4.6)
    for row, (name, text) in enumerate(TEXTS):
        pieces = cut(text, merges)
        print(f"{name}: {len(pieces)} tokens for {len(text.split())} words: {[_shown(piece) for piece in pieces]}")
        axes.text(0, row - 0.42, f"{name}: {len(pieces)} tokens", color=style.INK, fontsize=12, ha="left", va="bottom")
        x = 0.0
        for at, piece in enumerate(pieces):
            label = _shown(piece)
            width = len(label) + 0.6
            if x + width > SHOWN:
                axes.text(x + 0.3, row, "…", fontsize=12, va="center")
                break
            color = (style.PALE_BLUE, style.PALE_RUST)[at % 2]
            axes.barh(row, width, height=0.62, left=x, color=color, edgecolor=style.GREY, linewidth=0.8)
            axes.text(x + width / 2, row, label, family="DejaVu Sans Mono", fontsize=12, ha="center", va="center")
            x += width
    axes.set(xlim=(-0.2, SHOWN + 1), ylim=(len(TEXTS) - 0.55, -0.95))
    axes.axis("off")
    return figure
