"""Takes the dead out of memory, the way CPython itself would have."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from runtime.baked import interned, layout
from runtime.baked.closure import Live
from runtime.baked.heap import Span
from runtime.baked.namespaces import take_out_unsaid
from runtime.baked.program import Program
from runtime.baked.weak import Weak

# What a byte of the image's map says: kept, or why it was cut.
KEPT, DEAD_BLOCK, RETIRED_WORD, DEAD_ALLOCATION = 0, 1, 2, 4


@dataclass(kw_only=True)
class Cut:
    """`map` has a byte for each byte of memory, to the heap's end; the rest is for the report."""

    map: bytearray
    allocations_dropped: int = 0
    bytes_dropped: int = 0
    strings_forgotten: int = 0
    types_gone: int = 0
    names_gone: int = 0
    dropped: list[Span] = field(default_factory=list)


def take_out(program: Program, live: Live, weak: Weak, kept: list[Span]) -> Cut:
    """Change the snapshot's memory: it holds what is live, and nothing points to the dead."""
    cut = Cut(map=_static_map(program, weak, kept))
    _collector_lists(program, live, weak)
    _weak_references(program, live, weak)
    cut.types_gone = _static_types(program, live, weak)
    cut.names_gone = take_out_unsaid(program, live.namespaces, live.said)
    cut.strings_forgotten = interned.forget_dead(
        program.snapshot, program.heap, weak.interned, live.allocations
    )
    _allocations(program, live, cut)
    _retired_and_dead_functions(program, live, weak)
    _static_data(program, kept)
    return cut


def _static_map(program: Program, weak: Weak, kept: list[Span]) -> bytearray:
    high = program.snapshot.stack_low
    cut = bytearray([DEAD_BLOCK]) * high + bytearray(program.snapshot.heap_end - high)
    for start, stop in kept:
        cut[start:stop] = bytes(stop - start)
    for at in weak.retired:
        cut[at : at + 4] = bytes([RETIRED_WORD]) * 4
    return cut


def put(program: Program, at: int, word: int) -> None:
    """Write one word."""
    struct.pack_into("<I", program.snapshot.memory, at, word)


def _is_live(program: Program, live: Live, address: int) -> bool:
    number = program.heap.allocation(address)
    if number is not None:
        return number in live.allocations
    return program.blocks.block(address) in live.blocks


def _collector_lists(program: Program, live: Live, weak: Weak) -> None:
    """Make everything immortal and list nothing: CPython's own state for what is never freed."""
    for at in weak.tracked:
        if program.heap.allocation(at) in live.allocations:
            put(program, at, 0)
            put(program, at + 4, 0)
            put(program, at + layout.GC_HEAD + layout.REFCOUNT, layout.IMMORTAL)
    for head in weak.heads:
        put(program, head, head)
        put(program, head + 4, head)


def _weak_references(program: Program, live: Live, weak: Weak) -> None:
    """A weak reference to something dead becomes one to None, as if it had been collected."""
    none = program.blocks.shapes.symbols["_Py_NoneStruct"]
    for at in weak.weak_references:
        one = at + layout.GC_HEAD
        target = program.snapshot.word(one + layout.WR_OBJECT)
        if _is_live(program, live, at) and target != none and not _is_live(program, live, target):
            put(program, one + layout.WR_OBJECT, none)
            put(program, one + layout.WR_NEXT, 0)
            put(program, one + layout.WR_PREV, 0)


def _static_types(program: Program, live: Live, weak: Weak) -> int:
    """The interpreter forgets its records of types that are gone; how many."""
    gone = [t for t in weak.states if program.blocks.block(t) not in live.blocks]
    for type_ in gone:
        for record in weak.states[type_]:
            program.snapshot.memory[record : record + layout.STATIC_STATE] = bytes(
                layout.STATIC_STATE
            )
    for at, type_ in weak.managed.items():
        if program.blocks.block(type_) not in live.blocks:
            put(program, at, 0)
    return len(gone)


def _allocations(program: Program, live: Live, cut: Cut) -> None:
    for number, (start, stop) in enumerate(program.heap.allocations):
        if number not in live.allocations:
            length = stop - 4 - start  # the last word is the next chunk's head
            program.snapshot.memory[start : stop - 4] = bytes(length)
            cut.map[start : stop - 4] = bytes([DEAD_ALLOCATION]) * length
            cut.allocations_dropped += 1
            cut.bytes_dropped += stop - start
            cut.dropped.append((start, stop))


def _retired_and_dead_functions(program: Program, live: Live, weak: Weak) -> None:
    """Zero words that nothing reads, or that point to functions that are gone."""
    for at in weak.retired:
        put(program, at, 0)
    standing = live.slots | live.trapped
    for at, slot in program.pointers.functions.items():
        if slot not in standing:
            put(program, at, 0)


def _static_data(program: Program, kept: list[Span]) -> None:
    memory, high = program.snapshot.memory, program.snapshot.stack_low
    static = bytearray(high)
    for start, stop in kept:
        static[start:stop] = memory[start:stop]
    memory[:high] = static
