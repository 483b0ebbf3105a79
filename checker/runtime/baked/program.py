"""The started program as one thing: its module, its memory, and what in both points where."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.baked import layout
from runtime.baked.blocks import Blocks
from runtime.baked.heap import Heap
from runtime.baked.mentions import Mentions, mentions
from runtime.baked.pointers import Pointers
from runtime.baked.sayers import Sayers
from runtime.baked.shapes import Shapes
from runtime.baked.slack import scrub_slack
from runtime.baked.starting import Snapshot
from runtime.baked.traps import Traps
from runtime.wasm.module import Kind, Module, arities

# What the glue calls, by export name.
API = (
    *("PyUnicode_FromStringAndSize", "PyUnicode_AsUTF8AndSize", "PyObject_CallOneArg"),
    *("Py_DecRef", "PyErr_Clear", "malloc", "free"),
)


@dataclass(kw_only=True)
class Program:
    """What the steps so far have found out, for those that trace and cut."""

    module: Module
    snapshot: Snapshot
    heap: Heap
    pointers: Pointers
    blocks: Blocks
    mentions: list[Mentions]  # of each defined function
    data_named: list[set[int]]  # addresses of static data that each defined function mentions
    table: dict[int, int]  # slot -> function
    sayers: Sayers
    types: set[int]  # addresses of all type objects
    names: dict[int, str] = field(default_factory=dict)  # function -> export name

    def defined(self, function: int) -> int | None:
        """The function's place among those defined; None for an imported one."""
        place = function - self.module.imported_functions
        return place if place >= 0 else None


def understand(
    module: Module, folded: Module, snapshot: Snapshot, heap: Heap, pointers: Pointers
) -> Program:
    """Put together what the steps so far have found out."""
    slots = sum(len(one.functions) for one in module.elements)
    size, base = snapshot.stack_low - snapshot.memory_base, snapshot.memory_base
    arity = arities(folded)
    found = [mentions(body, slots, size, arity) for body in folded.code]
    statics = pointers.static_globals
    named = [
        {at + base for at in one.data if 0 <= at < size}
        | {statics[g] for g in one.globals if g in statics}
        for one in found
    ]
    shapes = Shapes(module, snapshot, pointers)
    sayers, table = Sayers(folded, named, shapes), table_of(module, snapshot)
    Traps(module, found, named, shapes).put(table, sayers)
    types = _all_types(snapshot, heap, shapes)
    scrub_slack(snapshot, heap, types, shapes.symbols)
    return Program(
        module=module,
        snapshot=snapshot,
        heap=heap,
        pointers=pointers,
        blocks=Blocks(shapes, set().union(*named)),
        mentions=found,
        data_named=named,
        table=table,
        sayers=sayers,
        types=types,
        names={index: name for name, index in module.exported(Kind.FUNCTION).items()},
    )


def _all_types(snapshot: Snapshot, heap: Heap, shapes: Shapes) -> set[int]:
    """Static type objects and those on the heap, whose type is a static or another heap type."""
    types, before = set(shapes.types()), 0
    while len(types) > before:
        before = len(types)
        metatypes = {t for t in types if snapshot.word(t + layout.TP_FLAGS) & layout.TYPE_SUBCLASS}
        for start, stop in heap.allocations:
            one = start + layout.GC_HEAD
            if stop - one > layout.TYPE_SIZE and snapshot.word(one + layout.TYPE) in metatypes:
                types.add(one)
    return types


def table_of(module: Module, snapshot: Snapshot) -> dict[int, int]:
    """Functions by slot: of the module's own elements, and what the glue added from exports."""
    exported = module.exported(Kind.FUNCTION)
    own = {
        snapshot.table_base + i: f for one in module.elements for i, f in enumerate(one.functions)
    }
    added = {slot: exported[name] for slot, name in snapshot.added.items() if name is not None}
    return own | added
