"""A WebAssembly module as plain data, section by section."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from runtime.wasm.leb import Reader, as_i32, signed

I32 = 0x7F
FUNCREF = 0x70
I32_CONST = 0x41
END = 0x0B
PAGE = 65536  # bytes of one page of linear memory

type Limits = tuple[int, int | None]  # least and most, in pages or elements


class WasmError(ValueError):
    """Something in a module that this package does not know."""


class Kind(IntEnum):
    """What an import or export is."""

    FUNCTION = 0
    TABLE = 1
    MEMORY = 2
    GLOBAL = 3
    TAG = 4


@dataclass(kw_only=True)
class Import:
    """`index`: the type of a function or tag; `limits`: of a table or memory; else a global."""

    module: str
    name: str
    kind: Kind
    index: int = 0
    limits: Limits = (0, None)
    value_type: int = 0
    mutable: bool = False


@dataclass(kw_only=True)
class Global:
    """One global variable that the module defines."""

    value_type: int
    mutable: bool
    start: bytes  # constant expression, without the `end`


@dataclass(kw_only=True)
class Export:
    """Something under a name, for the outside."""

    name: str
    kind: Kind
    index: int


@dataclass(kw_only=True)
class Elements:
    """A run of table slots, from `offset` (constant expression) on, by function index."""

    offset: bytes
    functions: list[int]


@dataclass(kw_only=True)
class Data:
    """Bytes of memory, from `offset` (constant expression) on."""

    offset: bytes
    content: bytes

    @property
    def address(self) -> int:
        return Reader(self.offset, 1).signed() & 0xFFFFFFFF


@dataclass(kw_only=True)
class Module:
    """Index spaces run through the imports first, then through what is defined here."""

    custom: list[bytes] = field(default_factory=list)  # custom sections, written first
    types: bytes = b""  # the section as it stands
    imports: list[Import] = field(default_factory=list)
    functions: list[int] = field(default_factory=list)  # type of each defined function
    tables: list[tuple[int, Limits]] = field(default_factory=list)
    memories: list[Limits] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    globals: list[Global] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    start: int | None = None
    elements: list[Elements] = field(default_factory=list)
    code: list[bytes] = field(default_factory=list)  # body of each defined function
    data: list[Data] = field(default_factory=list)

    def imported(self, kind: Kind) -> list[Import]:
        return [one for one in self.imports if one.kind == kind]

    @property
    def imported_functions(self) -> int:
        """How many: the index of the first function that is defined here."""
        return len(self.imported(Kind.FUNCTION))

    def exported(self, kind: Kind) -> dict[str, int]:
        """Index by name."""
        return {one.name: one.index for one in self.exports if one.kind == kind}


def constant(value: int) -> bytes:
    """The constant expression of a 32-bit word, without the `end`."""
    return bytes([I32_CONST]) + signed(as_i32(value))


def signatures(module: Module) -> list[tuple[bytes, bytes]]:
    """Parameters and results of every type, as value types."""
    reader = Reader(module.types)
    found = []
    for _ in range(reader.unsigned()):
        if reader.byte() != 0x60:
            raise WasmError("a type that is no function type")
        parameters = reader.take(reader.unsigned())
        found.append((parameters, reader.take(reader.unsigned())))
    return found


def arities(module: Module) -> list[tuple[int, int]]:
    """How many values every function takes and gives, by function index."""
    types = [(len(takes), len(gives)) for takes, gives in signatures(module)]
    imported = [types[one.index] for one in module.imported(Kind.FUNCTION)]
    return imported + [types[index] for index in module.functions]
