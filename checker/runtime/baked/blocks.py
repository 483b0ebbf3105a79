"""Static data cut into blocks that no C object straddles: what nothing live points into is dead.

A boundary stands only where an object certainly begins or ends: at exported data symbols, at
CPython's own tables (shapes.py) and what these point to, and at string literals that something
refers to. Any other address is inside the block around it.
"""

from __future__ import annotations

from bisect import bisect_right

from runtime.baked import layout
from runtime.baked.heap import Span
from runtime.baked.shapes import Shapes, Table

PRINTABLE = frozenset(range(32, 127)) | {9, 10, 13}
SHORTEST_TEXT = 3


class Blocks:
    """`referenced`: addresses that code mentions."""

    def __init__(self, shapes: Shapes, referenced: set[int]) -> None:
        self.shapes = shapes
        self.types = shapes.types()
        self.module_defs = shapes.module_defs()
        self.specs = shapes.type_specs()
        self.inside_types = {x for t in self.types for x in range(t, t + layout.TYPE_SIZE, 4)}
        everything_named = referenced | set(shapes.static.values())
        self.tables = self._tables(everything_named - self.inside_types)
        bounds = self._bounds(everything_named)
        # After a type or module is set up, single entries of its tables are all that is used.
        self.entries = {
            at: t.entry
            for t in self.tables
            if t.entry > layout.SLOT_DEF
            for at in range(t.start, t.stop, t.entry)
        }
        self._table_edges = sorted(bounds)
        self.edges = sorted(
            bounds.union(self.entries, (at + size for at, size in self.entries.items()))
        )

    def _tables(self, pointed: set[int]) -> list[Table]:
        shapes = self.shapes
        functions = [at for at in shapes.functions if at < shapes.high]
        after_name = {at - 4 for at in functions}
        after_getter = {at - 8 for at in functions}  # and after a slot's name and offset
        slot_heads = {shapes.word(at + layout.SPEC_SLOTS) for at in self.specs}
        slot_heads |= {
            shapes.word(at + layout.M_SLOTS)
            for at in self.module_defs
            if at + layout.M_SLOTS in shapes.static
        }
        return [
            *shapes.tables(shapes.is_method, layout.METHOD_DEF, after_name & pointed),
            *shapes.tables(
                shapes.is_getset, layout.GETSET_DEF, (after_name | after_getter) & pointed
            ),
            *shapes.tables(
                shapes.is_slot_definition, layout.SLOT_DEFINITION, after_getter & pointed
            ),
            *shapes.tables(shapes.is_slot, layout.SLOT_DEF, slot_heads),
        ]

    def _bounds(self, named: set[int]) -> set[int]:
        low, high = self.shapes.low, self.shapes.high
        bounds = {low, high, *(at for at in self.shapes.symbols.values() if low <= at < high)}
        for table in self.tables:
            bounds |= {table.start, table.stop + table.entry}
        bounds |= self._of_types() | self._of_definitions() | self._of_texts(named)
        runtime = self.shapes.symbols["_PyRuntime"]  # one object, whatever points into it
        after = min(at for at in self.shapes.symbols.values() if at > runtime)
        inside_types = {x for t in self.types for x in range(t + 1, t + layout.TYPE_SIZE)}
        return {at for at in bounds if not runtime < at < after} - inside_types

    def _of_types(self) -> set[int]:
        found, static, word = set[int](), self.shapes.static, self.shapes.word
        for t in self.types:
            found |= {t, t + layout.TYPE_SIZE}
            for offset, size in layout.TP_TABLES.items():
                if t + offset in static:
                    found |= {word(t + offset), word(t + offset) + size}
            tables = (layout.TP_METHODS, layout.TP_MEMBERS, layout.TP_GETSET)
            found |= {word(t + offset) for offset in tables if t + offset in static}
        return found

    def _of_definitions(self) -> set[int]:
        found, static, word = set[int](), self.shapes.static, self.shapes.word
        for at in self.module_defs:
            found |= {at, at + layout.MODULE_DEF}
            found |= {word(at + o) for o in (layout.M_METHODS, layout.M_SLOTS) if at + o in static}
        for at in self.specs:
            found |= {at, at + layout.TYPE_SPEC, word(at + layout.SPEC_SLOTS)}
        return found

    def _of_texts(self, named: set[int]) -> set[int]:
        """Starts of string literals that something refers to and that follow a zero byte."""
        memory, found = self.shapes.memory, set[int]()
        for at in named:
            if self.shapes.low < at < self.shapes.high and not memory[at - 1]:
                end = memory.find(b"\0", at)
                if (
                    end - at >= SHORTEST_TEXT
                    and PRINTABLE.issuperset(memory[at:end])
                    and not self._points(at, end)
                ):
                    found.add(at)
        return found

    def _points(self, start: int, stop: int) -> bool:
        """Whether a pointer stands in these bytes: an address can look like three letters."""
        return any(self.shapes.points(at) for at in range(start & ~3, stop, 4))

    def block(self, address: int) -> int:
        return bisect_right(self.edges, address) - 1

    def span(self, block: int) -> Span:
        return self.edges[block], self.edges[block + 1]

    def for_code(self, address: int) -> range:
        """Code that mentions a table may walk all of it; anything else is one block."""
        block = self.block(address)
        if self.edges[block] not in self.entries:
            return range(block, block + 1)
        table = bisect_right(self._table_edges, address) - 1
        return range(self.block(self._table_edges[table]), self.block(self._table_edges[table + 1]))
