"""What was measured, as Markdown that can stand in the README."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.measures import (
    BY_KEY,
    MEASURES,
    OWN_MEASURES,
    REFERENCE,
    STOCK_WORKER,
    TARGETS,
    Measure,
    Rounds,
    Target,
    middle,
    ratio,
    reached,
    worse,
)
from tests.bench.variants import Variant

NONE = "–"
NOTES = """\
- Times are from the navigation to the frame after the answer is painted, in a new browser context
  (a repeat visit: in a restarted browser) whose window has stood for a second, as its own scripts
  take a core for half of that, with the server on the same machine. Rounds alternate, A B C A B C;
  figures are medians, ratios medians of the ratios within a round.
- The self-check is the whole thing: page, frame, proof of the lock, rules, words in two languages.
  Start is pressed as soon as the button is there, and the first question, which needs no Python,
  answered as soon as it is there; the self-check's answer is the engine's first reply, painted: the
  second question. A peer is a page with nothing in it but a checker of three windows, asked once.
- The engine alone is asked once too, in such a page, for the first question of the incident's
  rules: on the page's thread, or in the worker of a sandboxed frame under the self-check's policy,
  made while the bytes come. That is what the runtime takes; the self-check is what a person waits.
  Plain JavaScript in such a worker is what the lock takes, whoever answers behind it.
- CPU ×4 slower is DevTools' throttle. It slows main threads and no workers, so it flatters whoever
  runs Python in one, as the self-check and "worker" do. There the check's frame shares the page's
  process, as on phones with little memory, or it would go untouched.
- Main thread blocked: tasks of more than 50 ms up to the answer, of page and frame together.
- Continue, at the slower CPU: from the press to the next question in the document with its style
  and layout done (drawn), and to the frame after that (painted), which waits for the screen's
  next refresh, 60 a second. The first is left out: it waits for the engine to come. The press is
  300 ms after the tick, as from a hand: what the answer leads to is asked for on the tick.
- One evaluation: where Python runs, warm, the best of five for each request, median over requests.
  The self-check's are the incident's cases, JSON both ways; a peer's is the tiny checker.
- Memory: what the processes of page and frame have for themselves, two seconds after the answer.
- Bytes are counted at the server, with headers."""


def machine() -> str:
    """The processor and how many of its cores there are for us."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{_processor()}, {cores} cores, {platform.system()}"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def circumstances(version: str, rounds: int) -> str:
    """When, where and how often it was measured; `version` is Chromium's."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    count = f"medians of {rounds} rounds" if rounds > 1 else "one round: to try, not to quote"
    return f"Chromium {version}; {machine()}; {now}; {count}."


def report(variants: Sequence[Variant], rounds: Rounds) -> str:
    """What was measured, what is wanted, and what is worse than a peer."""
    checks = [one for one in variants if one.is_check][:1]
    framed = [one for one in variants if one.is_alone and one.in_frame]
    peers = [one for one in variants if not one.is_ours]
    parts = [
        figures(variants, rounds),
        *_optional("Ratio to stock Pyodide in a page, same round:", ratios(variants, rounds)),
        *_optional("The self-check, ms from the navigation, cold:", own_times(variants, rounds)),
    ]
    of_peers = tuple(one for one in TARGETS if one.of)
    judged = [(one, TARGETS) for one in checks] + [(one, of_peers) for one in framed]
    for ours, wanted in judged:
        parts += _optional(f"What is wanted, {ours.name}:", targets(ours, wanted, rounds))
    for ours in checks:
        parts += _optional(f"What the {ours.name} takes more of:", losses(ours, peers, rounds))
    return "\n\n".join([*parts, NOTES])


def _optional(title: str, body: str) -> list[str]:
    return [title, body] if body else []


def figures(variants: Sequence[Variant], rounds: Rounds) -> str:
    """The medians: a row a variant, a column a measure."""
    shown = [one for one in MEASURES if _is_measured(one, variants, rounds)]
    rows = [
        [_named(variant), *(_figure(middle(rounds, variant.key, one.key), one) for one in shown)]
        for variant in variants
    ]
    return table(["variant", *(one.title for one in shown)], rows)


def ratios(variants: Sequence[Variant], rounds: Rounds) -> str:
    """The same to stock Pyodide; empty when that was not measured."""
    if REFERENCE not in rounds:
        return ""
    shown = [one for one in MEASURES if one.has_ratio and _is_measured(one, variants, rounds)]
    rows = [
        [_named(variant), *(_ratio(rounds, variant.key, one, REFERENCE) for one in shown)]
        for variant in variants
    ]
    return table(["variant", *(one.title.removesuffix(" ms") for one in shown)], rows)


def own_times(variants: Sequence[Variant], rounds: Rounds) -> str:
    """What a visitor of the check sees before the first reply."""
    ours = [one for one in variants if one.is_check and _any(rounds, one, "start")]
    rows = [
        [one.name, *(_figure(middle(rounds, one.key, m.key), m) for m in OWN_MEASURES)]
        for one in ours
    ]
    return table(["variant", *(one.title for one in OWN_MEASURES)], rows) if rows else ""


def targets(ours: Variant, wanted: Sequence[Target], rounds: Rounds) -> str:
    """Each target, what was measured, and whether that will do."""
    rows = [
        [_wanted(target), *_outcome(target, found)]
        for target in wanted
        if (found := reached(rounds, ours.key, target))
    ]
    return table(["wanted", "measured", ""], rows) if rows else ""


def losses(ours: Variant, peers: Sequence[Variant], rounds: Rounds) -> str:
    """A line for each peer that takes less of something."""
    return "\n".join(
        f"- {peer.name}: {', '.join(_times(found))}"
        for peer in peers
        if (found := worse(rounds, ours.key, peer.key))
    )


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, texts: int = 1) -> str:
    """A Markdown table; the first `texts` columns hold texts, the others figures."""
    rule = ["---" if place < texts else "---:" for place in range(len(head))]
    lines = [head, rule, *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _is_measured(measure: Measure, variants: Sequence[Variant], rounds: Rounds) -> bool:
    return any(_any(rounds, variant, measure.key) for variant in variants)


def _any(rounds: Rounds, variant: Variant, measure: str) -> bool:
    return middle(rounds, variant.key, measure) is not None


def _named(variant: Variant) -> str:
    return f"**{variant.name}**" if variant.is_ours else variant.name


def _figure(value: float | None, measure: Measure) -> str:
    return NONE if value is None else f"{value:,.{measure.digits}f}"


def _ratio(rounds: Rounds, variant: str, measure: Measure, of: str) -> str:
    found = ratio(rounds, variant, measure.key, of)
    return NONE if found is None else f"{found:.3f}"


def _wanted(target: Target) -> str:
    title = BY_KEY[target.measure].title
    whose = {REFERENCE: "stock in a page", STOCK_WORKER: "stock in a worker", None: ""}
    if target.of:
        return f"{title}: ≤ {target.most:g} × {whose.get(target.of, target.of)}"
    return f"{title}: ≤ {target.most:g}"


def _outcome(target: Target, found: tuple[float, bool]) -> tuple[str, str]:
    value, will_do = found
    shown = f"{value:.3f} ×" if target.of else f"{value:,.1f}"
    return shown, "yes" if will_do else "**no**"


def _times(found: dict[str, float]) -> Iterator[str]:
    for key, times in found.items():
        title = BY_KEY[key].title
        yield f"{title} {times:.1f} times" if times else f"{title} (theirs is 0)"
