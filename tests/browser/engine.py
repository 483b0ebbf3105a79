"""The engine of a built site in a browser, the bytes that the site serves, asked anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.privacy.drivers import Browser, wait_for

HARNESS = Path(__file__).parent / "harness.js"
CHECK = "en/check/"
BARE = "robots.txt"  # of what every site serves, a document without a policy


class SiteEngine:
    """Answers in the site's own worker, started anew in this browser."""

    def __init__(self, browser: Browser, site: str) -> None:
        self.name = browser.version
        self._browser = browser
        browser.open(f"{site}/{BARE}")
        browser.ask(HARNESS.read_text("utf-8"), inside=False)
        self.rules: str = self._given_by(f"openEngine('{site}/{CHECK}')")["rules"]
        _, self.megabytes_at_start = self.answer([])

    def answer(self, asked: list[str]) -> tuple[list[str | None], int]:
        """Replies, None for a fault, and megabytes of memory after."""
        # As text in text: not every driver carries half of a surrogate pair.
        requests = json.dumps(json.dumps(asked))
        told = self._given_by(f"askEngine(JSON.parse({requests}))")
        # After a trap the engine that ships goes on in another instance, with a memory of its own.
        self.restarts = told["memories"] - 1
        return told["replies"], round(told["bytes"] / 2**20)

    def _given_by(self, promise: str) -> Any:
        """What a promise of the page gives, by way of JSON."""
        self._browser.ask(
            f"window.settled = null; {promise}.then("
            "(value) => { window.settled = JSON.stringify({ value }) }, "
            "(error) => { window.settled = JSON.stringify({ error: String(error) }) })",
            inside=False,
        )
        settled = json.loads(
            wait_for(
                lambda: self._browser.ask("return window.settled", inside=False),
                f"the engine in {self.name}",
            )
        )
        assert "error" not in settled, f"{self.name}: the engine: {settled['error']}"
        return settled["value"]
