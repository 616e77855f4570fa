"""The drawings of an answer: one picture, or a series in which a parameter moves."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from handbook.records.forms import Line, Markdown, each_once, sized
from handbook.records.record import Record

FEWEST, MOST = 3, 12
"""How many frames a figure may have: as many as paper shows, and as many as a slider can be set to by hand."""

File = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*\.(svg|png|webp|jpg)$", max_length=80)]


class Frame(Record):
    """One picture of a figure that shows what a parameter does."""

    value: Line = Field(examples=["0.5"])
    """The value of the parameter in this picture."""
    file: File = Field(examples=["temperature-0.5.svg"])
    """The file's name, beside the question in its topic's folder."""
    alt: Line = Field(examples=["The first of four bars has 0.86, the others share the rest."])
    """What is to be seen at this value, for those who cannot see it."""


def told_apart(frames: tuple[Frame, ...]) -> tuple[Frame, ...]:
    """Returns frames that have no value in common."""
    each_once(tuple(frame.value for frame in frames))
    return frames


class Figure(Record):
    """A drawing that belongs to an answer, or a series of them that a slider goes through."""

    file: File = Field(examples=["computation-graph.svg"])
    """The file's name, beside the question in its topic's folder; with `frames`, the one that is shown first."""
    alt: Line = Field(examples=["A graph of four operations, with an arrow from each to the next."])
    """What is to be seen, for those who cannot see it."""
    caption: Markdown | None = Field(default=None, examples=["The graph of $L = (wx - y)^2$."])
    """The line under the figure, as Markdown."""
    parameter: Line | None = Field(default=None, examples=["Temperature"])
    """With `frames`, what changes from one to the next; the slider's name."""
    frames: Annotated[tuple[Frame, ...], AfterValidator(told_apart), *sized(FEWEST, MOST)] = Field(
        default=(),
        examples=[
            [{"value": value, "file": f"temperature-{value}.svg", "alt": f"Bars at {value}."} for value in ("0.5", "1", "2")]
        ],
    )
    """The same picture at several values of a parameter, in their order; paper shows the first, the shown one and the last."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of all its files, each once."""
        return tuple(dict.fromkeys([self.file, *(frame.file for frame in self.frames)]))

    @property
    def shown(self) -> int:
        """The place of the frame that is shown first."""
        return next((at for at, frame in enumerate(self.frames) if frame.file == self.file), 0)

    @property
    def printed(self) -> tuple[int, ...]:
        """The places of the three frames that paper has room for: the first, the last and the one shown, or one between them."""
        last = len(self.frames) - 1
        between = self.shown if 0 < self.shown < last else last // 2
        return (0, between, last) if self.frames else ()

    @property
    def on_paper(self) -> tuple[str, ...]:
        """The names of the files that paper shows."""
        return tuple(self.frames[at].file for at in self.printed) or (self.file,)
