"""The started program as one thing: its module, its memory, and what in both points where."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.baked import layout
from runtime.baked.blocks import Blocks
from runtime.baked.heap import Heap
from runtime.baked.mentions import Mentions, mentions
from runtime.baked.pointers import Pointers
from runtime.baked.shapes import Shapes
from runtime.baked.slack import scrub_slack
from runtime.baked.starting import Snapshot
from runtime.model import BuildStop
from runtime.wasm.code import TRAP
from runtime.wasm.module import Kind, Module, arities

# What the glue calls, by export name.
API = (
    *("PyUnicode_FromStringAndSize", "PyUnicode_AsUTF8AndSize", "PyObject_CallOneArg"),
    *("Py_DecRef", "PyErr_Clear", "malloc", "free"),
)

# Functions whose bodies become traps: what they need does not exist in the image, so nothing can
# call them but by mistake, and a mistake is then seen. NAME> is the one unnamed function that
# NAME calls.
TRAPS = {
    "JsProxy_GetMethod": "no JavaScript object is ever handed in",
    "JsProxy_GetAttr": "no JavaScript object is ever handed in",
    "JsModule_GetAll": "the module js is not there",
    "PyErr_Print": "there is no stderr",
    "PyTraceBack_Print": "there is no stderr",
    "_Py_DisplaySourceLine": "there is no stderr, and no source",
    "_Py_FatalErrorFunc>": "it would abort anyway",
    # It names every word of static data that points: each would look like an object's start.
    "__wasm_apply_data_relocs": "it has run: addresses in static data are what they should be",
}


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
    set_traps(module, found)
    statics = pointers.static_globals
    named = [
        {at + base for at in one.data if 0 <= at < size}
        | {statics[g] for g in one.globals if g in statics}
        for one in found
    ]
    shapes = Shapes(module, snapshot, pointers)
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
        table=table_of(module, snapshot),
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


def set_traps(module: Module, found: list[Mentions]) -> None:
    """Replace the bodies of TRAPS; what only they mention is then dead."""
    exported = module.exported(Kind.FUNCTION)
    for name in TRAPS:
        outer, inner, _ = name.partition(">")
        if outer not in exported:
            raise BuildStop(
                "trap", outer, "Pyodide exports no such function", "TRAPS in program.py"
            )
        function = exported[outer] - module.imported_functions
        if inner:
            function = _only_unnamed_callee(module, outer, found[function])
        found[function] = Mentions()
        module.code[function] = TRAP


def _only_unnamed_callee(module: Module, name: str, caller: Mentions) -> int:
    callees = caller.calls - set(module.exported(Kind.FUNCTION).values())
    if len(callees) != 1:
        raise BuildStop(
            "trap", name, f"calls {len(callees)} unnamed functions, not one", "TRAPS in program.py"
        )
    return callees.pop() - module.imported_functions
