"""What a test asks of a browser, whichever it is."""

from __future__ import annotations

import json
import time
from abc import ABC, abstractmethod

PATIENCE = 20.0  # seconds

AT_REST = """async (selector) => {
  const place = () => JSON.stringify(document.querySelector(selector)?.getClientRects()[0] ?? "");
  document.querySelector(selector)?.scrollIntoView({ block: "center", behavior: "instant" });
  const before = place();
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  return before.length > 2 && before === place();
}"""


class ScriptError(Exception):
    """What a page answers to an expression that fails."""


class Engine(ABC):
    """One window of a browser."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Goes to an address and waits until its page is there to be asked."""

    @abstractmethod
    def run(self, expression: str) -> object:
        """Returns the value of a JavaScript expression, as JSON has it; raises ScriptError where it fails."""

    @abstractmethod
    def press(self, keys: str) -> None:
        """Presses and releases each key of a text, or the one key that it names ("Enter", "Tab", "Escape")."""

    @abstractmethod
    def click(self, selector: str) -> None:
        """Clicks in the middle of the first element that a selector finds, after scrolling to it."""

    @abstractmethod
    def point(self, selector: str) -> None:
        """Moves the mouse over the first element that a selector finds, after scrolling to it."""

    @abstractmethod
    def resize(self, width: int, height: int) -> None:
        """Gives the page another size, in CSS pixels."""

    @abstractmethod
    def close(self) -> None:
        """Ends the browser."""

    def until(self, expression: str, wanted: object = True) -> None:
        """Waits until an expression has a value; says what it has instead when it never does."""
        deadline = time.monotonic() + PATIENCE
        while (found := self._now(expression)) != wanted:
            if time.monotonic() > deadline:
                message = f"{expression} is {json.dumps(found)} and not {json.dumps(wanted)}"
                raise AssertionError(message)
            time.sleep(0.05)

    def bring(self, selector: str) -> None:
        """Scrolls to the first element that a selector finds, and waits until it has come to rest."""
        self.until(f"({AT_REST})({json.dumps(selector)})")

    def _now(self, expression: str) -> object:
        try:
            return self.run(expression)
        except ScriptError as error:  # the page may not be whole yet
            return str(error)
