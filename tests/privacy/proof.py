"""The proof: hostile builds are visited, with the lock and without it; which attempts were made."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.privacy.addresses import Attempt, Attempts, Network
from tests.privacy.catch import TOKEN, Catch, Kind, Sighting
from tests.privacy.channels import Channel
from tests.privacy.drivers import Browser, Closed, wait_for
from tests.privacy.hostile import (
    Build,
    Shot,
    Wave,
    hostile_frame,
    hostile_python,
    hostile_worker,
    with_listening_page,
)
from tests.privacy.lock import CheckPage, Part, without

FRAME_FIRST = "frame, first answer"
FRAME_LATER = "frame, later"
WORKER = "worker"
PYTHON = "Python"
PLACES = (FRAME_FIRST, FRAME_LATER, WORKER, PYTHON)
CODE_IN = {FRAME_FIRST: "frame", FRAME_LATER: "frame", WORKER: "worker", PYTHON: "python"}
LANGUAGE = "en"
WAITS_S = 3.0
CONTROL_WAITS_S = 8.0
QUESTION = "return document.querySelector('input') && document.querySelector('h1')?.textContent"
# Where hostile code has covered the field, a click by script does.
CHOSEN = (
    "const $one = document.querySelector('input'); "
    "$one?.checked || $one?.click(); return $one?.checked"
)
SEEN = "return document.documentElement.dataset.seen"


@dataclass(kw_only=True)
class HostileSite:
    """The built site, and hostile builds of it side by side, each under a folder of its own."""

    folder: Path
    builds: dict[str, Build] = field(default_factory=dict)

    def add(self, build: Build) -> str:
        """The path of the check page of this build."""
        name = f"build{len(self.builds)}"
        self.builds[name] = build
        return f"/{name}/{LANGUAGE}/check/"

    def find(self, path: str) -> tuple[bytes, str] | None:
        """A file of a build, as the server asks for it: content and type."""
        name, _, rest = path.lstrip("/").partition("/")
        build = self.builds.get(name)
        if not build:
            return None
        if rest == f"{LANGUAGE}/check/":
            script = "../../assets/page.js"
            return build.page.document(script).encode(), "text/html; charset=utf-8"
        if rest == "assets/page.js":
            return build.page.page_script.encode(), "text/javascript"
        if rest in build.files:
            return build.files[rest], "application/octet-stream"
        file = self.folder / rest
        return (file.read_bytes(), _kind(file)) if file.is_file() else None


def _kind(file: Path) -> str:
    kinds = {".css": "text/css", ".js": "text/javascript", ".wasm": "application/wasm"}
    return kinds.get(file.suffix, "application/octet-stream")


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One visit to a hostile build: the attempts it makes, by place."""

    build: Build
    waves: Mapping[str, Sequence[Attempt]]


@dataclass(kw_only=True)
class Proof:
    """Makes the visits of one browser and reads the catch."""

    site: HostileSite
    page: CheckPage
    catch: Catch
    network: Network
    attempts: Attempts = field(default_factory=Attempts)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.network.port}"

    def visit(
        self,
        browser: Browser,
        channels: Sequence[Channel],
        places: Sequence[str],
        *,
        open_parts: Collection[Part] = (),
    ) -> list[Attempt]:
        """Visit a build whose `places` try `channels`, without `open_parts` of the lock.

        Returns the attempts that were certainly made.
        """
        waves = {place: self._wave(channels, place, open_parts) for place in places}
        path = self.site.add(self._build(waves, open_parts))
        reached = go_through(browser, self.address + path, later=set(places) != {FRAME_FIRST})
        self._wait(waves, open_parts)
        with suppress(Closed):
            self._note_seen(browser.ask(SEEN, inside=False))
        with suppress(Closed):
            browser.open("about:blank")
        return [attempt for place in reached for attempt, _ in waves.get(place, [])]

    def _wave(
        self, channels: Sequence[Channel], place: str, open_parts: Collection[Part]
    ) -> list[tuple[Attempt, Shot]]:
        wave = []
        for channel in channels:
            if CODE_IN[place] not in channel.code:
                continue
            attempt = self.attempts.make(channel=channel.name, place=place, locked=not open_parts)
            wave.append((attempt, Shot(channel=channel, to=self.network.to(attempt, self.address))))
        return wave

    def _build(
        self, waves: Mapping[str, list[tuple[Attempt, Shot]]], open_parts: Collection[Part]
    ) -> Build:
        page = without(self.page, open_parts)
        shots: dict[str, Wave] = {
            place: [shot for _, shot in wave] for place, wave in waves.items()
        }
        build = Build(page=page, files={})
        if FRAME_FIRST in shots or FRAME_LATER in shots:
            build = hostile_frame(page, [shots.get(FRAME_FIRST, []), shots.get(FRAME_LATER, [])])
        if WORKER in shots:
            build = hostile_worker(build.page, shots[WORKER])
        if PYTHON in shots:
            build = hostile_python(build.page, shots[PYTHON], self.site.folder)
        return with_listening_page(build)

    def _wait(
        self, waves: Mapping[str, list[tuple[Attempt, Shot]]], open_parts: Collection[Part]
    ) -> None:
        """Long enough for what is on its way; with the lock off, no longer than needed."""
        tokens = {attempt.token for wave in waves.values() for attempt, _ in wave}
        end = time.monotonic() + (CONTROL_WAITS_S if open_parts else WAITS_S)
        while time.monotonic() < end:
            time.sleep(0.2)
            if open_parts and tokens <= {sighting.token for sighting in self.catch.sightings}:
                return

    def _note_seen(self, text: Any) -> None:
        self.catch.sightings += [
            Sighting(token=token, kind=Kind.SEEN, answer=answer)
            for answer, token in TOKEN.findall(text or "")
        ]


def go_through(browser: Browser, address: str, *, later: bool) -> Sequence[str]:
    """Start the check and give one answer; when `later`, wait for Python and give one more.

    Returns the places whose hostile code has had its moment.
    """
    browser.open(address)
    browser.click("button.start", inside=False)
    first = wait_for(lambda: browser.ask(QUESTION, inside=True), "the first question")
    if not _choose(browser):
        return []
    if not later:
        return [FRAME_FIRST]
    try:
        browser.ask("document.querySelector('button.primary').click()", inside=True)
        wait_for(lambda: browser.ask(QUESTION, inside=True) not in {None, first}, "Python")
        _choose(browser)
    except (Closed, TimeoutError):
        return [FRAME_FIRST]
    return PLACES


def _choose(browser: Browser) -> bool:
    """Choose the first answer; whether it was chosen, or the frame went away over it."""
    with suppress(Closed):
        browser.click("input", inside=True)
    try:
        return browser.ask(CHOSEN, inside=True) is not False
    except Closed:
        return True
