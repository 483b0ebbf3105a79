"""What C code says: the texts of the string objects and literals that a function mentions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from runtime.baked import layout
from runtime.baked.shapes import Shapes
from runtime.wasm.code import ADD, CONST, LOADS, LOCAL_GET, LOCAL_SET, LOCAL_TEE, walk
from runtime.wasm.module import Module


class Sayers:
    """Texts by function.

    CPython's own names are objects inside `_PyRuntime`: a function that mentions it says each of
    those that one of its numbers leads to, or two that it adds one after the other.
    """

    def __init__(self, folded: Module, named: list[set[int]], shapes: Shapes) -> None:
        self._code, self._named, self._shapes = folded.code, named, shapes
        self._runtime = shapes.symbols["_PyRuntime"]
        after = min(at for at in shapes.symbols.values() if at > self._runtime)
        kind = shapes.symbols["PyUnicode_Type"]
        self._strings = {
            at - self._runtime: text_at(shapes.memory, at)
            for at in range(self._runtime, after - layout.STR_TEXT, 4)
            if shapes.word(at + layout.TYPE) == kind
        }

    def says(self, place: int) -> set[str]:
        """What the function that is defined at `place` says."""
        numbers = set[int]()
        if self._runtime in self._named[place]:
            body = [(opcode, value) for opcode, value, _, _ in walk(self._code[place])]
            numbers = {value for opcode, value in body if opcode == CONST or opcode in LOADS}
            numbers |= set(sums(body))
        offsets = (at - self._runtime for at in self._named[place])
        texts = {self._strings[one] for one in (*numbers, *offsets) if one in self._strings}
        return texts | {self._shapes.text(at) for at in self._named[place]}


def sums(code: Sequence[tuple[int, int]]) -> Iterator[int]:
    """What comes of each number that is added to a local which a number was added to before."""
    added = defaultdict[int, set[int]](set)
    for (first, number), (add, _), (put, local) in zip(code, code[1:], code[2:], strict=False):
        if first == CONST and add == ADD and put in (LOCAL_SET, LOCAL_TEE):
            added[local].add(number)
    for (get, local), (then, number), (add, _) in zip(code, code[1:], code[2:], strict=False):
        if get == LOCAL_GET and then == CONST and add == ADD:
            yield from (before + number for before in added[local])


def text_at(memory: bytes | bytearray, string: int) -> str:
    """The characters of a compact ASCII string object; "" for any other."""
    length = int.from_bytes(memory[string + layout.STR_LENGTH : string + layout.STR_HASH], "little")
    for offset in (16, 20, 24):
        text = bytes(memory[string + offset : string + offset + length + 1])
        if length and text.find(b"\0") == length and text[:length].isascii():
            return text[:length].decode()
    return ""
