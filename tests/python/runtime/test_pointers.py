"""Pointers are the words that move along; a heap that does not parse stops."""

import struct

import pytest

from runtime import BuildStop
from runtime.baked.heap import Heap
from runtime.baked.pointers import moved
from runtime.baked.starting import Snapshot


def memory(*words: int) -> bytes:
    return struct.pack(f"<{len(words)}I", *words)


def snapshot(heap: bytes) -> Snapshot:
    return Snapshot(
        memory=bytearray(heap),
        globals={},
        memory_base=0,
        table_base=1,
        stack_low=0,
        stack_pointer=0,
        heap_base=0,
        heap_end=len(heap),
        added={},
        load=0,
    )


def chunks(*sizes_in_use: tuple[int, bool]) -> bytes:
    """A heap of such chunks and a last, free one, with the tags that dlmalloc gives them."""
    out, before = b"", True
    size_before = 0
    for size, used in (*sizes_in_use, (512, False)):
        head = memory(0 if before else size_before, size | used * 2 | before)
        out += head.ljust(size, b"\xaa")
        before, size_before = used, size
    return out + bytes(8)


def test_a_word_that_moves_by_the_shift_points() -> None:
    exact, others = moved("x", memory(5, 100, 7), memory(5, 1100, 8), 1000)

    assert (exact, others) == ({4: 100}, [8])


def test_nothing_that_moved_stops_the_build() -> None:
    with pytest.raises(BuildStop, match="0 words moved along"):
        moved("heap", memory(1, 2), memory(1, 2), 1000)


def test_allocations_reach_into_the_next_chunk_s_first_word() -> None:
    heap = Heap(snapshot(chunks((32, True), (48, False), (16, True))))

    assert heap.allocations == [(8, 36), (88, 100)]
    assert (heap.allocation(35), heap.allocation(36)) == (0, None)


def test_a_chunk_whose_tags_do_not_fit_stops_the_build() -> None:
    broken = bytearray(chunks((32, True), (48, True)))
    broken[36] &= ~1  # the second says that the first is free

    with pytest.raises(BuildStop, match="heap: address 32: a chunk of 48 bytes whose tags"):
        Heap(snapshot(bytes(broken)))
