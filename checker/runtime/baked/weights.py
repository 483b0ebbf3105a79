"""What the image is made of, by kind and by owner, and who keeps something alive."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]

from runtime.baked import layout
from runtime.baked.closure import ALLOCATION, BLOCK, FUNCTION, Live, Node
from runtime.baked.program import Program
from runtime.baked.said import text_of

ROWS = 20
NO_NAME = "(no name)"
NO_OBJECT = "(tables of dicts, items of lists, other)"


def whole(image: bytes) -> str:
    """What the module weighs as it ships: brotli at its best."""
    return f"the image: {len(image):,} raw, {len(brotli.compress(image, lgwin=24)):,} brotli"


def weights(program: Program, live: Live) -> Iterator[str]:
    """Lines of a table for each part of the image: its code and data by name, its heap by kind."""
    yield from _table("part", _parts(program, live))
    yield from _table("functions of C, by name", _by_function(program, live))
    yield from _table("static data, by the name at or before it", _by_symbol(program, live))
    yield from _table("objects on the heap, by type", _by_type(program, live))
    yield from _table("Python code, by file", _by_file(program, live))


def _table(title: str, parts: dict[str, list[bytes]]) -> Iterator[str]:
    """A line a part, heaviest first: how many, raw bytes, and what brotli makes of it alone."""
    yield f"{title:44} {'count':>7} {'raw':>10} {'brotli':>9}"
    weighed = [(len(brotli.compress(b"".join(p), quality=9)), name, p) for name, p in parts.items()]
    for packed, name, part in sorted(weighed, key=lambda row: (-row[0], row[1]))[:ROWS]:
        yield f"  {name:42} {len(part):7,} {sum(map(len, part)):10,} {packed:9,}"


def _parts(program: Program, live: Live) -> dict[str, list[bytes]]:
    memory, high = program.snapshot.memory, program.snapshot.stack_low
    places = (program.defined(function) for function in live.functions)
    spans = [program.heap.allocations[number] for number in live.allocations]
    return {
        "code": [program.module.code[place] for place in places if place is not None],
        "static data": [bytes(memory[program.snapshot.memory_base : high])],
        "heap": [bytes(memory[start:stop]) for start, stop in spans],
    }


def _by_function(program: Program, live: Live) -> dict[str, list[bytes]]:
    found = defaultdict(list)
    for function in sorted(live.functions):
        place = program.defined(function)
        if place is not None:
            found[program.names.get(function, NO_NAME)].append(program.module.code[place])
    return found


def _by_symbol(program: Program, live: Live) -> dict[str, list[bytes]]:
    """Most of static data has no name of its own: it is counted to what stands before it."""
    symbols = sorted((at, name) for name, at in program.blocks.shapes.symbols.items())
    found = defaultdict(list)
    for number in sorted(live.blocks):
        start, stop = program.blocks.span(number)
        place = bisect_right(symbols, start, key=lambda symbol: symbol[0])
        name = symbols[place - 1][1] if place else NO_NAME
        found[name].append(bytes(program.snapshot.memory[start:stop]))
    return found


def _by_type(program: Program, live: Live) -> dict[str, list[bytes]]:
    found = defaultdict(list)
    for number in sorted(live.allocations):
        start, stop = program.heap.allocations[number]
        found[_type_of(program, start, stop) or NO_OBJECT].append(
            bytes(program.snapshot.memory[start:stop])
        )
    return found


def _by_file(program: Program, live: Live) -> dict[str, list[bytes]]:
    found = defaultdict(list)
    for number in sorted(live.allocations):
        start, stop = program.heap.allocations[number]
        if _type_of(program, start, stop) == "code":
            file = text_of(program, program.snapshot.word(start + layout.CO_FILENAME))
            found[file].append(bytes(program.snapshot.memory[start:stop]))
    return found


def _type_of(program: Program, start: int, stop: int) -> str:
    """The name of the type of the object in an allocation; "" if there is none."""
    for one in (start, start + layout.GC_HEAD, start + 2 * layout.GC_HEAD):
        type_ = program.snapshot.word(one + layout.TYPE) if one + 8 <= stop else 0
        if type_ in program.types:
            name = program.snapshot.word(type_ + layout.TP_NAME)
            end = program.snapshot.memory.find(b"\0", name)
            return bytes(program.snapshot.memory[name:end]).decode("latin-1")
    return ""


def why(program: Program, live: Live, wanted: str) -> Iterator[str]:
    """For each C function or Python code object of that name, the chain that keeps it alive."""
    for node in sorted(live.why):
        if _name(program, node) == wanted:
            chain: list[str] = []
            at: Node | None = node
            while at is not None:
                chain.append(_label(program, at))
                at = live.why[at]
            yield " <- ".join(chain)


def _name(program: Program, node: Node) -> str:
    kind, number = node
    if kind == FUNCTION:
        return program.names.get(number, "")
    if kind != ALLOCATION:
        return ""
    start, stop = program.heap.allocations[number]
    if _type_of(program, start, stop) != "code":
        return ""
    return text_of(program, program.snapshot.word(start + layout.CO_QUALNAME))


def _label(program: Program, node: Node) -> str:
    kind, number = node
    if kind == ALLOCATION:
        start, stop = program.heap.allocations[number]
        return f"{_type_of(program, start, stop) or 'table'} {_name(program, node)}".rstrip()
    if kind == BLOCK:
        start, stop = program.blocks.span(number)
        symbols = [s for s, at in program.blocks.shapes.symbols.items() if start <= at < stop]
        return f"static {symbols[0] if symbols else start}"
    return f"{kind} {_name(program, node) or number}"
