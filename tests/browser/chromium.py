"""Debian's Chromium, driven through a pipe by its own protocol: no driver, no library between."""

import itertools
import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

AXE = Path(__file__).parents[2] / ".local/axe/axe_playwright_python/axe.min.js"
PATIENCE_SECONDS = 20
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--remote-debugging-pipe",
)
"""Nothing but this machine is reached: what a page fetches from elsewhere is an error in it."""

Answer = dict[str, Any]


class Page:
    """One tab."""

    def __init__(self, reading: int, writing: int) -> None:
        self._reading, self._writing = reading, writing
        self._numbers = itertools.count(1)
        self._rest = b""
        self._session: str | None = None
        self.errors: list[str] = []
        """What the console and the network complained of since the page was opened."""
        self._loaded = False

    def begin(self) -> None:
        """A new tab, with everything worth hearing switched on."""
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        attached = self.call("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")

    def open(self, url: str, *, language: str = "id", width: int = 1280) -> None:
        """The address as a browser of that language and width shows it."""
        self.call("Network.setExtraHTTPHeaders", headers={"Accept-Language": language})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
        self.call("Emulation.setDeviceMetricsOverride", **size)
        self.errors.clear()
        self._loaded = False
        self.call("Page.navigate", url=url)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._loaded:
            self._hear(self._next(deadline))

    def run(self, script: str) -> Any:
        """The value of an expression in the page, awaited."""
        told = self.call(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        assert "exceptionDetails" not in told, told["exceptionDetails"]
        return told["result"].get("value")

    def wait_for(self, condition: str) -> Any:
        """Until the expression is true in the page."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (found := self.run(condition)):
            assert time.monotonic() < deadline, (condition, self.errors)
            self.run("new Promise(done => setTimeout(done, 50))")
        return found

    def call(self, method: str, **given: Any) -> Answer:
        """The answer of the browser to one command."""
        number = next(self._numbers)
        order = {"id": number, "method": method, "params": given}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._writing, json.dumps(order).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while (heard := self._next(deadline)).get("id") != number:
            self._hear(heard)
        assert "error" not in heard, (method, heard["error"])
        return dict(heard["result"])

    def _next(self, deadline: float) -> Answer:
        while b"\0" not in self._rest:
            ready, _, _ = select.select(
                [self._reading], [], [], max(0, deadline - time.monotonic())
            )
            assert ready, "the browser does not answer"
            part = os.read(self._reading, 1 << 20)
            assert part, "the browser has ended"
            self._rest += part
        whole, _, self._rest = self._rest.partition(b"\0")
        return dict(json.loads(whole))

    def _hear(self, told: Answer) -> None:
        method, given = told.get("method"), told.get("params", {})
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.errors.append(str(given["exceptionDetails"]))
        elif method == "Log.entryAdded" and given["entry"]["level"] == "error":
            self.errors.append(f"{given['entry']['text']} {given['entry'].get('url', '')}")
        elif method == "Runtime.consoleAPICalled" and given["type"] == "error":
            self.errors.append(str(given["args"]))


@contextmanager
def chromium(folder: Path) -> Iterator[Page]:
    """A browser of the test's own; skipped where none is."""
    program = shutil.which("chromium")
    if program is None or not AXE.exists():
        pytest.skip("no chromium or axe-core on this machine; deploy/browser fetches both")
    reading, told = os.pipe()
    heard, writing = os.pipe()
    command = ["bash", "-c", f'exec "$0" "$@" 3<&{heard} 4>&{told}', program, *FLAGS]
    with subprocess.Popen(
        [*command, f"--user-data-dir={folder}"],
        pass_fds=(heard, told),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        os.close(heard)
        os.close(told)
        try:
            page = Page(reading, writing)
            page.begin()
            yield page
        finally:
            process.terminate()
            os.close(writing)
            os.close(reading)
