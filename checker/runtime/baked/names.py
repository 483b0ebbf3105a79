"""Names that Pyodide's C code can say."""

from __future__ import annotations

import re

from runtime.wasm.module import Module

NAME = re.compile(rb"(?<![A-Za-z0-9_])[A-Za-z_][A-Za-z0-9_]{1,60}(?=\0)")


def names_of_c(module: Module) -> bytes:
    """A Python module whose NAMES are all zero-ended identifiers in the module's data.

    CPython's own interned names, and every literal that C code could look an attribute up by,
    are among them; so is much else, which does no harm: a name too many keeps, never cuts.
    """
    names = sorted({n.decode() for one in module.data for n in NAME.findall(one.content)})
    return f"NAMES = frozenset({names!r})\n".encode()
