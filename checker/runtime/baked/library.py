"""The zip file from which CPython starts at build time: its library, the checker, what tidies."""

from __future__ import annotations

import importlib.util
import io
import marshal
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path

from runtime.bytecode import PACKAGE

INSIDE = Path(__file__).parent / "inside"
# Parts of the standard library that nothing here imports, left out to start faster.
UNUSED = ("test/", "idlelib/", "tkinter/", "turtle", "ensurepip/", "pydoc_data/", "site-packages/")
FLAGS = (1).to_bytes(4, "little")  # a .pyc that is told by a hash, which nobody checks


def build_library(stdlib: bytes, wheel: bytes, names_of_c: bytes) -> bytes:
    """A zip file of unchecked .pyc files, without assertions, docstrings and line numbers.

    `stdlib` is Pyodide's python_stdlib.zip, `wheel` the checker's, `names_of_c` a module for
    tidy.py. The modules in `inside/` take the place of a module of the same name.
    """
    sources = dict(_modules(stdlib, "")) | dict(_modules(wheel, f"{PACKAGE}/")) | dict(_inside())
    sources["names_of_c.py"] = names_of_c
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name, source in sorted(sources.items()):
            entry = zipfile.ZipInfo(f"{name}c", (1980, 1, 1, 0, 0, 0))
            made.writestr(entry, compiled(source, name))
    return target.getvalue()


def _modules(archive: bytes, prefix: str) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        for name in opened.namelist():
            wanted = name.startswith(prefix) and not name.startswith(UNUSED)
            if wanted and name.endswith(".py"):
                yield name, opened.read(name)


def _inside() -> Iterator[tuple[str, bytes]]:
    for path in sorted(INSIDE.glob("*.py")):
        yield path.name, path.read_bytes()


def compiled(source: bytes, name: str) -> bytes:
    """The .pyc of a module. The host's bytecode is Pyodide's: check_magic has seen to it."""
    code = bare(compile(source, name, "exec", dont_inherit=True, optimize=2))
    return importlib.util.MAGIC_NUMBER + FLAGS + bytes(8) + marshal.dumps(code)


def bare(code: types.CodeType) -> types.CodeType:
    """Code without its table of line numbers: there are no tracebacks in the browser."""
    constants = tuple(bare(c) if isinstance(c, types.CodeType) else c for c in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=constants)
