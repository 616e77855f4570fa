"""Queries that the search must answer, and what other engines make of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from playwright.sync_api import Page

FOLDER = Path(__file__).parent
DOUBTFUL = "doubtful "
ASK = """async ([program, queries]) => {
  const worker = new Worker(program);
  const answers = [];
  for (const [id, query] of queries.entries()) {
    const isMine = (message) => message.type === 3 && (message.id ?? id) === id;  // a late answer is that of a query before
    const answer = new Promise((done) => (worker.onmessage = ({ data }) => isMine(data) && done(data.data.items)));
    worker.postMessage({ id, type: 2, data: query });
    const told = ({ text }) => (text.startsWith("<p><em>") ? "doubtful " : "");
    answers.push((await answer).map(([hit]) => told(hit) + hit.location.replace(/\\?[^#]*/, "")));
  }
  worker.terminate();
  return answers;
}"""


@dataclass(frozen=True)
class Query:
    """A query, and the question that it must find."""

    text: str
    kind: str
    id: str


@dataclass(frozen=True)
class Outcome:
    """What a search answered to a set of queries: for each the ids of the questions that it found, best first."""

    queries: Sequence[Query]
    found: Sequence[Sequence[str]]

    def share(self, places: int, kind: str = "") -> float:
        """Returns the share of the queries, of one kind if one is given, that have the right question in the first places."""
        chosen = [
            query.id in ids[:places] for query, ids in zip(self.queries, self.found, strict=True) if kind in ("", query.kind)
        ]
        return sum(chosen) / max(1, len(chosen))

    def misses(self) -> str:
        """Returns the queries whose question is not first, each with what came instead."""
        return "\n".join(
            f"{query.kind}: {query.text!r} found {', '.join(ids[:3]) or 'nothing'}"
            f" before {query.id} ({ids.index(query.id) + 1 if query.id in ids else 'not found'})"
            for query, ids in zip(self.queries, self.found, strict=True)
            if query.id not in ids[:1]
        )

    def kinds(self) -> list[str]:
        """Returns the kinds of the queries, the most frequent first."""
        return [kind for kind, _ in Counter(query.kind for query in self.queries).most_common()]


def load(file: Path, known: Collection[str]) -> list[Query]:
    """Returns the queries of a file for those questions that exist."""
    entries = yaml.safe_load(file.read_text("utf-8"))
    return [Query(entry["query"], entry["kind"], id_) for id_, own in entries.items() if id_ in known for entry in own]


def ask(page: Page, worker: str, queries: Iterable[str], *, sure: bool = False) -> list[list[str]]:
    """Asks a search's worker by the theme's own messages; returns the ids of the questions that it finds, best first.

    If it is to be `sure`, hits that it says may be about something else do not count.
    """
    answers = page.evaluate(ASK, [worker, list(queries)])
    wanted = [[] if sure and answer and answer[0].startswith(DOUBTFUL) else answer for answer in answers]
    found = [[location.removeprefix(DOUBTFUL) for location in answer] for answer in wanted]
    return [[location.partition("#")[2] for location in answer if location.startswith("topics/")] for answer in found]
