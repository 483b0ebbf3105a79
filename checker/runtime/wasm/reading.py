"""From the bytes of a module to plain data."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from runtime.wasm.leb import Reader
from runtime.wasm.module import (
    END,
    Data,
    Elements,
    Export,
    Global,
    Import,
    Kind,
    Limits,
    Module,
    WasmError,
)

MAGIC = b"\0asm\x01\0\0\0"


class Section(IntEnum):
    """Section numbers, which are not the order in which sections stand."""

    CUSTOM = 0
    TYPE = 1
    IMPORT = 2
    FUNCTION = 3
    TABLE = 4
    MEMORY = 5
    GLOBAL = 6
    EXPORT = 7
    START = 8
    ELEMENT = 9
    CODE = 10
    DATA = 11
    DATA_COUNT = 12
    TAG = 13


def read_module(content: bytes) -> Module:
    """The module. WasmError on anything unknown."""
    if content[:8] != MAGIC:
        raise WasmError("not a WebAssembly module")
    module, reader = Module(), Reader(content, 8)
    while reader.at < len(content):
        section = Section(reader.byte())
        body = Reader(reader.take(reader.unsigned()))
        SECTIONS[section](module, body)
    return module


def vector[T](reader: Reader, one: Callable[[Reader], T]) -> list[T]:
    """A count, and so many of one thing."""
    return [one(reader) for _ in range(reader.unsigned())]


def limits(reader: Reader) -> Limits:
    """Least and, perhaps, most."""
    flag = reader.byte()
    if flag not in (0, 1):
        raise WasmError(f"limits with flag {flag}")
    return reader.unsigned(), reader.unsigned() if flag else None


def constant_expression(reader: Reader) -> bytes:
    """One that is a single instruction, without its `end`."""
    start, opcode = reader.at, reader.byte()
    if opcode not in IMMEDIATES:
        raise WasmError(f"constant expression with opcode {opcode:#x}")
    IMMEDIATES[opcode](reader)
    body = reader.data[start : reader.at]
    if reader.byte() != END:
        raise WasmError("constant expression of several instructions")
    return bytes(body)


IMMEDIATES: dict[int, Callable[[Reader], object]] = {
    0x41: Reader.signed,  # i32.const
    0x42: Reader.signed,  # i64.const
    0x43: lambda reader: reader.take(4),  # f32.const
    0x44: lambda reader: reader.take(8),  # f64.const
    0x23: Reader.unsigned,  # global.get
    0xD0: Reader.byte,  # ref.null
    0xD2: Reader.unsigned,  # ref.func
}


def import_(reader: Reader) -> Import:
    """One import of any kind."""
    module, name, kind = reader.name(), reader.name(), Kind(reader.byte())
    if kind == Kind.TABLE:
        return Import(
            module=module, name=name, kind=kind, value_type=reader.byte(), limits=limits(reader)
        )
    if kind == Kind.MEMORY:
        return Import(module=module, name=name, kind=kind, limits=limits(reader))
    if kind == Kind.GLOBAL:
        value_type, mutable = reader.byte(), bool(reader.byte())
        return Import(module=module, name=name, kind=kind, value_type=value_type, mutable=mutable)
    if kind == Kind.TAG:
        reader.byte()
    return Import(module=module, name=name, kind=kind, index=reader.unsigned())


def table(reader: Reader) -> tuple[int, Limits]:
    """Kind of reference, and limits."""
    return reader.byte(), limits(reader)


def tag(reader: Reader) -> int:
    """The type of an exception tag."""
    reader.byte()
    return reader.unsigned()


def global_(reader: Reader) -> Global:
    """One global."""
    value_type, mutable = reader.byte(), bool(reader.byte())
    return Global(value_type=value_type, mutable=mutable, start=constant_expression(reader))


def export(reader: Reader) -> Export:
    """One export."""
    return Export(name=reader.name(), kind=Kind(reader.byte()), index=reader.unsigned())


def elements(reader: Reader) -> Elements:
    """One run of table slots."""
    if reader.unsigned() != 0:
        raise WasmError("an element segment that is not the plain kind")
    return Elements(offset=constant_expression(reader), functions=vector(reader, Reader.unsigned))


def data(reader: Reader) -> Data:
    """One run of bytes."""
    if reader.unsigned() != 0:
        raise WasmError("a data segment that is not the plain kind")
    return Data(offset=constant_expression(reader), content=reader.take(reader.unsigned()))


def _start(module: Module, reader: Reader) -> None:
    module.start = reader.unsigned()


def _types(module: Module, reader: Reader) -> None:
    module.types = reader.data


def _skip(module: Module, reader: Reader) -> None:
    """A section that says nothing here."""


SECTIONS: dict[Section, Callable[[Module, Reader], None]] = {
    Section.CUSTOM: lambda m, r: m.custom.append(r.data),
    Section.TYPE: _types,
    Section.IMPORT: lambda m, r: m.imports.extend(vector(r, import_)),
    Section.FUNCTION: lambda m, r: m.functions.extend(vector(r, Reader.unsigned)),
    Section.TABLE: lambda m, r: m.tables.extend(vector(r, table)),
    Section.MEMORY: lambda m, r: m.memories.extend(vector(r, limits)),
    Section.TAG: lambda m, r: m.tags.extend(vector(r, tag)),
    Section.GLOBAL: lambda m, r: m.globals.extend(vector(r, global_)),
    Section.EXPORT: lambda m, r: m.exports.extend(vector(r, export)),
    Section.START: _start,
    Section.ELEMENT: lambda m, r: m.elements.extend(vector(r, elements)),
    Section.CODE: lambda m, r: m.code.extend(vector(r, lambda r: r.take(r.unsigned()))),
    Section.DATA: lambda m, r: m.data.extend(vector(r, data)),
    Section.DATA_COUNT: _skip,  # wanted only by memory.init, which nothing here uses
}
