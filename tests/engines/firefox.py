"""Drives Firefox by WebDriver BiDi, which it speaks without a driver program."""

from __future__ import annotations

import json
import re
import subprocess
from typing import TYPE_CHECKING, Any

from websocket import WebSocket, create_connection

from tests.engines.engine import PATIENCE, Engine, ScriptError

if TYPE_CHECKING:
    from pathlib import Path

KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c"}
PREFERENCES = {
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}


class Firefox(Engine):
    """A Firefox without a screen, with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items())
        (profile / "user.js").write_text("".join(lines), "utf-8")
        command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port", "0"]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._socket: WebSocket = create_connection(f"{self._address()}/session", timeout=PATIENCE, suppress_origin=True)
        self._number = 0
        self._ask("session.new", capabilities={})
        # the tab that is there at first never has the focus
        self._context = self._ask("browsingContext.create", type="tab")["context"]

    def _address(self) -> str:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", line):
                return found[1]
        message = "Firefox ended before it could be driven"
        raise AssertionError(message)

    def _ask(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": parameters}))
        while (answer := json.loads(self._socket.recv())).get("id") != self._number:
            pass
        assert answer["type"] == "success", answer
        return dict(answer["result"])

    def open(self, url: str) -> None:
        for address in ("about:blank", url):  # what is asked next is then never answered by the page before
            self._ask("browsingContext.navigate", context=self._context, url=address, wait="interactive")
        self.until(f"location.href.startsWith({json.dumps(url)}) && document.readyState !== 'loading'")

    def run(self, expression: str) -> object:
        answer = self._ask(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then((value) => JSON.stringify(value ?? null))",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise ScriptError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press(self, keys: str) -> None:
        values = [KEYS[keys]] if keys in KEYS else list(keys)
        actions = [{"type": kind, "value": value} for value in values for kind in ("keyDown", "keyUp")]
        self._perform({"type": "key", "id": "keyboard", "actions": actions})

    def click(self, selector: str) -> None:
        self._perform(self._mouse(selector, {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}))

    def point(self, selector: str) -> None:
        self._perform(self._mouse(selector))

    def _mouse(self, selector: str, *then: dict[str, object]) -> dict[str, object]:
        self.bring(selector)
        element = self._ask("browsingContext.locateNodes", context=self._context, locator={"type": "css", "value": selector})
        origin = {"type": "element", "element": {"sharedId": element["nodes"][0]["sharedId"]}}
        return {"type": "pointer", "id": "mouse", "actions": [{"type": "pointerMove", "x": 0, "y": 0, "origin": origin}, *then]}

    def _perform(self, source: dict[str, object]) -> None:
        self._ask("input.performActions", context=self._context, actions=[source])

    def resize(self, width: int, height: int) -> None:
        self._ask("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def close(self) -> None:
        self._socket.close()
        self._process.terminate()
        self._process.wait(PATIENCE)
        if self._process.stderr:
            self._process.stderr.close()
