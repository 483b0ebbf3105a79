"""Looks, in the image itself, for live Python that could reach what the image leaves out.

What ships is held to runtime/closed_world.py from its source. The standard library is not ours: of
its code, none that is live may put a name together, import, raise to a power, or say a name that
the image dropped.
There are no exceptions by name: a function that changes keeps its name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dis import get_instructions
from opcode import opmap

from runtime.baked import layout
from runtime.baked.closure import Live
from runtime.baked.program import Program
from runtime.baked.said import text_of
from runtime.baked.unasked import DROPPED, IN_METACLASSES
from runtime.model import BuildStop

STEP = "closed world"
# None of these may be left among the builtins: each reaches anything, or makes what the image has
# no code for.
UNLIMITED = {
    *("compile", "eval", "exec", "open", "input", "breakpoint", "__build_class__"),
    *("globals", "locals", "vars", "dir"),
}
MAKE_BYTES = {"bytes", "bytearray", "memoryview"}
BY_NAME = {"getattr", "setattr", "delattr", "hasattr", "__import__"}
# What is dropped from metaclasses alone: any other class keeps it.
ASKED = BY_NAME | (DROPPED - IN_METACLASSES)
IMPORTS, POWER = "import", "**"
POWERS = {  # as arguments of BINARY_OP
    one.arg
    for source in ("a ** b", "a **= b")
    for one in get_instructions(compile(source, "", "exec"))
    if one.opname == "BINARY_OP"
}


def check_python(program: Program, live: Live) -> list[str]:
    """The builtins that are left, sorted. BuildStop for an unlimited one, or code that asks."""
    left = _builtins(program, live)
    if unlimited := (UNLIMITED | MAKE_BYTES) & left:
        raise BuildStop(
            STEP,
            "builtins",
            f"{sorted(unlimited)} can be reached",
            "who loads them: inside/reachable.py",
        )
    for code, used in _computing(program, live):
        what = f"live code uses {used}, and so may ask for what the image leaves out"
        raise BuildStop(STEP, code, what, "`python -m runtime weigh --why NAME`, and avoid it")
    return sorted(left)


def _builtins(program: Program, live: Live) -> set[str]:
    """Names in the one namespace that holds `__import__` and `isinstance`."""
    for keys in live.namespaces:
        names = {text_of(program, name) for owner, name in live.said if owner == keys}
        if "__import__" in names and "isinstance" in names:
            return names
    raise BuildStop(STEP, "builtins", "not found among the live namespaces", "namespaces.py")


def _computing(program: Program, live: Live) -> Iterator[tuple[str, list[str]]]:
    """(name, what it uses) of each live code object that imports, raises, or names one of ASKED."""
    word, allocations = program.snapshot.word, program.heap.allocations
    code = program.blocks.shapes.symbols["PyCode_Type"]
    for number in sorted(live.allocations):
        start, stop = allocations[number]
        if stop - start < layout.CO_LEAST or word(start + layout.TYPE) != code:
            continue
        names = word(start + layout.CO_NAMES)
        items = [
            word(names + layout.TUPLE_ITEMS + 4 * i) for i in range(word(names + layout.TUPLE_SIZE))
        ]
        used = sorted(ASKED & {text_of(program, item) for item in items})
        used += _instructions(program, start)
        if used:
            file = text_of(program, word(start + layout.CO_FILENAME))
            yield f"{file} {text_of(program, word(start + layout.CO_QUALNAME))}", used


def _instructions(program: Program, code: int) -> Iterator[str]:
    """What a code object has instructions for: to import, to raise to a power."""
    first = code + layout.CO_CODE
    end = first + 2 * program.snapshot.word(code + layout.CO_UNITS)
    found = [program.snapshot.memory[at : at + 2] for at in range(first, end, 2)]
    if any(operation == opmap["IMPORT_NAME"] for operation, _ in found):
        yield IMPORTS
    if any(operation == opmap["BINARY_OP"] and number in POWERS for operation, number in found):
        yield POWER
