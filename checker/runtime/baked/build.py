"""Makes the baked engine: runs the steps, and checks what came out before anybody gets it."""

from __future__ import annotations

import json
import runpy
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from runtime import closed_world
from runtime.baked import layout, readcheck, steps
from runtime.baked.closure import Live
from runtime.baked.library import INSIDE
from runtime.baked.program import Program, understand
from runtime.bytecode import build_wheel, sources
from runtime.cache import cached
from runtime.model import Runtime, RuntimeFile
from runtime.pyodide import Pyodide
from runtime.requests import hostile, requests
from runtime.wasm.reading import read_module

GLUE = Path(__file__).parents[1] / "engines" / "baked.js"
CHECKED_REQUESTS = 2000


@dataclass(frozen=True, kw_only=True)
class Baked:
    """The module before wasm-opt, what was cut from it, and the module that ships."""

    before: bytes
    cut_map: bytes
    image: bytes
    program: Program
    live: Live


def build_baked(cache: Path, say: Callable[[str], None]) -> Runtime:
    """One module. Comes from the cache if Pyodide, the checker and this package are the same."""
    closed_world.check_package()
    pyodide = Pyodide.installed()
    shipped = sources(build_wheel())  # not the wheel: its metadata hold the README
    inputs = [pyodide.identity(), *(name.encode() for name in shipped), *shipped.values()]
    content = cached(cache, "image.wasm", inputs, lambda: bake(pyodide, cache, say).image)
    say(f"runtime: baked Pyodide {pyodide.version}, one file: {steps.weight(content)}")
    return Runtime(
        engine="baked", files=(RuntimeFile.named("image", "image.wasm", content),), glue=GLUE
    )


def bake(pyodide: Pyodide, cache: Path, say: Callable[[str], None], *, guard: bool = True) -> Baked:
    """Every step, from Pyodide's module to one that nothing cut is ever read in.

    Without `guard`, all static data stays that is not certainly dead (guard.py).
    """
    report = steps.Report(say)
    module = read_module(pyodide.read("pyodide.asm.wasm"))
    library = steps.library(pyodide, cache, module, report)
    found = steps.snapshots(pyodide, module, library, report)
    usual, heap, pointers = steps.pointers(found, report)
    folded = steps.folded(cache, module, report)
    steps.dispatch(module, folded, usual, heap, pointers, report)
    program = understand(module, folded, usual, heap, pointers)
    weak, live = steps.trace(program, report)
    taken = steps.cut(program, weak, live, report, guard=guard)
    before = steps.bake(program, live, report)
    _check_reads(program, before, bytes(taken.map), report)
    return Baked(
        before=before,
        cut_map=bytes(taken.map),
        image=steps.smaller(before, report),
        program=program,
        live=live,
    )


def _check_reads(program: Program, before: bytes, cut_map: bytes, report: steps.Report) -> None:
    """Nothing cut is read; and the check sees it if something is."""
    module = readcheck.checked(before, len(cut_map))
    rules = checking_rules()
    asked = [*requests(json.loads(rules), seed=4242, count=CHECKED_REQUESTS), *hostile()]
    reads = readcheck.check_reads(
        module, cut_map, [{"rules": rules, "requests": asked}], program.names
    )
    strings = program.blocks.shapes.symbols["PyUnicode_Type"]
    few: list[readcheck.Case] = [{"rules": rules, "requests": asked[:20]}]
    seen = readcheck.check_the_check(module, cut_map, strings, layout.TYPE_SIZE, few)
    did = f"{len(asked):,} requests, {reads.loads:,} loads, none of them of cut bytes"
    did += f" ({sum(reads.tails.values())} words read by strlen end in some)"
    report.step("check", f"{did}; its own check reported {seen:,}")


def checking_rules() -> str:
    """Rules of no incident that hold every kind of question and condition (JSON text)."""
    return str(runpy.run_path(str(INSIDE / "warm.py"))["RULES"])
