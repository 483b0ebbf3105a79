"""From plain data back to the bytes of a module."""

from __future__ import annotations

from collections.abc import Iterable

from runtime.wasm.leb import unsigned
from runtime.wasm.module import END, Data, Elements, Export, Global, Import, Kind, Limits, Module
from runtime.wasm.reading import MAGIC, Section

STOP = bytes([END])


def write_module(module: Module) -> bytes:
    """The module's bytes, its sections in the order that the format wants."""
    sections = [(Section.CUSTOM, one) for one in module.custom]
    sections += [(section, body) for section, body in _sections(module) if body]
    return MAGIC + b"".join(
        bytes([section]) + unsigned(len(body)) + body for section, body in sections
    )


def _sections(module: Module) -> Iterable[tuple[Section, bytes]]:
    yield Section.TYPE, module.types
    yield Section.IMPORT, vector(map(import_, module.imports))
    yield Section.FUNCTION, vector(map(unsigned, module.functions))
    yield Section.TABLE, vector(bytes([kind]) + limits(least) for kind, least in module.tables)
    yield Section.MEMORY, vector(map(limits, module.memories))
    yield Section.TAG, vector(b"\0" + unsigned(index) for index in module.tags)
    yield Section.GLOBAL, vector(map(global_, module.globals))
    yield Section.EXPORT, vector(map(export, module.exports))
    yield Section.START, b"" if module.start is None else unsigned(module.start)
    yield Section.ELEMENT, vector(map(elements, module.elements))
    yield Section.CODE, vector(unsigned(len(body)) + body for body in module.code)
    yield Section.DATA, vector(map(data, module.data))


def vector(items: Iterable[bytes]) -> bytes:
    """Nothing at all for no items: an empty section need not stand."""
    listed = list(items)
    return unsigned(len(listed)) + b"".join(listed) if listed else b""


def name(text: str) -> bytes:
    """A length, and the text."""
    return unsigned(len(text.encode())) + text.encode()


def limits(pair: Limits) -> bytes:
    """Least and, perhaps, most."""
    least, most = pair
    return b"\0" + unsigned(least) if most is None else b"\1" + unsigned(least) + unsigned(most)


def import_(one: Import) -> bytes:
    """One import of any kind."""
    head = name(one.module) + name(one.name) + bytes([one.kind])
    if one.kind == Kind.FUNCTION:
        return head + unsigned(one.index)
    if one.kind == Kind.TABLE:
        return head + bytes([one.value_type]) + limits(one.limits)
    if one.kind == Kind.MEMORY:
        return head + limits(one.limits)
    if one.kind == Kind.GLOBAL:
        return head + bytes([one.value_type, one.mutable])
    return head + b"\0" + unsigned(one.index)


def global_(one: Global) -> bytes:
    """One global."""
    return bytes([one.value_type, one.mutable]) + one.start + STOP


def export(one: Export) -> bytes:
    """One export."""
    return name(one.name) + bytes([one.kind]) + unsigned(one.index)


def elements(one: Elements) -> bytes:
    """One run of table slots."""
    functions = unsigned(len(one.functions)) + b"".join(map(unsigned, one.functions))
    return b"\0" + one.offset + STOP + functions


def data(one: Data) -> bytes:
    """One run of bytes."""
    return b"\0" + one.offset + STOP + unsigned(len(one.content)) + one.content
