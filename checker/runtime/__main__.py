"""Commands: `python -m runtime build|fuzz|weigh`, for who works on the runtime."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from runtime.baked.build import bake, checking_rules
from runtime.baked.weights import weights, whole, why
from runtime.build import build_runtime
from runtime.fuzz import fuzz, shown
from runtime.model import BuildStop
from runtime.pyodide import Pyodide

CACHE = Path(__file__).parents[2] / ".cache" / "runtime"


def main() -> int:
    """Run one command; 1 if it found anything wrong."""
    given = _arguments()
    try:
        return COMMANDS[given.command](given)
    except BuildStop as stop:
        sys.stderr.write(f"{stop}\n")
        return 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m runtime")
    parser.add_argument("--cache", type=Path, default=CACHE)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="make an engine and say what it weighs")
    build.add_argument("--engine", default="baked")
    asking = commands.add_parser(
        "fuzz", help="the same requests to CPython, stock Pyodide and the baked image"
    )
    asking.add_argument("--n", type=int, default=20_000)
    asking.add_argument("--seed", type=int, default=1)
    asking.add_argument("--rules", type=Path, help="rules as JSON; without, rules of no incident")
    weigh = commands.add_parser("weigh", help="what the baked image is made of")
    weigh.add_argument(
        "--strict", action="store_true", help="without guard bands (guard.py), to compare"
    )
    weigh.add_argument("--why", help="what keeps the C function or Python code of this name alive")
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _build(given: argparse.Namespace) -> int:
    for one in build_runtime(given.engine, given.cache, _say).files:
        _say(f"{one.role:8} {one.name} {len(one.content):,} bytes")
    return 0


def _fuzz(given: argparse.Namespace) -> int:
    rules = given.rules.read_text() if given.rules else checking_rules()
    tally = fuzz(rules, given.n, given.seed, given.cache, _say)
    _say("\n".join(shown(tally)))
    return 1 if tally.differing or tally.faults else 0


def _weigh(given: argparse.Namespace) -> int:
    made = bake(Pyodide.installed(), given.cache, _say, guard=not given.strict)
    _say(whole(made.image))
    lines = (
        why(made.program, made.live, given.why) if given.why else weights(made.program, made.live)
    )
    for line in lines:
        _say(line)
    return 0


COMMANDS = {"build": _build, "fuzz": _fuzz, "weigh": _weigh}

if __name__ == "__main__":
    sys.exit(main())
