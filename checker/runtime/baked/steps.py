"""The baked engine, step by step: each has one input and one output, and says what came out."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from runtime import bytecode
from runtime.baked import image, starting
from runtime.baked.closure import Closure, Live
from runtime.baked.dynamic import check_python
from runtime.baked.folding import with_bases
from runtime.baked.guard import kept_static
from runtime.baked.heap import Heap, scrub
from runtime.baked.library import build_library
from runtime.baked.limits import lower_c_recursion
from runtime.baked.names import names_of_c
from runtime.baked.opcodes import LOOP, NAMES, asked, runnable, with_only
from runtime.baked.optimising import ADDRESSES_AS_CONSTANTS, SMALLER, WASM_OPT, optimise
from runtime.baked.pointers import Pointers, find_pointers
from runtime.baked.program import Program
from runtime.baked.removal import Cut, take_out
from runtime.baked.shapes import data_symbols
from runtime.baked.starting import Snapshot, start, with_globals_exported
from runtime.baked.unasked import check_unasked
from runtime.baked.weak import Weak, find_weak
from runtime.cache import cached
from runtime.pyodide import Pyodide, bytecode_magic
from runtime.wasm.module import Kind, Module
from runtime.wasm.reading import read_module
from runtime.wasm.writing import write_module

type Say = Callable[[str], None]
PLACES = (starting.USUAL, starting.OTHER_TABLE, starting.OTHER_MEMORY, starting.OTHER_HEAP)


class Report:
    """Says, after each step, what it did, how long it took and how many bytes there are now."""

    def __init__(self, say: Say) -> None:
        self._say = say
        self._since = time.monotonic()

    def step(self, name: str, did: str, content: bytes | None = None) -> None:
        now = time.monotonic()
        sizes = f"; {weight(content)}" if content is not None else ""
        self._say(f"runtime: {name:9} {now - self._since:5.1f} s  {did}{sizes}")
        self._since = now


def weight(content: bytes) -> str:
    """Raw, gzip and brotli bytes, at quick settings: what ships is compressed by publish."""
    packed = (
        len(gzip.compress(content, 6, mtime=0)),
        len(brotli.compress(content, quality=5, lgwin=24)),
    )
    return f"{len(content):,} raw, {packed[0]:,} gzip, {packed[1]:,} brotli"


def library(pyodide: Pyodide, cache: Path, module: Module, report: Report) -> bytes:
    """The zip file that CPython starts from. Refuses a checker whose bytecode is not Pyodide's."""
    wheel = bytecode.build_wheel()
    compiled = cached(cache, "compiled.whl", [wheel], lambda: bytecode.compile_wheel(wheel))
    bytecode.check_magic(bytecode.modules(compiled), bytecode_magic(pyodide, cache))
    made = build_library(pyodide.read("python_stdlib.zip"), wheel, names_of_c(module))
    report.step("library", "standard library, checker and tidying as bytecode", made)
    return made


def snapshots(pyodide: Pyodide, module: Module, library: bytes, report: Report) -> list[Snapshot]:
    """CPython started four times: as usual, and with its table, static data or heap elsewhere."""
    content = with_globals_exported(module)
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(lambda place: start(pyodide, content, library, place), PLACES))
    report.step(
        "start",
        "CPython four times, the checker imported, warmed and tidied",
        bytes(found[0].memory),
    )
    return found


def pointers(found: list[Snapshot], report: Report) -> tuple[Snapshot, Heap, Pointers]:
    """The usual start with its free memory zeroed, and which of its words point."""
    usual = found[0]
    heap = Heap(usual)
    freed = scrub(usual, heap)
    told = find_pointers(*found)
    lower_c_recursion(usual)
    counts = f"{len(told.functions):,} to functions, {len(told.static):,} to static data, "
    counts += f"{len(told.heap):,} into the heap"
    report.step("pointers", f"{counts}; {freed:,} free bytes zeroed", bytes(usual.memory))
    return usual, heap, told


def folded(cache: Path, module: Module, report: Report) -> Module:
    """The module's code with every address a constant."""
    raw = write_module(with_bases(module))
    inputs = [raw, WASM_OPT.read_bytes(), *(one.encode() for one in ADDRESSES_AS_CONSTANTS)]

    def fold() -> bytes:
        return optimise(raw, ADDRESSES_AS_CONSTANTS, "fold")

    content = cached(cache, "folded.wasm", inputs, fold, by_code=False)
    report.step("fold", "addresses in code made constants")
    return read_module(content)


def dispatch(
    module: Module, folded: Module, usual: Snapshot, heap: Heap, pointers: Pointers, report: Report
) -> None:
    """Take out of the interpreter's loop, in both modules, what no Python code asks of it."""
    code_type = data_symbols(module, usual.memory_base)["PyCode_Type"]
    opcodes = runnable(asked(usual, heap, pointers, code_type))
    place = module.exported(Kind.FUNCTION)[LOOP] - module.imported_functions
    before = len(module.code[place])
    for one in (module, folded):
        one.code[place] = with_only(one.code[place], opcodes)
    did = f"{len(opcodes)} of {len(NAMES)} opcodes can run, the interpreter's loop is "
    report.step("dispatch", f"{did}{len(module.code[place]):,} bytes of {before:,}")


def trace(program: Program, report: Report) -> tuple[Weak, Live]:
    """What is alive."""
    weak = find_weak(program)
    live = Closure(program, weak).run()
    builtins = check_python(program, live)
    sayers = check_unasked(program, live, builtins)
    defined = [place for f in live.functions if (place := program.defined(f)) is not None]
    code = sum(len(program.module.code[place]) for place in defined)
    did = f"{len(defined):,} of {len(program.module.code):,} functions live ({code:,} bytes), "
    did += f"{len(live.allocations):,} of {len(program.heap.allocations):,} allocations"
    did += f", {len(builtins)} builtins, {sayers} kinds of C code that say a dropped name"
    report.step("trace", did)
    return weak, live


def cut(program: Program, weak: Weak, live: Live, report: Report, *, guard: bool = True) -> Cut:
    """Memory without the dead, and a map of what was taken out."""
    taken = take_out(program, live, weak, kept_static(program, live, weak, guard=guard))
    did = f"{taken.bytes_dropped:,} bytes of heap, {taken.strings_forgotten:,} interned strings, "
    did += f"{taken.names_gone} names, {taken.types_gone} built-in types"
    report.step("cut", did, bytes(program.snapshot.memory))
    return taken


def bake(program: Program, live: Live, report: Report) -> bytes:
    """The module whose memory is the snapshot's, its dead functions traps."""
    made = write_module(image.bake(program, live.functions, live.slots | live.trapped))
    report.step("bake", "memory as data segments, dead functions as traps", made)
    return made


def smaller(baked: bytes, report: Report) -> bytes:
    """The same module, as small as wasm-opt makes it, its data in few pieces."""
    module = read_module(optimise(baked, SMALLER, "optimise"))
    image.rejoin(module)
    made = write_module(module)
    report.step(
        "optimise", f"{len(module.code):,} functions, {len(module.imports)} imports left", made
    )
    return made
