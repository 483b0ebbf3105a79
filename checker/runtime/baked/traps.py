"""Functions and calls that become traps: what they need does not exist in the image.

Nothing can reach them but by mistake, and a mistake is then seen. What only they mention is dead.
"""

from __future__ import annotations

import runpy
from collections.abc import Iterator, Set

from runtime.baked import layout
from runtime.baked.library import INSIDE
from runtime.baked.mentions import Mentions
from runtime.baked.sayers import Sayers
from runtime.baked.shapes import Shapes
from runtime.model import BuildStop
from runtime.wasm.code import CALL, TRAP, UNREACHABLE, walk
from runtime.wasm.module import Kind, Module

STEP = "trap"
# By export name. NAME> is the one unnamed function that NAME calls; NAME>OTHER the one of them
# that calls OTHER.
EXPORTED = {
    "JsProxy_GetMethod": "no JavaScript object is ever handed in",
    "JsProxy_GetAttr": "no JavaScript object is ever handed in",
    "JsModule_GetAll": "the module js is not there",
    "PyErr_Print": "there is no stderr",
    "PyTraceBack_Print": "there is no stderr",
    "_Py_DisplaySourceLine": "there is no stderr, and no source",
    "_Py_FatalErrorFunc>": "it would abort anyway",
    "_PyObject_AssertFailed": "as above",
    "_Py_DecodeLocaleEx": "no text comes from an operating system",
    "_Py_EncodeLocaleEx": "as above",
    # It names every word of static data that points: each would look like an object's start.
    "__wasm_apply_data_relocs": "it has run: addresses in static data are what they should be",
    "PyObject_Dir": "no dir() is among the builtins",
    "PyType_Ready>PyDescr_NewMember": "each type that is left is ready, and none is made",
    "PyUnicode_FromEncodedObject": "no bytes are in anybody's hands: dynamic.py",
    "PyErr_SetInterruptEx": "no signal comes",
    "PyErr_SetFromErrnoWithFilenameObjects": "nothing is asked of an operating system",
}
# By type, and slot, method, or attribute that is set ("__bases__=").
OF_TYPES = {
    ("PyType_Type", "tp_new"): "no class is made",
    ("PyType_Type", "tp_setattro"): "and none is changed",
    ("PyType_Type", "__bases__="): "as above",
    ("PyBytes_Type", "tp_new"): "no bytes are made: dynamic.py",
    ("PyCode_Type", "tp_richcompare"): "no code object is ever in anybody's hands",
    ("PyLong_Type", "nb_power"): "nothing is raised to a power: dynamic.py",
    ("PyFloat_Type", "nb_power"): "as above",
    ("PyType_Type", "__dir__"): "no dir() is among the builtins",
    ("PyModule_Type", "__dir__"): "no dir() is among the builtins",
    ("PyBaseObject_Type", "__dir__"): "no dir() is among the builtins",
    ("PyBaseObject_Type", "__reduce__"): "nothing is pickled or copied: the module copyreg is gone",
    ("PyBaseObject_Type", "__reduce_ex__"): "as above",
    ("PyBaseObject_Type", "__getstate__"): "as above",
}
# What imports a module by name, or makes one ...
IMPORTS = {
    *("PyImport_Import", "PyImport_ImportModule", "PyImport_ImportModuleNoBlock"),
    *("PyImport_ImportModuleLevel", "PyImport_ImportModuleLevelObject", "PyImport_ReloadModule"),
    *("PyImport_ImportFrozenModule", "PyImport_ImportFrozenModuleObject"),
    *("PyImport_ExecCodeModule", "PyImport_ExecCodeModuleEx", "PyImport_ExecCodeModuleObject"),
    *("PyImport_ExecCodeModuleWithPathnames", "PyImport_GetImporter", "PyCapsule_Import"),
    *("PyImport_AddModule", "PyImport_AddModuleObject", "PyImport_AddModuleRef"),
    *("_PyImport_GetModuleAttr", "_PyImport_GetModuleAttrString"),
}
# ... and what does not: it looks into tables.
NO_IMPORTS = {
    *("PyImport_GetModule", "PyImport_GetModuleDict", "_PyImport_SetModule"),
    *("PyImport_GetMagicNumber", "PyImport_GetMagicTag", "_PyImport_ClearExtension"),
    *("PyImport_AppendInittab", "PyImport_ExtendInittab"),
}
FETCHED: dict[str, str | None] = runpy.run_path(str(INSIDE / "assumed.py"))["FETCHED_BY_C"]


class Traps:
    """The module's code, with traps in it. All functions by their index."""

    def __init__(
        self, module: Module, found: list[Mentions], named: list[set[int]], shapes: Shapes
    ) -> None:
        self.module, self.found, self.named, self.shapes = module, found, named, shapes
        self.exported = module.exported(Kind.FUNCTION)

    def put(self, table: dict[int, int], sayers: Sayers) -> None:
        """All of them. `table` holds the functions by slot. BuildStop if one is not there."""
        for name in EXPORTED:
            self._trap(self._by_name(name))
        for type_, part in OF_TYPES:
            self._trap(table[self._slot(type_, part)])
        self._trap_imports(set(self._method_functions("__import__", table)), sayers)

    def _trap(self, function: int) -> None:
        place = function - self.module.imported_functions
        self.found[place], self.named[place] = Mentions(), set()
        self.module.code[place] = TRAP

    def _by_name(self, name: str) -> int:
        outer, arrow, other = name.partition(">")
        if outer not in self.exported:
            raise BuildStop(STEP, outer, "Pyodide exports no such function", "EXPORTED in traps.py")
        function = self.exported[outer]
        if not arrow:
            return function
        callees = self._calls(function) - set(self.exported.values())
        if other:
            callees = {one for one in callees if self.exported[other] in self._calls(one)}
        if len(callees) != 1:
            what = f"calls {len(callees)} unnamed functions, not one"
            raise BuildStop(STEP, name, what, "EXPORTED in traps.py")
        return callees.pop()

    def _calls(self, function: int) -> set[int]:
        return self.found[function - self.module.imported_functions].calls

    def _slot(self, type_: str, part: str) -> int:
        """The table slot of a type's own slot or method."""
        at = self.shapes.symbols.get(type_, 0)
        if part in layout.TP_SLOTS:
            where = [at + layout.TP_SLOTS[part]]
        elif part in layout.NB_SLOTS:
            where = [self.shapes.word(at + layout.TP_NUMBER) + layout.NB_SLOTS[part]]
        elif part.endswith("="):
            where = [
                entry + layout.SETTER
                for entry in self._attributes(at)
                if self._name(entry) == part.removesuffix("=")
            ]
        else:
            where = [
                entry + layout.METHOD_FUNCTION
                for entry in self._methods(at)
                if self._name(entry) == part
            ]
        found = [self.shapes.functions[one] for one in where if one in self.shapes.functions]
        if len(found) != 1:
            raise BuildStop(
                STEP, type_, f"{len(found)} times {part}, not once", "OF_TYPES in traps.py"
            )
        return found[0]

    def _methods(self, type_: int) -> Iterator[int]:
        at = self.shapes.word(type_ + layout.TP_METHODS)
        while self.shapes.is_method(at):
            yield at
            at += layout.METHOD_DEF

    def _attributes(self, type_: int) -> Iterator[int]:
        at = self.shapes.word(type_ + layout.TP_GETSET)
        while self.shapes.is_getset(at):
            yield at
            at += layout.GETSET_DEF

    def _name(self, entry: int) -> str:
        return self.shapes.text(self.shapes.word(entry))

    def _method_functions(self, name: str, table: dict[int, int]) -> Iterator[int]:
        """Functions of every method of that name, whosever."""
        for at, slot in self.shapes.functions.items():
            if self.shapes.is_method(at - 4) and self._name(at - 4) == name:
                yield table[slot]

    def _trap_imports(self, dunder_import: set[int], sayers: Sayers) -> None:
        """Every call of IMPORTS, but on the one way by which C code fetches what is FETCHED."""
        check_known(self.exported.keys())
        fetchers = self._fetchers(sayers)
        index = self.exported
        whole = index["PyImport_ImportModuleLevelObject"]
        way = {(one, index["_PyImport_GetModuleAttr"]) for one in fetchers}
        way |= {(index["_PyImport_GetModuleAttr"], index["PyImport_Import"])}
        way |= {(one, whole) for one in (*dunder_import, whole)}
        imports = {index[name] for name in IMPORTS}
        for place, found in enumerate(self.found):
            caller = self.module.imported_functions + place
            cut = {one for one in imports & found.calls if (caller, one) not in way}
            if cut:
                found.calls -= cut
                self.module.code[place] = without_calls(self.module.code[place], cut)

    def _fetchers(self, sayers: Sayers) -> set[int]:
        """Functions that import what is FETCHED. BuildStop if there are none."""
        ask, first = self.exported["_PyImport_GetModuleAttr"], self.module.imported_functions
        asking = [place for place, found in enumerate(self.found) if ask in found.calls]
        wanted = {(module, name) for module, name in FETCHED.items() if name}
        fetchers = {
            first + place
            for place in asking
            for module, name in wanted
            if {module, name} <= sayers.says(place)
        }
        if len(fetchers) != len(wanted):
            what = f"{len(fetchers)} functions fetch {sorted(wanted)}, not one each"
            raise BuildStop(STEP, "imports", what, "FETCHED_BY_C in inside/assumed.py")
        return fetchers


def check_known(exported: Set[str]) -> None:
    """BuildStop unless what Pyodide exports for importing is what IMPORTS and NO_IMPORTS name."""
    known = IMPORTS | NO_IMPORTS
    if odd := {name for name in exported if "PyImport_" in name} - known | known - exported:
        what = f"{sorted(odd)}: what imports modules is not what it was"
        raise BuildStop(STEP, "imports", what, "IMPORTS in traps.py")


def without_calls(body: bytes, callees: set[int]) -> bytes:
    """A body in which calls of these functions are traps."""
    parts, at = [], 0
    for opcode, value, start, end in walk(body):
        if opcode == CALL and value in callees:
            parts += [body[at:start], UNREACHABLE]
            at = end
    return b"".join(parts) + body[at:]
