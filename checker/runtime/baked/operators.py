"""What types do under an operator: alive only where somebody can ask for that operator.

Of a type's table of numbers, the slots named here are read by functions of abstract.c alone, so
what stands in one waits until a function that reads it is alive. Python code comes to those
through a table in static data, by the argument of BINARY_OP: an entry that no code object in the
image names leads nowhere. Whatever is reached all the same is a trap.
"""

from __future__ import annotations

from collections.abc import Iterator
from opcode import opmap

from runtime.baked import layout
from runtime.baked.opcodes import codes, instructions
from runtime.baked.program import Program
from runtime.model import BuildStop
from runtime.wasm.module import Kind

BINARY_OPS = "_PyEval_BinaryOps"
# By the name that C has for an operator: the slot of `a op b`, and of `a op= b`, which reads both.
IN_PLACE = {
    "Lshift": (44, 96),
    "Rshift": (48, 100),
    "And": (52, 104),
    "Xor": (56, 108),
    "Or": (60, 112),
    "Remainder": (12, 88),
    "FloorDivide": (116, 124),
    "TrueDivide": (120, 128),
    "MatrixMultiply": (136, 140),
}
ALONE = {"Divmod": 16, "Positive": 28, "Absolute": 32, "Invert": 40}


def readers(exported: dict[str, int]) -> dict[int, set[int]]:
    """Functions that read each slot, by its offset. `exported`: functions by name."""

    def function(name: str) -> int:
        if name not in exported:
            raise BuildStop("operators", name, "Pyodide exports no such function", "operators.py")
        return exported[name]

    found = {at: {function(f"PyNumber_{name}")} for name, at in ALONE.items()}
    for name, (at, in_place) in IN_PLACE.items():
        found[in_place] = {function(f"PyNumber_InPlace{name}")}
        found[at] = {function(f"PyNumber_{name}"), *found[in_place]}
    return found


def find_waiting(program: Program) -> dict[int, set[int]]:
    """Addresses of words that lead to a function only while one of these functions is alive."""
    exported, word = program.module.exported(Kind.FUNCTION), program.snapshot.word
    waiting = {at: set[int]() for at in _unasked(program)}
    by_slot = readers(exported)
    for type_ in program.types:
        if table := word(type_ + layout.TP_NUMBER):
            waiting |= {table + slot: functions for slot, functions in by_slot.items()}
    return waiting


def _unasked(program: Program) -> Iterator[int]:
    """Entries of the table of binary operators that no code object names."""
    symbols, pointers = program.blocks.shapes.symbols, program.pointers
    held = codes(program.snapshot, program.heap, pointers, symbols["PyCode_Type"])
    asked = {
        argument
        for code in held
        for number, argument in instructions(code)
        if number == opmap["BINARY_OP"]
    }
    at, number = symbols[BINARY_OPS], 0
    while at + 4 * number in pointers.functions:
        if number not in asked:
            yield at + 4 * number
        number += 1
    if max(asked) >= number:
        what = f"{number} entries, and {max(asked)} is asked for"
        raise BuildStop("operators", BINARY_OPS, what, "operators.py, and CPython's version")
