"""The tables of interned strings: one holds them weakly, in the other they are CPython's own."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from runtime.baked import layout
from runtime.baked.dicts import STRINGS, count_down, read_table, rebuild
from runtime.baked.heap import Heap, Span
from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

LEAST_STRINGS = 100
KEY = 8  # of an item in a bucket: next, hash, key, value


def find_interned(snapshot: Snapshot, heap: Heap) -> int:
    """The allocation of its keys: the largest table of strings that maps each string to itself."""
    sizes = ((_identities(snapshot, span), number) for number, span in enumerate(heap.allocations))
    strings, number = max(sizes)
    if strings < LEAST_STRINGS:
        raise BuildStop("trace", "interned strings", "no such table in the heap", "dicts.py: HEAD")
    return number


def _identities(snapshot: Snapshot, span: Span) -> int:
    """How many strings the table at a span maps to themselves; 0 if it is no such table."""
    if span[1] - span[0] < LEAST_STRINGS * 8:
        return 0
    table = read_table(snapshot, span)
    if (
        table is None
        or table.kind != STRINGS
        or any(key != value for _, key, value in table.entries)
    ):
        return 0
    return len(table.entries)


def find_own(snapshot: Snapshot, heap: Heap, runtime: Span) -> set[int]:
    """The allocations of the table of those strings that CPython holds itself (hashtable.c).

    All of them stand in it from the start, whoever may want them: that it names them says nothing.
    """
    starts = {start: number for number, (start, _) in enumerate(heap.allocations)}
    word = snapshot.word
    for at in range(*runtime, 4):
        entries, buckets = word(word(at)), word(word(at) + 8)
        if word(at) not in starts or buckets not in starts or entries < LEAST_STRINGS:
            continue
        items = [
            item
            for bucket in range(word(word(at) + 4))
            for item in _chain(snapshot, word(buckets + 4 * bucket))
        ]
        keys = [word(item + KEY) for item in items]
        if len(items) == entries and all(runtime[0] <= key < runtime[1] for key in keys):
            return {starts[one] for one in items}
    raise BuildStop("trace", "CPython's own strings", "no such table in the heap", "interned.py")


def _chain(snapshot: Snapshot, item: int) -> Iterator[int]:
    while item:
        yield item
        item = snapshot.word(item)


def forget_dead(snapshot: Snapshot, heap: Heap, number: int, alive: Collection[int]) -> int:
    """Take strings that are not alive out of the table; how many there were."""
    span = heap.allocations[number]
    table = read_table(snapshot, span)
    assert table is not None
    gone = rebuild(
        snapshot, table, lambda key, _: key < snapshot.heap_base or heap.allocation(key) in alive
    )
    count_down(snapshot, heap, _owner(snapshot, heap, span[0]), gone)
    return gone


def _owner(snapshot: Snapshot, heap: Heap, keys: int) -> int:
    """The dict object that has these keys."""
    for start, stop in heap.allocations:
        for one in (start, start + layout.GC_HEAD):
            if (
                one + layout.DICT_KEYS + 4 <= stop
                and stop - start < 64
                and snapshot.word(one + layout.DICT_KEYS) == keys
            ):
                return one
    raise BuildStop("cut", "interned strings", "no dict has this table", "layout.py: PyDictObject")
