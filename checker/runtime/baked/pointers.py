"""Tells pointers from numbers, exactly: the same start with something elsewhere moves them alone.

Pyodide 0.29's main module is relocatable: where its static data, its table and its heap begin is
handed in. A word that moved by just the difference is a pointer to what was moved.
"""

from __future__ import annotations

import array
from dataclasses import dataclass

from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

STRIDE = 1024  # words compared at once
UNEXPLAINED = 1000  # hashes of addresses, and stale bytes; 143 to 428 were seen


@dataclass(frozen=True, kw_only=True)
class Pointers:
    """Addresses of words that point; `functions` and `static` also say what to."""

    functions: dict[int, int]  # address -> table slot
    static: dict[int, int]  # address -> address in static data
    heap: set[int]
    function_globals: dict[int, int]  # global -> table slot
    static_globals: dict[int, int]  # global -> address in static data


def find_pointers(usual: Snapshot, table: Snapshot, memory: Snapshot, heap: Snapshot) -> Pointers:
    """Compare the usual start, scrubbed, with those that have something elsewhere."""
    table_shift = table.table_base - usual.table_base
    static_shift = memory.memory_base - usual.memory_base
    used = usual.memory[: usual.heap_end]
    functions, _ = moved("table", used, table.memory, table_shift)
    static, _ = moved("static data", used, _static_in_place(usual, memory), static_shift)
    heap_shift = heap.heap_base - usual.heap_base
    exact, others = moved("heap", used, _heap_in_place(usual, heap), heap_shift)
    now = words(usual.memory)
    # Tables ordered by address differ in their order: what looks like a heap address there is one.
    ordered = {at for at in others if usual.heap_base <= now[at >> 2] < usual.heap_end}
    return Pointers(
        functions=functions,
        static={at: to for at, to in static.items() if usual.memory_base <= to < usual.stack_low},
        heap=set(exact) | ordered,
        function_globals=_moved_globals(usual, table, table_shift),
        static_globals=_moved_globals(usual, memory, static_shift),
    )


def words(memory: bytes | bytearray) -> array.array[int]:
    """Memory as 32-bit words."""
    return array.array("I", bytes(memory[: len(memory) & ~3]))


def moved(
    what: str, one: bytes | bytearray, other: bytes | bytearray, shift: int
) -> tuple[dict[int, int], list[int]]:
    """{address: word} of words in `one` that differ by just `shift`, and where others differ.

    Words that are zero in `one` do not count: scrubbed memory is compared with memory that is not.
    """
    exact: dict[int, int] = {}
    others: list[int] = []
    here, there = words(one), words(other)
    length = min(len(here), len(there))
    for start in range(0, length, STRIDE):
        if here[start : start + STRIDE] == there[start : start + STRIDE]:
            continue
        for i in range(start, min(start + STRIDE, length)):
            if here[i] and here[i] != there[i]:
                if there[i] - here[i] & 0xFFFFFFFF == shift:
                    exact[i * 4] = here[i]
                else:
                    others.append(i * 4)
    if not exact or len(others) > UNEXPLAINED:
        what_differs = f"{len(exact)} words moved along and {len(others)} differ otherwise"
        raise BuildStop(
            "pointers",
            f"the start with its {what} elsewhere",
            what_differs,
            "boot.mjs: is something not fixed?",
        )
    return exact, others


def _static_in_place(usual: Snapshot, moved_memory: Snapshot) -> bytearray:
    """The moved start's memory with its static data where the usual start has them."""
    shift = moved_memory.memory_base - usual.memory_base
    low, high = usual.memory_base, usual.stack_low
    memory = bytearray(moved_memory.memory[: len(usual.memory)])
    memory[low:high] = moved_memory.memory[low + shift : high + shift]
    return memory


def _heap_in_place(usual: Snapshot, moved_heap: Snapshot) -> bytearray:
    heap = moved_heap.memory[moved_heap.heap_base :][: len(usual.memory) - usual.heap_base]
    return moved_heap.memory[: usual.heap_base] + heap


def _moved_globals(usual: Snapshot, other: Snapshot, shift: int) -> dict[int, int]:
    return {i: value for i, value in usual.globals.items() if other.globals[i] - value == shift}
