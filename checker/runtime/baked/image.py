"""The module that starts where CPython's start-up ended: its memory as data segments."""

from __future__ import annotations

from runtime.baked.program import API, Program
from runtime.baked.starting import Snapshot
from runtime.wasm.code import TRAP
from runtime.wasm.module import (
    FUNCREF,
    I32,
    PAGE,
    Data,
    Elements,
    Export,
    Global,
    Kind,
    Module,
    WasmError,
    constant,
)

MOST_PAGES = 65536
# Zero bytes that part two data segments. More segments are less to unpack and to copy, and more to
# send: with 256 in place of 1,024 it is 766 KB less and 3 KB more.
GAP_WHILE_WORKING, GAP = 32, 256
ROOT = "load"


def bake(program: Program, functions: set[int], slots: set[int]) -> Module:
    """A module with memory, table and globals of its own; functions not named become traps."""
    module, snapshot = program.module, program.snapshot
    first = module.imported_functions
    used = bytes(snapshot.memory).rstrip(b"\0")
    exports = [one for one in module.exports if one.kind == Kind.FUNCTION and one.name in API]
    own_globals = _globals(module, snapshot)
    root = Global(value_type=I32, mutable=False, start=constant(snapshot.load))
    return Module(
        types=module.types,
        imports=module.imported(Kind.FUNCTION),
        functions=module.functions,
        tables=[(FUNCREF, (snapshot.table_end, None)), *module.tables],
        memories=[(-(-len(used) // PAGE) + 1, MOST_PAGES)],
        tags=[one.index for one in module.imported(Kind.TAG)] + module.tags,
        globals=[*own_globals, root],
        exports=[
            *exports,
            Export(name="memory", kind=Kind.MEMORY, index=0),
            Export(name="table", kind=Kind.TABLE, index=0),
            Export(name=ROOT, kind=Kind.GLOBAL, index=len(own_globals)),
        ],
        elements=element_segments({slot: program.table[slot] for slot in slots}),
        code=[body if first + i in functions else TRAP for i, body in enumerate(module.code)],
        data=data_segments(used, GAP_WHILE_WORKING),
    )


def _globals(module: Module, snapshot: Snapshot) -> list[Global]:
    """Imported globals become definitions, mutable ones get the values of the snapshot.

    Index spaces keep their order, as imports came first.
    """
    bases = {"__memory_base": snapshot.memory_base, "__table_base": snapshot.table_base}
    made = []
    for index, one in enumerate(module.imported(Kind.GLOBAL)):
        value = snapshot.globals[index] if one.mutable else bases[one.name]
        made.append(Global(value_type=one.value_type, mutable=one.mutable, start=constant(value)))
    for index, own in enumerate(module.globals, len(made)):
        if own.mutable and own.value_type != I32:
            raise WasmError(f"mutable global {index} is no 32-bit number")
        start = constant(snapshot.globals[index]) if own.mutable else own.start
        made.append(Global(value_type=own.value_type, mutable=own.mutable, start=start))
    return made


def element_segments(slots: dict[int, int]) -> list[Elements]:
    """The table's slots as runs."""
    segments: list[Elements] = []
    before = None
    for slot in sorted(slots):
        if before is None or slot != before + 1:
            segments.append(Elements(offset=constant(slot), functions=[]))
        segments[-1].functions.append(slots[slot])
        before = slot
    return segments


def data_segments(memory: bytes, gap: int) -> list[Data]:
    """The stretches of memory that are not zero, joined where under `gap` zeros lie between."""
    segments: list[Data] = []
    at, length, zeros = 0, len(memory), bytes(gap)
    while True:
        at = _next_nonzero(memory, at)
        if at >= length:
            return segments
        stop = memory.find(zeros, at)
        content = memory[at:] if stop < 0 else memory[at:stop]
        segments.append(Data(offset=constant(at), content=content.rstrip(b"\0")))
        at += len(content)


def _next_nonzero(memory: bytes, at: int) -> int:
    length = len(memory)
    while at < length and not any(memory[at : at + 4096]):
        at += 4096
    while at < length and not memory[at]:
        at += 1
    return at


def rejoin(module: Module) -> None:
    """Join data segments that wasm-opt split at every run of zeros, which costs 7 %."""
    memory = bytearray(max(one.address + len(one.content) for one in module.data))
    for one in module.data:
        memory[one.address : one.address + len(one.content)] = one.content
    module.data = data_segments(bytes(memory), GAP)
