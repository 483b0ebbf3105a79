"""Starts the Python that becomes the image, and says what came out: a test runs it elsewhere."""

import hashlib

from runtime.baked.library import build_library
from runtime.baked.names import names_of_c
from runtime.baked.starting import USUAL, start, with_globals_exported
from runtime.bytecode import build_wheel
from runtime.pyodide import Pyodide
from runtime.wasm.reading import read_module


def digest() -> str:
    """The hash of the started Python's memory and facts."""
    pyodide = Pyodide.installed()
    module = read_module(pyodide.read("pyodide.asm.wasm"))
    library = build_library(pyodide.read("python_stdlib.zip"), build_wheel(), names_of_c(module))
    found = start(pyodide, with_globals_exported(module), library, USUAL)
    facts = (found.globals, found.heap_end, found.load, found.added)
    return hashlib.sha256(bytes(found.memory) + repr(facts).encode()).hexdigest()
