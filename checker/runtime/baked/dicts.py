"""CPython's dict tables in a snapshot: read, and rebuilt with fewer entries."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from runtime.baked import layout
from runtime.baked.heap import Heap, Span
from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

# PyDictKeysObject: references, log2 of size, log2 of index bytes, kind, version, usable, entries.
HEAD = struct.Struct("<IBBBxIiI")
GENERAL, STRINGS = 0, 1  # kinds: entries are (hash, key, value), or (key, value)
LEAST_LOG2 = 3


@dataclass(frozen=True, kw_only=True)
class Table:
    """The keys of a dict that shares them with none; `entries` are (hash, key, value), in order."""

    span: Span
    kind: int
    log2: int
    entries: tuple[tuple[int, int, int], ...]


def read_table(snapshot: Snapshot, span: Span) -> Table | None:
    """The table that fills an allocation; None if it does not look like one."""
    start, stop = span
    if stop - start < HEAD.size:
        return None
    _, log2, log2_bytes, kind, _, usable, count = HEAD.unpack_from(snapshot.memory, start)
    width = log2_bytes - log2
    if (
        kind not in (GENERAL, STRINGS)
        or not LEAST_LOG2 <= log2 < 20
        or width != (0 if log2 < 8 else 1 if log2 < 16 else 2)
    ):
        return None
    first, size = start + HEAD.size + (1 << log2_bytes), 12 if kind == GENERAL else 8
    if usable < 0 or count + usable > 1 << log2 or first + size * count > stop:
        return None
    content = snapshot.memory[first : first + size * count]
    if kind == GENERAL:
        entries = list(struct.iter_unpack("<III", content))
    else:
        pairs = list(struct.iter_unpack("<II", content))
        entries = [(snapshot.word(key + layout.STR_HASH), key, value) for key, value in pairs]
    kept = tuple((hash_, key, value) for hash_, key, value in entries if value)
    return Table(span=span, kind=kind, log2=log2, entries=kept)


def rebuild(snapshot: Snapshot, table: Table, keep: Callable[[int, int], bool]) -> int:
    """Write the table anew with the entries (key, value) to keep; how many went.

    In insertion order, in the same place, at the least size that holds them.
    """
    kept = [entry for entry in table.entries if keep(entry[1], entry[2])]
    log2 = LEAST_LOG2
    while (1 << log2) * 2 // 3 < len(kept):
        log2 += 1
    if log2 >= 16 or log2 > table.log2:
        raise BuildStop(
            "cut", f"dict table at {table.span[0]}", f"{len(kept)} entries do not fit", "dicts.py"
        )
    start, stop = table.span
    references, _, _, _, version, _, _ = HEAD.unpack_from(snapshot.memory, start)
    width = 1 if log2 < 8 else 2
    usable = (1 << log2) * 2 // 3 - len(kept)
    head = HEAD.pack(references, log2, log2 + width - 1, table.kind, version, usable, len(kept))
    index = struct.pack(
        f"<{1 << log2}{'b' if width == 1 else 'h'}", *index_of([e[0] for e in kept], log2)
    )
    body = head + index + b"".join(_entry(table.kind, entry) for entry in kept)
    snapshot.memory[start:stop] = body.ljust(stop - start, b"\0")
    return len(table.entries) - len(kept)


def _entry(kind: int, entry: tuple[int, int, int]) -> bytes:
    return struct.pack("<III", *entry) if kind == GENERAL else struct.pack("<II", *entry[1:])


def index_of(hashes: list[int], log2: int) -> list[int]:
    """CPython's open addressing: which entry each place of the index holds, -1 for none."""
    index, mask = [-1] * (1 << log2), (1 << log2) - 1
    for entry, hash_ in enumerate(hashes):
        perturb, place = hash_, hash_ & mask
        while index[place] >= 0:
            perturb >>= 5
            place = place * 5 + perturb + 1 & mask
        index[place] = entry
    return index


def count_down(snapshot: Snapshot, heap: Heap, dict_: int, gone: int) -> None:
    """Tell a dict object that it has fewer entries."""
    used = snapshot.word(dict_ + layout.DICT_USED)
    if not gone <= used or heap.allocation(dict_) is None:
        raise BuildStop(
            "cut",
            f"dict at {dict_}",
            f"{used} entries of which {gone} go",
            "layout.py: PyDictObject",
        )
    struct.pack_into("<I", snapshot.memory, dict_ + layout.DICT_USED, used - gone)
