"""Looks, in the image itself, for live Python that could reach what the image leaves out.

What ships is held to runtime/closed_world.py from its source. The standard library is not ours:
of its code, whatever is live and could put a name together must stand here, with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtime.baked import layout
from runtime.baked.closure import Live
from runtime.baked.program import Program
from runtime.baked.said import text_of
from runtime.model import BuildStop

STEP = "closed world"
# None of these may be left among the builtins: each reaches anything.
UNLIMITED = {
    *("compile", "eval", "exec", "open", "input", "breakpoint", "__build_class__"),
    *("globals", "locals", "vars", "dir"),
}
BY_NAME = {"getattr", "setattr", "delattr", "hasattr"}
# Code that may name attributes by computation, and why: its qualified name says what it is.
KNOWN = {
    "fields": "dataclasses: a constant names the attribute",
    "_replace": "dataclasses: names come from Field objects, which hold them as whole strings",
    "_is_dataclass_instance": "dataclasses: a constant names the attribute",
    "Enum.__new__": "a constant names the attribute",
    "property.__get__": "enum: the name is the member's own, a whole string",
    "DynamicClassAttribute.__init__": "types: a constant names the attribute",
    "Flag._missing_": "enum: a constant names the attribute",
    "_make_class_unpicklable": "enum: only while an enumeration is made",
    "_ProtocolMeta.__instancecheck__": "typing: names come from the protocol's own whole strings",
    "_ProtocolMeta.__subclasscheck__": "typing: as above",
    "_proto_hook": "typing: as above",
}


def check_names(program: Program, live: Live) -> list[str]:
    """The builtins that are left, sorted. BuildStop for an unlimited one, or code not in KNOWN."""
    left = _builtins(program, live)
    if unlimited := UNLIMITED & left:
        raise BuildStop(
            STEP,
            "builtins",
            f"{sorted(unlimited)} can be reached",
            "who loads them: inside/reachable.py",
        )
    for name, used in _computing(program, live):
        if name not in KNOWN:
            raise BuildStop(
                STEP, name, f"live code uses {used}", "KNOWN in dynamic.py, or avoid it"
            )
    return sorted(left)


def _builtins(program: Program, live: Live) -> set[str]:
    """Names in the one namespace that holds `__import__` and `len`."""
    for keys in live.namespaces:
        names = {text_of(program, name) for owner, name in live.said if owner == keys}
        if "__import__" in names and "isinstance" in names:
            return names
    raise BuildStop(STEP, "builtins", "not found among the live namespaces", "namespaces.py")


def _computing(program: Program, live: Live) -> Iterator[tuple[str, list[str]]]:
    """(name, what it uses) of each live code object whose names hold one of BY_NAME."""
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
        used = sorted(BY_NAME & {text_of(program, item) for item in items})
        if used:
            yield text_of(program, word(start + layout.CO_QUALNAME)), used
