"""Walks the instructions of a function body."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum, auto
from typing import NamedTuple

from runtime.wasm.leb import Reader
from runtime.wasm.module import WasmError

CALL, REF_FUNC = 0x10, 0xD2
LOCAL_GET, LOCAL_SET, LOCAL_TEE = 0x20, 0x21, 0x22
GLOBAL_GET, GLOBAL_SET = 0x23, 0x24
CONST, ADD, SELECT = 0x41, 0x6A, 0x1B
LOADS, STORES = range(0x28, 0x36), range(0x36, 0x3F)
PREFIXED, MEMORY_COPY = 0xFC, 10
UNREACHABLE = b"\0"
TRAP = b"\0\0\x0b"  # the body of a function that must not be called: no locals, unreachable, end


class Instruction(NamedTuple):
    """`value` is the callee, constant, memory offset, local or global; else 0."""

    opcode: int
    value: int
    start: int  # offsets in the body
    end: int


class Shape(IntEnum):
    """What follows an opcode."""

    UNKNOWN = 0
    NOTHING = auto()
    NUMBER = auto()  # one, which is the value
    TWO_NUMBERS = auto()  # the first is the value
    MEMORY = auto()  # alignment, and the offset, which is the value
    SIGNED = auto()
    BRANCHES = auto()
    FOUR_BYTES = auto()
    EIGHT_BYTES = auto()
    ONE_BYTE = auto()
    TYPES = auto()
    PREFIX = auto()


SHAPES = [Shape.UNKNOWN] * 256
for _shape, _opcodes in {
    Shape.NOTHING: [0x00, 0x01, 0x05, 0x0B, 0x0F, 0x0A, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)],
    Shape.NUMBER: [
        *(0x03, 0x04, 0x02, 0x06, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x18),
        *(0x10, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0xD0, 0xD2),
    ],
    Shape.TWO_NUMBERS: [0x11],
    Shape.MEMORY: [*LOADS, *STORES],
    Shape.SIGNED: [0x41, 0x42],
    Shape.BRANCHES: [0x0E],
    Shape.FOUR_BYTES: [0x43],
    Shape.EIGHT_BYTES: [0x44],
    Shape.ONE_BYTE: [0x3F, 0x40],
    Shape.TYPES: [0x1C],
    Shape.PREFIX: [PREFIXED],
}.items():
    for _opcode in _opcodes:
        SHAPES[_opcode] = _shape

# How many numbers follow an opcode behind the prefix 0xFC.
PREFIXED_NUMBERS = {
    **dict.fromkeys(range(8), 0),
    8: 2,
    9: 1,
    10: 2,
    11: 1,
    12: 2,
    13: 1,
    14: 2,
    15: 1,
    16: 1,
    17: 1,
}


def first_instruction(body: bytes) -> int:
    """Its offset: past the declarations of local variables."""
    reader = Reader(body)
    for _ in range(reader.unsigned()):
        reader.unsigned()
        reader.byte()
    return reader.at


def walk(body: bytes) -> Iterator[Instruction]:  # noqa: C901 - one loop, for its speed
    """Every instruction of a function body, in order. WasmError on one that is not known.

    The commonest shapes are read in place: this loop sees four megabytes of code in a build.
    """
    at, length = first_instruction(body), len(body)
    while at < length:
        start, opcode, value = at, body[at], 0
        shape = SHAPES[opcode]
        at += 1
        if shape in (Shape.NUMBER, Shape.SIGNED, Shape.MEMORY, Shape.TWO_NUMBERS):
            if shape == Shape.MEMORY:
                while body[at] > 127:
                    at += 1
                at += 1
            byte = body[at]
            at += 1
            value, shift = byte & 127, 7
            while byte > 127:
                byte = body[at]
                at += 1
                value |= (byte & 127) << shift
                shift += 7
            if shape == Shape.SIGNED and byte & 64:
                value -= 1 << shift
            elif shape == Shape.TWO_NUMBERS:
                while body[at] > 127:
                    at += 1
                at += 1
        elif shape != Shape.NOTHING:
            value, at = _rarer(body, at, shape, opcode)
        yield Instruction(opcode, value, start, at)
    if at != length:
        raise WasmError("an instruction that runs past its function's end")


def _rarer(body: bytes, at: int, shape: Shape, opcode: int) -> tuple[int, int]:
    """The value of an instruction and where it ends, for shapes that are rare."""
    reader = Reader(body, at)
    value = 0
    if shape == Shape.BRANCHES:
        for _ in range(reader.unsigned() + 1):
            reader.unsigned()
    elif shape in WIDTHS:
        reader.take(WIDTHS[shape])
    elif shape == Shape.TYPES:
        reader.take(reader.unsigned())
    elif shape == Shape.PREFIX:
        value = reader.unsigned()
        if value not in PREFIXED_NUMBERS:
            raise WasmError(f"instruction 0xfc {value}")
        for _ in range(PREFIXED_NUMBERS[value]):
            reader.unsigned()
    else:
        raise WasmError(f"instruction {opcode:#x}")
    return value, reader.at


WIDTHS = {Shape.ONE_BYTE: 1, Shape.FOUR_BYTES: 4, Shape.EIGHT_BYTES: 8}
