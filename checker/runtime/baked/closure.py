"""Everything that can still be reached: one closure over functions, slots, blocks and heap.

It begins at what the glue calls, the root `load`, and the live part of the C stack. A function
reaches what its code mentions; a block or an allocation what its words point to, but for the
weak ones (weak.py) and those that wait for a name (said.py, namespaces.py) or an operator
(operators.py). `why` keeps who reached what first.
"""

from __future__ import annotations

import struct
from collections import deque
from dataclasses import dataclass, field

from runtime.baked import layout
from runtime.baked.heap import Span
from runtime.baked.namespaces import Namespace, find_namespaces
from runtime.baked.operators import find_waiting
from runtime.baked.program import API, Program
from runtime.baked.said import Names, Waiting, find_names, text_of
from runtime.baked.weak import Weak
from runtime.wasm.module import Kind

FUNCTION, SLOT, BLOCK, ALLOCATION = "function", "slot", "block", "allocation"

type Node = tuple[str, int]


@dataclass(kw_only=True)
class Live:
    """Numbers of what is alive; `trapped` slots stand in tables but no name leads to them."""

    functions: set[int] = field(default_factory=set)
    slots: set[int] = field(default_factory=set)
    blocks: set[int] = field(default_factory=set)
    allocations: set[int] = field(default_factory=set)
    trapped: set[int] = field(default_factory=set)
    namespaces: dict[int, Namespace] = field(default_factory=dict)  # by the allocation of its keys
    said: set[tuple[int, int]] = field(
        default_factory=set
    )  # (allocation of a namespace's keys, name)
    why: dict[Node, Node | None] = field(default_factory=dict)


class Closure:
    """The closure as it grows; `run` gives what is alive."""

    def __init__(self, program: Program, weak: Weak) -> None:
        self.program, self.weak = program, weak
        self.names: Names = find_names(program, weak)
        self.freed: dict[int, Waiting] = {}  # descriptors whose name was said
        self.why: dict[Node, Node | None] = {}
        self.todo: deque[Node] = deque()
        self.trapped: set[int] = set()
        self.namespaces = find_namespaces(program, weak)
        self.names.quiet |= self.namespaces.keys()
        self.unsaid: dict[int, list[tuple[int, int]]] = {}  # name -> (keys allocation, value)
        self.said: set[tuple[int, int]] = set()
        self.name_texts = {
            name: text_of(program, name)
            for one in self.namespaces.values()
            for _, name, _ in one.table.entries
        }
        self.asleep = dict(weak.states)  # static types nothing needs yet
        self.waiting = find_waiting(program)  # words that wait for one of these functions
        self.unread: list[tuple[int, int, Node | None]] = []  # of them: address, word, whose
        self.texts = self._texts()

    def _texts(self) -> dict[int, str]:
        """Text of every static address that anything points to; only the names that wait matter."""
        wanted = {one.text for one in self.names.waiting.values()} | set(self.name_texts.values())
        shapes = self.program.blocks.shapes
        named = set().union(*self.program.data_named) | set(self.program.pointers.static.values())
        texts = {at: shapes.text(at) for at in named if shapes.low <= at < shapes.high}
        return {at: text for at, text in texts.items() if text in wanted}

    def run(self) -> Live:
        self._begin()
        while True:
            while self.todo:
                self._visit(self.todo.popleft())
            if not (
                self._wake_names()
                or self._wake_entries()
                or self._wake_types()
                or self._wake_operators()
            ):
                return self._live()

    def _begin(self) -> None:
        program = self.program
        exported = program.module.exported(Kind.FUNCTION)
        for name in API:
            self._add((FUNCTION, exported[name]), None)
        root = program.heap.allocation(program.snapshot.load)
        assert root is not None
        self._add((ALLOCATION, root), None)
        self._words((program.snapshot.stack_pointer, program.snapshot.heap_base), None)

    def _add(self, node: Node, by: Node | None) -> None:
        if node not in self.why:
            self.why[node] = by
            self.todo.append(node)

    def _visit(self, node: Node) -> None:
        kind, number = node
        if kind == ALLOCATION:
            self._allocation(number, node)
        elif kind == BLOCK:
            self._words(self.program.blocks.span(number), node)
        elif kind == SLOT:
            if number in self.program.table:
                self._add((FUNCTION, self.program.table[number]), node)
        else:
            self._function(number, node)

    def _allocation(self, number: int, node: Node) -> None:
        if number in self.freed:
            self._definition(self.freed[number], node)
        if number in self.namespaces:
            for _, name, value in self.namespaces[number].table.entries:
                self.unsaid.setdefault(name, []).append((number, value))
        elif number != self.weak.interned:
            self._words(self.program.heap.allocations[number], node)

    def _function(self, number: int, node: Node) -> None:
        program, place = self.program, self.program.defined(number)
        if place is None:
            return
        mentioned = program.mentions[place]
        for callee in mentioned.calls:
            self._add((FUNCTION, callee), node)
        for slot in mentioned.slots:
            self._add((SLOT, slot + program.snapshot.table_base), node)
        for one in mentioned.globals:
            if one in program.pointers.function_globals:
                self._add((SLOT, program.pointers.function_globals[one]), node)
        self.names.own |= program.sayers.says(place)
        self.names.spoken |= program.data_named[place]
        self.names.literals |= program.data_named[place]
        for at in program.data_named[place]:
            for block in program.blocks.for_code(at):
                self._add((BLOCK, block), node)

    def _words(self, span: Span, node: Node | None) -> None:
        start = span[0] + -span[0] % 4
        count = max(span[1] - start, 0) // 4
        silent = node is not None and self._is_silent(*node)
        for i, word in enumerate(
            struct.unpack_from(f"<{count}I", self.program.snapshot.memory, start)
        ):
            if not word:
                continue
            if not silent:
                self.names.spoken.add(word)
            at = start + 4 * i
            if at not in self.weak.words and at not in self.weak.retired:
                self._word(at, word, node)

    def _is_silent(self, kind: str, number: int) -> bool:
        """Whether the words of an allocation or a block say no name by pointing to it."""
        if kind == BLOCK:
            blocks = self.program.blocks
            return blocks.entries.get(blocks.edges[number]) == layout.SLOT_DEFINITION
        return kind == ALLOCATION and number in self.names.quiet

    def _word(self, at: int, word: int, node: Node | None) -> None:
        program = self.program
        block = node[1] if node is not None and node[0] == BLOCK else None
        if at in program.pointers.functions:
            if block in self.names.definitions or at in self.names.functions:
                self.trapped.add(word)
            elif at in self.waiting:
                self.trapped.add(word)
                self.unread.append((at, word, node))
            else:
                self._add((SLOT, word), node)
        elif at in program.pointers.static:
            self._add((BLOCK, program.blocks.block(word)), node)
            if block is not None and program.blocks.edges[block] not in program.blocks.entries:
                self.names.literals.add(word)
        elif at in program.pointers.heap:
            number = program.heap.allocation(word)
            if number is not None:
                self._add((ALLOCATION, number), node)

    def _definition(self, one: Waiting, node: Node) -> None:
        """The functions of a descriptor whose name can be said."""
        for at in one.functions:
            if at in self.program.pointers.functions:
                self._add((SLOT, self.program.pointers.functions[at]), node)

    def _wake_names(self) -> bool:
        """Descriptors whose names live things say by now; whether that added anything to do."""
        woken = self.names.wake(self.texts)
        self.freed |= woken
        for number, one in woken.items():
            if (ALLOCATION, number) in self.why:
                self._definition(one, (ALLOCATION, number))
        return bool(self.todo)

    def _wake_entries(self) -> bool:
        """What namespaces hold under names that are said by now; whether that is anything."""
        literal = self.names.literal_texts(self.texts)
        names = [
            one for one in self.unsaid if self.names.is_said(one, self.name_texts[one], literal)
        ]
        for name in names:
            for keys, value in self.unsaid.pop(name):
                self.said.add((keys, name))
                for address in (name, value):
                    self._object(address, (ALLOCATION, keys))
        return bool(names)

    def _object(self, address: int, by: Node) -> None:
        number = self.program.heap.allocation(address)
        if number is not None:
            self._add((ALLOCATION, number), by)
        elif address < self.program.snapshot.stack_low:
            self._add((BLOCK, self.program.blocks.block(address)), by)

    def _wake_types(self) -> bool:
        """The interpreter's records of static types that are needed after all."""
        block = self.program.blocks.block
        needed = [type_ for type_ in self.asleep if (BLOCK, block(type_)) in self.why]
        for type_ in needed:
            for record in self.asleep.pop(type_):
                for at in range(record + layout.STATE_DICT, record + layout.STATE_LAST + 4, 4):
                    number = self.program.heap.allocation(self.program.snapshot.word(at))
                    if number is not None:
                        self._add((ALLOCATION, number), (BLOCK, block(type_)))
        return bool(needed)

    def _wake_operators(self) -> bool:
        """What types do under operators that somebody alive can ask for by now."""
        alive = {function for kind, function in self.why if kind == FUNCTION}
        read = [one for one in self.unread if self.waiting[one[0]] & alive]
        self.unread = [one for one in self.unread if not self.waiting[one[0]] & alive]
        for _, word, node in read:
            self._add((SLOT, word), node)
        return bool(read)

    def _live(self) -> Live:
        def numbers(kind: str) -> set[int]:
            return {number for one, number in self.why if one == kind}

        alive = numbers(ALLOCATION) | {self.weak.interned}
        slots = {slot for slot in numbers(SLOT) if slot in self.program.table}
        return Live(
            functions=numbers(FUNCTION),
            slots=slots,
            blocks=numbers(BLOCK),
            allocations=alive,
            trapped=self.trapped - slots,
            said=self.said,
            namespaces={keys: one for keys, one in self.namespaces.items() if keys in alive},
            why=self.why,
        )
