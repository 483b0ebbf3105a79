"""What is measured, what is wanted of it, and how several rounds become one figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

REFERENCE = "pyodide-page"
STOCK_WORKER = "pyodide-worker"
MICROPYTHON = "micropython"


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One column: what it is called, its unit, and digits after the point."""

    key: str
    title: str
    digits: int = 0
    has_ratio: bool = True  # to stock Pyodide, in the same round


@dataclass(frozen=True, kw_only=True)
class Target:
    """What is wanted of the check: at most `most`, or at most `most` times what `of` takes."""

    measure: str
    most: float
    of: str | None = None


MEASURES = (
    Measure(key="wire", title="KB on the wire, brotli"),
    Measure(key="raw", title="KB, host that compresses nothing"),
    Measure(key="cold", title="cold ms"),
    Measure(key="network", title="1.6 Mbit/s ms"),
    Measure(key="cpu", title="CPU ×4 slower ms"),
    Measure(key="repeat", title="repeat visit ms"),
    Measure(key="blocked", title="main thread blocked ms", has_ratio=False),
    Measure(key="ready", title="Continue, drawn ms", digits=1, has_ratio=False),
    Measure(key="painted", title="Continue, painted ms", digits=1, has_ratio=False),
    Measure(key="evaluation", title="one evaluation µs", digits=1, has_ratio=False),
    Measure(key="memory", title="memory MB", has_ratio=False),
)
OWN_MEASURES = (
    Measure(key="start", title="Start is there and pressed"),
    Measure(key="question", title="first question painted"),
    Measure(key="cold", title="first reply painted"),
)
TARGETS = (
    Target(measure="cold", most=0.08, of=REFERENCE),
    Target(measure="cold", most=0.08, of=STOCK_WORKER),
    Target(measure="cold", most=2, of=MICROPYTHON),
    Target(measure="repeat", most=0.08, of=REFERENCE),
    Target(measure="blocked", most=50),
    Target(measure="ready", most=16),
    Target(measure="painted", most=16),
    Target(measure="evaluation", most=200),
    Target(measure="wire", most=500),
    Target(measure="raw", most=750),
)
BY_KEY = {one.key: one for one in (*OWN_MEASURES, *MEASURES)}

type Round = Mapping[str, float | None]  # by measure; None: not to be had here
type Rounds = Mapping[str, Sequence[Round]]  # by variant's key, in the order of the rounds


def middle(rounds: Rounds, variant: str, measure: str) -> float | None:
    """The median over the rounds; None where it was never measured."""
    found = [value for one in rounds.get(variant, ()) if (value := one.get(measure)) is not None]
    return median(found) if found else None


def ratio(rounds: Rounds, variant: str, measure: str, of: str) -> float | None:
    """The median of what `variant` takes over what `of` takes in the same round."""
    found = []
    for ours, theirs in zip(rounds.get(variant, ()), rounds.get(of, ()), strict=False):
        over, under = ours.get(measure), theirs.get(measure)
        if over is not None and under:
            found.append(over / under)
    return median(found) if found else None


def reached(rounds: Rounds, variant: str, target: Target) -> tuple[float, bool] | None:
    """The figure that a target is about, and whether it is reached; None: not measured."""
    found = (
        ratio(rounds, variant, target.measure, target.of)
        if target.of
        else middle(rounds, variant, target.measure)
    )
    return None if found is None else (found, found <= target.most)


def worse(rounds: Rounds, ours: str, peer: str) -> dict[str, float]:
    """The measures in which `ours` takes more than `peer`, and how many times as much.

    0 stands for infinitely more: the peer takes nothing at all.
    """
    found = {}
    for measure in MEASURES:
        mine = middle(rounds, ours, measure.key)
        theirs = middle(rounds, peer, measure.key)
        if mine is not None and theirs is not None and mine > theirs:
            found[measure.key] = mine / theirs if theirs else 0
    return found
