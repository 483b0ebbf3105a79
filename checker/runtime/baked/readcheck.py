"""A test build whose every load and copy is checked against the map of what was cut.

Data wrongly cut reads as zeros, which no trap shows. So every build runs requests through a
module that hands each address it reads to readcheck.mjs, which looks it up. The check checks
itself: with a type that is in use marked as cut it must report.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.model import BuildStop
from runtime.node import run_node
from runtime.wasm.code import CALL, MEMORY_COPY, PREFIXED, REF_FUNC, walk
from runtime.wasm.leb import Reader, unsigned
from runtime.wasm.module import I32, Kind, Module, constant
from runtime.wasm.reading import read_module
from runtime.wasm.writing import write_module

type Case = dict[str, Any]  # {"rules": JSON text, "requests": [JSON text, ...]}

STEP = "read check"
# Bytes that each load reads, by opcode.
WIDTHS = {
    **dict.fromkeys((0x2C, 0x2D, 0x30, 0x31), 1),
    **dict.fromkeys((0x2E, 0x2F, 0x32, 0x33), 2),
    **dict.fromkeys((0x28, 0x2A, 0x34, 0x35), 4),
    **dict.fromkeys((0x29, 0x2B), 8),
}
I32_TYPE = bytes([I32])


@dataclass(frozen=True, kw_only=True)
class Reads:
    """What a checked run read: counts, and where cut bytes were read."""

    loads: int
    copies: int
    tails: dict[int, int]  # words that start in kept bytes and end in cut ones: function -> times
    faults: int
    of_cut_bytes: int
    places: tuple[str, ...]


def checked(baked: bytes, limit: int) -> bytes:
    """The baked module, telling check.load and check.copy of every read below `limit`."""
    module = read_module(baked)
    load, copy = _take_imports(module)
    first = module.imported_functions + len(module.code)
    module.functions += [_add_type(module, 3, 1), _add_type(module, 3, 3)]
    imported = module.imported_functions
    module.code = [_instrumented(body, imported + i, first) for i, body in enumerate(module.code)]
    module.code += [_checked_load(load, limit), _checked_copy(copy, limit)]
    return write_module(module)


def _take_imports(module: Module) -> tuple[int, int]:
    """Make check.load and check.copy of two imports that nothing calls: no index moves."""
    called = {v for body in module.code for op, v, _, _ in walk(body) if op in (CALL, REF_FUNC)}
    called |= {f for one in module.elements for f in one.functions}
    free = [i for i in range(module.imported_functions) if i not in called][:2]
    imports = module.imported(Kind.FUNCTION)
    for index, (name, parameters) in zip(free, (("load", 3), ("copy", 2)), strict=True):
        imports[index].module, imports[index].name = "check", name
        imports[index].index = _add_type(module, parameters, 0)
    return free[0], free[1]


def _add_type(module: Module, takes: int, gives: int) -> int:
    """The index of a new function type of so many 32-bit numbers."""
    reader = Reader(module.types)
    count = reader.unsigned()
    one = b"\x60" + unsigned(takes) + I32_TYPE * takes + unsigned(gives) + I32_TYPE * gives
    module.types = unsigned(count + 1) + module.types[reader.at :] + one
    return count


def _instrumented(body: bytes, function: int, first: int) -> bytes:
    """A body in which every address passes through the two functions that begin at `first`."""
    parts, at = [], 0
    for opcode, value, start, _ in walk(body):
        if opcode in WIDTHS:
            where = constant(WIDTHS[opcode] << 24 | function)
            parts += [body[at:start], constant(value), where, bytes([CALL]), unsigned(first)]
            at = start
        elif opcode == PREFIXED and value == MEMORY_COPY:
            parts += [body[at:start], bytes([CALL]), unsigned(first + 1)]
            at = start
    return b"".join(parts) + body[at:]


def _checked_load(load: int, limit: int) -> bytes:
    """(address, offset, width and function) -> address; tells `load` if below the limit."""
    address = b"\x20\0\x20\1\x6a"
    tell = (
        address
        + b"\x20\2\x41\x18\x76"
        + b"\x20\2\x41\xff\xff\xff\x07\x71"
        + b"\x10"
        + unsigned(load)
    )
    return b"\0" + address + constant(limit) + b"\x49\x04\x40" + tell + b"\x0b\x20\0\x0b"


def _checked_copy(copy: int, limit: int) -> bytes:
    """(to, from, length) -> the same; tells `copy` where the source lies below the limit."""
    tell = b"\x20\1\x20\2\x10" + unsigned(copy)
    return (
        b"\0" + b"\x20\1" + constant(limit) + b"\x49\x04\x40" + tell + b"\x0b\x20\0\x20\1\x20\2\x0b"
    )


def run(module: bytes, cut_map: bytes, cases: list[Case]) -> Reads:
    """Answer `cases` ({rules, requests}) with a checked module."""
    with tempfile.TemporaryDirectory() as folder:
        files = {
            "module.wasm": module,
            "map": bytes(cut_map),
            "cases.json": json.dumps(cases).encode(),
        }
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        paths = [str(Path(folder, name)) for name in files]
        told = json.loads(run_node("readcheck.mjs", paths, step=STEP))
    return Reads(
        loads=told["reads"],
        copies=told["copies"],
        tails={int(function): times for function, times in told["tails"].items()},
        faults=told["faults"],
        of_cut_bytes=sum(one["times"] for one in told["cut"]),
        places=tuple(
            f"function {o['function']} at {o['first']}, {o['times']} times" for o in told["cut"][:5]
        ),
    )


# They read whole words and drop what lies behind the end.
READS_PAST_THE_END = {"strlen", "memchr", "strchr", "__strchrnul", "stpcpy", "strcpy"}


def check_reads(module: bytes, cut_map: bytes, cases: list[Case], names: dict[int, str]) -> Reads:
    """BuildStop if a single byte that was cut is read. `names`: exported functions by index."""
    reads = run(module, cut_map, cases)
    readers = {names.get(function, f"function {function}") for function in reads.tails}
    if unknown := readers - READS_PAST_THE_END:
        raise BuildStop(
            STEP, ", ".join(sorted(unknown)), "reads words that end in cut bytes", "blocks.py"
        )
    if reads.of_cut_bytes:
        what = f"{reads.of_cut_bytes} reads of bytes that were cut: {'; '.join(reads.places)}"
        raise BuildStop(STEP, "the baked module", what, "guard.py's bands and shapes.py's tables")
    return reads


def check_the_check(
    module: bytes, cut_map: bytes, live_type: int, size: int, cases: list[Case]
) -> int:
    """Mark a type that is in use as cut: BuildStop unless reads of it are reported; how many."""
    sabotaged = bytearray(cut_map)
    sabotaged[live_type : live_type + size] = b"\1" * size
    found = run(module, bytes(sabotaged), cases).of_cut_bytes
    if not found:
        raise BuildStop(
            STEP, "its own check", "a live type marked as cut was not reported", "readcheck.mjs"
        )
    return found
