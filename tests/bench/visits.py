"""One visit to one page: what a visitor who loses no time sees, and when."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Frame, Page, Playwright

from tests.bench.host import Host, Sent
from tests.bench.peers.checker import respond
from tests.bench.variants import HERE, Variant
from tests.browser.conftest import DESKTOP, QUIET
from tests.browser.visitor import flagship

# Places of choices: about whom, "yes", where, when, "no more", and then "no" to what is left.
WALK = (0, 0, 0, 0, 1, 1, 1, 1)
MONTHS = ("2009", "2010-03", "2010-04", "2012", "2012-12", "2013-01", "2023", "2023-06")
ANSWER = respond("2012")
# A sandboxed frame has a process of its own, which the throttle of a page does not reach. On
# phones with little memory it shares the page's, and so it does here while the CPU is slow.
SHARED_PROCESS = "--disable-features=IsolateSandboxedIframes"
SLOW_NETWORK = {
    "offline": False,
    "latency": 150,  # milliseconds
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
SLOW_CPU = {"rate": 4}
FRAME_POLL_MS = 20
REST_MS = 1000  # a new window has scripts of the browser's own, which take a core for half a second


@dataclass(frozen=True, kw_only=True)
class Seen:
    """One visit, in milliseconds from the navigation.

    `answer`: the first answer is painted. `start`, `question`: our check's button was pressed,
    its first question painted. `ready`, `painted`: from Continue to the next question in the
    document with style and layout done, and to the frame after it, for each but the first (which
    waits for the engine). `blocked`: in tasks of more than 50 ms until the answer, on the main
    threads of page and frame. `sent`: by the host.
    """

    answer: float
    blocked: float
    sent: tuple[Sent, ...]
    start: float | None = None
    question: float | None = None
    ready: float | None = None
    painted: float | None = None

    @property
    def size(self) -> int:
        """Bytes that the host sent, with headers."""
        return sum(one.size for one in self.sent)


@contextmanager
def chromium(playwright: Playwright, *, shared_process: bool = False) -> Iterator[Browser]:
    """A Chromium as the browser's tests start it."""
    browser = playwright.chromium.launch(
        executable_path=executable(), args=_flags(shared_process=shared_process)
    )
    yield browser
    browser.close()


@contextmanager
def with_profile(playwright: Playwright, profile: Path) -> Iterator[BrowserContext]:
    """A Chromium that keeps what it loads in a folder, and finds it there again."""
    context = playwright.chromium.launch_persistent_context(
        profile, executable_path=executable(), args=_flags(shared_process=False), viewport=DESKTOP
    )
    yield context
    context.close()


@contextmanager
def fresh(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor who has never been here."""
    context = browser.new_context(viewport=DESKTOP)
    yield context
    context.close()


def executable() -> str:
    """The Chromium that CHROMIUM names, or the system's."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert found, "no Chromium: run make chromium, or name one with CHROMIUM=/path"
    return found


def _flags(*, shared_process: bool) -> list[str]:
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    return QUIET + sandbox + ([SHARED_PROCESS] if shared_process else [])


def visit(
    page: Page, host: Host, variant: Variant, throttle: tuple[str, dict[str, Any]] | None = None
) -> Seen:
    """Go to the page of `variant` and lose no time. `throttle`: a command of DevTools, before."""
    page.add_init_script(_probe(is_check=variant.is_check))
    if throttle:
        page.context.new_cdp_session(page).send(*throttle)
    page.wait_for_timeout(REST_MS)
    host.forget()
    page.goto(host.address + variant.path, wait_until="commit")
    seen = _check(page, host) if variant.is_check else _bare(page, host, variant)
    assert _is_sane(seen), f"{variant.name}: {seen}"
    return seen


def evaluation(page: Page, variant: Variant) -> float:
    """Microseconds of one evaluation, where the visited page makes it."""
    place = page.workers[-1] if variant.in_worker else page
    requests = _cases() if variant.is_ours else MONTHS
    return float(place.evaluate(_script("evaluate.js"), list(requests)))


def _probe(*, is_check: bool) -> str:
    return (
        _script("probe.js")
        .replace("IS_CHECK", json.dumps(is_check))
        .replace("CHOICES", json.dumps(WALK))
    )


@cache
def _script(name: str) -> str:
    return (HERE / name).read_text("utf-8")


@cache
def _cases() -> tuple[str, ...]:
    return tuple(json.dumps({"answers": case.answers}) for case in flagship().cases)


def _bare(page: Page, host: Host, variant: Variant) -> Seen:
    places: list[Page | Frame] = [page, _frame(page)] if variant.in_frame else [page]
    seen = places[-1].evaluate("bench.seen")
    is_right = "ask" in json.loads(seen["text"]) if variant.is_ours else seen["text"] == ANSWER
    assert is_right, f"{page.url}: answered {seen['text']!r}"
    return Seen(
        answer=seen["answer"] - _origin(page),
        blocked=sum(_blocked(place, seen["answer"]) for place in places),
        sent=host.sent,
    )


def _check(page: Page, host: Host) -> Seen:
    start, origin = page.evaluate("bench.seen")["start"], _origin(page)
    frame = _frame(page)
    seen = frame.evaluate("bench.seen")
    waited = seen["continues"][1:]
    return Seen(
        answer=seen["answer"] - origin,
        blocked=_blocked(page, seen["answer"]) + _blocked(frame, seen["answer"]),
        sent=host.sent,
        start=start - origin,
        question=seen["question"] - origin,
        ready=median(one["ready"] - one["pressed"] for one in waited),
        painted=median(one["painted"] - one["pressed"] for one in waited),
    )


def _origin(page: Page) -> float:
    return float(page.evaluate("performance.timeOrigin"))


def _blocked(place: Page | Frame, end: float) -> float:
    return float(place.evaluate("end => bench.blocked(end)", end))


def _frame(page: Page) -> Frame:
    """The check's frame, once it holds the check."""
    for _ in range(1000):
        for frame in page.frames:
            if frame.url == "about:srcdoc":
                return frame
        page.wait_for_timeout(FRAME_POLL_MS)
    raise TimeoutError(f"{page.url}: no frame")


def _is_sane(seen: Seen) -> bool:
    """The clocks of page and frame agree, and nothing was asked for that is not there."""
    in_order = [time for time in (0, seen.start, seen.question, seen.answer) if time is not None]
    return in_order == sorted(in_order) and seen.size > 0


def settle() -> None:
    """Let the browser put away what it has loaded and compiled."""
    time.sleep(2)
