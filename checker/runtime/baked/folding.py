"""Pyodide's module with recognisable bases: every address in its code becomes one constant."""

from __future__ import annotations

from runtime.wasm.module import FUNCREF, Data, Export, Global, Kind, Module, constant

# Stand-ins for the two bases that a relocatable module is handed: nowhere near any real number.
STATIC_BASE = 0x2B2B2C00
TABLE_BASE = 0x5A5A5A01
BASES = {"__memory_base": STATIC_BASE, "__table_base": TABLE_BASE}
ROOM_PAGES = 400


def with_bases(module: Module) -> Module:
    """A module of the same functions in the same order; of imports only functions are left."""
    imported = module.imported(Kind.GLOBAL)
    fixed = [
        Global(value_type=g.value_type, mutable=g.mutable, start=constant(BASES.get(g.name, 0)))
        for g in imported
    ]
    every_global = fixed + module.globals
    # Exported, so that nothing is concluded from their values.
    open_globals = [
        Export(name=f"g{i}", kind=Kind.GLOBAL, index=i)
        for i, g in enumerate(every_global)
        if g.mutable
    ]
    functions = [one for one in module.exports if one.kind == Kind.FUNCTION]
    slots = sum(len(one.functions) for one in module.elements)
    return Module(
        types=module.types,
        imports=module.imported(Kind.FUNCTION),
        functions=module.functions,
        tables=[(FUNCREF, (slots + 1, None)), *module.tables],
        memories=[(ROOM_PAGES, 65536)],
        tags=[one.index for one in module.imported(Kind.TAG)] + module.tags,
        globals=every_global,
        exports=functions + open_globals,
        elements=[type(e)(offset=constant(1), functions=e.functions) for e in module.elements],
        code=module.code,
        data=[Data(offset=constant(1024), content=d.content) for d in module.data],
    )
