"""Drives WebKit, the engine of Safari, by the WebDriver that WebKitGTK brings, on a screen that nobody sees."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from typing import TYPE_CHECKING

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options

from tests.engines.engine import PATIENCE, Engine

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.remote.webelement import WebElement

KEYS = {"Enter": Keys.ENTER, "Tab": Keys.TAB, "Escape": Keys.ESCAPE}


class WebKit(Engine):
    """WebKitGTK's own small browser, with a home folder of its own."""

    def __init__(self, program: str, browser: str, home: Path) -> None:
        port = _free_port()
        command = ["xvfb-run", "--auto-servernum", program, f"--port={port}", "--host=127.0.0.1"]
        variables = {
            **os.environ,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
        }
        self._process = subprocess.Popen(
            command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            self._driver = _driver(port, browser)
        except BaseException:
            self._end()
            raise

    def open(self, url: str) -> None:
        self._driver.get(url)

    def run(self, expression: str) -> object:
        script = f"const done = arguments[0]; Promise.resolve({expression}).then(done, (error) => done(String(error)));"
        return self._driver.execute_async_script(script)

    def press(self, keys: str) -> None:
        ActionChains(self._driver).send_keys(KEYS.get(keys, keys)).perform()

    def click(self, selector: str) -> None:
        ActionChains(self._driver).move_to_element(self._found(selector)).click().perform()

    def point(self, selector: str) -> None:
        ActionChains(self._driver).move_to_element(self._found(selector)).perform()

    def _found(self, selector: str) -> WebElement:
        self.bring(selector)
        return self._driver.find_element(By.CSS_SELECTOR, selector)

    def resize(self, width: int, height: int) -> None:
        self._driver.set_window_size(width, height)

    def close(self) -> None:
        self._driver.quit()
        self._end()

    def _end(self) -> None:
        os.killpg(self._process.pid, signal.SIGTERM)
        self._process.wait(PATIENCE)


def _driver(port: int, browser: str) -> WebDriver:
    _wait_for(port)
    options = Options()
    options.binary_location = browser
    options.add_argument("--automation")
    driver = WebDriver(RemoteConnection(client_config=ClientConfig(f"http://127.0.0.1:{port}")), options=options)
    driver.set_script_timeout(PATIENCE)
    return driver


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
