"""Guard bands: which stretches of read-only data go although no boundary in them is certain.

The constants at the front of static data hold few objects whose ends are known. A stretch of them
is dropped only if nothing live points into it, it begins more than AFTER_BYTES and AFTER_NAMES
addresses (that dead code or data name) behind the last live address, and it ends BEFORE_BYTES
short of the next. An object reached from its start would have to hold that many dead addresses.
This is the one rule that is silent if wrong: readcheck.py hunts for it in every build.
"""

from __future__ import annotations

from bisect import bisect_right

from runtime.baked.closure import Live
from runtime.baked.heap import Span
from runtime.baked.program import Program
from runtime.baked.weak import Weak

AFTER_NAMES, AFTER_BYTES, BEFORE_BYTES = 8, 4096, 1024


def kept_static(program: Program, live: Live, weak: Weak, *, guard: bool = True) -> list[Span]:
    """Spans of static data to keep: live blocks, less what guard bands allow to drop."""
    spans = [program.blocks.span(block) for block in live.blocks if block >= 0]
    if not guard:
        return sorted(spans)
    constants = _constants(program, live, weak)
    end = constants[-1][1]
    variable = [(max(start, end), stop) for start, stop in spans if stop > end]
    front = [(start, min(stop, end)) for start, stop in spans if start < end]
    return sorted([*variable, *overlap(constants, front)])


def _constants(program: Program, live: Live, weak: Weak) -> list[Span]:
    """Read-only data from the front up to the first function pointer, less what is dropped."""
    low = program.snapshot.memory_base
    end = min(at for at in program.pointers.functions if at < program.snapshot.stack_low) & ~15
    pointed = sorted(at for at in _pointed(program, live, weak) if low <= at < end)
    named = set().union(*program.data_named) | set(program.pointers.static.values())
    marks = sorted(at for at in named if low <= at < end)
    kept, start = [], low
    for last, following in zip(pointed, [*pointed[1:], end], strict=True):
        mark = bisect_right(marks, last) + AFTER_NAMES
        if mark < len(marks) and marks[mark] < following:
            drop = max(marks[mark], last + AFTER_BYTES), following - BEFORE_BYTES
            if drop[0] < drop[1]:
                kept.append((start, drop[0]))
                start = drop[1]
    return [*kept, (start, end)]


def _pointed(program: Program, live: Live, weak: Weak) -> set[int]:
    """Addresses of static data that live code, live static data or the heap points to."""
    places = (program.defined(function) for function in live.functions)
    pointed = set().union(*(program.data_named[place] for place in places if place is not None))
    heap, block = program.snapshot.heap_base, program.blocks.block
    high = program.snapshot.stack_low
    for at, to in program.pointers.static.items():
        if at not in weak.retired and (at >= heap or (at < high and block(at) in live.blocks)):
            pointed.add(to)
    return pointed


def overlap(one: list[Span], other: list[Span]) -> list[Span]:
    """What lies in both; `one` is sorted and its spans do not overlap."""
    starts, found = [start for start, _ in one], []
    for start, stop in other:
        i = max(bisect_right(starts, start) - 1, 0)
        while i < len(one) and one[i][0] < stop:
            low, high = max(start, one[i][0]), min(stop, one[i][1])
            if low < high:
                found.append((low, high))
            i += 1
    return found
