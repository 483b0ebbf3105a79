"""Which methods of built-in types nobody can name any more.

A descriptor in the dict of a static type (its methods, special ones too, getters and setters) is
found by name alone. It waits until something live says its name: a string object that something
other than such a dict holds, a C literal, or a name of CPython's own that live code mentions.
Wrongly dead, a method traps: it is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.baked import layout
from runtime.baked.interned import find_own
from runtime.baked.program import Program
from runtime.baked.sayers import text_at
from runtime.baked.weak import Weak

# Where each kind of descriptor has functions: in its definition, and in itself.
IN_DEFINITION = {
    "PyMethodDescr_Type": (layout.METHOD_FUNCTION,),
    "PyClassMethodDescr_Type": (layout.METHOD_FUNCTION,),
    "PyGetSetDescr_Type": (layout.GETTER, layout.SETTER),
    "PyWrapperDescr_Type": (layout.SLOT_WRAPPER,),
}
IN_ITSELF = {"PyWrapperDescr_Type": (layout.DESCR_WRAPPED,)}
# Words of a dict object that may point to its tables.
DICT_WORDS = (8, 12, 16, 20, 24, 28)


@dataclass(kw_only=True)
class Waiting:
    """`name` and `definition` are addresses, `functions` of words; `text` is what the name says."""

    name: int
    definition: int
    functions: set[int]
    text: str


@dataclass(kw_only=True)
class Names:
    """`waiting` by the descriptor's allocation; `quiet` are allocations whose words say nothing."""

    waiting: dict[int, Waiting] = field(default_factory=dict)
    quiet: set[int] = field(default_factory=set)
    definitions: set[int] = field(default_factory=set)  # blocks
    functions: set[int] = field(default_factory=set)  # addresses of words that wait with a name
    spoken: set[int] = field(default_factory=set)  # addresses of strings
    literals: set[int] = field(default_factory=set)  # addresses of C literals
    own: set[str] = field(default_factory=set)  # texts of CPython's own names that code says

    def is_said(self, address: int, text: str, literal: set[str]) -> bool:
        return address in self.spoken or text in literal

    def literal_texts(self, text_at: dict[int, str]) -> set[str]:
        return self.own.union(text_at[at] for at in self.literals if at in text_at)

    def wake(self, text_at: dict[int, str]) -> dict[int, Waiting]:
        """Take out, and give, those whose name something live says by now."""
        literal = self.literal_texts(text_at)
        woken = {
            number: one
            for number, one in self.waiting.items()
            if self.is_said(one.name, one.text, literal) or not one.text
        }
        for number in woken:
            del self.waiting[number]
        return woken


def find_names(program: Program, weak: Weak) -> Names:
    """Every descriptor of a static type, waiting."""
    shapes, word = program.blocks.shapes, program.snapshot.word
    kinds = {shapes.symbols[name]: name for name in IN_DEFINITION}
    runtime = program.blocks.span(program.blocks.block(shapes.symbols["_PyRuntime"]))
    own = find_own(program.snapshot, program.heap, runtime)
    names = Names(quiet={weak.interned, *own})
    for number, (start, stop) in enumerate(program.heap.allocations):
        for one in (start, start + layout.GC_HEAD):
            fits = stop - one >= layout.DESCR_DEFINITION + 4 and word(one + layout.TYPE) in kinds
            if fits and word(one + layout.DESCR_TYPE) in weak.states:
                name = word(one + layout.DESCR_NAME)
                definition = word(one + layout.DESCR_DEFINITION)
                kind = kinds[word(one + layout.TYPE)]
                in_itself = {one + offset for offset in IN_ITSELF.get(kind, ())}
                names.waiting[number] = Waiting(
                    name=name,
                    definition=definition,
                    functions=in_itself | {definition + at for at in IN_DEFINITION[kind]},
                    text=text_of(program, name),
                )
                names.functions |= in_itself
                names.quiet.add(number)
    for records in weak.states.values():
        for record in records:
            names.quiet |= _tables(program, word(record + layout.STATE_DICT))
    names.definitions = {program.blocks.block(one.definition) for one in names.waiting.values()}
    return names


def _tables(program: Program, dict_: int) -> set[int]:
    """The allocations of a dict object and of its keys."""
    allocation = program.heap.allocation
    own = allocation(dict_)
    found = {own} if own is not None else set()
    for offset in DICT_WORDS:
        target = program.snapshot.word(dict_ + offset)
        number = allocation(target)
        if number is not None and number != own and program.heap.allocations[number][0] == target:
            found.add(number)
    return found


def text_of(program: Program, string: int) -> str:
    """The characters of a compact ASCII string object; "" for any other."""
    return text_at(program.snapshot.memory, string)
