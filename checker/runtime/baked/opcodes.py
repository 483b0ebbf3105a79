"""What Python code in the image asks of the interpreter's loop, and the loop with no more in it.

The image compiles nothing: what runs stands in its code objects, with what CPython specialises
it to, and in two pieces of code that CPython holds for itself.
"""

from __future__ import annotations

import opcode
from collections.abc import Iterator, Set
from opcode import opmap

from runtime.baked import layout
from runtime.baked.heap import Heap
from runtime.baked.pointers import Pointers
from runtime.baked.starting import Snapshot
from runtime.model import BuildStop
from runtime.wasm.code import CONST, LOCAL_GET, UNREACHABLE, walk
from runtime.wasm.dead import BLOCK, BRANCH_TABLE, END, NO_VALUE, branches, without_dead
from runtime.wasm.leb import unsigned

STEP, LOOK_AT = "dispatch", "opcodes.py, and CPython's version"
LOOP = "_PyEval_EvalFrameDefault"
# Of the Python that builds, which has Pyodide's bytecode (bytecode.py); typeshed knows none of it.
FAMILIES: dict[str, list[str]] = opcode._specializations  # type: ignore[attr-defined]  # noqa: SLF001
SPECIAL: dict[str, int] = opcode._specialized_opmap  # type: ignore[attr-defined]  # noqa: SLF001
CACHES: dict[str, int] = opcode._inline_cache_entries  # type: ignore[attr-defined]  # noqa: SLF001
BASES = {SPECIAL[name]: opmap[base] for base, family in FAMILIES.items() for name in family}
NAMES = {number: name for name, number in (opmap | SPECIAL).items() if number < 256}
# A compiler writes these; the others are for debuggers and a just-in-time compiler, or for nobody.
WRITTEN = {
    number
    for name, number in opmap.items()
    if not name.startswith(("CACHE", "RESERVED", "ENTER_EXECUTOR", "INSTRUMENTED_"))
}
# What a call from C returns into (ceval.c), each with no argument, up to the last one's own.
TRAMPOLINE = ("NOP", "INTERPRETER_EXIT", "NOP", "INTERPRETER_EXIT", "RESUME")
# How the loop comes to an opcode's handler: entry (opcode & 255) - 1 of a table.
ENTRIES, INDEX = 255, [(CONST, 255), (0x71, 0), (CONST, 1), (0x6B, 0)]


def asked(snapshot: Snapshot, heap: Heap, pointers: Pointers, code_type: int) -> set[int]:
    """Opcodes, not specialised, in all code objects and in what CPython holds for itself.

    `code_type`: the address of PyCode_Type. BuildStop where code is not what it was.
    """
    trampoline = bytes(one for name in TRAMPOLINE for one in (opmap[name], 0))[:-1]
    if snapshot.memory.count(trampoline, snapshot.memory_base, snapshot.stack_low) != 1:
        raise BuildStop(STEP, "static data", "CPython's trampoline is not there once", LOOK_AT)
    held = codes(snapshot, heap, pointers, code_type)
    return {opmap[name] for name in TRAMPOLINE} | {one for code in held for one in opcodes_of(code)}


def codes(
    snapshot: Snapshot, heap: Heap, pointers: Pointers, code_type: int
) -> Iterator[bytearray]:
    """The instructions of every code object. BuildStop where they are not what they were."""
    on_heap = [
        start
        for start, stop in heap.allocations
        if stop - start >= layout.CO_LEAST and snapshot.word(start + layout.TYPE) == code_type
    ]
    # One is static: what runs between a class that is called and its `__init__` (frame.c).
    static = [
        at - layout.TYPE
        for at, to in pointers.static.items()
        if to == code_type and snapshot.word(at - layout.TYPE) == layout.IMMORTAL
    ]
    if len(static) != 1:
        raise BuildStop(STEP, "static data", f"{len(static)} code objects, not one", LOOK_AT)
    for code in (*on_heap, *static):
        first, units = code + layout.CO_CODE, snapshot.word(code + layout.CO_UNITS)
        yield snapshot.memory[first : first + 2 * units]


def opcodes_of(code: bytes | bytearray) -> Iterator[int]:
    """The opcode of each instruction, not specialised. BuildStop on one that nobody writes."""
    return (number for number, _ in instructions(code))


def instructions(code: bytes | bytearray) -> Iterator[tuple[int, int]]:
    """(opcode, argument) of each instruction, as above."""
    at = 0
    while at < len(code):
        number = BASES.get(code[at], code[at])
        if number not in WRITTEN:
            raise BuildStop(STEP, "a code object", f"opcode {number} stands in it", LOOK_AT)
        yield number, code[at + 1] if at + 1 < len(code) else 0
        at += 2 + 2 * CACHES.get(NAMES[number], 0)


def runnable(asked: Set[int]) -> set[int]:
    """Opcodes that can run: those asked for, and whatever CPython may specialise them to."""
    return {*asked, *(special for special, base in BASES.items() if base in asked)}


def with_only(loop: bytes, opcodes: Set[int]) -> bytes:
    """The loop's body without handlers of other opcodes, each of which is a trap.

    BuildStop where the body does not tell opcodes apart as expected.
    """
    code = list(walk(loop))
    tables = [
        i
        for i, one in enumerate(code)
        if one.opcode == BRANCH_TABLE and len(branches(loop, one)) == ENTRIES + 1
    ]
    if len(tables) != 1:
        raise BuildStop(STEP, LOOP, f"{len(tables)} tables of {ENTRIES} entries, not one", LOOK_AT)
    first, *index = code[tables[0] - 1 - len(INDEX) : tables[0]]
    if first.opcode != LOCAL_GET or [(one.opcode, one.value) for one in index] != INDEX:
        raise BuildStop(STEP, LOOP, "the table's index is not (opcode & 255) - 1", LOOK_AT)
    table = code[tables[0]]
    handlers = dict(enumerate(branches(loop, table)[:-1], 1))
    nobodys = {handlers[number] for number in handlers.keys() - NAMES.keys()}
    if len(nobodys) != 1 or nobodys & {handlers[one] for one in handlers.keys() & NAMES.keys()}:
        raise BuildStop(STEP, LOOP, "opcodes that do not exist are not told apart", LOOK_AT)
    # A block around the table: out of it is a trap, so every handler is one label further.
    kept = [handlers[one] + 1 if one in opcodes else 0 for one in handlers]
    entries = b"".join(map(unsigned, [ENTRIES, *kept, 0]))
    dispatch = bytes([BLOCK, NO_VALUE]) + loop[first.start : table.start]
    dispatch += bytes([BRANCH_TABLE]) + entries + bytes([END]) + UNREACHABLE
    return without_dead(loop[: first.start] + dispatch + loop[table.end :])
