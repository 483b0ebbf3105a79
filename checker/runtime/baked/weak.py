"""Words that point without keeping alive: CPython's own weak edges, tables never read again."""

from __future__ import annotations

from dataclasses import dataclass, field

from runtime.baked import layout
from runtime.baked.caches import function_cache
from runtime.baked.interned import find_interned
from runtime.baked.program import Program
from runtime.model import BuildStop

# The collector's lists, counted from the youngest generation's head: three generations, permanent.
GENERATIONS = (-32, -16, 0, 20)
FROZEN = ("_PyImport_FrozenBootstrap", "_PyImport_FrozenStdlib", "_PyImport_FrozenTest")
FROZEN_ENTRY = 16
LEAST_TYPES = 50  # in a row, to be a list of types and not a few slots of something


@dataclass(kw_only=True)
class Weak:
    """`words` point weakly; `retired` are never read again and become zero. All are addresses."""

    words: set[int] = field(default_factory=set)
    retired: set[int] = field(default_factory=set)
    heads: list[int] = field(default_factory=list)  # of the collector's lists
    tracked: list[int] = field(default_factory=list)  # heads of tracked objects
    weak_references: list[int] = field(default_factory=list)  # GC heads of those without callback
    states: dict[int, list[int]] = field(
        default_factory=dict
    )  # static type -> records the interpreter has of it
    managed: dict[int, int] = field(
        default_factory=dict
    )  # address of a type's place in the runtime -> type
    interned: int = 0  # allocation of the interned strings' table


def find_weak(program: Program) -> Weak:
    """Everything of that kind in a program."""
    weak = Weak(interned=find_interned(program.snapshot, program.heap))
    _collector(program, weak)
    _malloc(program, weak)
    _weak_references(program, weak)
    _static_types(program, weak)
    _import_tables(program, weak)
    _slot_definitions(program, weak)
    _set_up(program, weak)
    _heap_types(program, weak)
    _code_caches(program, weak)
    weak.retired |= function_cache(program) | type_lists(program)
    return weak


def _collector(program: Program, weak: Weak) -> None:
    """The collector's lists hold every tracked object and keep none alive."""
    snapshot = program.snapshot
    oldest = snapshot.load - layout.GC_HEAD
    while oldest >= snapshot.heap_base:
        oldest = snapshot.word(oldest) & ~3
    for head in (oldest + offset for offset in GENERATIONS):
        if snapshot.word(head) < snapshot.memory_base:
            continue
        weak.heads.append(head)
        weak.tracked += _list(program, head)
    for at in (*weak.heads, *weak.tracked):
        weak.words |= {at, at + 4}


def _list(program: Program, head: int) -> list[int]:
    snapshot, items = program.snapshot, []
    before, at = head, snapshot.word(head) & ~3
    while at != head:
        if snapshot.word(at + 4) & ~3 != before or at < snapshot.heap_base:
            raise BuildStop(
                "trace",
                f"collector's list at {head}",
                f"a broken link at {at}",
                "GENERATIONS in weak.py",
            )
        items.append(at)
        before, at = at, snapshot.word(at) & ~3
    return items


def _malloc(program: Program, weak: Weak) -> None:
    """The allocator's own lists of free chunks."""
    blocks = program.blocks
    start, stop = blocks.span(blocks.block(blocks.shapes.symbols["__signgam"]))
    free = program.heap.free_chunks
    weak.words |= {at for at in range(start, stop, 4) if program.snapshot.word(at) in free}


def _weak_references(program: Program, weak: Weak) -> None:
    reference_type = program.blocks.shapes.symbols["_PyWeakref_RefType"]
    for at in weak.tracked:
        one = at + layout.GC_HEAD
        if program.snapshot.word(one + layout.TYPE) == reference_type and not program.snapshot.word(
            one + layout.WR_CALLBACK
        ):
            weak.weak_references.append(at)
            weak.words.add(one + layout.WR_OBJECT)


def _static_types(program: Program, weak: Weak) -> None:
    """The interpreter's records of static types: alive only if something else needs the type."""
    snapshot, blocks = program.snapshot, program.blocks
    types = set(blocks.types)
    start, stop = blocks.span(blocks.block(blocks.shapes.symbols["_PyRuntime"]))
    for at in range(start, stop - layout.STATIC_STATE, 4):
        type_ = snapshot.word(at)
        if type_ not in types or at not in program.pointers.static:
            continue
        flags = [snapshot.word(at + offset) for offset in (4, 8, 12)]
        a_dict = program.heap.allocation(snapshot.word(at + layout.STATE_DICT))
        if max(flags) <= 1 and a_dict is not None:
            weak.states.setdefault(type_, []).append(at)
            weak.words |= set(range(at, at + layout.STATIC_STATE, 4))
        elif (
            at % 8 == 0 and flags[1] <= 1 and not flags[2] and snapshot.word(at + 16) in types | {0}
        ):
            weak.managed[at] = type_
            weak.words.add(at)


def _import_tables(program: Program, weak: Weak) -> None:
    """No module is imported any more: built-in and frozen modules' tables."""
    shapes = program.blocks.shapes
    for at, slot in program.pointers.functions.items():
        name = program.names.get(program.table.get(slot, -1), "")
        if name.startswith("PyInit_") and at - 4 in program.pointers.static:
            weak.retired |= {at - 4, at}
    for symbol in FROZEN:
        at = shapes.word(shapes.symbols[symbol])
        while shapes.word(at):
            weak.retired |= {at, at + 4}
            at += FROZEN_ENTRY


def _slot_definitions(program: Program, weak: Weak) -> None:
    """Where in the table of all slots the last class was, when it was made (resolve_slotdups)."""
    blocks, word = program.blocks, program.snapshot.word
    runtime = blocks.span(blocks.block(blocks.shapes.symbols["_PyRuntime"]))
    weak.retired |= {
        at
        for at in range(*runtime, 4)
        if at in program.pointers.static and blocks.entries.get(word(at)) == layout.SLOT_DEFINITION
    }


def type_lists(program: Program) -> set[int]:
    """The lists by which static types are readied and put away: nothing but pointers to types."""
    word, types, static = program.snapshot.word, set(program.blocks.types), program.pointers.static
    found, run = set[int](), list[int]()
    for at in range(program.snapshot.memory_base, program.snapshot.stack_low, 4):
        if at in static and word(at) in types:
            run.append(at)
        else:
            found.update(run if len(run) >= LEAST_TYPES else ())
            run = []
    if not found:
        raise BuildStop("trace", "lists of types", "there is none", "type_lists in weak.py")
    return found


def _set_up(program: Program, weak: Weak) -> None:
    """Tables from which types and modules were made; their entries live on in what was made."""
    done = (layout.TP_DOC, layout.TP_METHODS, layout.TP_MEMBERS, layout.TP_GETSET)
    weak.retired |= {at + offset for at in program.blocks.types for offset in done}
    # Only a reader of documentation looks at it, and inside/assumed.py rules that out.
    weak.retired |= {at + layout.ENTRY_DOC[size] for at, size in program.blocks.entries.items()}
    of_modules = (layout.M_DOC, layout.M_METHODS, layout.M_SLOTS)
    weak.retired |= {at + offset for at in program.blocks.module_defs for offset in of_modules}


def _heap_types(program: Program, weak: Weak) -> None:
    word = program.snapshot.word
    for at in weak.tracked:
        one = at + layout.GC_HEAD
        metatype = word(one + layout.TYPE)
        if metatype and word(metatype + layout.TP_FLAGS) & layout.TYPE_SUBCLASS:
            weak.retired |= {one + o for o in (layout.TP_DOC, layout.TP_METHODS, layout.TP_GETSET)}


def _code_caches(program: Program, weak: Weak) -> None:
    """What a code object keeps of its attributes once asked for; made again if asked again."""
    code_type = program.blocks.shapes.symbols["PyCode_Type"]
    for start, stop in program.heap.allocations:
        if program.snapshot.word(start + layout.TYPE) != code_type or stop - start <= 140:
            continue
        kept = program.heap.allocation(program.snapshot.word(start + layout.CO_CACHED))
        if kept is not None and _size(program.heap.allocations[kept]) == 20:
            weak.retired.add(start + layout.CO_CACHED)


def _size(span: tuple[int, int]) -> int:
    return span[1] - span[0]
