"""The records of a handbook: what each file of `data/` may hold. These rules are also its JSON Schema."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from handbook.records.figures import Figure  # noqa: TC001  pydantic reads it
from handbook.records.forms import Day, Line, Lines, Markdown, Slug, Slugs, Url, Whole, YesOrNo, sayable, sized
from handbook.records.moments import Moment  # noqa: TC001  pydantic reads it
from handbook.records.record import Record

ANSWERS = ("short", "answer")
"""What a draft may lack."""


class Analogy(Record):
    """A comparison with something familiar, rendered as a callout."""

    text: Markdown = Field(examples=["A hash map is like a cloakroom: the number on your ticket says where your coat hangs."])
    """The comparison, as Markdown."""
    breaks_down: Markdown = Field(examples=["People argue about blame; the chain rule computes it exactly."])
    """Where the comparison stops being true, as Markdown."""


class Misconception(Record):
    """Something that candidates say and are marked down for."""

    claim: Markdown = Field(examples=["A lookup in a hash map always takes constant time."])
    """The wrong statement, as a candidate would put it."""
    correction: Markdown = Field(examples=["On average it does; with many collisions it takes as long as the longest bucket."])
    """What is true instead."""


class FollowUp(Record):
    """What an interviewer asks next."""

    question: Line = Field(examples=["What happens when two keys collide?"])
    """The follow-up question, plain text; `code` in backticks."""
    see: Slug | None = Field(default=None, examples=["hash-collisions"])
    """The id of the question that answers it."""


class QuestionFile(Record):
    """A question of the handbook: the content of one file `data/<topic>/<id>.yml`."""

    question: Line = Field(examples=["What is a hash map, and why is a lookup fast?"])
    """The question as an interviewer asks it; plain text, with `code` in backticks."""
    asked_as: Lines = Field(default=(), examples=[["Explain how a hash table works."]])
    """Other ways interviewers put it, most usual first; all are searched, the first few are shown."""
    searched_as: Lines = Field(default=(), examples=[["hash table lookup slow", "Why does my dictionary find things at once?"]])
    """What people type or half remember; the search learns from it, and readers see it only under a hit."""
    level: Line = Field(examples=["junior"])
    """Whom it is asked: one of the handbook's levels."""
    tags: Annotated[Slugs, *sized(1, 8)] = Field(examples=[["data-structures", "hashing"]])
    """What it is about: one to eight lower-case words."""
    short: Annotated[Markdown, AfterValidator(sayable)] = Field(
        examples=["A hash map turns a key into the place of its value, so a lookup does not search."]
    )
    """What to say in 60 seconds, as Markdown; at most 150 words."""
    answer: Markdown = Field(examples=["The **forward pass** computes the loss.\nThe backward pass applies the chain rule."])
    """The full answer, as Markdown."""
    analogy: Analogy | None = Field(
        default=None,
        examples=[{"text": "Like a cloakroom.", "breaks_down": "Two tickets never have one number; two keys may have one hash."}],
    )
    """A comparison with something familiar, and where it breaks down."""
    example: Markdown | None = Field(default=None, examples=["With $w = 2$ and $x = 3$, the output is $6$."])
    """A worked example, as Markdown."""
    in_practice: Markdown | None = Field(default=None, examples=["Call `loss.backward()`; the framework does the rest."])
    """How it is used at work, as Markdown."""
    misconceptions: tuple[Misconception, ...] = Field(
        default=(), examples=[[{"claim": "A lookup always takes constant time.", "correction": "On average it does."}]]
    )
    """What candidates get wrong, and the correction."""
    key_points: tuple[Markdown, ...] = Field(default=(), examples=[["Names the hash function.", "Says what a collision costs."]])
    """What an interviewer listens for, three to six points, as Markdown."""
    follow_ups: tuple[FollowUp, ...] = Field(
        default=(), examples=[[{"question": "What is a collision?", "see": "hash-collisions"}]]
    )
    """What an interviewer asks next."""
    prerequisites: Slugs = Field(default=(), examples=[["arrays"]])
    """Ids of the questions to read before this one."""
    related: Slugs = Field(default=(), examples=[["weight-initialization"]])
    """Ids of questions worth reading beside this one."""
    figures: tuple[Figure, ...] = Field(
        default=(), examples=[[{"file": "computation-graph.svg", "alt": "Four operations, with an arrow from each to the next."}]]
    )
    """Drawings that belong to the answer."""
    references: Slugs = Field(default=(), examples=[["knuth-1998"]])
    """Keys of `references.yml` that the answer rests on."""
    reviewed: Day | None = Field(default=None, examples=["2026-11-22"])
    """The day on which somebody last checked the answer against its sources."""
    added: Day | None = Field(default=None, examples=["2026-11-22"])
    """The day on which the question came into the handbook."""
    changed: Moment | None = Field(default=None, examples=["2026-11-30", "2026-11-30T14:05Z"])
    """When a reader last saw something of it change: a day, or a day and a minute in UTC."""
    changed_what: Line | None = Field(default=None, examples=["The example now shows the bias too."])
    """One line that tells readers what changed then."""
    formerly: Slugs = Field(default=(), examples=[["hash-table"]])
    """Ids that this question answers to since a rename or a merge."""
    first_id: Slug | None = Field(default=None, examples=["hash-table"])
    """The id that it had before it was first renamed; readers' Anki decks know it by that one."""
    source: Line | None = Field(default=None, examples=["https://example.org/questions.md"])
    """Where an import took the question from."""
    draft: YesOrNo = Field(default=False, examples=[True])
    """Whether it is still being written; then `short` and `answer` may be missing, and no reader sees it."""


class DraftFile(QuestionFile):
    """A question that is still being written."""

    short: Annotated[str, StringConstraints(max_length=40_000), AfterValidator(sayable)] = ""
    answer: Annotated[str, StringConstraints(max_length=40_000)] = ""


class Question(QuestionFile):
    """A question with its place in the handbook."""

    short: str = ""
    answer: str = ""
    id: Slug
    """The file's stem, unique across topics, permanent."""
    topic: Slug
    """The id of its topic, the folder's name."""

    @property
    def named(self) -> tuple[str, ...]:
        """The ids of other questions that its file names."""
        return (*self.prerequisites, *self.related, *(follow_up.see for follow_up in self.follow_ups if follow_up.see))

    @property
    def drawings(self) -> tuple[str, ...]:
        """The names of the files of its figures, each once."""
        return tuple(dict.fromkeys(file for figure in self.figures for file in figure.files))

    @property
    def news(self) -> str:
        """When it changed or came, as the data writes it; empty where the file does not say."""
        return max(self.changed or "", str(self.added or ""))


class Kept(Record):
    """What is kept of a question that was right: the record, what its texts link to and cite, and how long it is."""

    question: Question
    links: tuple[tuple[tuple[str | int, ...], str], ...]
    """For each `q:` link the path of its field, and the id."""
    citations: tuple[tuple[tuple[str | int, ...], str], ...] = ()
    """For each citation the path of its field, and the source's key."""
    doubts: tuple[tuple[tuple[str | int, ...], int, str, str], ...] = ()
    """What is drawn, though something else may have been meant: the field, the offset in it, and the words of a warning."""
    words: int


class TopicFile(Record):
    """A topic of the handbook: the content of one file `data/<topic>/_topic.yml`."""

    title: Line = Field(examples=["Data structures"])
    """The topic's name, as a heading."""
    summary: Line = Field(examples=["How data is kept so that it is found again, and what each way costs."])
    """One sentence on what the topic is about."""
    introduction: Markdown | None = Field(
        default=None, examples=["Interviewers ask here for the cost of each operation, on average and at worst."]
    )
    """A paragraph for the head of the topic's page, such as what an interviewer looks for there, as Markdown."""
    order: Whole = Field(examples=[1])
    """Its place among the topics; the lowest comes first."""


class Topic(TopicFile):
    """A topic with its id."""

    id: Slug
    """The folder's name."""


class Reference(Record):
    """A source that answers rest on: one entry of `data/references.yml`."""

    authors: Annotated[tuple[Line, ...], *sized(1, 100)] = Field(examples=[["Knuth D. E."]])
    """The authors, as they are cited."""
    year: Annotated[Whole, Field(ge=1600, le=2200)] = Field(examples=[1998])
    """The year of publication."""
    title: Line = Field(examples=["The Art of Computer Programming, volume 3"])
    """The title."""
    venue: Line | None = Field(default=None, examples=["Addison-Wesley"])
    """The journal, conference, publisher or site."""
    url: Url | None = Field(default=None, examples=["https://www-cs-faculty.stanford.edu/~knuth/taocp.html"])
    """Where to read it: a DOI, a proceedings page or an arXiv address."""


class Term(Record):
    """A term of the field: one entry of `data/glossary.yml`."""

    abbreviations: Lines = Field(default=(), examples=[["HT"]])
    """Short forms."""
    synonyms: Lines = Field(default=(), examples=[["hash table"]])
    """Other names and spellings."""
    meaning: Line = Field(examples=["A map that computes from each key where its value is kept."])
    """One sentence that explains it."""
    topics: Slugs = Field(default=(), examples=[["data-structures"]])
    """The topics in whose answers it is explained, where its name means something else in others; all unless given."""


class Retired(Record):
    """A question that was merged into another or withdrawn: one entry of `data/retired.yml`."""

    question: Line = Field(examples=["What is a hash table?"])
    """The question as it was last asked."""
    day: Day = Field(examples=["2026-11-30"])
    """The day on which it was retired."""
    to: Slug | None = Field(default=None, examples=["hash-map"])
    """The id of the question that answers it now, if one does."""
    first_id: Slug | None = Field(default=None, examples=["hash-tables"])
    """The `first_id` that it had, if it had one."""


Synonyms = Annotated[
    Lines,
    *sized(1, 30),
    Field(description="What people also say for it; the search takes each for all the others.", examples=[["picture", "photo"]]),
]
"""The value of one entry of `data/synonyms.yml`."""
