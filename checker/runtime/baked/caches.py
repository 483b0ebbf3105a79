"""The interpreter's cache from a version to a function: borrowed pointers, missed at no cost."""

from __future__ import annotations

from runtime.baked import layout
from runtime.baked.program import Program

ENTRIES, ENTRY = 4096, 8  # pycore_function.h: FUNC_VERSION_CACHE_SIZE pairs of function and code


def function_cache(program: Program) -> set[int]:
    """Addresses of the cache's words that point; none unless all functions that it holds agree.

    A function of version v stands in entry v % ENTRIES: so each says where the cache begins.
    """
    word, blocks = program.snapshot.word, program.blocks
    function = blocks.shapes.symbols["PyFunction_Type"]
    start, stop = blocks.span(blocks.block(blocks.shapes.symbols["_PyRuntime"]))
    held = [
        at
        for at in range(start, stop, 4)
        if at in program.pointers.heap and word(word(at) + layout.TYPE) == function
    ]
    bases = {at - word(word(at) + layout.FUNC_VERSION) % ENTRIES * ENTRY for at in held}
    return {at + offset for at in held for offset in (0, 4)} if len(bases) == 1 else set()
