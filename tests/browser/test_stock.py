"""The stock engine, whichever this site ships: it is what a security release goes out with."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from incident import load_incident
from incident.words import frame_words
from publish.build import build_site
from tests.browser.conftest import served
from tests.python.publish.tiny import write_tiny_site


@pytest.fixture(scope="module")
def stock_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with the stock engine."""
    folder = write_tiny_site(tmp_path_factory.mktemp("stock"))
    with (folder / "mkdocs.yml").open("a") as settings:
        settings.write("  engine: stock\n")
    build_site(folder, print)
    return folder


@pytest.fixture
def address(stock_site: Path) -> Iterator[str]:
    """Where a host serves it that compresses nothing."""
    with served(stock_site / "site") as address:
        yield address


def test_it_starts_on_a_host_that_compresses_nothing(
    page: Page, stock_site: Path, address: str
) -> None:
    words: Any = frame_words(load_incident(stock_site / "incident.yml"))["en"]
    missing: list[str] = []
    page.on("response", lambda one: missing.extend([] if one.ok else [one.url]))
    page.goto(f"{address}/en/check/")

    page.locator("button.start").click()

    heading = page.frame_locator("iframe.check-frame").locator("h1")
    expect(heading).to_contain_text(next(iter(words["questions"].values()))["legend"])
    assert missing == []
