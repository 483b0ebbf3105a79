"""Recognises CPython's own tables in static data by which words point, and where."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from runtime.baked import layout
from runtime.baked.pointers import Pointers, words
from runtime.baked.starting import Snapshot
from runtime.wasm.leb import Reader
from runtime.wasm.module import I32, Kind, Module


@dataclass(frozen=True, kw_only=True)
class Table:
    """`entries` runs from the first entry to the zero entry that closes the table."""

    start: int
    stop: int
    entry: int  # size in bytes


class Shapes:
    """Static data of a snapshot, by what it looks like. All tests look at word addresses."""

    def __init__(self, module: Module, snapshot: Snapshot, pointers: Pointers) -> None:
        self.low, self.high = snapshot.memory_base, snapshot.stack_low
        self.memory = bytes(snapshot.memory[: self.high])
        self.functions, self.static = pointers.functions, pointers.static
        self.symbols = data_symbols(module, snapshot.memory_base)
        self._words = words(self.memory)

    def word(self, at: int) -> int:
        return self._words[at >> 2] if at < self.high else 0

    def points(self, at: int) -> bool:
        return at in self.functions or at in self.static

    def static_or_null(self, at: int) -> bool:
        return at in self.static or not self.word(at)

    def text(self, at: int) -> str:
        """The zero-ended text at an address."""
        return self.memory[at : self.memory.find(b"\0", at)].decode("latin-1")

    def is_method(self, at: int) -> bool:
        """PyMethodDef: name, function, small flags, text or nothing."""
        named = at in self.static and at + 4 in self.functions
        return (
            named
            and not self.points(at + 8)
            and self.word(at + 8) < 0x400
            and self.static_or_null(at + 12)
        )

    def is_getset(self, at: int) -> bool:
        """PyGetSetDef: name, getter, setter, text or nothing, closure that is no function."""
        getter, setter = at + 4 in self.functions, at + 8 in self.functions
        if at not in self.static or not (getter or setter) or self.is_method(at):
            return False
        both = (getter or not self.word(at + 4)) and (setter or not self.word(at + 8))
        return both and self.static_or_null(at + 12) and at + 16 not in self.functions

    def is_slot_definition(self, at: int) -> bool:
        """pytype_slotdef: name, offset, function, wrapper, text or nothing, flags, name again."""
        if at not in self.static or at + layout.SLOT_NAME not in self.static:
            return False
        offset = at + layout.SLOT_OFFSET
        functions = (at + layout.SLOT_FUNCTION, at + layout.SLOT_WRAPPER)
        return (
            not self.points(offset)
            and self.word(offset) < 0x400
            and all(one in self.functions or not self.word(one) for one in functions)
            and self.static_or_null(at + layout.ENTRY_DOC[layout.SLOT_DEFINITION])
        )

    def is_slot(self, at: int) -> bool:
        """PyType_Slot or PyModuleDef_Slot: small number, pointer."""
        return 0 < self.word(at) <= layout.LAST_SLOT and not self.points(at) and self.points(at + 4)

    def tables(
        self, is_entry: Callable[[int], bool], entry: int, heads: Iterable[int]
    ) -> list[Table]:
        """Tables that begin at one of `heads` and are closed by an entry of zeros."""
        found, seen = [], set[int]()
        for start in sorted(heads):
            if start in seen or not is_entry(start):
                continue
            stop = start
            while is_entry(stop) and stop not in seen:
                seen.add(stop)
                stop += entry
            if not any(self.memory[stop : stop + entry]):
                found.append(Table(start=start, stop=stop, entry=entry))
        return found

    def types(self) -> list[int]:
        """Static type objects: what has a count, `type` for its type, and a name."""
        metatype = self.symbols["PyType_Type"]
        return [
            at
            for at in range(self.low, self.high - layout.TYPE_SIZE, 4)
            if self.word(at + layout.TYPE) == metatype
            and not self.points(at)
            and at + layout.TYPE in self.static
            and at + layout.TP_NAME in self.static
        ]

    def module_defs(self) -> list[int]:
        """PyModuleDef objects: a name, methods or slots, the rest plain numbers."""
        return [
            at
            for at in range(self.low, self.high - layout.MODULE_DEF, 4)
            if at + layout.M_NAME in self.static and self._is_module_def(at)
        ]

    def _is_module_def(self, at: int) -> bool:
        counts, kinds = (1, layout.IMMORTAL), (0, self.symbols["PyModuleDef_Type"])
        if self.word(at) not in counts or self.word(at + layout.TYPE) not in kinds:
            return False
        tables = (layout.M_DOC, layout.M_METHODS, layout.M_SLOTS)
        if not all(self.static_or_null(at + offset) for offset in tables):
            return False
        if not (at + layout.M_METHODS in self.static or at + layout.M_SLOTS in self.static):
            return False
        plain = not any(self.points(at + offset) for offset in (8, 12, layout.M_SIZE))
        return (
            plain
            and self.text(self.word(at + layout.M_NAME)).replace("_", "").replace(".", "").isalnum()
        )

    def type_specs(self) -> list[int]:
        """PyType_Spec objects: name, three small numbers, slots."""
        limits = {4: 100_000, 8: 1000, 12: 0x100000}
        return [
            at
            for at in range(self.low, self.high - layout.TYPE_SPEC, 4)
            if at in self.static
            and at + layout.SPEC_SLOTS in self.static
            and all(
                not self.points(at + o) and self.word(at + o) < limit for o, limit in limits.items()
            )
            and self.is_slot(self.word(at + layout.SPEC_SLOTS))
        ]


def data_symbols(module: Module, base: int) -> dict[str, int]:
    """Exported data symbols by name: globals that hold an offset from static data's base."""
    first = len(module.imported(Kind.GLOBAL))
    found = {}
    for name, index in module.exported(Kind.GLOBAL).items():
        one = module.globals[index - first] if index >= first else None
        if one and not one.mutable and one.value_type == I32:
            found[name] = Reader(one.start, 1).signed() + base
    return found
