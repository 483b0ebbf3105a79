"""The engine that ships Pyodide as it comes, with the checker's bytecode beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from runtime.bytecode import archive, build_wheel, check_magic, compile_wheel, modules
from runtime.cache import cached
from runtime.model import Runtime, RuntimeFile
from runtime.pyodide import Pyodide, bytecode_magic

GLUE = Path(__file__).parent / "engines" / "stock.js"


def checker(pyodide: Pyodide, cache: Path) -> bytes:
    """The zip file of the checker's bytecode, proven to be what Pyodide's interpreter reads."""
    wheel = build_wheel()
    compiled = cached(cache, "compiled.whl", [wheel], lambda: compile_wheel(wheel))
    shipped = modules(compiled)
    check_magic(shipped, bytecode_magic(pyodide, cache))
    return archive(shipped)


def build_stock(cache: Path, say: Callable[[str], None]) -> Runtime:
    """Pyodide's own files, under names that their content decides, and the checker."""
    pyodide = Pyodide.installed()
    files = (
        RuntimeFile.named("asm", "pyodide.asm.js", pyodide.read("pyodide.asm.js"), script=True),
        RuntimeFile.named("loader", "pyodide.js", pyodide.read("pyodide.js"), script=True),
        RuntimeFile.named("wasm", "pyodide.asm.wasm", pyodide.read("pyodide.asm.wasm")),
        RuntimeFile.named("stdlib", "python_stdlib.zip", pyodide.read("python_stdlib.zip")),
        RuntimeFile.named("lock", "pyodide-lock.json", pyodide.lock()),
        RuntimeFile.named("checker", "checker.zip", checker(pyodide, cache)),
    )
    total = sum(len(f.content) for f in files)
    say(f"runtime: stock Pyodide {pyodide.version}, {len(files)} files, {total:,} bytes raw")
    return Runtime(engine="stock", files=files, glue=GLUE)
