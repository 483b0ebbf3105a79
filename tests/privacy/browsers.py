"""Three browsers behind one door: open a page, click in it and in its frame, read from both."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Frame, Page, sync_playwright

from tests.privacy.drivers import Browser, Closed, Driven, Marionette, WebDriver, wait_for

QUIET = ["--disable-component-update", "--disable-sync"]
# Playwright's own defaults, under which Chromium heeds no resource hint.
LOUD = ["--disable-background-networking"]
FIREFOX_PREFERENCES = {
    "marionette.port": 0,
    "app.update.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.trr.mode": 5,  # names by the machine's own name server
    "services.settings.server": "http://127.0.0.1:9",
    "browser.safebrowsing.downloads.remote.enabled": False,
    "extensions.update.enabled": False,
    "browser.region.network.url": "",
    "browser.shell.checkDefaultBrowser": False,
}


class Chromium:
    """By Playwright: each page opened has a browser context of its own."""

    def __init__(self, chromium: Any) -> None:
        self.version = f"Chromium {chromium.version}"
        self._chromium = chromium
        self._page: Page | None = None

    def open(self, address: str) -> None:
        self.close()
        self._page = self._chromium.new_context().new_page()
        assert self._page
        self._page.goto(address)

    def close(self) -> None:
        """Forget the page that is open."""
        if self._page:
            self._page.context.close()
        self._page = None

    def _where(self, *, inside: bool) -> Page | Frame:
        assert self._page
        if not inside:
            return self._page
        frame = next((frame for frame in self._page.frames if frame.parent_frame), None)
        if not frame:
            raise Closed
        return frame

    def click(self, css: str, *, inside: bool) -> None:
        try:
            self._where(inside=inside).locator(css).first.click(timeout=10_000)
        except Error as error:
            raise Closed from error

    def ask(self, script: str, *, inside: bool) -> Any:
        try:
            return self._where(inside=inside).evaluate(f"() => {{ {script} }}")
        except Error as error:
            raise Closed from error


@contextmanager
def _process(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **options}
    with subprocess.Popen(command, text=True, **quiet) as process:
        try:
            yield process
        finally:
            process.terminate()


@contextmanager
def chromium() -> Iterator[Browser]:
    """The Chromium that CHROMIUM names, or the system's, without a window."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "no Chromium: run make chromium, or name one with CHROMIUM=/path"
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=QUIET + sandbox, ignore_default_args=LOUD
        )
        yield Chromium(launched)
        launched.close()


@contextmanager
def firefox() -> Iterator[Browser]:
    """Firefox ESR, without a window."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        preferences = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});"
            for name, value in FIREFOX_PREFERENCES.items()
        ]
        (Path(profile) / "user.js").write_text("\n".join(preferences))
        command = ["firefox-esr", "--headless", "--marionette", "--profile", profile]
        with _process(command, env={**os.environ, "HOME": profile}):
            port = Path(profile) / "MarionetteActivePort"
            wait_for(lambda: port.is_file() and port.read_text(), "Firefox's port")
            marionette = Marionette(int(port.read_text()))
            found = marionette.call("NewSession", {"acceptInsecureCerts": True})["capabilities"]
            yield Driven(marionette, f"Firefox {found['browserVersion']}")


@contextmanager
def webkit() -> Iterator[Browser]:
    """WebKitGTK's MiniBrowser, on a screen that nobody sees."""
    binary = next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
    with ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        reading, writing = os.pipe()
        screen = [
            "Xvfb",
            "-displayfd",
            str(writing),
            "-nolisten",
            "tcp",
            "-screen",
            "0",
            "1280x2400x24",
        ]
        stack.enter_context(_process(screen, pass_fds=[writing]))
        display = os.read(reading, 16).decode().strip()
        environment = {**os.environ, "DISPLAY": f":{display}", "HOME": home}
        environment |= {"XDG_RUNTIME_DIR": home, "GSETTINGS_BACKEND": "memory"}
        if not os.geteuid():
            environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        stack.enter_context(_process(["WebKitWebDriver", f"--port={port}"], env=environment))
        options = {"binary": str(binary), "args": ["--automation"]}
        wait_for(lambda: _answers(port), "WebKit's driver")
        driver = WebDriver(port, {"webkitgtk:browserOptions": options})
        yield Driven(driver, f"WebKitGTK {driver.found['browserVersion']}")


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


BROWSERS = {"chromium": chromium, "firefox": firefox, "webkit": webkit}
