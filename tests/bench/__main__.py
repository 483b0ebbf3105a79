"""`python -m tests.bench`: how fast and how heavy the self-check is, against its peers.

`make bench` sets everything up first. A round takes some three minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.host import hosted
from tests.bench.rounds import CONDITIONS, Bench, run_rounds
from tests.bench.table import circumstances, report
from tests.bench.variants import IN_FRAME, IN_PAGE, NO_PYTHON, PEERS, Variant, lay_out
from tests.bench.weight import weight_table

ROUNDS = 7
QUIET_LOAD = 0.7
WEIGHT = "weight"  # of what the cold visits ask for
PARTS = (*CONDITIONS, WEIGHT)
ALONE = (IN_FRAME.key, IN_PAGE.key, NO_PYTHON.key)
KEYS = ("baked", "stock", *ALONE, *(peer.variant.key for peer in PEERS))


def main() -> int:
    """Measure, and print the tables."""
    given = _arguments()
    _mind_the_load()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, ExitStack() as stack:
        variants = lay_out(Path(folder), frozenset(given.variants), given.built, _progress)
        bench = _bench(Path(folder), stack)
        count = 1 if given.quick else given.rounds
        conditions = [one for one in given.conditions if one != WEIGHT]
        rounds = run_rounds(bench, variants, rounds=count, conditions=conditions, say=_progress)
        _print(circumstances(bench.usual.version, count))
        _print(report(variants, rounds))
        if WEIGHT in given.conditions:
            _print_weights(bench, variants)
        if given.save:
            given.save.write_text(json.dumps(rounds, indent=1), "utf-8")
    return 0


def _bench(folder: Path, stack: ExitStack) -> Bench:
    """Hosts, and what starts browsers, until `stack` ends."""
    playwright = stack.enter_context(sync_playwright())
    return Bench(
        playwright=playwright,
        stack=stack,
        packed=stack.enter_context(hosted(folder, packed=True)),
        plain=stack.enter_context(hosted(folder, packed=False)),
    )


def _mind_the_load() -> None:
    """Say when others use the machine: what is measured then is not to be quoted."""
    load = os.getloadavg()[0]
    if load > QUIET_LOAD:
        _progress(f"busy      load {load:.1f}: others use this machine, times will be too long")


def _print_weights(bench: Bench, variants: list[Variant]) -> None:
    for variant in variants:
        if variant.is_check and variant.key in bench.loaded:
            _print(f"What a cold visit to the {variant.name} loads, bytes:")
            _print(weight_table([sent.file for sent in bench.loaded[variant.key]]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"default: {ROUNDS}")
    parser.add_argument("--quick", action="store_true", help="one round")
    parser.add_argument(
        "--variants", nargs="+", choices=KEYS, default=[], metavar="KEY", help=" ".join(KEYS)
    )
    parser.add_argument(
        "--conditions", nargs="+", choices=PARTS, default=PARTS, metavar="KEY", help=" ".join(PARTS)
    )
    parser.add_argument("--built", type=Path, help="a built site, to be taken as it is")
    parser.add_argument("--save", type=Path, help="where to put every round's figures, as JSON")
    return parser.parse_args()


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command speaks to the terminal


def _print(text: str) -> None:
    print(text + "\n", flush=True)  # noqa: T201 - a command speaks to the terminal


if __name__ == "__main__":
    sys.exit(main())
