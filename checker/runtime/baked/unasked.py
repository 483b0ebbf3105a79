"""Who in C still says a name that the image has dropped: only those that stand here.

inside/reachable.py drops the names in inside/assumed.py as nobody asks for them. The first to ask
would be live code, which says the name. So as long as no live C code says one, but what is known
here not to look it up in anything that lost it, none is missed. dynamic.py sees to Python code.
"""

from __future__ import annotations

import runpy
from bisect import bisect_right
from collections import defaultdict

from runtime.baked import layout
from runtime.baked.closure import Live
from runtime.baked.library import INSIDE
from runtime.baked.program import Program
from runtime.model import BuildStop

ASSUMED = runpy.run_path(str(INSIDE / "assumed.py"))
IN_METACLASSES = ASSUMED["MAKES_CLASSES_IN_METACLASS"] - ASSUMED["MAKES_CLASSES"]
DROPPED: frozenset[str] = frozenset().union(
    ASSUMED["FOR_OTHERS_IN_C"],
    ASSUMED["MAKES_CLASSES_IN_METACLASS"],
    ASSUMED["DOCUMENTATION"],
    ASSUMED["UNREAD_BY_CALLS"],
)
DOCUMENTS = "reads or writes documentation, and no Python code that lives asks it to"
STARTS = "of a metaclass only while a class is made, and type's tp_new is a trap"
READIES = "only while a type is set up, and no class is made"
# By what leads to the function: its export, type and slot, entry in a table, or else its callers.
KNOWN: dict[str, tuple[set[str], str]] = {
    "entry __doc__": ({"__doc__"}, DOCUMENTS),
    "entry __annotations__": ({"__annotations__"}, DOCUMENTS),
    "entry __type_params__": ({"__type_params__"}, DOCUMENTS),
    "entry __module__": ({"__firstlineno__"}, "drops it where the module of a class is set"),
    "entry __reduce_ex__": ({"__reduce_ex__"}, "its own name in an error, and for pickle"),
    "entry __init__": ({"__init__"}, STARTS),
    "entry __new__": ({"__new__"}, STARTS),
    "_PyEval_EvalFrameDefault": ({"__init__"}, "of what is called, which is no metaclass"),
    "PyProperty_Type slot 148": ({"__doc__"}, DOCUMENTS),
    "PyModule_Type slot 148 <-": ({"__doc__"}, "sets a new module's own"),
    "PyClassMethod_Type slot 148, PyStaticMethod_Type slot 148 <-": (
        {"__doc__", "__annotations__"},
        "copies what is there",
    ),
    "Py_GenericAliasType slot 72": (
        {"__copy__", "__deepcopy__", "__mro_entries__", "__reduce__", "__reduce_ex__"},
        "compares with a name it is given",
    ),
    "_PyWeakref_RefType slot 148": ({"__init__"}, "its own name in an error"),
    "_PyWeakref_RefType slot 156": ({"__new__"}, "its own name in an error"),
    "_PyObject_GetState <-": ({"__getstate__"}, "for pickle"),
    "PyType_FromModuleAndSpec <-": ({"__doc__"}, READIES),
}


def check_unasked(program: Program, live: Live) -> int:
    """How many live C functions say a dropped name. BuildStop for one that is not KNOWN."""
    places = [one for f in live.functions if (one := program.defined(f)) is not None]
    said = program.sayers.who_says(DROPPED, places)
    labels = _labels(program)
    for place, names in said.items():
        label = _label(program, place, labels, set(places))
        unknown = names - KNOWN.get(label, (set(), ""))[0]
        if unknown:
            raise BuildStop(
                "unasked",
                label,
                f"live C code says {sorted(unknown)}, which the image has dropped",
                "KNOWN in unasked.py, or make it a trap in traps.py",
            )
    return len(said)


def _label(program: Program, place: int, labels: dict[int, list[str]], live: set[int]) -> str:
    """What leads to a function, as KNOWN calls it."""
    first = program.module.imported_functions
    if own := labels.get(first + place):
        return own[0]
    callers = {c for c in live if first + place in program.mentions[c].calls and c != place}
    names = sorted({one for c in callers for one in labels.get(first + c, ())[:1]})
    return f"{', '.join(names)} <-"


def _labels(program: Program) -> dict[int, list[str]]:
    """Names of functions: exports first, then types' slots, then entries of tables."""
    shapes, found = program.blocks.shapes, defaultdict[int, list[str]](list)
    types = {at: name for name, at in shapes.symbols.items() if at in set(program.blocks.types)}
    for function, name in program.names.items():
        found[function].append(name)
    places = sorted(at for at in shapes.functions if at < shapes.high)
    starts = sorted(types)
    for at in places:
        type_ = starts[bisect_right(starts, at) - 1]
        if 0 <= at - type_ < layout.TYPE_SIZE:
            found[program.table[shapes.functions[at]]].append(f"{types[type_]} slot {at - type_}")
    for at in places:
        for before in (at - 4, at - 8):
            name = shapes.text(shapes.word(before)) if before in shapes.static else ""
            if name.isidentifier():
                found[program.table[shapes.functions[at]]].append(f"entry {name}")
    return found
