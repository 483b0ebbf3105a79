"""`python -m tests.browser.fuzz`: the built site's engine in three browsers, against CPython."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from runtime.fuzz import compare, to_ask
from tests.browser.conftest import SITE, served
from tests.browser.engine import SiteEngine
from tests.privacy.browsers import BROWSERS

BATCH = 1_000  # what a driver's message holds with ease


def main() -> int:
    """Ask every browser. Exit status 1: a reply differs, an engine started again, memory grew."""
    options = _parser().parse_args()
    counts = {name: options.n if name == "chromium" else options.others for name in BROWSERS}
    with tempfile.TemporaryDirectory() as aside:
        # A copy, which another build does not take away.
        site = shutil.copytree(options.site, Path(aside, "site"))
        with served(site) as address:
            same = [fuzz(name, counts[name], options.seed, address) for name in options.browsers]
    return 0 if all(same) else 1


def fuzz(name: str, count: int, seed: int, site: str) -> bool:
    """Whether this browser gives CPython's bytes, without a trap and in the same memory."""
    with BROWSERS[name]() as browser:
        begun = time.monotonic()
        engine = SiteEngine(browser, site)
        asked = to_ask(engine.rules, count, seed)
        tally = compare([engine], engine.rules, asked, _progress, BATCH)
        took = time.monotonic() - begun
    start, end = engine.megabytes_at_start, tally.megabytes[engine.name][-1]
    found = f"{tally.differing} differ, {tally.faults} faults, {engine.restarts} restarts"
    _say(f"{engine.name}: {tally.asked:,} asked, {found}, memory {start} to {end} MB, {took:.0f} s")
    _say(f"  CPython's replies: {tally.replies}")
    for one in tally.differ:
        for line in one.lines():
            _say(line)
    return not tally.differing and not engine.restarts and start == end


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.browser.fuzz", description=__doc__)
    parser.add_argument("browsers", nargs="*", default=list(BROWSERS), help=", ".join(BROWSERS))
    parser.add_argument("--n", type=int, default=20_000, help="how many in Chromium")
    parser.add_argument("--others", type=int, default=2_000, help="how many in each other browser")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", type=Path, default=SITE, help="the built site")
    return parser


def _progress(line: str) -> None:
    print(line, file=sys.stderr, flush=True)  # noqa: T201 - a command speaks to the terminal


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what the command is for


if __name__ == "__main__":
    raise SystemExit(main())
