"""The C heap: dlmalloc's one segment, walked by its boundary tags.

Every chunk begins with two words: the size of the chunk before it, if that one is free, and its
own size, with a bit for "the one before is in use" and a bit for "in use". What a caller gets is
the chunk from its second half of that head on, up to and with the first word of the next.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

BEFORE_IN_USE, IN_USE, FLAGS = 1, 2, 7
HEAD = 8
LEAST = 16
TREE_FROM = (
    256  # free chunks from this size on hold six words of a tree, smaller ones two of a list
)
TOP_WITHIN = 128  # the last chunk, never given out, ends this close to the heap's end

FRAMES, FRAMES_HEAD = 16384, 12  # pycore_frame.h: _PyStackChunk

type Span = tuple[int, int]  # first address, and the one after the last


class Heap:
    """What the allocator has given out, by address."""

    def __init__(self, snapshot: Snapshot) -> None:
        chunks = list(_chunks(snapshot))
        self.allocations: list[Span] = [
            (at + HEAD, at + size + 4) for at, size, used in chunks if used
        ]
        self.free: list[Span] = [
            (_scrubbed_from(at, size), at + size) for at, size, used in chunks if not used
        ]
        # Where the allocator's own lists point: an address still inside the allocation before it.
        self.free_chunks = {at for at, _, used in chunks if not used} | {_last_chunk(chunks)}
        self._starts = [start for start, _ in self.allocations]

    def allocation(self, address: int) -> int | None:
        """The number of the allocation that holds this address."""
        number = bisect_right(self._starts, address) - 1
        return number if number >= 0 and address < self.allocations[number][1] else None


def _chunks(snapshot: Snapshot) -> Iterator[tuple[int, int, bool]]:
    """(address, size, in use) of every chunk but the last. Tags are checked against each other."""
    at, before_in_use = snapshot.heap_base, True
    while at < snapshot.heap_end:
        head = snapshot.word(at + 4)
        size, in_use = head & ~FLAGS, bool(head & IN_USE)
        after = at + size
        if size < LEAST or bool(head & BEFORE_IN_USE) != before_in_use:
            raise _unknown(at, f"a chunk of {size} bytes whose tags do not fit")
        if after >= snapshot.heap_end - TOP_WITHIN and not in_use:
            return
        if not in_use and snapshot.word(after) != size:
            raise _unknown(at, "a free chunk whose end says another size")
        yield at, size, in_use
        at, before_in_use = after, in_use
    raise _unknown(at, "chunks that run past the heap's end")


def _unknown(at: int, what: str) -> BuildStop:
    return BuildStop(
        "heap", f"address {at}", what, "Pyodide's version: does its malloc differ? (heap.py)"
    )


def _scrubbed_from(at: int, size: int) -> int:
    """Where the bytes of a free chunk begin that the allocator itself does not read."""
    return at + (32 if size >= TREE_FROM else 16)


def scrub(snapshot: Snapshot, heap: Heap) -> int:
    """Zero what nothing will read: free chunks, the dead C stack, old frames; how many bytes."""
    memory, freed = snapshot.memory, 0
    for start, stop in heap.free:
        memory[start:stop] = bytes(stop - start)
        freed += stop - start
    memory[snapshot.stack_low : snapshot.stack_pointer] = bytes(
        snapshot.stack_pointer - snapshot.stack_low
    )
    top = max(heap.free_chunks) + HEAD
    memory[top:] = bytes(len(memory) - top)
    return freed + _scrub_frames(snapshot, heap)


def _scrub_frames(snapshot: Snapshot, heap: Heap) -> int:
    """Zero the frames of Python calls that have returned, which is all of them.

    They stand in one allocation of a known size: previous chunk (none), size, top, frames.
    """
    found = [
        (start, stop)
        for start, stop in heap.allocations
        if stop - start == FRAMES + 4
        and not snapshot.word(start)
        and snapshot.word(start + 4) == FRAMES
    ]
    if len(found) != 1:
        raise BuildStop(
            "pointers",
            "Python's stack",
            f"{len(found)} such allocations, not one",
            "heap.py: FRAMES",
        )
    start, stop = found[0][0] + FRAMES_HEAD, found[0][1]
    snapshot.memory[start:stop] = bytes(stop - start)
    return stop - start


def _last_chunk(chunks: list[tuple[int, int, bool]]) -> int:
    at, size, _ = chunks[-1]
    return at + size
