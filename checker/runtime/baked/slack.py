"""Zeroes what stands in an allocation behind its object: leftovers that look like pointers."""

from __future__ import annotations

from runtime.baked import layout
from runtime.baked.heap import Heap
from runtime.baked.starting import Snapshot

TP_BASICSIZE, TP_ITEMSIZE = 16, 20
INLINE_VALUES, MANAGED_DICT, MANAGED_WEAKREF, HAVE_GC, STRING_SUBCLASS = (
    1 << 2,
    1 << 4,
    1 << 3,
    1 << 14,
    1 << 28,
)
SIZE, ITEMS, ALLOCATED = 8, 12, 16  # of variable-sized objects; ITEMS and ALLOCATED of lists
# PyUnicodeObject.state: two bits interned, three bits kind (bytes a character), compact, ascii.
KIND_SHIFT, COMPACT, ASCII = 2, 1 << 5, 1 << 6
ASCII_TEXT, OTHER_TEXT = 20, 28  # where characters begin
# PyLongObject: the number of digits stands above three bits of the tag.
DIGITS_SHIFT, FIRST_DIGIT = 3, 12
BYTES_TEXT = 16


def scrub_slack(snapshot: Snapshot, heap: Heap, types: set[int], symbols: dict[str, int]) -> int:
    """Zero the bytes behind objects whose size is certain, and unused items of lists; how many.

    `types`: addresses of all type objects, static ones and those on the heap.
    """
    total = 0
    for start, stop in heap.allocations:
        one = _object(snapshot, start, stop, types)
        if one is None:
            continue
        type_ = snapshot.word(one + layout.TYPE)
        end = _end(snapshot, one, type_, symbols)
        if end and end < stop:
            total += _zero(snapshot, end, stop)
        if type_ == symbols["PyUnicode_Type"]:
            total += _zero(
                snapshot, one + layout.STR_STATE + 1, one + layout.STR_STATE + 4
            )  # no flag stands there
        if type_ == symbols["PyList_Type"]:
            total += _unused_items(snapshot, heap, one)
    return total


def _object(snapshot: Snapshot, start: int, stop: int, types: set[int]) -> int | None:
    """Where an allocation's object begins: at its start, or behind the collector's two words."""
    for one, collected in ((start, False), (start + layout.GC_HEAD, True)):
        type_ = snapshot.word(one + layout.TYPE)
        if (
            type_ in types
            and one + 8 <= stop
            and bool(_flags(snapshot, type_) & HAVE_GC) == collected
        ):
            return one
    return None


def _flags(snapshot: Snapshot, type_: int) -> int:
    return snapshot.word(type_ + layout.TP_FLAGS)


def _end(snapshot: Snapshot, one: int, type_: int, symbols: dict[str, int]) -> int | None:
    """Where an object ends; None where its type does not say for certain."""
    if type_ == symbols["PyUnicode_Type"]:
        return _end_of_text(snapshot, one)
    if _flags(snapshot, type_) & (INLINE_VALUES | MANAGED_DICT | MANAGED_WEAKREF | STRING_SUBCLASS):
        return None
    size = snapshot.word(type_ + TP_BASICSIZE)
    item = snapshot.word(type_ + TP_ITEMSIZE)
    count = snapshot.word(one + SIZE)
    if type_ == symbols["PyLong_Type"]:
        return one + FIRST_DIGIT + 4 * max(count >> DIGITS_SHIFT, 1)
    if type_ == symbols["PyBytes_Type"]:
        return one + BYTES_TEXT + count + 1
    if type_ in (symbols["PyTuple_Type"], symbols["PyCode_Type"]) or not item:
        return one + size + item * count
    return None


def _end_of_text(snapshot: Snapshot, one: int) -> int | None:
    """Where a string object ends: all its characters, and a zero one, stand in it."""
    state = snapshot.word(one + layout.STR_STATE)
    if not state & COMPACT:
        return None
    text = ASCII_TEXT if state & ASCII else OTHER_TEXT
    return one + text + (snapshot.word(one + SIZE) + 1) * (state >> KIND_SHIFT & 7)


def _unused_items(snapshot: Snapshot, heap: Heap, one: int) -> int:
    items, used, room = (snapshot.word(one + offset) for offset in (ITEMS, SIZE, ALLOCATED))
    number = heap.allocation(items)
    if number is None or used > room or items + 4 * room > heap.allocations[number][1]:
        return 0
    return _zero(snapshot, items + 4 * used, heap.allocations[number][1])


def _zero(snapshot: Snapshot, start: int, stop: int) -> int:
    snapshot.memory[start:stop] = bytes(stop - start)
    return stop - start
