"""Lowers how deep C code may call itself: Python raises before the browser's stack is full."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from runtime.baked.starting import Snapshot
from runtime.model import BuildStop

PYTHON_LIMIT = 400  # set by inside/tidy.py
# CPython allows 10,000; a browser's stack is full after some 2,000 levels of json's own recursion.
C_LIMIT_OF_CPYTHON, C_LIMIT = 10_000, 800


def lower_c_recursion(snapshot: Snapshot) -> None:
    """Set what is left to C in the thread's state: (Python left, Python limit, C left)."""
    wanted = struct.pack("<III", PYTHON_LIMIT, PYTHON_LIMIT, C_LIMIT_OF_CPYTHON)
    found = list(_places(snapshot, wanted))
    if len(found) != 1:
        what = f"{len(found)} places look like the thread's recursion limits, not one"
        raise BuildStop(
            "pointers", "recursion limits", what, "limits.py: pystate.h of this CPython"
        )
    struct.pack_into("<I", snapshot.memory, found[0] + 8, C_LIMIT)


def _places(snapshot: Snapshot, wanted: bytes) -> Iterator[int]:
    at = snapshot.memory.find(wanted)
    while at >= 0:
        if at % 4 == 0:
            yield at
        at = snapshot.memory.find(wanted, at + 1)
