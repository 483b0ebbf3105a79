"""Compiles `checker/eligibility` and its Pyodide into the files that a browser needs to answer.

Two engines stand behind one interface: `stock` ships Pyodide as it is, `baked` ships one
WebAssembly module that holds what the checker can reach and nothing else. Both take the rules
as data when they start, so neither depends on an incident.

How a page assembles an engine's worker is told by `RuntimeFile`.
"""

from runtime.build import build_runtime
from runtime.model import BuildStop, Runtime, RuntimeFile

__all__ = ["BuildStop", "Runtime", "RuntimeFile", "build_runtime"]
