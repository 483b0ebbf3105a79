"""What the code of a function mentions: functions, table slots, static data, globals.

Read from the folded module (folding.py), where an address is a constant near one of the two
bases. Where a bare base is left, it is followed: through the local it is put in, to a constant
that is added, to a load's offset, to a choice between two constants. With any other use, every
number in the function counts as an address off that base.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.baked.folding import STATIC_BASE, TABLE_BASE
from runtime.wasm.code import (
    ADD,
    CALL,
    CONST,
    GLOBAL_GET,
    GLOBAL_SET,
    LOADS,
    LOCAL_GET,
    LOCAL_SET,
    LOCAL_TEE,
    REF_FUNC,
    SELECT,
    STORES,
    walk,
)

I32_STORE = 0x36
I32_EQZ = 0x45
COMPARISONS, ARITHMETIC = range(0x46, 0x50), range(0x6A, 0x79)  # of two i32 values
END = (0x0B, 0)

type Code = list[tuple[int, int]]  # opcode and value of each instruction
type Arities = list[tuple[int, int]]  # what each function takes and gives


@dataclass(kw_only=True)
class Mentions:
    """Numbers of what is mentioned."""

    calls: set[int] = field(default_factory=set)
    slots: set[int] = field(default_factory=set)  # counted from the table's base
    data: set[int] = field(default_factory=set)  # counted from static data's base
    globals: set[int] = field(default_factory=set)
    loose: bool = False  # a base was used in a way that is not followed


def mentions(body: bytes, slots: int, size: int, arities: Arities) -> Mentions:
    """Everything that a body mentions, given how many slots and bytes of static data there are."""
    found, numbers = Mentions(), set[int]()
    code = [(opcode, value) for opcode, value, _, _ in walk(body)]
    for opcode, value in code:
        if opcode == CONST:
            _constant(value, slots, size, found, numbers)
        elif opcode in (CALL, REF_FUNC):
            found.calls.add(value)
        elif opcode in (GLOBAL_GET, GLOBAL_SET):
            found.globals.add(value)
        elif opcode in LOADS or opcode in STORES:
            numbers.add(value)
    code += [END] * 3
    if 0 in found.data:
        _follow(code, STATIC_BASE, arities, found, found.data, numbers)
    if 0 in found.slots:
        _follow(code, TABLE_BASE, arities, found, found.slots, numbers)
    return found


def _constant(value: int, slots: int, size: int, found: Mentions, numbers: set[int]) -> None:
    """Sort one constant: a slot, an address of static data, or a number."""
    static, slot = (value & 0xFFFFFFFF) - STATIC_BASE, (value & 0xFFFFFFFF) - TABLE_BASE
    if 0 <= slot < slots:
        found.slots.add(slot)
    elif 0 <= static < size:
        found.data.add(static)
    else:
        numbers.add(value)


def _follow(
    code: Code, base: int, arities: Arities, found: Mentions, named: set[int], numbers: set[int]
) -> None:
    """Add to `named` what a bare base leads to; everything, if that cannot be told."""
    exact = _uses_of_base(code, base, arities)
    if exact is None:
        named |= numbers
        found.loose = True
    else:
        named |= exact


def _uses_of_base(code: Code, base: int, arities: Arities) -> set[int] | None:
    """Offsets from a bare base, on the stack or in a local; None if one use is not followed."""
    named: set[int] = set()
    held: set[int] = set()  # locals that hold the base
    for i, (opcode, value) in enumerate(code[:-3]):
        if opcode == CONST and value & 0xFFFFFFFF == base:
            after, local = code[i + 1]
            if after in (LOCAL_SET, LOCAL_TEE):
                held.add(local)
                continue
            offsets = _offsets_on_stack(code, i, base, arities)
            if offsets is None:
                return None
            named |= offsets
    for i, (opcode, value) in enumerate(code[:-3]):
        if opcode in (LOCAL_GET, LOCAL_TEE) and value in held:
            offsets = _offsets_in_local(code, i, base, held)
            if offsets is None:
                return None
            named |= offsets
    return named


def _offsets_on_stack(code: Code, i: int, base: int, arities: Arities) -> set[int] | None:
    """What the base at instruction i is for: load(base), base + (a or b), or handed on whole."""
    after, offset = code[i + 1]
    if after in LOADS:
        return {offset}
    if chosen := _chosen(code, i, arities):
        return set(chosen)
    if base == TABLE_BASE and after in (CALL, I32_STORE):
        return set()  # slot 0 itself, which is counted already
    return None


def _offsets_in_local(code: Code, i: int, base: int, held: set[int]) -> set[int] | None:
    """What the base that instruction i takes from a local is used for."""
    (opcode, _), (after, value), (second, _) = code[i], code[i + 1], code[i + 2]
    if after == CONST and second == ADD:
        return {value}
    if opcode == LOCAL_GET and after == ADD and i and code[i - 1][0] == CONST:
        return {code[i - 1][1]}
    if after in LOADS and base == STATIC_BASE:
        return {value}
    return set() if after == LOCAL_SET and value in held else None


def _chosen(code: Code, i: int, arities: Arities) -> tuple[int, ...]:
    """For base + select(a, b, condition), the base at i: (a, b); () if not certainly that."""
    (first, a), (second, b) = code[i + 1], code[i + 2]
    if first != CONST or second != CONST:
        return ()
    depth = 0  # values above a and b: the condition, as it is worked out
    for j in range(i + 3, len(code) - 1):
        opcode, value = code[j]
        if opcode == SELECT and depth == 1:
            return (a, b) if code[j + 1][0] == ADD else ()
        takes, gives = _effect(opcode, value, arities)
        if depth < takes:
            return ()
        depth += gives - takes
    return ()


BEYOND = (1 << 30, 0)  # takes more than there is: not followed


def _effect(opcode: int, value: int, arities: Arities) -> tuple[int, int]:
    """How many values an instruction takes off the stack and puts on it."""
    if opcode in (LOCAL_GET, CONST, GLOBAL_GET):
        return 0, 1
    if opcode == CALL:
        return arities[value]
    if opcode in COMPARISONS or opcode in ARITHMETIC:
        return 2, 1
    if opcode == SELECT:
        return 3, 1
    if opcode in (I32_EQZ, LOCAL_TEE) or opcode in LOADS:
        return 1, 1
    return BEYOND
