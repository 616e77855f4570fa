"""How much a reader recalls on the day of the interview: the plan, and practice without a date, on FSRS's model of memory."""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from fsrs import Card, Rating, Scheduler
from fsrs.scheduler import DEFAULT_PARAMETERS
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

SCRIPTS = Path(__file__).parents[2] / "hooks/handbook/site/scripts"
START = date(2026, 3, 2)
QUESTIONS = 117
KNOWN = 0.45
"""The share of questions that a reader can answer before any practice."""
CASES = ((7, 20), (7, 40), (14, 20), (30, 10), (30, 20))
"""The days until the interview, and the cards that fit into one."""
FORGETTING = {"as FSRS": 1.0, "twice as fast": 0.5, "half as fast": 2.0}
"""What the stability of a memory is multiplied with: where it starts, and where it is after a lapse."""
STABILITIES = (0, 1, 2, 3, 11)
"""The parameters of FSRS that say so."""
RUNS, SEED = 30, 3000
"""The readers of each figure, and the first one's dice: none of them was there when the rules were chosen."""

PLAN = """([asked, cards]) => {
    const { fresh, reviews } = planDay({ ...asked, cards: new Map(Object.entries(cards)) });
    return [...fresh, ...reviews];
}"""
WITHOUT_DATE = """([{ order, today, budget }, cards]) => {
    const seen = order.filter((id) => cards[id]).map((id) => [id, cards[id]]);
    const due = seen.filter(([, card]) => card.due <= today).sort(weakest);
    const rest = seen.filter(([, card]) => card.due > today).sort(leastRecent);
    const unseen = order.filter((id) => !cards[id]);
    return [...due.map(([id]) => id), ...unseen, ...rest.map(([id]) => id)].slice(0, budget);
}"""
POLICIES = {"plan": PLAN, "without a date": WITHOUT_DATE}
RATE = """([cards, ratings, today]) =>
    Object.fromEntries(Object.entries(ratings).map(([id, rating]) => [id, schedule.after(cards[id], rating, today)]))"""


@dataclass(frozen=True)
class Outcome:
    """What a reader has on the day of the interview."""

    recall: float
    """The mean over all questions; one that was never seen counts as nothing."""
    seen: float


class Reader:
    """Somebody who forgets as FSRS has it, and who looks at a card once a day."""

    def __init__(self, stability: float, seed: int) -> None:
        parameters = [value * stability if at in STABILITIES else value for at, value in enumerate(DEFAULT_PARAMETERS)]
        self._scheduler = Scheduler(parameters, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
        self._memory: dict[str, Card] = {}
        self._dice = random.Random(seed)  # noqa: S311

    def recall(self, id_: str, day: int) -> float:
        """Returns how likely a question that was seen is recalled on a day."""
        return self._scheduler.get_card_retrievability(self._memory[id_], _moment(day)) if id_ in self._memory else 0.0

    def look(self, id_: str, day: int) -> str:
        """Looks at a card, and returns the rating."""
        known = self._dice.random() < (self.recall(id_, day) if id_ in self._memory else KNOWN)
        card = self._memory.get(id_, Card(card_id=len(self._memory)))
        self._memory[id_], _ = self._scheduler.review_card(card, Rating.Good if known else Rating.Again, _moment(day))
        return "good" if known else "again"

    @property
    def seen(self) -> int:
        """How many questions the reader has seen."""
        return len(self._memory)


def _moment(day: int) -> datetime:
    return datetime.combine(START + timedelta(days=day), time(18), UTC)


def practice(page: Page, policy: str, days: int, budget: int, reader: Reader) -> Outcome:
    """Practices every day until the interview, as the page has it."""
    order = [f"q-{number}" for number in range(QUESTIONS)]
    cards: dict[str, Any] = {}
    for day in range(days):
        today = (START + timedelta(days=day)).isoformat()
        asked = {
            "order": order, "today": today, "since": START.isoformat(), "date": (START + timedelta(days=days)).isoformat(),
            "minutes": budget, "pace": 60, "budget": budget,
        }  # fmt: skip
        ratings = {id_: reader.look(id_, day) for id_ in page.evaluate(POLICIES[policy], [asked, cards])}
        cards |= page.evaluate(RATE, [cards, ratings, today])
    return Outcome(mean(reader.recall(id_, days) for id_ in order), reader.seen)


@contextmanager
def rules() -> Iterator[Page]:
    """Opens a page that has the rules of practicing, and nothing else."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_script_tag(path=SCRIPTS / "progress/schedule.js")
        page.evaluate("window.handbookProgress = { schedule }")
        page.add_script_tag(path=SCRIPTS / "practice/planning/plan.js")
        yield page
        browser.close()


def simulate(page: Page, policy: str, days: int, budget: int, *, stability: float = 1.0, runs: int = RUNS) -> Outcome:
    """Returns the mean of some readers."""
    outcomes = [practice(page, policy, days, budget, Reader(stability, seed)) for seed in range(SEED, SEED + runs)]
    return Outcome(mean(each.recall for each in outcomes), mean(each.seen for each in outcomes))


def main() -> None:
    """Prints a table."""
    columns = [f"{policy}, {name}" for name in FORGETTING for policy in POLICIES]
    print(f"| days × cards | {' | '.join(columns)} |\n| ---: |{' ---: |' * len(columns)}")
    with rules() as page:
        for days, budget in CASES:
            found = [
                simulate(page, policy, days, budget, stability=stability)
                for stability in FORGETTING.values()
                for policy in POLICIES
            ]
            print(f"| {days} × {budget} | {' | '.join(f'{each.recall:.2f} ({each.seen:.0f})' for each in found)} |", flush=True)


if __name__ == "__main__":
    main()
