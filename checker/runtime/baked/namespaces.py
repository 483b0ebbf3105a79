"""Dicts that are only ever asked by name: of classes that Python made, of modules, of globals.

An entry of such a dict is alive only if its name can be said (said.py). This is how the Python
that building alone needs goes: how a dataclass is made, what an enumeration can do besides.
"""

from __future__ import annotations

from dataclasses import dataclass

from runtime.baked import layout
from runtime.baked.dicts import Table, count_down, read_table, rebuild
from runtime.baked.program import Program
from runtime.baked.weak import Weak


@dataclass(frozen=True, kw_only=True)
class Namespace:
    """`dict_` is the address of the dict object, `keys` the allocation of its table."""

    dict_: int
    keys: int
    table: Table


def find_namespaces(program: Program, weak: Weak) -> dict[int, Namespace]:
    """Every namespace, by the allocation of its keys."""
    word, symbols = program.snapshot.word, program.blocks.shapes.symbols
    function, module = symbols["PyFunction_Type"], symbols["PyModule_Type"]
    dicts: set[int] = set()
    for at in weak.tracked:
        one = at + layout.GC_HEAD
        kind = word(one + layout.TYPE)
        if kind == function:
            dicts.add(word(one + layout.FUNC_GLOBALS))
        elif kind == module:
            dicts.add(word(one + layout.MODULE_DICT))
        elif word(kind + layout.TP_FLAGS) & layout.TYPE_SUBCLASS:
            dicts.add(word(one + layout.TP_DICT))
    found = (_namespace(program, dict_) for dict_ in sorted(dicts - {0}))
    return {one.keys: one for one in found if one}


def _namespace(program: Program, dict_: int) -> Namespace | None:
    keys = program.heap.allocation(program.snapshot.word(dict_ + layout.DICT_KEYS))
    if keys is None or program.snapshot.word(dict_ + layout.DICT_VALUES):
        return None  # an empty dict's keys are static; values apart from keys are no namespace's
    table = read_table(program.snapshot, program.heap.allocations[keys])
    return Namespace(dict_=dict_, keys=keys, table=table) if table else None


def take_out_unsaid(
    program: Program, namespaces: dict[int, Namespace], said: set[tuple[int, int]]
) -> int:
    """Rebuild each table with the entries (keys allocation, name) that were said; how many went."""
    total = 0
    for keys, one in namespaces.items():
        kept = {name for owner, name in said if owner == keys}
        gone = rebuild(program.snapshot, one.table, lambda name, _, kept=kept: name in kept)  # type: ignore[misc]
        count_down(program.snapshot, program.heap, one.dict_, gone)
        total += gone
    return total
