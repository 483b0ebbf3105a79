"""The pinned Pyodide: its files in node_modules, and which bytecode its interpreter reads."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from runtime.cache import cached
from runtime.model import BuildStop
from runtime.node import run_node

PACKAGE = Path(__file__).parents[2] / "node_modules" / "pyodide"
FILES = ("pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "python_stdlib.zip")


@dataclass(frozen=True, kw_only=True)
class Pyodide:
    """The npm package of Pyodide, read from its folder."""

    folder: Path
    version: str

    @classmethod
    def installed(cls, folder: Path = PACKAGE) -> Pyodide:
        """The Pyodide that package.json pins. BuildStop if it was not installed."""
        manifest = folder / "package.json"
        missing = [name for name in ("package.json", *FILES) if not (folder / name).exists()]
        if missing:
            raise BuildStop(
                "pyodide", str(folder), f"no {missing[0]}", "package.json; run `npm ci`"
            )
        return cls(folder=folder, version=json.loads(manifest.read_text())["version"])

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def identity(self) -> bytes:
        """What a cached step depends on when it depends on Pyodide."""
        return b"".join(self.read(name) for name in FILES)

    def lock(self) -> bytes:
        """Pyodide's lock file without its packages: none of them is ever loaded (JSON)."""
        info = json.loads(self.read("pyodide-lock.json"))["info"]
        return json.dumps({"info": info, "packages": {}}, separators=(",", ":")).encode()


def bytecode_magic(pyodide: Pyodide, cache: Path) -> bytes:
    """The four bytes that every .pyc must begin with for this Pyodide.

    The interpreter itself is started and asked: its standard library comes as source, so no
    file of the package tells.
    """

    def ask() -> bytes:
        return bytes.fromhex(run_node("magic.mjs", [str(pyodide.folder)], step="pyodide").strip())

    return cached(cache, "magic", [pyodide.identity()], ask, by_code=False)
