"""WebDriver's commands, sent as Firefox and as WebKit take them."""

from __future__ import annotations

import json
import socket
import time
import urllib.request
from collections.abc import Callable
from typing import Any, Protocol

FRAME = "iframe.check-frame"
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # WebDriver's own name for a reference
PATIENCE_S = 60
MARIONETTE = {
    "size": "SetWindowRect",
    "navigate": "Navigate",
    "leave": "SwitchToFrame",
    "enter": "SwitchToFrame",
    "find": "FindElement",
    "click": "ElementClick",
    "run": "ExecuteScript",
}
OVER_HTTP = {
    "size": "/window/rect",
    "navigate": "/url",
    "leave": "/frame",
    "enter": "/frame",
    "find": "/element",
    "run": "/execute/sync",
}


class Closed(Exception):
    """The page or the frame is no longer there."""


class Browser(Protocol):
    """What the proof asks of a browser."""

    version: str

    def open(self, address: str) -> None: ...

    def click(self, css: str, *, inside: bool) -> None:
        """A real click, as a person's, in the page or inside its frame."""

    def ask(self, script: str, *, inside: bool) -> Any:
        """What a script (a function's body) returns, in the page or inside its frame."""


def wait_for(happened: Callable[[], Any], what: str) -> Any:
    """What `happened` gives, once it gives something."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if found := happened():
                return found
        except Closed:
            pass
        time.sleep(0.1)
    raise TimeoutError(what)


class Driver(Protocol):
    """Sends one command with its parameters; gives what it returns."""

    def send(self, command: str, given: dict[str, Any]) -> Any: ...


class Driven:
    """By WebDriver's commands, whichever way they are sent."""

    def __init__(self, driver: Driver, version: str) -> None:
        self.version = version
        self._send = driver.send
        # Tall enough for the whole check: a driver's click does not scroll the page around a frame.
        self._send("size", {"width": 1200, "height": 2200})

    def open(self, address: str) -> None:
        self._send("navigate", {"url": address})

    def _enter(self, *, inside: bool) -> None:
        self._send("leave", {"id": None})
        if inside:
            self._send("enter", self._find(FRAME))

    def _find(self, css: str) -> Any:
        return {"id": self._send("find", {"using": "css selector", "value": css})[ELEMENT]}

    def click(self, css: str, *, inside: bool) -> None:
        self._enter(inside=inside)
        self._send("click", self._find(css))

    def ask(self, script: str, *, inside: bool) -> Any:
        self._enter(inside=inside)
        return self._send("run", {"script": script, "args": []})


class Marionette:
    """Firefox's own protocol, on a socket: numbers, names and JSON."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self._file = self._socket.makefile("rb")
        self._number = 0
        self._read()

    def _read(self) -> Any:
        length = b""
        while (byte := self._file.read(1)) != b":":
            length += byte
        return json.loads(self._file.read(int(length)))

    def call(self, name: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        text = json.dumps([0, self._number, f"WebDriver:{name}", parameters]).encode()
        self._socket.sendall(str(len(text)).encode() + b":" + text)
        _, _, error, result = self._read()
        if error:
            raise Closed(error["error"])
        return result

    def send(self, command: str, given: dict[str, Any]) -> Any:
        parameters = {"element": given["id"]} if command == "enter" else given
        result = self.call(MARIONETTE[command], parameters)
        return result.get("value", result)


class WebDriver:
    """WebDriver over HTTP."""

    def __init__(self, port: int, capabilities: dict[str, Any]) -> None:
        self._base = f"http://127.0.0.1:{port}/session"
        made = self.call("", {"capabilities": {"alwaysMatch": capabilities}})
        self._base += f"/{made['sessionId']}"
        self.found = made["capabilities"]

    def call(self, path: str, body: dict[str, Any]) -> Any:
        request = urllib.request.Request(  # noqa: S310 - the driver on this machine
            self._base + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except OSError as error:
            raise Closed from error

    def send(self, command: str, given: dict[str, Any]) -> Any:
        if command == "click":
            return self.call(f"/element/{given['id']}/click", {})
        parameters = {"id": {ELEMENT: given["id"]}} if command == "enter" else given
        return self.call(OVER_HTTP[command], parameters)
