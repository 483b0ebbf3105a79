"""Starts CPython under Node, and reads what its memory then looks like."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runtime.node import run_node
from runtime.pyodide import Pyodide
from runtime.wasm.module import Export, Kind, Module
from runtime.wasm.writing import write_module

STEP = "start"


@dataclass(kw_only=True)
class Snapshot:
    """A started CPython. All numbers are addresses in its linear memory, unless said."""

    memory: bytearray
    globals: dict[int, int]  # value of each mutable global, by index
    memory_base: int  # where static data begins
    table_base: int  # first slot of the module's own functions in the table
    stack_low: int  # where static data ends
    stack_pointer: int  # below it the C stack holds nothing
    heap_base: int
    heap_end: int
    added: dict[
        int, str | None
    ]  # slots the glue filled: export name, None for a JavaScript function
    load: int  # the one root: the function object `load`

    @property
    def table_end(self) -> int:
        return max(self.added, default=0) + 1

    def word(self, address: int) -> int:
        return int.from_bytes(self.memory[address : address + 4], "little")


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a start puts table, static data and heap; the defaults are Pyodide's own."""

    table_base: int = 1
    memory_base: int = 1024
    heap_shift: int = 0


USUAL = Place()
# Far enough that no number reaches over, and no multiple of anything.
OTHER_TABLE = Place(table_base=6_000_000)
OTHER_MEMORY = Place(memory_base=16_778_240)
OTHER_HEAP = Place(heap_shift=16_777_216)


def with_globals_exported(module: Module) -> bytes:
    """The module with every mutable global exported as $gINDEX."""
    imported = [one.mutable for one in module.imported(Kind.GLOBAL)]
    mutable = [*imported, *(one.mutable for one in module.globals)]
    more = [
        Export(name=f"$g{i}", kind=Kind.GLOBAL, index=i) for i, yes in enumerate(mutable) if yes
    ]
    kept = module.exports
    module.exports = [*kept, *more]
    content = write_module(module)
    module.exports = kept
    return content


def start(pyodide: Pyodide, module: bytes, library: bytes, place: Place) -> Snapshot:
    """Start CPython at `place`, with the library as its standard library, and tidy up in it."""
    with tempfile.TemporaryDirectory() as folder:
        paths = {name: Path(folder, name) for name in ("module.wasm", "library.zip")}
        paths["module.wasm"].write_bytes(module)
        paths["library.zip"].write_bytes(library)
        out = Path(folder, "snapshot")
        where = ["--memory-base", str(place.memory_base), "--table-base", str(place.table_base)]
        where += ["--heap-shift", str(place.heap_shift)]
        run_node(
            "boot.mjs",
            [str(pyodide.folder), *map(str, paths.values()), str(out), *where],
            step=STEP,
        )
        facts = json.loads(out.with_suffix(".json").read_text())
        return _snapshot(facts, out.with_suffix(".memory").read_bytes())


def _snapshot(facts: dict[str, Any], memory: bytes) -> Snapshot:
    numbers = {
        "memory_base": facts["memoryBase"],
        "table_base": facts["tableBase"],
        "stack_low": facts["stackLow"],
        "stack_pointer": facts["stackPointer"],
        "heap_base": facts["heapBase"],
        "heap_end": facts["heapEnd"],
        "load": facts["load"],
    }
    return Snapshot(
        memory=bytearray(memory),
        globals={int(k): v for k, v in facts["globals"].items()},
        added={int(k): v for k, v in facts["added"].items()},
        **numbers,
    )
