"""The rounds: each condition, each variant in turn, A B C A B C."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.bench import visits
from tests.bench.host import Host, Sent
from tests.bench.measures import Round
from tests.bench.memory import memory_of_pages
from tests.bench.variants import WARM_UP, Say, Variant
from tests.bench.visits import Seen

KILOBYTE = 1000


@dataclass(kw_only=True)
class Bench:
    """What it takes to visit: browsers, a host that sends brotli, one that compresses nothing.

    Browsers start when they are first wanted and end with `stack`. `loaded` is what a cold visit
    to each variant asked for, once there was one.
    """

    playwright: Playwright
    stack: ExitStack
    packed: Host
    plain: Host
    loaded: dict[str, tuple[Sent, ...]] = field(default_factory=dict)

    @cached_property
    def usual(self) -> Browser:
        """A browser as a visitor has it."""
        return self._browser(shared_process=False)

    @cached_property
    def shared(self) -> Browser:
        """One in which a page and its frame have one process, see visits.SHARED_PROCESS."""
        return self._browser(shared_process=True)

    def _browser(self, *, shared_process: bool) -> Browser:
        """A browser that has shown a page, so that the first variant does not pay for that."""
        starting = visits.chromium(self.playwright, shared_process=shared_process)
        browser = self.stack.enter_context(starting)
        with visits.fresh(browser) as context:
            context.new_page().goto(f"{self.packed.address}{WARM_UP}")
        return browser

    def cold(self, variant: Variant) -> Round:
        """First visit of a new visitor. In the same visit: the wire, blocking, one evaluation."""
        with visits.fresh(self.usual) as context:
            page = context.new_page()
            seen = visits.visit(page, self.packed, variant)
            self.loaded[variant.key] = seen.sent
            return {
                "cold": seen.answer,
                "start": seen.start,
                "question": seen.question,
                "blocked": seen.blocked,
                "wire": _kilobytes(seen),
                "evaluation": visits.evaluation(page, variant),
            }

    def raw(self, variant: Variant) -> Round:
        """First visit, on a host that compresses nothing: what goes over the wire."""
        with visits.fresh(self.usual) as context:
            return {"raw": _kilobytes(visits.visit(context.new_page(), self.plain, variant))}

    def network(self, variant: Variant) -> Round:
        """First visit over 1.6 Mbit/s. Reaches workers."""
        slow = ("Network.emulateNetworkConditions", visits.SLOW_NETWORK)
        with visits.fresh(self.usual) as context:
            return {"network": visits.visit(context.new_page(), self.packed, variant, slow).answer}

    def cpu(self, variant: Variant) -> Round:
        """First visit with main threads four times slower. Does not reach workers."""
        slow = ("Emulation.setCPUThrottlingRate", visits.SLOW_CPU)
        with visits.fresh(self.shared) as context:
            seen = visits.visit(context.new_page(), self.packed, variant, slow)
            return {"cpu": seen.answer, "ready": seen.ready, "painted": seen.painted}

    def repeat(self, variant: Variant) -> Round:
        """A visit in a restarted browser, with what it kept. Memory is that of the visit before."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            profile = Path(folder)
            with visits.with_profile(self.playwright, profile) as context:
                visits.visit(context.pages[0], self.packed, variant)
                visits.settle()
                memory = memory_of_pages(profile)
            with visits.with_profile(self.playwright, profile) as context:
                seen = visits.visit(context.pages[0], self.packed, variant)
            return {"repeat": seen.answer, "memory": memory}


type Condition = Callable[[Bench, Variant], Round]
CONDITIONS: dict[str, Condition] = {
    "cold": Bench.cold,
    "repeat": Bench.repeat,
    "cpu": Bench.cpu,
    "network": Bench.network,
    "raw": Bench.raw,
}
ONCE = frozenset({"raw"})  # bytes are the same in each round


def run_rounds(
    bench: Bench, variants: Sequence[Variant], *, rounds: int, conditions: Sequence[str], say: Say
) -> dict[str, list[Round]]:
    """All rounds, by variant."""
    found: dict[str, list[Round]] = {variant.key: [] for variant in variants}
    for number in range(rounds):
        due = [one for one in conditions if number == 0 or one not in ONCE]
        for variant, seen in _round(bench, variants, due).items():
            found[variant].append(seen)
        say(f"round     {number + 1} of {rounds}")
    return found


def _round(
    bench: Bench, variants: Sequence[Variant], conditions: Sequence[str]
) -> dict[str, dict[str, float | None]]:
    seen: dict[str, dict[str, float | None]] = {variant.key: {} for variant in variants}
    for condition in conditions:
        for variant in variants:
            seen[variant.key] |= CONDITIONS[condition](bench, variant)
    return seen


def _kilobytes(seen: Seen) -> float:
    return seen.size / KILOBYTE
