"""The table of interned strings, which holds its strings weakly: found, and rebuilt smaller."""

from __future__ import annotations

import struct
from collections.abc import Collection

from runtime.baked.heap import Heap, Span
from runtime.baked.layout import DICT_USED_BEFORE_KEYS, STR_HASH
from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

# PyDictKeysObject: references, log2 of size, log2 of index bytes, kind, version, usable, entries.
KEYS = struct.Struct("<IBBBxIiI")
STRING_KEYS = 1  # kind: entries are pairs of key and value, without hash
EMPTY = 0xFFFF
LEAST_STRINGS = 100


def find_interned(snapshot: Snapshot, heap: Heap) -> int:
    """The allocation of its keys: the largest table of strings that maps each string to itself."""
    found = max(
        ((entries, number) for number, span in enumerate(heap.allocations) if (entries := _identities(snapshot, span))),
        default=None,
    )
    if found is None:
        raise BuildStop("trace", "interned strings", "no such table in the heap", "KEYS in interned.py")
    return found[1]


def _identities(snapshot: Snapshot, span: Span) -> int:
    """How many strings the table at a span maps to themselves; 0 if it is no such table."""
    start, stop = span
    if stop - start < KEYS.size:
        return 0
    _, log2, log2_bytes, kind, _, _, entries = KEYS.unpack_from(snapshot.memory, start)
    if kind != STRING_KEYS or log2_bytes != log2 + 1 or not LEAST_STRINGS < entries < 1 << log2:
        return 0
    first = start + KEYS.size + (1 << log2_bytes)
    if first + 8 * entries > stop:
        return 0
    pairs = struct.iter_unpack("<II", snapshot.memory[first : first + 8 * entries])
    return entries if all(key == value for key, value in pairs) else 0


def forget_dead(snapshot: Snapshot, heap: Heap, table: int, alive: Collection[int]) -> int:
    """Rebuild the table with the strings that are alive; how many left it.

    In insertion order and at the size that CPython would choose, as its own resizing does.
    """
    span = heap.allocations[table]
    memory, start = snapshot.memory, span[0]
    references, log2, log2_bytes, kind, version, _, entries = KEYS.unpack_from(memory, start)
    first = start + KEYS.size + (1 << log2_bytes)
    strings = [key for key, _ in struct.iter_unpack("<II", memory[first : first + 8 * entries]) if key]
    kept = [key for key in strings if key < snapshot.heap_base or heap.allocation(key) in alive]
    size = min(1 << log2, _size_for(len(kept)))
    if not 256 < size < 1 << 16:
        raise BuildStop("cut", "interned strings", f"a table of {size}", "interned.py: indices of two bytes")
    bits = size.bit_length() - 1
    usable = size * 2 // 3 - len(kept)
    head = KEYS.pack(references, bits, bits + 1, kind, version, usable, len(kept))
    index = struct.pack(f"<{size}H", *_index(snapshot, kept, size))
    body = head + index + b"".join(struct.pack("<II", key, key) for key in kept)
    memory[start : span[1] - 4] = body + bytes(span[1] - 4 - start - len(body))
    _count_down(snapshot, heap, start, entries, len(strings) - len(kept))
    return len(strings) - len(kept)


def _size_for(strings: int) -> int:
    size = 8
    while size * 2 // 3 < strings * 5 // 4:
        size *= 2
    return size


def _index(snapshot: Snapshot, strings: list[int], size: int) -> list[int]:
    """CPython's open addressing: which entry each place of the index holds."""
    index, mask = [EMPTY] * size, size - 1
    for entry, string in enumerate(strings):
        perturb = snapshot.word(string + STR_HASH)
        place = perturb & mask
        while index[place] != EMPTY:
            perturb >>= 5
            place = place * 5 + perturb + 1 & mask
        index[place] = entry
    return index


def _count_down(snapshot: Snapshot, heap: Heap, keys: int, entries: int, gone: int) -> None:
    """The dict object that has these keys: fewer are used now."""
    for start, stop in heap.allocations:
        for at in range(start, min(stop, start + 40), 4):
            if stop - start < 64 and snapshot.word(at) == keys:
                used = snapshot.word(at - DICT_USED_BEFORE_KEYS)
                if not gone <= used <= entries:
                    raise BuildStop("cut", "interned strings", f"{used} used of {entries}", "interned.py")
                struct.pack_into("<I", snapshot.memory, at - DICT_USED_BEFORE_KEYS, used - gone)
                return
    raise BuildStop("cut", "interned strings", "no dict has this table", "interned.py")
