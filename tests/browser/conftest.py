"""A Chromium, the built site served as any static host would, and a visitor."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    ViewportSize,
    expect,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PATIENCE_MS = 30_000  # stock Pyodide on a busy machine
expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of `folder` as `python -m http.server` serves it, on a free port."""
    command = [sys.executable, "-u", "-m", "http.server", "--bind", "127.0.0.1", "0"]
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        port = server.stdout.readline().split(" port ")[1].split()[0]
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_for(address)
            yield address
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(address).close()  # noqa: S310 - its own server
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built site, which another build does not take away."""
    assert (SITE / "index.html").is_file(), "build the site first: make build"
    return shutil.copytree(SITE, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture(scope="session")
def at_root(site_folder: Path) -> Iterator[str]:
    """The site's address, served at the root of a host."""
    with served(site_folder) as address:
        yield address


@pytest.fixture(scope="session")
def in_subfolder(site_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The site's address, served in a folder of a host that has others."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(site_folder, host / "notices" / "born")
    with served(host) as address:
        yield f"{address}/notices/born"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium that CHROMIUM names, or the system's."""
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert executable, "no Chromium: run make test, or name one with CHROMIUM=/path"
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=QUIET + sandbox)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A new visitor's browser: nothing stored, a desktop's size."""
    fresh = browser.new_context(viewport=DESKTOP)
    fresh.set_default_timeout(PATIENCE_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page of that browser."""
    return context.new_page()
