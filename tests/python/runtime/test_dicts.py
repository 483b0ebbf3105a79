"""A dict's table rebuilt with fewer entries is one that CPython's own look-up reads."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.baked.dicts import GENERAL, HEAD, Table, index_of, read_table, rebuild
from runtime.baked.guard import overlap
from tests.python.runtime.test_pointers import snapshot

SIZE = 400


def table_of(entries: list[tuple[int, int, int]], log2: int = 4) -> bytes:
    """A table of kind GENERAL as CPython lays it out."""
    room = (1 << log2) * 2 // 3
    head = HEAD.pack(1, log2, log2, GENERAL, 0, room - len(entries), len(entries))
    index = struct.pack(f"<{1 << log2}b", *index_of([e[0] for e in entries], log2))
    return (head + index + b"".join(struct.pack("<III", *e) for e in entries)).ljust(SIZE, b"\0")


def look_up(index: list[int], entries: list[tuple[int, int, int]], hash_: int) -> int | None:
    """CPython's look-up (dictobject.c, do_lookup), by hash alone."""
    mask, perturb, place = len(index) - 1, hash_, hash_ & (len(index) - 1)
    while index[place] >= 0:
        if entries[index[place]][0] == hash_:
            return entries[index[place]][2]
        perturb >>= 5
        place = (place * 5 + perturb + 1) & mask
    return None


@given(st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=10))
def test_every_key_is_found_where_the_index_says(hashes: list[int]) -> None:
    entries = [(hash_, 4, i + 1) for i, hash_ in enumerate(hashes)]
    index = index_of(hashes, 4)

    assert [look_up(index, entries, hash_) for hash_ in hashes] == [e[2] for e in entries]


@given(st.lists(st.integers(0, 2**32 - 1), unique=True, max_size=10), st.sets(st.integers(1, 10)))
def test_what_is_kept_is_read_back_in_order(hashes: list[int], kept: set[int]) -> None:
    entries = [(hash_, 4 * (i + 1), i + 1) for i, hash_ in enumerate(hashes)]
    shot = snapshot(table_of(entries))
    before = read_table(shot, (0, SIZE))
    assert isinstance(before, Table)

    gone = rebuild(shot, before, lambda _, value: value in kept)

    after = read_table(shot, (0, SIZE))
    assert after is not None
    assert list(after.entries) == [e for e in entries if e[2] in kept]
    assert gone == len(entries) - len(after.entries)


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        pytest.param([(0, 10)], [(5, 20)], [(5, 10)], id="partly"),
        pytest.param([(0, 10)], [(10, 20)], [], id="end to end"),
        pytest.param([(0, 4), (6, 9)], [(2, 8)], [(2, 4), (6, 8)], id="over a gap"),
    ],
)
def test_an_overlap_is_what_lies_in_both(
    one: list[tuple[int, int]], other: list[tuple[int, int]], both: list[tuple[int, int]]
) -> None:
    assert overlap(one, other) == both
