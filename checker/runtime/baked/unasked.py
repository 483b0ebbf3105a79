"""Who in C still says a name that the image has dropped: only those that stand here.

inside/reachable.py drops the names in inside/assumed.py as nobody asks for them, and inside/tidy.py
those of sys and of the builtins that no Python code loads. The first to ask would be live code,
which says the name. So as long as no live C code says one, but what is known here not to look it
up in anything that lost it, or to do without, none is missed. dynamic.py sees to Python code.
"""

from __future__ import annotations

import builtins
import runpy
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection
from keyword import iskeyword

from runtime.baked import layout
from runtime.baked.closure import Live
from runtime.baked.library import INSIDE
from runtime.baked.program import Program
from runtime.baked.said import text_of
from runtime.model import BuildStop

STEP = "unasked"
ASSUMED = runpy.run_path(str(INSIDE / "assumed.py"))
IN_METACLASSES = ASSUMED["MAKES_CLASSES_IN_METACLASS"] - ASSUMED["MAKES_CLASSES"]
DROPPED: frozenset[str] = frozenset().union(
    ASSUMED["FOR_OTHERS_IN_C"],
    ASSUMED["MAKES_CLASSES_IN_METACLASS"],
    ASSUMED["DOCUMENTATION"],
    ASSUMED["UNREAD_BY_CALLS"],
)
# Every module has these, and C asks modules that are there for them.
OF_MODULES = {"__doc__", "__loader__", "__name__", "__package__", "__spec__"}
OF_BUILTINS, OF_SYS = vars(builtins), set(vars(sys)) - OF_MODULES  # as CPython has them
# The names of types stand in many a message: they count where a function calls one of these.
LOOKUPS = ("_PyEval_GetBuiltin", "PySys_GetObject", "_PySys_GetAttr")

DOCUMENTS = "reads or writes documentation, and no Python code that lives asks it to"
STARTS = "of a metaclass only while a class is made, and type's tp_new is a trap"
PICKLES = "for pickle and copy"
CODEC = "of a codec"
DOES_WITHOUT = "looks whether sys has it, and does without"
IN_ERROR = "a word in an error"
# By what leads to the function: its export, type and slot, entry in a table, or else its callers.
KNOWN: dict[str, tuple[set[str], str]] = {
    "entry __doc__": ({"__doc__"}, DOCUMENTS),
    "entry __annotations__": ({"__annotations__"}, DOCUMENTS),
    "entry __type_params__": ({"__type_params__"}, DOCUMENTS),
    "entry __module__": ({"__firstlineno__"}, "drops it where the module of a class is set"),
    "entry __reduce__": ({"Ellipsis", "getattr", "iter", "path"}, PICKLES),
    "entry __reduce__ <-": ({"iter", "reversed"}, PICKLES),
    "entry __reduce_ex__": ({"__reduce_ex__"}, "its own name in an error, and for pickle"),
    "entry __init__": ({"__init__"}, STARTS),
    "entry __new__": ({"__new__"}, STARTS),
    "entry min <-": ({"max"}, IN_ERROR),
    "entry INTRINSIC_1_INVALID": ({"displayhook"}, "of what is typed in at a prompt"),
    "what a table leads to": ({"version"}, "compares with it"),
    "_PyEval_EvalFrameDefault": ({"__init__"}, "of what is called, which is no metaclass"),
    "PyImport_ImportModuleLevelObject": (
        {"meta_path", "path", "path_hooks"},
        "for a module that is not there, and the one that is ever asked for is (traps.py)",
    ),
    "PyModule_Type slot 72, PyObject_GetOptionalAttr <-": (
        {"stdlib_module_names"},
        "for an error about a module with a __spec__, which none has any more",
    ),
    "PyErr_FormatUnraisable <-": ({"unraisablehook"}, DOES_WITHOUT),
    "PyErr_FormatUnraisable <- <-": ({"stderr"}, DOES_WITHOUT),
    "PyErr_WarnEx, PyErr_WarnFormat <- <-": ({"stderr"}, DOES_WITHOUT),
    "PyErr_WarnEx, PyErr_WarnFormat <- <- <-": ({"version"}, "of what was warned of before"),
    "PySys_FormatStderr": ({"stderr"}, DOES_WITHOUT),
    "PySys_WriteStderr": ({"stderr"}, DOES_WITHOUT),
    "PyUnicode_AsEncodedString": ({"ascii"}, CODEC),
    "PyUnicode_AsEncodedString <-": ({"ascii"}, CODEC),
    "PyUnicode_DecodeASCII": ({"ascii"}, CODEC),
    "PyEllipsis_Type slot 44": ({"Ellipsis"}, "shows itself as that"),
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
}


def check_unasked(program: Program, live: Live, kept: Collection[str]) -> int:
    """How many kinds of live C code say a dropped name. BuildStop for one that is not KNOWN.

    `kept`: the builtins that are left.
    """
    found = who_asks(program, live, kept)
    for label, names in found.items():
        unknown = names - KNOWN.get(label, (set(), ""))[0]
        if unknown:
            raise BuildStop(
                STEP,
                label,
                f"live C code says {sorted(unknown)}, which the image has dropped",
                "KNOWN in unasked.py, or make it a trap in traps.py",
            )
    return len(found)


def who_asks(program: Program, live: Live, kept: Collection[str]) -> dict[str, set[str]]:
    """Dropped names that live C code says, by what leads to it."""
    lookups = {f for f, name in program.names.items() if name in LOOKUPS}
    if len(lookups) != len(LOOKUPS):
        raise BuildStop(STEP, "lookups", f"{len(lookups)} of {LOOKUPS} exported", "unasked.py")
    types = {name for name, one in OF_BUILTINS.items() if isinstance(one, type)}
    lost = OF_SYS | {one for one in OF_BUILTINS if not iskeyword(one)} - {*kept, *OF_MODULES}
    places = {one for f in live.functions if (one := program.defined(f)) is not None}
    labels, found = _labels(program), defaultdict[str, set[str]](set)
    for place in sorted(places):
        said = program.sayers.says(place)
        looks_up = bool(lookups & program.mentions[place].calls)
        names = (said | _in_tables(program, place)) & DROPPED
        names |= said & (lost if looks_up else lost - types)
        if names:
            found[_label(program, place, labels, places)] |= names
    return found


def _in_tables(program: Program, place: int) -> set[str]:
    """What stands in the static data that a function mentions."""
    blocks, word = program.blocks, program.snapshot.word
    runtime = blocks.block(blocks.shapes.symbols["_PyRuntime"])  # its names are told one by one
    strings = blocks.shapes.symbols["PyUnicode_Type"]
    tables = {one for at in program.data_named[place] for one in blocks.for_code(at)} - {runtime}
    words = {
        word(at)
        for one in tables
        for at in range(*blocks.span(one), 4)
        if at in program.pointers.static
    }
    return {
        text_of(program, one) if word(one + layout.TYPE) == strings else blocks.shapes.text(one)
        for one in words
    }


def _label(program: Program, place: int, labels: dict[int, list[str]], live: set[int]) -> str:
    """What leads to a function, as KNOWN calls it, with an arrow for each call between."""
    first, seen, ring, arrows = program.module.imported_functions, set[int](), {place}, ""
    while ring:
        if names := sorted({one for p in ring for one in labels.get(first + p, ())[:1]}):
            return ", ".join(names) + arrows
        seen |= ring
        called = {first + p for p in ring}
        ring = {c for c in live - seen if called & program.mentions[c].calls}
        arrows += " <-" if ring else ""
    return "what a table leads to" + arrows


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
